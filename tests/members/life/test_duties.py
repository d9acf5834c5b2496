"""What branches owe single people: from the lead time on, late after the last day."""

from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.findings.engine import State
from app.members.life import actions
from app.members.life.duties import findings
from app.members.proposals import actions as proposals
from app.members.proposals import duties as of_proposals
from app.members.transfers import actions as transfers
from app.members.transfers import duties as of_transfers
from app.rules.dates import PartialDate
from app.rules.life import Care, PunishmentKind, StopGround
from app.rules.life import EventKind as K

TODAY = date(2026, 11, 16)


@pytest.fixture
def member(world):
    return world.members["欧阳懿"]


def on(day):
    return PartialDate.of(day)


def told(world, day=TODAY):
    return [(f.rule_id, f.state, f.due) for f in findings([world.here, world.there], day)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 29), []),
        (date(2026, 11, 30), [State.OPEN]),
        (date(2026, 12, 30), [State.SOON]),
        (date(2026, 12, 31), [State.LATE]),
    ],
)
def test_contact_from_abroad_is_asked_a_month_before_half_a_year(world, member, day, found):
    actions.record(member, K.ABROAD, PartialDate(2026, 3, 1))
    actions.record(member, K.CONTACT, PartialDate(2026, 6, 30))
    assert told(world, day) == [("ED-23", state, date(2026, 12, 30)) for state in found]


def test_five_years_abroad_are_told_two_months_before(world, member):
    actions.record(member, K.ABROAD, PartialDate(2021, 12, 1))
    actions.record(member, K.CONTACT, PartialDate(2026, 11, 1))
    assert told(world) == [("ED-15", State.OPEN, date(2026, 12, 1))]


def test_who_is_exempt_is_not_reminded_in_person(world, member):
    actions.record(member, K.ABROAD, PartialDate(2026, 1, 1))
    actions.record(member, K.FLOATING, PartialDate(2026, 2, 1))
    assert {rule for rule, *_ in told(world)} == {"ED-23", "ED-24"}
    actions.record(member, K.CARE, PartialDate(2026, 3, 1), care=Care.OLD)
    assert told(world) == []


def test_floating_without_an_arrangement_is_asked_for(world, member):
    event = actions.record(member, K.FLOATING, PartialDate(2026, 11, 1))
    assert told(world) == [("ED-24", State.OPEN, date(2026, 12, 1))]
    actions.correct(event, reason="补", organ="深圳市某社区党支部")
    assert told(world) == []


def test_the_lost_are_stopped_after_half_a_year_and_removed_after_two(world, member):
    actions.record(member, K.LOST, PartialDate(2026, 5, 1))
    assert told(world) == [("ED-16", State.LATE, date(2026, 11, 1))]
    actions.record(
        member, K.STOPPED, PartialDate(2026, 11, 2),
        stop_ground=StopGround.LOST, since=PartialDate(2026, 5, 1),
    )  # fmt: skip
    assert told(world) == []
    assert told(world, date(2028, 10, 3)) == [("ED-17", State.OPEN, date(2028, 11, 2))]


def test_the_lost_and_found_are_not_asked_about(world, member):
    actions.record(member, K.LOST, PartialDate(2026, 5, 1))
    actions.record(member, K.CONTACT, PartialDate(2026, 9, 1))
    assert told(world) == []


@pytest.mark.parametrize(
    ("kind", "rule", "lead", "facts"),
    [
        (K.GRADUATE, "ED-22", 60, {}),
        (K.RECTIFYING, "ED-25", 30, {}),
        (K.PUNISHED, "ED-28.3", 30, {"punishment": PunishmentKind.PROBATION_IN_PARTY}),
    ],
)
def test_a_limit_is_told_from_its_lead_on_until_it_is_ended(world, member, kind, rule, lead, facts):
    due = date(2027, 4, 1)
    event = actions.record(member, kind, PartialDate(2026, 11, 1), until=on(due), **facts)
    assert told(world, due - timedelta(days=lead + 1)) == []
    assert told(world, due - timedelta(days=lead)) == [(rule, State.OPEN, due)]
    assert told(world, due) == [(rule, State.SOON, due)]
    assert told(world, due + timedelta(days=1)) == [(rule, State.LATE, due)]
    actions.end(event, PartialDate(2026, 11, 10))
    assert told(world, due + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 19), []),
        (date(2026, 11, 20), [State.OPEN]),
        (date(2026, 11, 30), [State.SOON]),
        (date(2026, 12, 1), [State.LATE]),
    ],
)
def test_a_letter_without_its_receipt_is_told_ten_days_before(world, member, day, found):
    transfer = transfers.ask_for_letter(member, "外省某县教育局机关党委", world.college)
    transfers.issue(transfer, date(2026, 11, 2), date(2026, 11, 30))
    assert [f.state for f in of_transfers.findings([world.here], day)] == found


def test_who_waits_to_be_received_is_told_to_the_receiving_branch(world, member):
    transfers.propose(member, world.there)
    assert list(of_transfers.findings([world.here], TODAY)) == []
    [found] = of_transfers.findings([world.there], TODAY)
    assert (found.organization_id, found.due) == (world.there.id, date(2026, 12, 16))


def test_proposals_that_wait_are_one_finding_of_their_branch(world, member):
    proposals.propose(member, "phone", "13900000005", "换号")
    proposals.propose(member, "job", "软件工程系", "调动")
    [found] = of_proposals.findings([world.here, world.there], TODAY)
    assert (found.organization_id, found.rule_id) == (world.here.id, "")
    assert "2 项" in found.why


def test_one_statement_each_whatever_the_number_of_people(world, statements):
    for name in ("欧阳懿", "张淼燊", "孙翀"):
        actions.record(world.members[name], K.ABROAD, PartialDate(2026, 1, 1))
    db.session.commit()
    branches = [world.here, world.there]
    assert [branch.path for branch in branches]
    for duty in (findings, of_transfers.findings, of_proposals.findings):
        statements()
        list(duty(branches, clock.today()))
        assert len([s for s in statements() if s != "BEGIN"]) == 1
