"""Brings bases, payments and opening balances in from a table: read, looked over, confirmed."""
