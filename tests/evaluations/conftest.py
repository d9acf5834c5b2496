"""An open evaluation of the branch `here`, and hands that vote in it."""

from datetime import date

import pytest

from app.access.scope import Scope
from app.ballots.questionnaire import Answers, judged_by
from app.core.db import db
from app.evaluations import actions
from app.evaluations.models import Campaign, Kind

TODAY = date(2026, 11, 16)


def whole(organization) -> Scope:
    return Scope(frozenset({organization.path}))


def prepared(world, kind=Kind.MEMBER_REVIEW, branch=None, minimum=5, **facts) -> Campaign:
    values = {
        "kind": kind,
        "year": 2026,
        "title": "",
        "minimum": minimum,
        "opens_on": TODAY,
        "closes_on": date(2026, 11, 23),
    }
    return actions.prepare([branch or world.here], **(values | facts))[0]


def opened(world, **facts) -> Campaign:
    campaign = prepared(world, **facts)
    actions.open_campaign(campaign, TODAY)
    db.session.commit()
    return campaign


def answers(campaign, person, mark="excellent", texts=None, **marks) -> Answers:
    """The same overall mark for everybody on this person's ballot; `marks` by subject's name."""
    names = campaign.questionnaire["names"]
    paper = campaign.asked
    items = [item for item in paper.items if item.needed]
    given = {
        s: {item.code: marks.get(names[s], mark) for item in items}
        for s in judged_by(paper, str(person.id))
    }
    by_name = {name: s for s, name in names.items()}
    return Answers(given, {by_name[name]: {"text": text} for name, text in (texts or {}).items()})


def cast(world, campaign, names, mark="excellent", **options):
    for name in names:
        person = world.people[name]
        actions.vote(campaign, person.id, answers(campaign, person, mark, **options), TODAY)
    db.session.commit()


VOTERS = ("周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方", "杜怡可")


def counted(world, voters=VOTERS, **facts) -> Campaign:
    campaign = opened(world, **facts)
    cast(world, campaign, voters)
    actions.close(campaign)
    actions.count(campaign, TODAY)
    db.session.commit()
    return campaign


def fields(campaign, person, mark="excellent", **extra) -> dict:
    """What a browser would post for a complete ballot."""
    given = answers(campaign, person, mark).marks
    return {f"{s}.{item}": m for s, row in given.items() for item, m in row.items()} | extra


@pytest.fixture
def campaign(world):
    """民主评议 of `here`, open until 23 November; eight voters, five ballots needed."""
    return opened(world)
