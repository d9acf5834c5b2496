"""Corrections that members propose to their own cards, settled field by field."""
