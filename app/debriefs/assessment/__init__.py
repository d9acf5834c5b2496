"""联考: the yearly assessment of teams and cadres with the evidence of the record beside it."""
