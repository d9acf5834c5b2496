"""Addresses of the branch's side: people by step, a person's path, and every entry on it."""
