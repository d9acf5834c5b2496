"""What can be returned: features hand in their records by kind; this package knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from app.access.scope import Scope
from app.organizations.models import Organization


@dataclass(frozen=True)
class Record:
    """A record as it is returned: whose it is, its name and page, and the fields by name."""

    subject: str
    organization: Organization
    title: str
    address: str
    fields: tuple[str, ...]


Source = Callable[[Scope, int], Record | None]
"""Finds a record in scope by its number."""


def find(scope: Scope, subject: str) -> Record | None:
    """The record of that subject (meetings/12), if there is one in scope."""
    kind, _, number = subject.partition("/")
    source = current_app.extensions["returnable"].get(kind)
    return (
        source(scope, int(number)) if source and number.isdecimal() and len(number) < 10 else None
    )
