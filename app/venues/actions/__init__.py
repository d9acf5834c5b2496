"""Every change of venues, by what it is about."""

from app.venues.actions.booking import (
    Asked,
    answer,
    book,
    book_days,
    cancel,
    leave_line,
    move,
    wait,
)
from app.venues.actions.checking import inspect
from app.venues.actions.keeping import (
    add_photo,
    edit,
    register,
    remove_photo,
    retire,
    set_opening,
    share,
)
from app.venues.actions.using import enter_use, note_use

__all__ = [
    "Asked",
    "add_photo",
    "answer",
    "book",
    "book_days",
    "cancel",
    "edit",
    "enter_use",
    "inspect",
    "leave_line",
    "move",
    "note_use",
    "register",
    "remove_photo",
    "retire",
    "set_opening",
    "share",
    "wait",
]
