"""Brings a roster into the registry: looked over, confirmed, undone; how files are read it asks."""
