"""Elections of a branch committee: plain values and a day in, reasons with their articles out."""
