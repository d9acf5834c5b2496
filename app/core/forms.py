"""Forms: stale saves, kept drafts, refusals at their fields; knows no feature's fields."""

from flask import g, request
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from app.core.db import db
from app.core.errors import Refused, StaleEdit, explained
from app.core.fields import (
    CONTROL,
    LONE_SURROGATE,
    NEEDED,
    YEARS,
    Choice,
    Choices,
    Clock,
    Count,
    Day,
    Halves,
    KnownDate,
    Line,
    Paragraphs,
    clean_line,
    clean_text,
)

__all__ = [
    "CONTROL",
    "LONE_SURROGATE",
    "NEEDED",
    "YEARS",
    "Choice",
    "Choices",
    "Clock",
    "Count",
    "Day",
    "Halves",
    "KnownDate",
    "Line",
    "Paragraphs",
    "PortalForm",
    "clean_line",
    "clean_text",
]


def _text(field) -> str:
    if isinstance(field, Choice):
        return field.chosen
    return field._value() if hasattr(field, "_value") else str(field.data or "")


class PortalForm(FlaskForm):
    """The common manners of every form in the portal.

    `version` holds the version of the row as it was opened; `once` makes a second press of the
    same button act no second time (see app.core.once). A kept draft of the same page, if the
    person has one, fills the form in place of the record.
    """

    class Meta:
        locales = ("zh",)

    version = HiddenField()
    once = HiddenField()

    def __init__(self, *args, draft: dict | None = None, **options):
        self.restored = bool(draft) and request.method == "GET"
        if self.restored:
            args = (MultiDict((k, v) for k, values in draft.items() for v in values),)
        super().__init__(*args, **options)
        self.theirs = {}
        obj = options.get("obj")
        if obj is not None and not self.is_submitted() and not self.restored:
            self.version.data = str(getattr(obj, "version", "") or "")

    def accepts(self, action) -> bool:
        """Validate and run `action`; its refusals become messages at their fields."""
        if not self.validate_on_submit():
            return False
        try:
            action()
            db.session.flush()
        except StaleDataError:
            self._refuse(StaleEdit())
        except Refused as refused:
            self._refuse(refused)
        except IntegrityError as error:
            if (refused := explained(error)) is None:
                raise
            self._refuse(refused)
        else:
            return True
        return False

    def _refuse(self, refused):
        db.session.rollback()
        if isinstance(refused, StaleEdit):
            self.theirs = refused.theirs
        field = self._fields.get(refused.field)
        if field is None:
            self.form_errors.append(refused.message)
        else:
            field.errors = [*field.errors, refused.message]
        g.pop("_once", None)

    @property
    def status(self) -> int:
        """The answer's code when this form is shown again: 422 for a refused one, else 200."""
        return 422 if self.is_submitted() else 200

    def facts(self) -> dict:
        """What was typed, by field name, without the form's own hidden fields."""
        skipped = {"csrf_token", "version", "once"}
        return {name: field.data for name, field in self._fields.items() if name not in skipped}

    def shown(self, row) -> dict:
        """The row's present values as this form's fields would show them."""
        fresh = type(self)(formdata=None, obj=row)
        for name, field in self._fields.items():
            if isinstance(field, Choice) and name in fresh:
                fresh[name].choices = field.choices
        return {name: _text(fresh[name]) for name in self.facts() if name in fresh}

    def check_fresh(self, row) -> None:
        """Raise StaleEdit with the others' values if `row` was saved since this form was opened."""
        opened = next(iter(self.version.raw_data or ()), "")
        if opened and opened != str(row.version):
            theirs = {
                name: text for name, text in self.shown(row).items() if _text(self[name]) != text
            }
            self.version.data = str(row.version)
            self.version.raw_data = [str(row.version)]
            raise StaleEdit(theirs)
