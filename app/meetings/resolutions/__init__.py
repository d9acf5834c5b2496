"""Resolutions followed to their end: who, by when, done; the items lie with rectification."""
