"""发展党员 as rules: the 25 steps, a person's file as plain values, and what can be said of it."""
