"""Dues: who pays what from when, how late, and what the money may be used for; plain values."""
