"""Brings old development files in from a workbook and out again; how a step is judged it asks."""
