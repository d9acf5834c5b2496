"""What every address of a file needs: the file within scope, and a form that knows its version."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can
from app.core.web import go
from app.development import queries
from app.development.models import File


class Entry:
    """What a form opens with: values by field, and the version of the file they stand in."""

    def __init__(self, file: File, **values):
        self.version = file.version
        self.__dict__.update(values)


def file_or_404(file_id: int) -> File:
    return queries.file(g.scope, file_id) or abort(404)


def of_file(file_id: int, found):
    """`found` if it lies in that file and within scope, else 404."""
    if found is None or found.file.id != file_id:
        abort(404)
    return found


def reads(path: str) -> bool:
    """Whether what people said during a notice may be read: by who works on files there."""
    able = (Can.DEVELOPMENT_EDIT, Can.DEVELOPMENT_DECIDE)
    return any(current_user.may(permission, path) for permission in able)


def back(file_id: int, message: str, anchor: str = ""):
    """To the person's path, with a word."""
    flash(message, "success")
    return go(url_for("development.show", file_id=file_id, _anchor=anchor or None))
