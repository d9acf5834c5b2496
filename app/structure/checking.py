"""What every act asks before it changes anything: days, order, rules, and a reason where asked."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.errors import Refused
from app.organizations.models import Organization
from app.rules.acts import check_day
from app.rules.base import Verdict
from app.rules.organizations import OrganizationKind
from app.structure import queries


def settle(verdict: Verdict, reason: str, field: str = "reason") -> None:
    """Refuse what is refused at its field; take a reason for what is only unusual, and keep it."""
    if verdict.refusals:
        raise Refused("；".join(str(one) for one in verdict.refusals) + "。", field)
    if verdict.warnings and not reason:
        told = "；".join(str(one) for one in verdict.warnings)
        raise Refused(f"{told}。如确需这样，请写明理由。", "reason")
    if reason:
        audit.because(reason)


def refuse_out_of_order(on: date, *organizations: Organization) -> None:
    """Acts are entered in the order in which they were done, and once they are done."""
    last = queries.last_day(EVERYTHING, [one.id for one in organizations])
    founded = max((one.founded_on for one in organizations if one.founded_on), default=None)
    settle(check_day(on, clock.today(), founded, last), "", "done_on")


def refuse_ended(*organizations: Organization) -> None:
    """Nothing is done with an organisation that is no more."""
    for one in organizations:
        if one.dissolved_on:
            raise Refused(f"{one.name}已于{one.dissolved_on.isoformat()}撤销。")


def refuse_all_but_branches(*organizations: Organization) -> None:
    """Only branches have people of their own to be merged or divided."""
    for one in organizations:
        if one.kind is not OrganizationKind.BRANCH:
            raise Refused(f"{one.name}是{one.kind.label}，合并和拆分只办理党支部。")


def refuse_transfers(branch: Organization) -> None:
    """Who is on the way from or to the branch must have arrived first."""
    if names := queries.in_transfer(EVERYTHING, branch.id):
        told = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
        raise Refused(f"{told}的组织关系转接还没有办完，请先办完或撤销。")


def refuse_moved_after(member_ids, on: date) -> None:
    """Nobody is taken along from a day on which he did not belong there yet."""
    if names := queries.moved_after(EVERYTHING, member_ids, on):
        raise Refused(f"{'、'.join(names[:5])}在这一天之后才转来，请核对日期。", "done_on")
