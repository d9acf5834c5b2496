"""Delegates: members named by the organiser, who vote in a group of their own."""

from dataclasses import replace

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions, queries
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Kind, Who
from tests.evaluations.conftest import TODAY, prepared, whole

MEMBERS = Wanted("", "党员", Who.MEMBERS, 60, 0)
MASSES = Wanted("", "群众代表", Who.CODES, 60, 6)
NAMED = Wanted("", "党员代表", Who.DELEGATES, 40, 0)


def drafted_with_delegates(world):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    actions.arrange(campaign, [NAMED, MEMBERS])
    return campaign, queries.groups(whole(world.here), campaign)[0]


def test_named_delegates_vote_in_their_group_and_all_others_in_theirs(world):
    campaign, group = drafted_with_delegates(world)
    chosen = [world.people[name].id for name in ("周敏", "韩志远")]
    outsider = world.people["林祎"].id
    actions.name_delegates(campaign, group, world.here, [*chosen, outsider])
    roster = actions.roster(campaign, TODAY)
    assert {p for p, code in roster.items() if code == "g1"} == set(chosen)
    assert roster[world.people["欧阳懿"].id] == "g2"


def test_delegates_follow_their_group_to_another_place(world):
    campaign, group = drafted_with_delegates(world)
    actions.name_delegates(campaign, group, world.here, [world.people["周敏"].id])
    actions.arrange(campaign, [MASSES, NAMED])
    assert actions.roster(campaign, TODAY) == {world.people["周敏"].id: "g2"}
    actions.arrange(campaign, [MEMBERS, replace(MASSES, weight=40)])
    assert not queries.delegates(whole(world.here), campaign)


def test_nobody_is_a_delegate_in_two_groups(world):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    other = replace(NAMED, label="教师代表", weight=60)
    actions.arrange(campaign, [NAMED, other])
    first, second = queries.groups(whole(world.here), campaign)
    actions.name_delegates(campaign, first, world.here, [world.people["周敏"].id])
    with pytest.raises(Refused, match="周敏已是另一组的代表"):
        actions.name_delegates(campaign, second, world.here, [world.people["周敏"].id])


def test_delegates_are_ticked_on_a_page(world, client_of):
    campaign, _group = drafted_with_delegates(world)
    db.session.commit()
    secretary, own = client_of("secretary"), f"/evaluations/{campaign.id}"
    assert "指定代表" in secretary.get(own).text
    ticked = {"people": [world.people["周敏"].id, world.people["韩志远"].id]}
    assert secretary.post(f"{own}/delegates/g1", data=ticked).status_code == 303
    assert "2 人" in secretary.get(f"{own}/delegates/g1").text
    assert secretary.post(f"{own}/delegates/g1", data={}).status_code == 303
    assert not queries.delegates(whole(world.here), campaign)
    assert secretary.get(f"{own}/delegates/g2").status_code == 404
    assert client_of("sibling").get(f"{own}/delegates/g1").status_code == 404
