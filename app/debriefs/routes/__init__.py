"""Addresses of yearly reports."""
