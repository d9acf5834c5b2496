"""Every change up to publication and while a pledge is kept: written, reviewed, published, told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core import audit, clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.pledges.models import Pledge, PledgeMatter, PledgeNote
from app.rules.pledges import (
    WRITABLE,
    Heading,
    Matter,
    Outcome,
    PledgeState,
    check_pledge,
    may_become,
    may_judge,
)


@dataclass(frozen=True)
class Written:
    """One matter as it was typed."""

    heading: Heading
    text: str
    measure: str
    due_on: date
    responsible: str = ""


def write(
    organization: Organization,
    person: Person | None,
    year: int,
    pledge: Pledge | None,
    *,
    post: str,
    matters: Sequence[Written],
) -> Pledge:
    """Hand in a pledge of the year, or change it until it is reviewed; without a person it is the
    organisation's own. Refused without a whole matter, and once the branch has agreed."""
    if pledge and pledge.state not in WRITABLE:
        raise Refused(f"这份承诺{pledge.state.label}，不能再改；要改的请支部先退回。")
    plain = [Matter(one.text, one.measure, one.due_on) for one in matters]
    _stop(check_pledge(plain, year, clock.today()), "matters")
    if pledge is None:
        pledge = Pledge(organization=organization, person=person, year=year)
    pledge.post, pledge.submitted_on = post, clock.today()
    pledge.state = PledgeState.SUBMITTED
    db.session.add(pledge)
    renew(pledge)
    _write_matters(pledge, matters)
    return pledge


def approve(pledge: Pledge, *, by: int | None, name: str, opinion: str) -> None:
    """The branch agrees. `by` is the person who decides, `name` how the paper names them."""
    _stop(may_judge(pledge.person_id, by))
    _become(pledge, PledgeState.APPROVED)
    pledge.reviewed_on, pledge.reviewed_by = clock.today(), name[:100]
    pledge.opinion, pledge.returned_field, pledge.returned_why = opinion, "", ""
    db.session.flush()


def send_back(pledge: Pledge, *, by: int | None, field: str, why: str) -> None:
    """Return it to whoever wrote it, saying what to change and why; what was agreed is open again
    until it is published."""
    _stop(may_judge(pledge.person_id, by))
    _become(pledge, PledgeState.RETURNED)
    audit.because(why)
    pledge.returned_field, pledge.returned_why = field, why
    db.session.flush()


def publish(pledges: Sequence[Pledge]) -> int:
    """Show what the branch agreed to on its board, from today; how many were new there."""
    waiting = [one for one in pledges if one.state is PledgeState.APPROVED]
    if not waiting:
        raise Refused("没有审核通过、等待公开的承诺。")
    for one in waiting:
        _become(one, PledgeState.PUBLISHED)
        one.published_on = clock.today()
    db.session.flush()
    return len(waiting)


def tell(
    matter: PledgeMatter, *, text: str, told_on: date, outcome: Outcome, why: str, by: str
) -> PledgeNote:
    """Note what has been done for a published matter, that it is kept, or why it is not."""
    if not matter.pledge.public:
        raise Refused("这份承诺还没有公开，公开以后再记进展。")
    if matter.pledge.state is PledgeState.CLOSED:
        raise Refused("这份承诺已经评议和反馈，不再记进展。")
    if told_on > clock.today():
        raise Refused("这一天还没有到。", "told_on")
    if outcome is Outcome.BROKEN and not why.strip():
        raise Refused("没有完成的，请写明原因。", "why")
    note = PledgeNote(matter=matter, told_on=told_on, told_by=by, text=text)
    db.session.add(note)
    matter.done_on = told_on if outcome is Outcome.KEPT else None
    matter.unfinished_why = why.strip() if outcome is Outcome.BROKEN else ""
    db.session.flush()
    return note


def _write_matters(pledge, matters):
    """By their places: before publication nothing hangs on a matter that could lose its place."""
    known = list(pledge.matters)
    for place, one in enumerate(matters):
        row = known[place] if place < len(known) else PledgeMatter(pledge=pledge, position=place)
        db.session.add(row)
        row.heading, row.text, row.measure = one.heading, one.text.strip(), one.measure.strip()
        row.due_on, row.responsible = one.due_on, one.responsible.strip()
    for row in known[len(matters) :]:
        db.session.delete(row)
    db.session.flush()
    db.session.expire(pledge, ["matters"])


def _become(pledge, state):
    _stop(may_become(pledge.state, state))
    pledge.state = state


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
