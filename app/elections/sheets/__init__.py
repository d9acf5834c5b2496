"""The papers of an election as plain values."""
