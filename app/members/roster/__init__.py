"""Reads a roster as secretaries keep it, row by row; knows no database, no web and no people yet."""
