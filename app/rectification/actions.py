"""Every change of an item: raised, reworded, told of, done, accepted, returned, dropped."""

from datetime import date

from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.rectification.models import Item, Progress, Source
from app.rules.rectification import ItemState, may_accept, may_become


def raise_item(
    organization: Organization,
    *,
    source: Source,
    problem: str,
    due_on: date,
    person: Person | None = None,
    responsible: str = "",
    goal: str = "",
    measure: str = "",
    raised_on: date | None = None,
) -> Item:
    """Put something on an organisation's list; open to every feature above.

    `person` answers for it, or `responsible` names a body or somebody without a record here;
    `raised_on` is today where not given.
    Refused without a problem, or for a source's address that leads off this site.
    """
    if not problem.strip():
        raise Refused("请写明问题或者要办的事。", "problem")
    if source.address and not source.address.startswith("/"):
        raise Refused("来源的地址应是本系统内的页面。")
    item = Item(
        organization=organization,
        source_kind=source.kind,
        source_id=source.id,
        source_part=source.part,
        source_title=source.title[:200],
        source_address=source.address,
        raised_on=raised_on or clock.today(),
    )
    _write(item, problem, goal, measure, person, responsible, due_on)
    db.session.add(item)
    db.session.flush()
    return item


def edit(
    item: Item,
    *,
    problem: str,
    goal: str,
    measure: str,
    person: Person | None,
    responsible: str,
    due_on: date,
) -> None:
    """Reword an open item, or give it to somebody else or another day."""
    if not item.open:
        raise Refused(f"这一项{item.state.label}，不再修改；需要接着办的，请先退回办理。")
    _write(item, problem, goal, measure, person, responsible, due_on)
    db.session.flush()


def tell(item: Item, *, text: str, told_on: date, by: str) -> Progress:
    """Note what has been done so far."""
    if item.ended:
        raise Refused(f"这一项{item.state.label}，不再记进展。", "text")
    if told_on > clock.today():
        raise Refused("这一天还没有到。", "told_on")
    note = Progress(item=item, text=text, told_on=told_on, told_by=by)
    db.session.add(note)
    db.session.flush()
    return note


def finish(item: Item, *, done_on: date, text: str, by: str) -> None:
    """Everything that was to be done is done; `text` says what came of it."""
    _become(item, ItemState.DONE)
    if done_on > clock.today():
        raise Refused("办结日期还没有到。", "done_on")
    if text:
        db.session.add(Progress(item=item, text=text, told_on=done_on, told_by=by))
    item.done_on = done_on
    db.session.flush()


def accept(item: Item, *, by: Person, name: str, note: str = "") -> None:
    """Confirm what was done. `name` says who confirms, as it is printed: 计算机学院党委 吴赟."""
    _stop(may_accept(item.responsible_id, by.id))
    _become(item, ItemState.ACCEPTED)
    item.accepted_on, item.accepted_by, item.accepted_note = clock.today(), name[:100], note
    db.session.flush()


def reopen(item: Item, *, why: str) -> None:
    """Take it up again: what was called done is not, or it was dropped too early."""
    _become(item, ItemState.OPEN)
    audit.because(why)
    item.done_on, item.ended_why = None, why
    db.session.flush()


def drop(item: Item, *, why: str) -> None:
    """Say that it will not be done, and why."""
    _become(item, ItemState.DROPPED)
    audit.because(why)
    item.ended_why = why
    db.session.flush()


def _write(item, problem, goal, measure, person, responsible, due_on):
    item.problem, item.goal, item.measure = problem.strip(), goal, measure
    item.person = person
    item.responsible = person.name if person else responsible.strip()
    item.due_on = due_on


def _become(item, state):
    _stop(may_become(item.state, state))
    item.state = state


def _stop(verdict):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。")
