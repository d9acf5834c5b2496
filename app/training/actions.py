"""Every change of a class: written, announced, closed, held, finished, called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from app.access.scope import Scope
from app.core import clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.findings import keeping
from app.members.finished import FinishedClass, Graduate, tell
from app.organizations.models import Organization
from app.rules.members import Stage
from app.rules.training import (
    AHEAD,
    ClassKind,
    ClassState,
    Counting,
    Span,
    check_host,
    may_become,
    session_hours,
)
from app.training import placing, queries
from app.training.models import TrainingClass, TrainingPlace, TrainingSession

STAGES = {ClassKind.ACTIVIST: Stage.ACTIVIST, ClassKind.PROSPECT: Stage.PROSPECT}
WRITABLE = (*AHEAD, ClassState.DRAFT, ClassState.HELD)


@dataclass(frozen=True)
class Lesson:
    """One session as it was typed; without `hours` they follow from the span."""

    held_on: date
    span: Span
    topic: str
    starts_at: time | None = None
    ends_at: time | None = None
    teacher: str = ""
    place: str = ""
    hours: float | None = None


def plan(
    host: Organization,
    kind: ClassKind,
    lessons: Sequence[Lesson],
    *,
    counting: Counting,
    belongs_title: str = "",
    belongs_url: str = "",
    **facts,
) -> TrainingClass:
    """Write down a class that is to be held, not announced yet."""
    _stop(check_host(kind, host.kind), "kind")
    made = TrainingClass(
        organization=host,
        kind=kind,
        belongs_title=belongs_title[:100],
        belongs_url=belongs_url[:200],
        **facts,
    )
    _check(made, lessons)
    if made.enrol_until < clock.today():
        raise Refused(
            "报名截止日期已经过了。已经办完的班，请在“校外学时”里登记学时。", "enrol_until"
        )
    db.session.add(made)
    db.session.flush()
    _write(made, lessons, counting)
    return made


def edit(
    training: TrainingClass,
    lessons: Sequence[Lesson],
    *,
    counting: Counting,
    kind: ClassKind,
    **facts,
) -> None:
    """Change a class until it is finished. More seats let people move up; fewer than are taken is
    refused."""
    if training.state not in WRITABLE:
        raise Refused(f"这个班{training.state.label}，不再修改。")
    _stop(check_host(kind, training.organization.kind), "kind")
    if kind is not training.kind and training.state is ClassState.HELD:
        raise Refused("已经举办的班不能再改种类。", "kind")
    whole = _whole(training)
    queries.lock(whole, training)
    if (taken := queries.taken(whole, training)) > facts["capacity"]:
        raise Refused(f"已有 {taken} 人报名，名额不能少于 {taken} 人。", "capacity")
    training.kind = kind
    for name, value in facts.items():
        setattr(training, name, value)
    renew(training)
    _check(training, lessons)
    _write(training, lessons, counting)
    if training.state in AHEAD:
        placing.move_up(training)
    else:  # the hours of whoever came are others now
        keeping.touch(below=training.organization.path)


def move(training: TrainingClass, then: ClassState, *, why: str = "") -> None:
    """Bring the class one step on, or call it off with a reason. Each step says what it needs."""
    _stop(may_become(training.state, then))
    _NEEDS[then](training, why)
    training.state = then
    db.session.flush()
    if then is ClassState.FINISHED:
        _finish(training)


def ask_about(training: TrainingClass, campaign_id: int) -> None:
    """Remember the questionnaire about the class."""
    training.campaign_id = campaign_id
    db.session.flush()


def _announce(training, _why):
    if not training.sessions:
        raise Refused("还没有安排课次，请先写上时间和内容再发通知。")
    if training.enrol_until < clock.today():
        raise Refused("报名截止日期已经过了，请先改日期。")
    training.announced_on = training.announced_on or clock.today()


def _close(_training, _why):
    pass


def _hold(training, _why):
    if clock.today() < training.started_on:
        raise Refused("还没有到开班日期。")
    if not queries.taken(_whole(training), training):
        raise Refused("还没有人报名；不办的请取消这个班。")


def _check_finished(training, _why):
    if clock.today() < training.ended_on:
        raise Refused("还没有到结束日期。")
    open_ones = [p for p in placing.enrolled(training) if p.passed is None]
    if open_ones:
        names = "、".join(one.person.name for one in open_ones[:5])
        more = " 等" if len(open_ones) > 5 else ""
        raise Refused(f"还有 {len(open_ones)} 人没有结果：{names}{more}。请先登记结果。")


def _cancel(training, why):
    if not why.strip():
        raise Refused("请写明取消的原因。", "why")
    training.cancelled_why = why.strip()[:300]


_NEEDS = {
    ClassState.ANNOUNCED: _announce,
    ClassState.CLOSED: _close,
    ClassState.HELD: _hold,
    ClassState.FINISHED: _check_finished,
    ClassState.CANCELLED: _cancel,
}


def _finish(training):
    training.finished_on = clock.today()
    people = placing.enrolled(training)
    _number([one for one in people if one.passed], training)
    db.session.flush()
    if training.kind in STAGES:
        tell(_plain(training, people))


def _number(passed: Sequence[TrainingPlace], training):
    """Certificate numbers of the host and year, one after the other."""
    prefix = f"{training.organization.code}-PX-{training.ended_on.year}-"
    last = queries.last_certificate(_whole(training), training.organization, prefix)
    following = int(last.removeprefix(prefix)) + 1 if last else 1
    for number, one in enumerate(passed, following):
        one.certificate = f"{prefix}{number:04}"


def _plain(training, people):
    days = len({one.held_on for one in training.sessions})
    return FinishedClass(
        training.organization,
        STAGES[training.kind],
        training.title,
        training.started_on,
        training.ended_on,
        days,
        int(training.hours),
        training.place,
        training.online,
        tuple(
            Graduate(one.person_id, bool(one.passed), one.certificate or "", one.result)
            for one in people
        ),
    )


def _check(training, lessons):
    if training.ended_on < training.started_on:
        raise Refused("结束日期不能早于开始日期。", "ended_on")
    if training.enrol_until > training.started_on:
        raise Refused("报名截止日期不能晚于开班日期。", "enrol_until")
    for one in lessons:
        if not training.started_on <= one.held_on <= training.ended_on:
            day = f"{one.held_on.month}月{one.held_on.day}日"
            raise Refused(f"“{one.topic}”的日期 {day} 不在开班和结束日期之间。", "sessions")
    if training.partner_id and training.partner_id == training.organization_id:
        raise Refused("交流的对方不能是自己。", "partner_id")


def _write(training, lessons, counting):
    """By their places. A session somebody was marked at is changed, never taken away."""
    known = list(training.sessions)
    for position, one in enumerate(lessons):
        row = known[position] if position < len(known) else TrainingSession(training=training)
        row.position, row.held_on, row.span = position, one.held_on, one.span
        row.starts_at, row.ends_at = one.starts_at, one.ends_at
        row.topic, row.teacher, row.place = one.topic, one.teacher, one.place
        row.hours = one.hours or session_hours(one.span, one.starts_at, one.ends_at, counting)
        if row.hours <= 0:
            raise Refused(f"“{one.topic}”算不出学时，请写起止时间或者学时。", "sessions")
        db.session.add(row)
    for row in known[len(lessons) :]:
        if placing.marked(row):
            raise Refused(f"“{row.topic}”已经登记了考勤，不能删除。", "sessions")
        db.session.delete(row)
    db.session.flush()
    db.session.expire(training, ["sessions"])


def _whole(training) -> Scope:
    return Scope(frozenset({training.organization.path}))


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
