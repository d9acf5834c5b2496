"""Every change of who is on a class: asked, enrolled or waiting, gone, marked, graded.

Seats are handed out one at a time with the class locked, so that it never holds more people than it
has seats, whoever presses at the same moment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.training import AHEAD, ClassState, Mark, PlaceState, check_capacity
from app.training import queries
from app.training.models import TrainingClass, TrainingMark, TrainingPlace, TrainingSession
from app.training.targets import Candidate

GRADED = (ClassState.HELD,)


@dataclass(frozen=True)
class Result:
    """One person's result as it was given; None while it is open."""

    passed: bool | None
    note: str = ""


def ask(
    training: TrainingClass, people: Iterable[Candidate], state: PlaceState, *, by: str
) -> list[TrainingPlace]:
    """Invite these people, or nominate them: each still has to agree."""
    if training.state is not ClassState.ANNOUNCED:
        raise Refused(f"这个班{training.state.label}，发了通知、在报名时才能邀请和推荐。")
    if training.enrol_until < clock.today():
        raise Refused("报名已经截止。")
    people = list(people)
    if not people:
        raise Refused("请至少选一个人。", "people")
    persons = _by_id(Person, {one.person_id for one in people})
    branches = _by_id(Organization, {one.organization_id for one in people})
    made = [
        TrainingPlace(
            training=training,
            person=persons[one.person_id],
            organization=branches[one.organization_id],
            state=state,
            asked_by=by[:100],
            asked_on=clock.today(),
        )
        for one in people
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def agree(place: TrainingPlace, *, by: str = "", late: bool = False) -> PlaceState:
    """The person comes: enrolled while there is a seat, else waiting in line. `by` says who
    confirmed it where it was not the person; `late` lets the host do so after the last day."""
    training = place.training
    queries.lock(_whole(training), training)
    db.session.refresh(place)
    _check_open(training, late)
    if place.state in (PlaceState.ENROLLED, PlaceState.WAITING):
        raise Refused(f"{place.person.name}{place.state.label}，不用再报。")
    room = check_capacity(queries.taken(_whole(training), training), training.capacity)
    place.state = PlaceState.ENROLLED if room else PlaceState.WAITING
    place.queued_at, place.agreed_by, place.left_why = clock.now(), by[:100], ""
    db.session.flush()
    return place.state


def decline(place: TrainingPlace, *, why: str) -> None:
    """Asked, and not coming."""
    if not place.asked:
        raise Refused(f"{place.person.name}{place.state.label}，要退出的请用“请假”。")
    if not why.strip():
        raise Refused("请写明原因。", "why")
    place.state, place.left_why = PlaceState.DECLINED, why.strip()[:200]
    db.session.flush()


def leave(place: TrainingPlace, *, why: str) -> TrainingPlace | None:
    """Enrolled or waiting, and cannot come after all; who moved up, if anybody. Refused once the
    class was held: then it is the attendance that tells."""
    training = place.training
    if training.state not in AHEAD:
        raise Refused("这个班已经举办，缺课请在考勤里登记。")
    if place.state not in (PlaceState.ENROLLED, PlaceState.WAITING):
        raise Refused(f"{place.person.name}没有报名，不用请假。")
    if not why.strip():
        raise Refused("请写明请假的原因。", "why")
    queries.lock(_whole(training), training)
    db.session.refresh(place)
    place.state, place.left_why, place.queued_at = PlaceState.LEFT, why.strip()[:200], None
    db.session.flush()
    return next(iter(move_up(training)), None)


def withdraw(place: TrainingPlace) -> None:
    """Take back an invitation or a nomination nobody has answered."""
    if not place.asked:
        raise Refused(f"{place.person.name}{place.state.label}，不能撤回。")
    db.session.delete(place)
    db.session.flush()


def move_up(training: TrainingClass) -> list[TrainingPlace]:
    """Give free seats to those who wait, in the order they agreed. The class is locked already."""
    moved, whole = [], _whole(training)
    free = training.capacity - queries.taken(whole, training)
    while len(moved) < free and (next_one := queries.next_waiting(whole, training)):
        next_one.state = PlaceState.ENROLLED
        db.session.flush()
        moved.append(next_one)
    return moved


def mark(training: TrainingClass, session: TrainingSession, marks: Mapping[int, Mark]) -> None:
    """Who came to one session, by place; whoever is not named stays as he was."""
    if training.state is not ClassState.HELD:
        raise Refused(f"这个班{training.state.label}，开班以后、结业以前登记考勤。")
    if session.held_on > clock.today():
        raise Refused(f"“{session.topic}”还没有上。")
    known = {
        one.place_id: one
        for one in db.session.scalars(
            select(TrainingMark).where(TrainingMark.session_id == session.id)
        )
    }
    for place in enrolled(training):
        if (code := marks.get(place.id)) is None:
            continue
        if place.id in known:
            known[place.id].code = code
        else:
            db.session.add(TrainingMark(session=session, place=place, code=code))
    db.session.flush()


def grade(training: TrainingClass, results: Mapping[int, Result]) -> None:
    """Everybody's result, by place; a pass needs somebody who came at all."""
    if training.state not in GRADED:
        raise Refused(f"这个班{training.state.label}，举办以后、结业以前登记结果。")
    for place in enrolled(training):
        if (given := results.get(place.id)) is None:
            continue
        if given.passed and Mark.CAME not in place.mark_of.values():
            raise Refused(f"{place.person.name}没有一次到课的记录，请先登记考勤。", "results")
        place.passed, place.result = given.passed, given.note[:100]
    db.session.flush()


def enrolled(training: TrainingClass) -> Sequence[TrainingPlace]:
    """Everybody who has a seat."""
    return queries.places(_whole(training), training, (PlaceState.ENROLLED,))


def marked(session: TrainingSession) -> bool:
    """Whether anybody's attendance of it is on record."""
    return bool(
        session.id
        and db.session.scalar(select(exists().where(TrainingMark.session_id == session.id)))
    )


def _by_id(model, ids):
    return {one.id: one for one in db.session.scalars(select(model).where(model.id.in_(ids)))}


def _check_open(training, late):
    if training.state is ClassState.ANNOUNCED and (late or training.enrol_until >= clock.today()):
        return
    if late and training.state in AHEAD:
        return
    if training.state in (ClassState.ANNOUNCED, ClassState.CLOSED):
        raise Refused("报名已经截止，请同举办单位联系。")
    raise Refused(f"这个班{training.state.label}，不能报名。")


def _whole(training) -> Scope:
    return Scope(frozenset({training.organization.path}))
