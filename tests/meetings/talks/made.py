"""Talks for tests: who talked with whom, by name."""

from datetime import date
from itertools import pairwise

from app.meetings.talks import actions
from app.meetings.talks.models import Occasion

COMMITTEE = ("周敏", "郑一诺", "韩志远")
ORDINARY = ("欧阳懿", "张淼燊", "李喆昇", "王毛方", "杜怡可")


def talk(world, who, *others, on=date(2026, 11, 10), branch=None, **facts):
    people = [world.people[name] for name in others]
    facts = {"talked_on": on, "occasion": Occasion.USUAL} | facts
    return actions.log(branch or world.here, world.people[who], people, **facts)


def everybody(world, year=2026):
    """Every talk that the branch `here` owes in a year."""
    talk(world, "周敏", "郑一诺", "韩志远", *ORDINARY, on=date(year, 3, 2))
    talk(world, "郑一诺", "韩志远", on=date(year, 3, 2))
    for first, second in pairwise(ORDINARY):
        talk(world, first, second, on=date(year, 3, 3))
