"""Addresses of dues."""
