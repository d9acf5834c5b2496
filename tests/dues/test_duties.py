"""What is owed of dues: bases, months without payment told to the person first, yearly telling."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.dues import duties, listening
from app.dues.actions import asking, paying
from app.dues.queries import arrears, payers
from app.findings.engine import State
from app.members.life import actions as life
from app.rules.dates import PartialDate
from app.rules.dues.months import index
from app.rules.dues.using import Move, Told
from app.rules.life import EventKind
from tests.dues.made import asked, fixed, moved, paid, reduced, through

TODAY = date(2026, 11, 16)


def found(world, day=TODAY, place=None):
    return {one.subject: one for one in duties.findings([place or world.here], day)}


def test_where_no_dues_are_kept_nothing_is_owed(world):
    assert found(world) == {}
    assert found(world, place=world.college) == {}


def test_who_has_no_base_of_the_year_is_counted_and_never_named(world):
    fixed(world)
    told = found(world)
    old = told["dues/fixed/2026"]
    assert old.why == "还有 6 名党员没有核定2026年的党费基数。"
    new = told["dues/begun/2026-05-20"]
    assert "1 名今年接收的党员" in new.why
    assert (new.due, new.state) == (date(2026, 6, 30), State.LATE)


def unpaid(world, months, day=TODAY):
    """The finding when the last so many months up to October were not paid for."""
    fixed(world)
    if months < 10:
        through(world, "欧阳懿", 1, 10 - months)
    return next((one for key, one in found(world, day).items() if "unpaid" in key), None)


@pytest.mark.parametrize(
    ("months", "state", "rule_id"),
    [
        (1, None, None),
        (2, None, None),
        (3, State.OPEN, "DUE-C2"),
        (5, State.SOON, "DUE-C2"),
        (6, State.LATE, "DUE-20"),
    ],
)
def test_the_branch_is_told_one_step_after_the_person(client_of, world, months, state, rule_id):
    one = unpaid(world, months)
    assert (one and one.state, one and one.rule_id) == (state, rule_id)
    assert f"{months} 个月的党费还没有交足" in client_of("member").get("/dues/mine").text
    assert "还没有交" in client_of("member").get("/").text
    if one:
        assert "本人已收到提醒" in one.why
        assert "欧阳懿" not in one.why


def test_six_months_ask_for_a_talk_and_never_judge(world):
    assert "批评教育、限期改正" in unpaid(world, 6).why
    paying.talk(
        world.here, world.people["欧阳懿"], talked_on=TODAY, until=date(2026, 12, 16),
        talker="周敏", reason="出国访学",
    )  # fmt: skip
    db.session.commit()
    assert "已谈话 1 人" in next(one.why for key, one in found(world).items() if "unpaid" in key)


def test_a_payment_in_between_breaks_the_row(world):
    fixed(world)
    through(world, "欧阳懿", 1, 4)
    paid(world, months=[index(2026, 9)])
    run = arrears.run_of(EVERYTHING, index(2026, 11), world.people["欧阳懿"].id)
    assert (run.in_a_row, run.months, run.owed) == (1, 5, 450_00)


def test_who_pays_by_the_quarter_is_not_late_within_it(world):
    fixed(world, quarterly=True, consent="3月5日支委会")
    for first in (1, 4, 7):
        paid(world, months=range(index(2026, first), index(2026, first + 3)),
             on=date(2026, first + 2, 20))  # fmt: skip
    assert arrears.run_of(EVERYTHING, index(2026, 11), world.people["欧阳懿"].id) is None
    assert arrears.run_of(EVERYTHING, index(2027, 1), world.people["欧阳懿"].id).months == 3


def test_exempt_months_are_not_owed(world):
    fixed(world)
    through(world, "欧阳懿", 1, 7)
    reduction = reduced(world, first=8, last=12)
    asking.decide_reduction(reduction, agreed=True, answer="", by=None, name="党委")
    db.session.commit()
    assert arrears.run_of(EVERYTHING, index(2026, 11), world.people["欧阳懿"].id) is None


def test_who_has_left_owes_nothing_here_from_the_next_month_on(world):
    fixed(world)
    listening.on_transfer(world.members["欧阳懿"], world.here, world.there)
    db.session.commit()
    months = payers.months_of(EVERYTHING, world.people["欧阳懿"].id)
    assert months[-1].month == index(2026, 11)


def test_publication_is_told_ahead_near_late_and_done(world):
    fixed(world)
    assert found(world)["dues/published/2026"].state is State.SOON
    assert found(world, date(2027, 1, 1))["dues/published/2026"].state is State.LATE
    asking.tell(world.here, 2026, Told.PUBLISHED, done_on=TODAY, how="大会", figures={})
    db.session.commit()
    assert found(world)["dues/published/2026"].state is State.DONE


def test_a_committee_reports_and_checks_where_dues_are_kept_below(world):
    fixed(world)
    told = found(world, place=world.college)
    assert {"dues/reported/2026", "dues/checked/2026"} <= set(told)
    assert told["dues/reported/2026"].cite.endswith("第二十六条")


def test_what_waits_for_a_committee_is_told_to_the_right_one(world):
    fixed(world)
    reduced(world)
    moved(world.college, Move.OPENING, 1000_00)
    asked(world)
    college, university = found(world, place=world.college), found(world, place=world.university)
    assert {key.split("/")[1] for key in college} >= {"reduction", "request"}
    assert "reduction" not in {key.split("/")[1] for key in university}


def test_duties_ask_a_fixed_number_of_statements(world, statements):
    counts = []
    for names in (["欧阳懿"], ["周敏", "郑一诺", "韩志远"]):
        for name in names:
            fixed(world, name)
        statements()
        list(duties.findings([world.here, world.there, world.college], TODAY))
        counts.append(len(statements()))
    assert counts[0] == counts[1] <= 12


def last_month(world):
    db.session.flush()
    return payers.months_of(EVERYTHING, world.people["欧阳懿"].id)[-1].month


def test_who_died_owes_nothing_from_the_next_month_on_and_a_slip_is_mended(world):
    fixed(world)
    member = world.members["欧阳懿"]
    event = life.record(member, EventKind.DIED, PartialDate.parse_iso("2026-08-20"))
    assert last_month(world) == index(2026, 8)
    life.correct(event, reason="日期有误", happened_on=PartialDate.parse_iso("2026-10-02"))
    assert last_month(world) == index(2026, 10)
    life.remove(event, "记错了人")
    assert last_month(world) == index(2026, 12)
    assert len(payers.months_of(EVERYTHING, member.person_id)) == 12


def test_months_paid_for_stay_after_the_end_of_membership(world):
    fixed(world)
    through(world, "欧阳懿", 1, 9)
    member = world.members["欧阳懿"]
    life.record(member, EventKind.DIED, PartialDate.parse_iso("2026-03-20"))
    assert last_month(world) == index(2026, 9)
