"""What the regulations say, as plain values and pure functions; knows no database, clock or web."""
