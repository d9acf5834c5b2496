"""Rounds and hearings for these tests, made by the actions themselves."""

from datetime import date

from app.core.db import db
from app.debriefs.models import DebriefStatus
from app.debriefs.rounds import actions
from app.rules.evaluations import DebriefMark
from tests.debriefs.records import report

SUBMIT_BY, HELD_ON, FEEDBACK_BY = date(2026, 12, 10), date(2026, 11, 16), date(2027, 1, 15)


def held(world, committee=None, **facts):
    """A round of the college, its meeting today."""
    usual = {
        "submit_by": SUBMIT_BY, "held_on": HELD_ON, "feedback_by": FEEDBACK_BY, "minutes": 10,
        "comment_minutes": 3,
    }  # fmt: skip
    made = actions.hold(committee or world.college, 2026, **usual | facts)
    db.session.commit()
    return made


def heard(world, made, *, overall=DebriefMark.GOOD, told=False, branch=None):
    """(report, hearing): submitted, delivered, commented, judged."""
    branch = branch or world.here
    debrief = report(world, status=DebriefStatus.SUBMITTED, branch=branch)
    hearing = actions.deliver(made, branch, None, debrief, on=HELD_ON, minutes=9)
    own = made, branch, hearing, debrief
    actions.comment(*own, text="联系青年教师再多一些。", by="吴赟")
    actions.decide(*own, overall=overall, opinion="履职到位。")
    if told:
        actions.tell(hearing)
    db.session.commit()
    return debrief, hearing
