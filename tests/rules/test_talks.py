"""谈心谈话 as the rule reads it: which pairs a year owes, and what is short."""

from datetime import date

import pytest

from app.rules.base import Strength
from app.rules.talks import PairKind, Talked, coverage, pair_kind, verdict

DAY = date(2026, 11, 16)
C, X, M = PairKind.COMMITTEE, PairKind.MIXED, PairKind.MEMBERS


def told(committee, members, *talks):
    return coverage(committee, members, [Talked(*talk) for talk in talks])


@pytest.mark.parametrize(
    ("first", "second", "kind"), [(True, True, C), (True, False, X), (False, True, X),
                                  (False, False, M)],
)  # fmt: skip
def test_a_pair_is_told_by_who_sits_on_the_committee(first, second, kind):
    assert pair_kind(first, second) is kind


def test_every_two_of_the_committee_owe_a_talk():
    found = told({1, 2, 3}, {1, 2, 3}, (2, 1, C), (1, 3, C))
    assert (found.pairs, found.missing) == (3, ((2, 3),))
    assert not found.whole
    assert told({1, 2, 3}, {1, 2, 3}, (2, 1, C), (1, 3, C), (2, 3, C)).whole


def test_a_member_owes_one_with_the_committee_and_one_with_a_member():
    found = told({1}, {1, 2, 3, 4}, (1, 2, X), (2, 3, M))
    assert (found.unvisited, found.alone) == ((3, 4), (4,))
    assert told({1}, {1, 2, 3, 4}, (1, 2, X), (1, 3, X), (1, 4, X), (2, 3, M), (3, 4, M)).whole


def test_a_talk_with_the_committee_is_none_between_members():
    assert told({1}, {1, 2, 3}, (1, 2, X), (1, 3, X)).alone == (2, 3)


def test_an_only_member_owes_no_talk_with_another_member():
    found = told({1}, {1, 2}, (1, 2, X))
    assert found.whole
    assert not found.mutual


def test_without_a_committee_nobody_owes_a_talk_with_it():
    found = told(set(), {1, 2}, (1, 2, M))
    assert (found.asked, found.unvisited, found.whole) == (2, (), True)


@pytest.mark.parametrize(("committee", "members", "owes"), [
    (set(), set(), False), ({1}, {1}, False), (set(), {1}, False), ({1, 2}, {1, 2}, True),
    ({1}, {1, 2}, True), (set(), {1, 2}, True),
])  # fmt: skip
def test_nothing_is_owed_where_there_is_nobody_to_talk_with(committee, members, owes):
    assert told(committee, members).owes is owes


def test_what_was_held_with_the_committee_of_then_still_counts():
    assert told({9}, {2, 3, 9}, (1, 2, X), (3, 9, X), (2, 3, M)).unvisited == ()


def test_who_sits_is_no_ordinary_member_though_registered_here():
    assert told({1, 2}, {1, 2, 3}, (1, 2, C), (1, 3, X)).whole


def test_the_rule_only_warns_and_names_each_kind_that_is_short():
    reasons = verdict(told({1, 2}, {1, 2, 3, 4}), DAY).reasons
    assert [reason.message for reason in reasons] == [
        "支委之间还差 1 对", "还有 2 名党员没有同支委谈过", "还有 2 名党员没有同其他党员谈过",
    ]  # fmt: skip
    assert {reason.strength for reason in reasons} == {Strength.NORMALLY}
    assert str(reasons[0].cite) == "《中国共产党支部工作条例（试行）》第十九条"
    assert verdict(told({1}, {1, 2}, (1, 2, X)), DAY)
