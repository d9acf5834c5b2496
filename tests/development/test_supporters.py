"""Contacts and introducers: who may be chosen, why not, and who comes in their place."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.development import cases, entering, queries
from app.development.actions import notices, supporters
from app.development.actions.judging import Objected
from app.members.life import actions as life
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole
from app.rules.development.steps import Step
from app.rules.life import EventKind, PunishmentKind
from app.rules.members import Stage
from tests.development.made import ON, walked

TODAY = date(2026, 11, 16)
NAMES = ("韩志远", "王毛方")


def punished(world, name, kind, until=None):
    life.record(
        world.members[name], EventKind.PUNISHED, PartialDate(2026, 1, 12), punishment=kind,
        since=None, until=until, basis="处分决定", reason="如实登记",
    )  # fmt: skip
    db.session.flush()


def named(world, file, names, **facts):
    people = [world.people[name] for name in names]
    on = PartialDate.of(ON[Step.INTRODUCERS])
    return supporters.name(file, HelperRole.INTRODUCER, people, on=on, **facts)


def faults(world, file, names, **facts):
    with pytest.raises(Objected) as caught:
        named(world, file, names, **facts)
    return caught.value


def hints(world, file):
    found = entering.candidates(EVERYTHING, file, Step.INTRODUCERS, TODAY)
    return {member.name: why for member, why in found}


@pytest.mark.parametrize("names", [("韩志远",), ("韩志远", "王毛方", "李喆昇")])
def test_introducers_are_exactly_two(world, names):
    file = walked(world, Step.PROSPECT_LISTED)
    refused = faults(world, file, names)
    assert (refused.faults[0].reason.rule_id, refused.field) == ("DEV-09", "helpers")


def test_two_full_members_are_taken(world):
    file = walked(world, Step.PROSPECT_LISTED)
    named(world, file, NAMES)
    assert len(cases.of_file(file).helpers) == 4


def test_a_probationer_is_neither_offered_nor_taken(world):
    file = walked(world, Step.PROSPECT_LISTED)
    assert "杜怡可" not in hints(world, file)
    assert world.members["杜怡可"].stage is Stage.PROBATIONARY
    refused = faults(world, file, ("韩志远", "杜怡可"))
    assert "杜怡可担任时不是正式党员" in refused.message


def test_somebody_under_probation_in_the_party_cannot(world):
    file = walked(world, Step.PROSPECT_LISTED)
    punished(world, "王毛方", PunishmentKind.PROBATION_IN_PARTY, PartialDate(2027, 1, 12))
    assert "不能作入党介绍人" in hints(world, file)["王毛方"]
    assert faults(world, file, NAMES).faults[0].refuses
    assert faults(world, file, NAMES, reason="没有别人").faults[0].refuses


def test_somebody_warned_is_asked_about_and_taken_with_a_reason(world):
    file = walked(world, Step.PROSPECT_LISTED)
    punished(world, "王毛方", PunishmentKind.WARNING, PartialDate(2027, 1, 12))
    assert "不宜" in hints(world, file)["王毛方"]
    assert faults(world, file, NAMES).asked
    assert named(world, file, NAMES, reason="其他党员都在外地").reason == "其他党员都在外地"


def test_nothing_speaks_against_the_others(world):
    file = walked(world, Step.PROSPECT_LISTED)
    assert set(hints(world, file).values()) == {""}


def test_an_introducer_is_replaced_in_one_go(world):
    file = walked(world, Step.INTRODUCERS)
    gone = next(h for h in queries.helpers_of(EVERYTHING, file) if h.role == "introducer")
    with pytest.raises(Objected):
        supporters.replace(gone, [], on=PartialDate(2026, 6, 10), why="调离")
    supporters.replace(gone, [world.people["王毛方"]], on=PartialDate(2026, 6, 10), why="调离")
    serving = [
        h.name for h in cases.of_file(file).helpers if h.role == "introducer" and not h.until
    ]
    assert sorted(serving) == ["张淼燊", "王毛方"]


def test_nobody_ends_before_beginning(world):
    file = walked(world, Step.CONTACTS)
    helper = queries.helpers_of(EVERYTHING, file)[0]
    with pytest.raises(Refused, match="不能早于"):
        supporters.replace(helper, [], on=PartialDate(2025, 3, 1), why="调离")


def test_a_helper_who_moved_away_is_known_by_the_day(world):
    file = walked(world, Step.INTRODUCERS)
    member = world.members["张淼燊"]
    life.moved(member, world.here, EventKind.LEFT, PartialDate(2026, 7, 1))
    member.organization = world.there
    life.moved(member, world.there, EventKind.CAME, PartialDate(2026, 7, 1))
    db.session.flush()
    left = {h.name: h.left_on for h in cases.of_file(file).helpers}
    assert left["张淼燊"] == PartialDate(2026, 7, 1)
    assert left["韩志远"] is None


def test_what_was_said_during_a_notice_stays_out_of_the_trail(world):
    file = walked(world, Step.PROSPECT)
    notice = notices.post(
        file, "prospect", posted_on=date(2026, 5, 19), until_on=date(2026, 5, 26), place="公告栏"
    )
    opinion = notices.receive(
        notice, received_on=date(2026, 5, 20), content="私下的话", giver="某某"
    )
    notices.settle(opinion, settled_on=date(2026, 5, 27), result="查无此事")
    trail = str([e.changes for e in db.session.scalars(db.select(AuditEntry))])
    for secret in ("私下的话", "某某", "查无此事"):
        assert secret not in trail
