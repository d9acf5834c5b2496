"""What a paper of an election is: its code in the address, its name, its form, how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.elections.models import Election
from app.rules.organizations import PostKind

MEMBER = PostKind.COMMITTEE_MEMBER


@dataclass(frozen=True)
class Paper:
    """One paper of the election: its code in the address, its name, its form, how it is made."""

    code: str
    label: str
    form: str
    make: Callable[[Election, date], object]
