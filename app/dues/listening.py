"""What a transfer, or the end of membership, means for dues: from the next month on the branch asks
for nothing."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete

from app.core import clock
from app.core.db import db
from app.dues.actions import owing
from app.dues.models import DuesMonth
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dues.months import month_of


def on_transfer(member: Member, old: Organization | None, _new: Organization | None) -> None:
    """The month of the transfer is still the old branch's; months paid for ahead stay."""
    if old is not None:
        _stop([member], old, clock.today())


def together(members: Sequence[Member], old: Organization, _new: Organization, on: date) -> None:
    """The same of many who go together."""
    _stop(members, old, on)


on_transfer.together = together


def on_standing(member: Member, since: date, good: bool) -> None:
    """Whoever died, was expelled or left owes nothing from the next month on; where that was
    recorded by mistake, or the person is back, the months that a base asks for are owed again."""
    if good:
        owing.owe_again(member.organization, member.person, month_of(since))
    else:
        _stop([member], member.organization, since)


def _stop(members, old, day):
    db.session.execute(
        delete(DuesMonth)
        .where(
            DuesMonth.person_id.in_([one.person_id for one in members]),
            DuesMonth.organization_id == old.id,
            DuesMonth.month > month_of(day),
            DuesMonth.paid == 0,
        )
        .execution_options(synchronize_session=False)
    )
