"""Addresses of elections, by what is done there."""
