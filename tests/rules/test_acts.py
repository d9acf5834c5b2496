"""What forbids or questions an act, and the tree as it stood on a day."""

from datetime import date

import pytest

from app.rules.acts import Known, Turn, check_day, check_reply, check_set_up, tree_on
from app.rules.organizations import OrganizationKind, Shape, UnitType, check_joint, check_shape

TODAY = date(2026, 11, 16)
BRANCH, COMMITTEE = OrganizationKind.BRANCH, OrganizationKind.COMMITTEE
GENERAL = OrganizationKind.GENERAL_BRANCH


def ids(verdict):
    return [reason.rule_id for reason in verdict.reasons]


@pytest.mark.parametrize(
    ("full", "unit", "found"),
    [
        (2, UnitType.TEACHER, ["BR-03"]),
        (3, UnitType.TEACHER, []),
        (2, UnitType.JOINT, []),
        (31, UnitType.TEACHER, ["UNI-02"]),
        (51, UnitType.OFFICE, ["BR-02"]),
    ],
)
def test_a_new_branch_is_asked_about_its_size(full, unit, found):
    verdict = check_set_up(unit=unit, full=full, on=TODAY)
    assert ids(verdict) == found
    assert not verdict.refusals


@pytest.mark.parametrize(("units", "fine"), [(None, True), (5, True), (6, False)])
def test_a_joint_branch_generally_covers_at_most_five_units(units, fine):
    assert bool(check_joint(UnitType.JOINT, units, TODAY)) is fine
    assert check_joint(UnitType.OFFICE, units, TODAY)


@pytest.mark.parametrize(
    ("applied", "fine"),
    [(date(2026, 10, 16), True), (date(2026, 10, 15), False), (None, True)],
)
def test_the_reply_is_generally_given_within_a_month(applied, fine):
    verdict = check_reply(applied, TODAY)
    assert bool(verdict) is fine
    assert not verdict.refusals


def test_nobody_replies_before_the_application():
    assert check_reply(date(2026, 11, 17), TODAY).refusals


@pytest.mark.parametrize(("months", "found"), [(6, []), (5, ["BR-04"])])
def test_a_short_project_generally_gets_a_temporary_branch(months, found):
    facts = {"unit": UnitType.RESEARCH, "full": 5, "on": TODAY, "project_months": months}
    assert ids(check_set_up(**facts)) == found
    assert check_set_up(**facts, temporary=True, ends_on=date(2027, 3, 1))


@pytest.mark.parametrize(
    ("ends_on", "fine"), [(None, False), (TODAY, False), (date(2026, 11, 17), True)]
)
def test_a_temporary_branch_needs_an_end_after_its_beginning(ends_on, fine):
    facts = {"unit": UnitType.OTHER, "full": 2, "on": TODAY, "temporary": True}
    assert bool(check_set_up(**facts, ends_on=ends_on)) is fine


@pytest.mark.parametrize(
    ("on", "since", "last", "fine"),
    [
        (TODAY, None, None, True),
        (date(2026, 11, 17), None, None, False),
        (date(2020, 3, 1), date(2020, 3, 1), None, True),
        (date(2020, 2, 29), date(2020, 3, 1), None, False),
        (date(2026, 5, 1), None, date(2026, 5, 1), True),
        (date(2026, 4, 30), None, date(2026, 5, 1), False),
    ],
)
def test_acts_are_entered_in_their_order_and_not_ahead(on, since, last, fine):
    assert bool(check_day(on, TODAY, since, last)) is fine


FINE = {"unit": UnitType.TEACHER, "full": 6, "members": 8}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"full": 7}, ["BR-22"]),
        ({"full": 7, "seats": 3}, []),
        ({"full": 7, "seats": 2}, ["BR-23"]),
        ({"full": 9, "seats": 8}, ["BR-23"]),
        ({"full": 2}, ["BR-03"]),
        ({"full": 2, "unit": UnitType.JOINT}, []),
        ({"full": 0, "members": 0}, []),
        ({"members": 30}, []),
        ({"members": 31}, ["UNI-02"]),
        ({"unit": UnitType.OFFICE, "members": 51}, ["BR-02"]),
        ({"secretary": False}, ["BR-27"]),
        ({"unit": UnitType.JOINT, "units": 5}, []),
        ({"unit": UnitType.JOINT, "units": 6}, ["BR-03"]),
        ({"unit": UnitType.GRADUATE, "members": 21}, []),
        ({"unit": UnitType.GRADUATE, "members": 20, "on": {"UNI-12"}}, []),
        ({"unit": UnitType.GRADUATE, "members": 21, "on": {"UNI-12"}}, ["UNI-12"]),
        ({"unit": UnitType.OFFICE, "members": 21, "on": {"UNI-12"}}, []),
        ({"members": 20}, []),
        ({"members": 19, "on": {"BR-15"}}, []),
        ({"members": 20, "on": {"BR-15"}}, ["BR-15"]),
        ({"members": 20, "on": {"BR-15"}, "groups": ((10, 3), (10, 3))}, []),
        ({"on": {"BR-15"}, "groups": ((6, 6), (2, 2))}, ["BR-15"]),
        ({"on": {"BR-15"}, "groups": ((4, 0), (4, 4))}, ["BR-15"]),
        ({"unit": UnitType.OFFICE, "members": 49, "on": {"BR-35"}}, []),
        ({"unit": UnitType.OFFICE, "members": 50, "on": {"BR-35"}}, ["BR-35"]),
    ],
)
def test_what_is_off_about_a_branch_shows_at_its_threshold(facts, found):
    shape = Shape(**FINE | facts | {"on": frozenset(facts.get("on", ()))})
    assert [reason.rule_id for reason in check_shape(BRANCH, shape, TODAY)] == found


