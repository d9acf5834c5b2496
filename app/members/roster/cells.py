"""A cell as the text a person sees in it, cleaned of what the eye does not see."""

import re
import unicodedata
from datetime import datetime

from app.members.roster.table import Broken
from app.rules.dates import PartialDate

# Escapes Excel writes for line breaks, control characters, and marks without a width.
_UNSEEN = re.compile(
    "_x000[aAdD]_|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_SPACES = re.compile(r"\s+")
_PLACEHOLDERS = {"-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "空", "n/a", "null", "none"}


def text_of(cell) -> str:
    """One line; whole numbers without “.0”, dates as 1998-07-01, broken cells empty."""
    if isinstance(cell, str):
        if cell.isprintable() and "  " not in cell and "_x" not in cell:
            return cell.strip()  # nearly every cell: nothing unseen in it
        return _SPACES.sub(" ", _UNSEEN.sub(" ", cell)).strip()
    if cell is None or isinstance(cell, Broken):
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return cell.iso if isinstance(cell, PartialDate) else str(cell)


def is_blank(text: str) -> bool:
    """Nothing, or one of the signs people write for nothing."""
    return not text or text.lower() in _PLACEHOLDERS


def narrow(text: str) -> str:
    """Full-width letters, digits and signs made plain, without any space."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))
