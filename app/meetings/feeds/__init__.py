"""Calendars that a phone or a desktop subscribes to, under a private address."""