@pytest.mark.parametrize(("day", "found"), [(16, []), (17, ["BR-06"])])
def test_a_temporary_branch_is_asked_for_its_end_alone(day, found):
    shape = Shape(unit=UnitType.OTHER, full=9, members=60, temporary=True, ends_on=TODAY)
    reasons = check_shape(BRANCH, shape, date(2026, 11, day))
    assert [reason.rule_id for reason in reasons] == found


@pytest.mark.parametrize(
    ("members", "on", "found"), [(100, True, 1), (99, True, 0), (100, False, 0)]
)
def test_a_general_branch_of_a_hundred_becomes_a_committee_where_that_rule_is_on(
    members, on, found
):
    rules = frozenset({"BR-35"} if on else ())
    shape = Shape(UnitType.OFFICE, members, members, secretary=False, on=rules)
    assert len(check_shape(GENERAL, shape, TODAY)) == found


ROOT = Known(1, "校党委", None, COMMITTEE, "U", date(2023, 1, 1))
COLLEGE = Known(2, "甲学院党委", 1, COMMITTEE, "A", date(2023, 1, 1))
OTHER = Known(3, "乙学院党委", 1, COMMITTEE, "B", date(2023, 1, 1))
FIRST = Known(4, "新名支部", 3, BRANCH, "A1", date(2020, 3, 1))
GONE = Known(5, "旧支部", 2, BRANCH, "A2", date(2020, 3, 1), date(2025, 7, 1))
YOUNG = Known(6, "年轻支部", 2, BRANCH, "A3", date(2024, 3, 15))
TREE = [ROOT, COLLEGE, OTHER, FIRST, GONE, YOUNG]
TURNS = [
    Turn(4, date(2024, 5, 1), 1, {"name": "最早的支部"}),
    Turn(4, date(2025, 5, 1), 2, {"parent_id": 2}),
    Turn(4, date(2025, 5, 1), 3, {"name": "中间的支部"}),
]


def drawn(day):
    return [(node.depth, node.name) for node in tree_on(TREE, TURNS, day)]


def test_today_it_is_the_tree_as_it_stands():
    assert drawn(TODAY) == [
        (0, "校党委"), (1, "甲学院党委"), (2, "年轻支部"), (1, "乙学院党委"), (2, "新名支部"),
    ]  # fmt: skip


def test_an_act_counts_from_its_day_on():
    assert (2, "中间的支部") in drawn(date(2025, 4, 30))
    assert drawn(date(2025, 4, 30)).index((2, "中间的支部")) == 2
    assert drawn(date(2025, 5, 1))[-1] == (2, "新名支部")


def test_names_go_back_one_act_after_the_other():
    assert (2, "最早的支部") in drawn(date(2024, 4, 30))
    assert (2, "中间的支部") in drawn(date(2024, 5, 1))


def test_what_was_dissolved_stood_until_the_day_before():
    assert (2, "旧支部") in drawn(date(2025, 6, 30))
    assert (2, "旧支部") not in drawn(date(2025, 7, 1))


def test_what_was_founded_stands_from_its_day():
    assert (2, "年轻支部") not in drawn(date(2024, 3, 14))
    assert (2, "年轻支部") in drawn(date(2024, 3, 15))


def test_what_something_stood_below_stood_as_well():
    assert drawn(date(2021, 1, 1)) == [
        (0, "校党委"), (1, "甲学院党委"), (2, "最早的支部"), (2, "旧支部"),
    ]  # fmt: skip


def test_before_everything_there_is_nothing():
    assert drawn(date(2019, 1, 1)) == []
