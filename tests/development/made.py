"""Files for tests: an applicant's way as it should go, through the portal's own acts."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db
from app.development import queries
from app.development.actions import notices, papers, reviews, steps, supporters
from app.meetings import actions as meetings
from app.meetings.attendance import AttendanceCode, Mark
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole, NoticeKind, Organ, ReviewKind
from app.rules.development.steps import ARCHIVE, Step
from app.rules.meetings import MeetingKind
from app.rules.members import Stage
from tests.meetings.made import COMMITTEE, VOTERS
from tests.world import add_member

NAME = "沈砚"
ON = {
    Step.APPLY: date(2024, 9, 2),
    Step.TALK: date(2024, 9, 10),
    Step.ACTIVIST: date(2025, 3, 3),
    Step.ACTIVIST_FILED: date(2025, 3, 10),
    Step.CONTACTS: date(2025, 3, 12),
    Step.PROSPECT: date(2026, 5, 12),
    Step.PROSPECT_LISTED: date(2026, 6, 1),
    Step.INTRODUCERS: date(2026, 6, 2),
    Step.POLITICAL_REVIEW: date(2026, 6, 15),
    Step.COURSE: date(2026, 6, 16),
    Step.EXAMINED: date(2026, 6, 22),
    Step.PREREVIEW: date(2026, 6, 26),
    Step.BOOKLET: date(2026, 6, 29),
    Step.ACCEPTED: date(2026, 7, 3),
    Step.SUPERIOR_TALK: date(2026, 7, 10),
    Step.APPROVED: date(2026, 7, 15),
    Step.APPROVAL_FILED: date(2026, 7, 17),
    Step.ASSIGNED: date(2026, 7, 17),
    Step.OATH: date(2026, 7, 20),
    Step.CONFIRMATION_ASKED: date(2027, 7, 3),
    Step.CONFIRMATION_VOTED: date(2027, 7, 8),
    Step.CONFIRMATION_APPROVED: date(2027, 7, 20),
    Step.ARCHIVED: date(2027, 7, 22),
}
MEETINGS = {
    Step.ACTIVIST: (MeetingKind.COMMITTEE, "activist", COMMITTEE),
    Step.PROSPECT: (MeetingKind.COMMITTEE, "prospect", COMMITTEE),
    Step.EXAMINED: (MeetingKind.COMMITTEE, "examine", COMMITTEE),
    Step.ACCEPTED: (MeetingKind.ASSEMBLY, "accept", VOTERS),
    Step.CONFIRMATION_VOTED: (MeetingKind.ASSEMBLY, "confirm", VOTERS),
}
REVIEWS = {Step.CONTACTS: [date(2025, 8, 29), date(2026, 2, 27)]}
FACTS = {
    Step.TALK: {"done_by": "郑一诺", "content": "谈了入党动机。"},
    Step.PROSPECT_LISTED: {"agreed_on": PartialDate(2026, 5, 18)},
    Step.POLITICAL_REVIEW: {"done_by": "郑一诺、韩志远", "content": "合格。"},
    Step.COURSE: {"until_on": PartialDate(2026, 6, 18), "days": 3, "hours": 24},
    Step.OATH: {"place": "一楼报告厅"},
}
ABOVE = {
    Step.ACTIVIST_FILED, Step.PREREVIEW, Step.APPROVED, Step.APPROVAL_FILED,
    Step.CONFIRMATION_APPROVED,
}  # fmt: skip


def applicant(world, name=NAME):
    """An applicant of the branch here, born in 1985, who has no dates yet."""
    member = add_member(world, world.here, name, Stage.APPLICANT)
    member.applied_on = None
    db.session.flush()
    return member


def opened(world, name=NAME):
    """The file of a new applicant, with step 1."""
    audit.acting(name="测试")
    on = PartialDate.of(ON[Step.APPLY])
    return steps.open_file(applicant(world, name), applied_on=on)


def walked(world, until: Step, name=NAME):
    """A file in which every step up to that one went as it should."""
    file = opened(world, name)
    for step in ON:
        if Step.APPLY < step <= until:
            take(world, file, step)
    return file


def take(world, file, step, on=None, **facts):
    """One step, by its usual day, on a day when it can be entered."""
    on = on or ON[step]
    with clock.travel(max(on, clock.today())):
        made = _take(world, file, step, on, FACTS.get(step, {}) | facts)
        for day in REVIEWS.get(step, ()):
            reviews.add(file, ReviewKind.ACTIVIST, reviewed_on=PartialDate.of(day), content="好。")
    return made


def _take(world, file, step, on, facts):
    known = PartialDate.of(on)
    if step in MEETINGS:
        vote(world, file, step, on, **facts)
        return last(file, step)
    if step in {Step.CONTACTS, Step.INTRODUCERS}:
        role = HelperRole.CONTACT if step is Step.CONTACTS else HelperRole.INTRODUCER
        people = [world.people["韩志远"], world.people["张淼燊"]]
        return supporters.name(file, role, people, on=known, **facts)
    if step is Step.PROSPECT_LISTED and not facts.get("unnoticed"):
        notices.post(file, NoticeKind.PROSPECT, posted_on=date(2026, 5, 19),
                     until_on=date(2026, 5, 26), place="学院公告栏")  # fmt: skip
    facts.pop("unnoticed", None)
    if step is Step.ARCHIVED:
        for code in ARCHIVE[1:]:
            papers.receive(file, code, on)
    if step in ABOVE:
        facts |= {"organ": Organ.COMMITTEE}
    return steps.record(file, step, on=known, **facts)


def vote(world, file, step, on=None, *, people=(), matter=None, **changes):
    """The meeting that decides a step; further people may be voted on with it."""
    kind, usual, names = MEETINGS[step]
    on = on or ON[step]
    members = [file.member, *people]
    figures = {"due": len(names), "present": len(names), "yes": len(names)} | changes
    items = [
        {"title": f"表决{m.name}", "resolution": "同意。", "matter": matter or usual,
         "subject_id": m.person_id, "secret": True} | figures
        for m in members
    ]  # fmt: skip
    with clock.travel(max(on, clock.today())):
        return meetings.submit(
            world.here, kind, title=f"{file.member.name}{step.label} {on}", held_on=on,
            place="会议室",
            chair_id=world.people["周敏"].id, recorder_id=world.people["郑一诺"].id,
            attendance={world.people[n].id: Mark(AttendanceCode.PRESENT) for n in names},
            items=items, late_reason="补录",
        )  # fmt: skip


def last(file, step):
    """The step as it was taken last."""
    found = [one for one in queries.steps_of(EVERYTHING, file) if one.about is step]
    return found[-1] if found else None
