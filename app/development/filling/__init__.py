"""Fills the papers of 发展党员 from the record: a dossier for each person in, printed sheets out.

`FILLED` is what a file can print, by the code of the paper. What is not on record stays blank for
the pen; nothing is typed for a paper alone.
"""

from app.development.filling.activists import ACTIVISTS
from app.development.filling.dossier import Dossier, Filling, dossiers
from app.development.filling.probationers import PROBATIONERS
from app.development.filling.prospects import PROSPECTS
from app.development.filling.votes import VOTES
from app.rules.development.case import Case

FILLED = ACTIVISTS | PROSPECTS | VOTES | PROBATIONERS

__all__ = ["FILLED", "Dossier", "dossiers", "printable"]


def printable(case: Case) -> list[tuple[str, Filling]]:
    """(code, filling) of every paper there is something to print of."""
    return [(code, one) for code, one in FILLED.items() if case.last(one.from_step)]
