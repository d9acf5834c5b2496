"""Every change of a request until money is paid: made, decided, approved, returned, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.core import audit, clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.funds import ledger, queries
from app.funds.models import Estimate, Line, Request
from app.meetings.models import Meeting
from app.organizations import queries as organizations
from app.rules.funds.checks import (
    AHEAD,
    Manner,
    check_ahead,
    check_amount,
    check_approver,
    check_decision,
    check_free,
    check_use,
    may_become,
)
from app.rules.funds.kinds import PAYABLE, WRITABLE, Level, Purpose, RequestState


@dataclass(frozen=True)
class Part:
    """One row of an estimate as it was typed."""

    text: str
    amount: int


def request(
    line: Line,
    *,
    title: str,
    purpose: Purpose,
    activity_on: date,
    parts: Sequence[Part],
    by: int | None,
    place: str = "",
    participants: str = "",
    content: str = "",
    effect: str = "",
    late_why: str = "",
    subject_kind: str = "",
    subject_id: int | None = None,
    subject_title: str = "",
    subject_address: str = "",
) -> Request:
    """Ask for money of a line of a budget in force. A higher package names its subject by kind and
    number, with the title and address it gives; `by` is the person who asks."""
    ledger.lock_running(line.budget, line)
    made = Request(
        organization=line.budget.organization,
        line=line,
        made_by_id=by,
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject_title=subject_title[:100],
        subject_address=subject_address[:200],
    )
    _write(
        made, line, parts, title=title, purpose=purpose, activity_on=activity_on, place=place,
        participants=participants, content=content, effect=effect, late_why=late_why,
    )  # fmt: skip
    return made


def change(asked: Request, line: Line, *, parts: Sequence[Part], by: int | None, **facts) -> None:
    """Change a request that nobody has decided; what was decided of it before is open again."""
    ledger.lock_running(line.budget)
    if asked.state not in WRITABLE:
        raise Refused(f"这份申请{asked.state.label}，不能再改；要改的请先撤回或者请上级退回。")
    if asked.organization_id != line.budget.organization_id:
        raise Refused("请选择本组织的经费。", "line_id")
    asked.made_by_id = by
    asked.state = RequestState.MADE
    asked.meeting, asked.item_number, asked.decision = None, None, ""
    asked.undecided_why, asked.decided_on = "", None
    asked.returned_field = asked.returned_why = ""
    _write(asked, line, parts, **facts)


def decide(
    asked: Request, *, meeting: Meeting | None, item_number: int | None, decision: str, why: str
) -> None:
    """Name the meeting and the item that decided, or (never for dues) why none did."""
    ledger.lock_running(asked.line.budget, asked)
    _stop(may_become(asked.state, RequestState.DECIDED, "这份申请"))
    if meeting and (not meeting.counts or meeting.organization_id != asked.organization_id):
        raise Refused("请选择本组织有效的会议记录。", "item")
    _stop(
        check_decision(asked.line.kind, decided=meeting is not None, why=why, day=clock.today()),
        "item",
    )
    asked.state = RequestState.DECIDED
    asked.meeting, asked.item_number = meeting, item_number
    asked.decision = decision[:500] if meeting else ""
    asked.undecided_why = "" if meeting else why.strip()
    asked.decided_on = clock.today()
    audit.because(asked.undecided_why)
    db.session.flush()


def approve(asked: Request, *, by: int | None, held: Level | None, name: str, opinion: str) -> None:
    """Agree: from now on the money is kept for it. `held` is the highest level at which the person
    may approve; `name` how papers name them. Of two that together exceed the line, the second is
    refused with what is free."""
    line = asked.line
    ledger.lock_running(line.budget, asked, line)
    _stop(may_become(asked.state, RequestState.APPROVED, "这份申请"))
    needed = level(asked)
    _stop(check_approver(asked.made_by_id, by, held, needed))
    if asked.meeting and not asked.meeting.counts:
        raise Refused("研究这件事的会议记录已经作废，请退回后重新选择会议。")
    ledger.reserve(asked, asked.amount)
    asked.state, asked.level = RequestState.APPROVED, needed
    asked.approved_on, asked.approved_by, asked.opinion = clock.today(), name[:100], opinion
    db.session.flush()


def send_back(asked: Request, *, by: int | None, held: Level | None, field: str, why: str) -> None:
    """Return it to whoever asked, saying what to change and why."""
    ledger.lock_running(asked.line.budget, asked)
    _stop(check_approver(asked.made_by_id, by, held, Level.OWN))
    _become(asked, RequestState.RETURNED)
    audit.because(why)
    asked.returned_field, asked.returned_why = field, why
    db.session.flush()


def withdraw(asked: Request, *, why: str) -> None:
    """Take it back; what was kept for it is free again. Not once something was paid."""
    ledger.lock_running(asked.line.budget, asked)
    if asked.state in PAYABLE and asked.spent:
        raise Refused("已经有支出，不能撤回；请结清。")
    _become(asked, RequestState.WITHDRAWN)
    if asked.reserved:
        ledger.reserve(asked, -asked.reserved)
    audit.because(why)
    asked.withdrawn_why = why
    db.session.flush()


def level(asked: Request) -> Level:
    """Who has to approve it, at the lowest."""
    organization = asked.organization
    scope = Scope(frozenset({organization.path}))
    return queries.manner(scope, organization, clock.today()).level(asked.amount)


def level_of(asked: Request, manners: Mapping[int, Manner]) -> Level:
    """The same, where {organisation id: how money is handled} is known."""
    return manners[asked.organization_id].level(asked.amount)


def _write(asked, line, parts, *, title, purpose, activity_on, **texts):
    _stop(check_use(line.kind, purpose, clock.today()), "purpose")
    if activity_on.year != line.budget.year:
        raise Refused(
            f"这是{line.budget.year}年的经费，日期应在{line.budget.year}年内。", "activity_on"
        )
    if not parts:
        raise Refused("至少写一项概算。", "parts")
    for part in parts:
        _stop(check_amount(part.amount), "parts")
    _check_ahead(line.budget.organization, activity_on, texts.get("late_why") or "")
    amount = sum(part.amount for part in parts)
    _stop(check_free(amount, line.free, line.name), "parts")
    asked.line, asked.title, asked.purpose = line, title, purpose
    asked.activity_on, asked.amount, asked.made_on = activity_on, amount, clock.today()
    for key, text in texts.items():
        setattr(asked, key, text or "")
    db.session.add(asked)
    renew(asked)
    known = list(asked.estimates)
    for place, part in enumerate(parts):
        row = known[place] if place < len(known) else Estimate(request=asked, position=place)
        row.text, row.amount = part.text, part.amount
        db.session.add(row)
    for row in known[len(parts) :]:
        db.session.delete(row)
    db.session.flush()
    db.session.expire(asked, ["estimates"])


def follow(asked: Request, title: str, activity_on: date, place: str) -> None:
    """What the money is for was renamed or moved; what was decided of the money stands."""
    year = asked.line.budget.year
    if activity_on.year != year:
        raise Refused(f"用的是{year}年的经费，请先撤回经费申请再改到别的年度。", "held_on")
    asked.title = asked.subject_title = title[:100]
    asked.activity_on, asked.place = activity_on, place[:100]
    db.session.flush()


def _check_ahead(organization, activity_on, why):
    """Where FU-10 is switched on."""
    day = clock.today()
    scope = Scope(frozenset({organization.path}))
    if AHEAD in organizations.local_rules(scope, [organization], day)[organization.id]:
        left = calendar().between(day, activity_on).days
        _stop(check_ahead(left, why, day), "late_why")


def _become(asked, state):
    _stop(may_become(asked.state, state, "这份申请"))
    asked.state = state


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
