"""What a branch owes of the cycle where it is asked for, how urgent, in how many statements."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.findings.engine import State
from app.members.life.models import Event
from app.organizations import actions as organizations
from app.pledges import actions, duties, judging
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.pledges import FeedbackWay, Outcome
from tests.pledges.made import approved, asked, commented, evaluated, matter, published, written

TODAY = date(2026, 11, 16)
EVERYBODY = ("周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方")


def found(world, day=TODAY, branch=None):
    return {one.subject: one for one in duties.findings([branch or world.here], day)}


def states(world, subject, *days):
    return [
        found(world, day)[subject].state if subject in found(world, day) else None for day in days
    ]


def test_nothing_is_owed_where_the_cycle_is_not_asked_for(world):
    published(world)
    assert found(world) == {}


def test_a_branch_says_otherwise_than_the_college(world):
    asked(world)
    organizations.set_local_rule(
        world.here, "PL-01", False, since=date(2026, 1, 1), reason="自愿开展"
    )
    assert found(world) == {}
    assert found(world, branch=world.there)


def test_who_has_not_written_is_counted_and_never_named(world):
    asked(world)
    written(world)
    told = found(world)["pledges/written/2026"]
    assert told.why == "2026年还有 6 名党员没有交承诺书。"
    assert (told.state, told.due) == (State.LATE, date(2026, 3, 31))
    assert not any(name in told.why for name in EVERYBODY)


def test_writing_is_told_ahead_then_near_then_late_then_done(world):
    asked(world)
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
    expected = [State.AHEAD, State.SOON, State.SOON, State.LATE]
    assert states(world, "pledges/written/2026", *days) == expected
    assert states(world, "pledges/own/2026", *days) == expected
    for name in EVERYBODY:
        written(world, name)
    written(world, None)
    assert states(world, "pledges/written/2026", *days) == [State.DONE] * 4
    assert states(world, "pledges/own/2026", *days) == [State.DONE] * 4


def test_a_returned_pledge_is_still_owed(world):
    asked(world)
    for name in EVERYBODY:
        made = written(world, name)
    actions.send_back(made, by=None, field="完成时限", why="太晚。")
    assert "还有 1 名" in found(world)["pledges/written/2026"].why


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"joined_on": PartialDate(2026, 3, 31)}, 7),
        ({"joined_on": PartialDate(2026, 4, 1)}, 6),
        ({"exempt": True}, 6),
    ],
)
def test_who_came_into_the_party_after_march_or_is_exempt_is_not_asked(world, change, missing):
    asked(world)
    for name, value in change.items():
        setattr(world.members["王毛方"], name, value)
    db.session.flush()
    assert f"还有 {missing} 名" in found(world)["pledges/written/2026"].why


def test_who_came_to_the_branch_after_march_is_not_asked(world):
    asked(world)
    db.session.add(
        Event(
            member=world.members["王毛方"],
            organization=world.here,
            kind=EventKind.CAME,
            happened_on=PartialDate(2026, 9, 1),
        )
    )
    db.session.flush()
    assert "还有 6 名" in found(world)["pledges/written/2026"].why


def test_a_branch_that_begins_in_june_is_not_late_with_march(world):
    asked(world, since=date(2026, 6, 1))
    published(world)
    assert set(found(world)) == {
        "pledges/comment/2026", "pledges/evaluation/2026",
    }  # fmt: skip


def test_the_year_before_is_asked_for_until_march(world):
    asked(world, since=date(2026, 1, 1))
    published(world)
    assert "pledges/evaluation/2026" in found(world, date(2027, 3, 31))
    assert "pledges/evaluation/2026" not in found(world, date(2027, 4, 1))


def test_what_waits_for_review_and_for_publication_presses_after_fifteen_days(world):
    asked(world)
    first = written(world)
    subject = f"pledges/review/{first.id}"
    days = (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 2))
    assert states(world, subject, *days) == [State.OPEN, State.SOON, State.SOON, State.LATE]
    written(world, "李喆昇")
    assert "2 份承诺书等支部审核，最早的从11月16日等起" in found(world)[subject].why
    second = approved(world, "韩志远")
    assert "1 份承诺审核通过" in found(world)[f"pledges/publish/{second.id}"].why


def test_a_matter_is_told_from_seven_days_before_its_day_and_says_no_names(world):
    asked(world)
    made = published(world)
    subject = "pledges/due/2026-11-30"
    days = (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 1))
    assert states(world, subject, *days) == [None, State.SOON, State.SOON, State.LATE]
    told = found(world, days[-1])[subject]
    assert made.matters[0].text not in told.what + told.why
    actions.tell(
        made.matters[0], text="写完了。", told_on=TODAY, outcome=Outcome.KEPT, why="", by=""
    )
    assert subject not in found(world, days[-1])


def test_what_is_not_kept_and_says_why_does_not_press(world):
    asked(world)
    made = published(world, matters=[matter(due_on=date(2026, 6, 30))])
    assert found(world)["pledges/due/2026-06-30"].state is State.LATE
    [one] = made.matters
    actions.tell(
        one, text="没有办成。", told_on=TODAY, outcome=Outcome.BROKEN, why="出国访问。", by=""
    )
    assert "pledges/due/2026-06-30" not in found(world)


def test_comments_and_evaluations_are_owed_for_what_is_public(world):
    asked(world)
    written(world, "李喆昇")
    made = published(world)
    assert "还有 1 份承诺没有点评" in found(world)["pledges/comment/2026"].why
    commented(world, made)
    assert found(world)["pledges/comment/2026"].state is State.DONE
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    subject = "pledges/evaluation/2026"
    assert states(world, subject, *days) == [State.AHEAD, State.SOON, State.SOON, State.LATE]
    evaluated(made)
    assert found(world, days[-1])[subject].state is State.DONE


def test_an_opinion_presses_until_the_pledger_confirms(world):
    asked(world)
    made = published(world)
    evaluated(made)
    subject = "pledges/feedback/2026-12-16"
    days = (date(2026, 12, 8), date(2026, 12, 9), date(2026, 12, 16), date(2026, 12, 17))
    assert states(world, subject, *days) == [State.OPEN, State.SOON, State.SOON, State.LATE]
    [said] = made.feedback
    judging.answer(said, result="已谈。", told_on=TODAY, way=FeedbackWay.FACE)
    assert subject in found(world)
    judging.confirm(said, by="欧阳懿")
    assert subject not in found(world)


def test_what_organisations_pledge_is_commented_on_by_those_directly_above(world):
    asked(world)
    made = published(world, None)
    subject = "pledges/superior/2026"
    assert "pledges/comment/2026" not in found(world), "not by the branch itself"
    told = found(world, branch=world.college)[subject]
    assert (told.state, told.due) == (State.LATE, date(2026, 7, 31))
    assert told.why == "2026年还有 1 个下级党组织的承诺没有点评。"
    assert subject not in found(world, branch=world.university)
    commented(world, made, by=None, name="计算机学院党委 许静云")
    assert found(world, branch=world.college)[subject].state is State.DONE


def test_above_nothing_is_owed_where_the_cycle_is_not_asked_for(world):
    published(world, None)
    assert found(world, branch=world.college) == {}


def test_a_fixed_number_of_statements_tells_of_any_number_of_branches(world, statements):
    asked(world)
    branches = [world.here, world.there]
    published(world, None)
    published(world, "杜怡可")
    db.session.flush()
    list(duties.findings(branches[:1], TODAY))
    statements()
    list(duties.findings(branches[:1], TODAY))
    few = len(statements())
    for name in EVERYBODY:
        evaluated(published(world, name))
    published(world, None, branch=world.there)
    db.session.flush()
    statements()
    assert list(duties.findings(branches, TODAY))
    assert len(statements()) == few <= 9  # the last days of steps are looked up once each


def test_the_last_day_holds_for_the_day_it_is_told_on(world):
    asked(world)
    with clock.travel(date(2027, 1, 5)):
        told = found(world, date(2027, 1, 5))
    assert {"pledges/written/2026", "pledges/written/2027"} <= set(told)
    assert told["pledges/written/2027"].state is State.AHEAD
