"""What reading one cell may end in besides a plain value."""

from typing import Any, NamedTuple


class Unreadable(ValueError):
    """The cell holds something that cannot be taken; the message says what to write instead."""


class Doubt(NamedTuple):
    """A value that a person should look at; None when the cell had better be left out."""

    value: Any
    why: str
