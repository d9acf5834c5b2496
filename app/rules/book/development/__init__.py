"""DEV: accepting members – the 细则 of 2014 and 2026, what changed, and what is only local."""

from app.rules.book.development import changes, clauses, local

RULES = clauses.RULES + changes.RULES + local.RULES
