"""Classes for tests: planned, announced, held, finished; people asked and enrolled."""

from datetime import date, timedelta
from io import BytesIO

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.tables import workbook
from app.organizations import actions as organizations
from app.rules.study import Form
from app.rules.training import USUAL, ClassKind, ClassState, Counting, Mark, PlaceState, Span
from app.training import actions, placing, queries
from app.training.actions import Lesson
from app.training.hours import actions as outside_hours
from app.training.hours.reading import COLUMNS
from app.training.placing import Result
from app.training.targets import Candidate

DAY = date(2026, 12, 3)
"""When a class of these tests is held unless it is said otherwise."""


def lesson(held_on=DAY, span=Span.DAY, topic="支部工作条例", **facts):
    return Lesson(held_on=held_on, span=span, topic=topic, **facts)


def planned(world, kind=ClassKind.SECRETARY, host=None, *, lessons=None, day=DAY, **facts):
    """A class of the college (a branch's own for the kinds it may hold)."""
    given = {
        "target": USUAL[ClassKind(kind)], "title": "2026年下半年党支部书记培训班",
        "started_on": day, "ended_on": day, "enrol_until": day - timedelta(days=3),
        "capacity": 30, "place": "学院会议室", "contact": "", "online": False,
        "partner_id": None, "partner": "", "purpose": "学习支部工作条例。",
    }  # fmt: skip
    return actions.plan(
        host or world.college,
        ClassKind(kind),
        lessons if lessons is not None else [lesson(day)],
        counting=Counting(),
        **given | facts,
    )


def announced(world, **facts):
    made = planned(world, **facts)
    actions.move(made, ClassState.ANNOUNCED)
    db.session.commit()
    return made


def candidate(world, name, branch=None):
    branch = branch or world.members[name].organization
    return Candidate(world.people[name].id, name, branch.id, branch.long_name, branch.path, "")


def asked(world, made, *names, state=PlaceState.INVITED):
    found = placing.ask(
        made, [candidate(world, name) for name in names], state, by="计算机学院党委 吴赟"
    )
    db.session.commit()
    return found


def enrolled(world, made, *names):
    """These people, who agreed one after the other."""
    places = asked(world, made, *names)
    for place in places:
        placing.agree(place)
    db.session.commit()
    return places


def held(world, *names, day=None, mark=Mark.CAME, **facts):
    """A class held today or on a day before it, everybody at every session."""
    day = day or clock.today()
    with clock.travel(day - timedelta(days=10)):
        made = announced(world, day=day, **facts)
        enrolled(world, made, *names)
    with clock.travel(day):
        actions.move(made, ClassState.CLOSED)
        actions.move(made, ClassState.HELD)
        for session in made.sessions:
            everybody = {one.id: mark for one in placing.enrolled(made)}
            placing.mark(made, session, everybody)
        db.session.commit()
    return made


def finished(world, *names, day=None, passed=True, **facts):
    made = held(world, *names, day=day, **facts)
    with clock.travel(max(day or clock.today(), made.ended_on)):
        db.session.expire_all()
        placing.grade(made, {one.id: Result(passed) for one in placing.enrolled(made)})
        actions.move(made, ClassState.FINISHED)
        db.session.commit()
    return made


def outside(world, name="欧阳懿", hours=8.0, day=date(2026, 10, 12), **facts):
    """Hours earned elsewhere, entered by the branch."""
    given = {
        "title": "全省高校党务骨干培训", "host": "省委教育工委", "manner": Form.FULL_TIME,
        "place": "星城", "teacher": "", "hours": hours, "result": "合格", "counts_as": None,
        "proof": "结业证书，原件存支部",
    }  # fmt: skip
    member = world.members[name]
    return outside_hours.enter(member.organization, member, by="周敏", held_on=day, **given | facts)


ROW = ["欧阳懿", "", "2026-10-13", "网络培训", "省委党校", "网络", "", "", 4, "", "", "结业截图"]


def sheet(*rows) -> bytes:
    """A filled table of outside hours."""
    return workbook("校外学时", list(COLUMNS), rows or [ROW])


def upload(*rows):
    return {"file": (BytesIO(sheet(*rows)), "学时.xlsx")}


def imported(world, *rows):
    return outside_hours.read_file(world.here, sheet(*rows), "学时.xlsx", by="周敏")


def places_of(made):
    db.session.expire_all()
    return {one.person.name: one for one in queries.places(EVERYTHING, made)}


def halves_on(world, since=date(2026, 1, 1)):
    organizations.set_local_rule(world.university, "TR-01", True, since=since, reason="")
    db.session.commit()
