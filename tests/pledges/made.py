"""Pledges for tests: written, agreed to, published; a branch in which the cycle is asked for."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core.db import db
from app.organizations import actions as organizations
from app.pledges import actions, judging, queries
from app.pledges.actions import Written
from app.rules.pledges import AGREED, Heading

DUE = date(2026, 11, 30)


def asked(world, organization=None, since=date(2026, 1, 1)):
    """Switch the cycle on, for the college and all below it."""
    organizations.set_local_rule(
        organization or world.college, "PL-01", True, since=since, reason=""
    )
    db.session.commit()


def matter(text="每月通读一份文件", due_on=DUE, **facts):
    given = {"heading": Heading.LEARNING, "measure": "每月写一篇体会。"}
    return Written(text=text, due_on=due_on, **given | facts)


def written(world, name="欧阳懿", year=2026, matters=None, branch=None):
    """A member's pledge; without a name the branch's own."""
    person = world.people[name] if name else None
    heading = Heading.LEARNING if name else Heading.MEMBERS
    return actions.write(
        branch or world.here, person, year, None, post="副教授" if name else "",
        matters=matters or [matter(heading=heading)],
    )  # fmt: skip


def approved(world, name="欧阳懿", **facts):
    made = written(world, name, **facts)
    by = world.people["周敏" if name != "周敏" else "郑一诺"]
    actions.approve(made, by=by.id, name=f"教工第一党支部 {by.name}", opinion=AGREED)
    return made


def published(world, name="欧阳懿", **facts):
    made = approved(world, name, **facts)
    actions.publish([made])
    return made


def commented(world, made, **facts):
    given = {
        "by": world.people["周敏"].id, "name": "教工第一党支部 周敏",
        "commented_on": date(2026, 11, 16), "way": "meeting", "judgement": "积极主动。",
        "achievements": "", "problems": "", "direction": "", "mend_by": None, "follow": False,
    }  # fmt: skip
    return judging.comment(made, **given | facts)


def evaluated(made, **facts):
    given = {
        "evaluated_on": date(2026, 11, 16), "voters": 9, "satisfied": 7, "fairly": 2,
        "dissatisfied": 0, "counted_by": "王毛方", "opinion": "", "responsible": "周敏",
    }  # fmt: skip
    return judging.evaluate(made, **given | facts)


def kept(made):
    """The number of a row that is committed now."""
    db.session.commit()
    return made.id


def fresh(pledge_id):
    """The pledge as it lies in the database."""
    db.session.expire_all()
    return queries.one(EVERYTHING, pledge_id)
