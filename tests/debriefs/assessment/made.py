"""Assessments for these tests, made by the actions themselves."""

from datetime import timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.debriefs.assessment import actions, queries
from app.rules.assessment import Evidence, Result, Subject

ITEMS = [("述职评议", 50, Evidence.DEBRIEF), ("党支部综合评价", 50, Evidence.RECORD)]


def assessment(world, subject=Subject.CADRE):
    """The college's, of both branches."""
    found = queries.candidates(EVERYTHING, world.college, subject, clock.today())
    chosen = [one for one in found if one.usual]
    made = actions.set_up(world.college, 2026, subject, chosen, ITEMS)
    db.session.commit()
    return made


def marked(world, subject=Subject.CADRE, *, grade=Result.COMPETENT, shown=False):
    """The same with everybody's marks and grade, and perhaps shown for a week."""
    made = assessment(world, subject)
    entries = queries.entries(EVERYTHING, made)
    for entry in entries:
        marks = {item.id: mark for item, mark in zip(made.items, (90.0, 85.5), strict=True)}
        actions.mark(entry, marks, grade=grade, remark="扎实", overall=None)
    if shown:
        actions.show(made, entries, {}, until=clock.today() + timedelta(days=7))
    db.session.commit()
    return made
