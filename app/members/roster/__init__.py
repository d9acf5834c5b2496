"""Reads a roster as secretaries keep it, row by row; knows no database and no web."""
