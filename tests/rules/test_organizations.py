"""What the size, the place and the age of an organisation ask for."""

from datetime import date

import pytest

from app.rules.dates import PartialDate
from app.rules.organizations import (
    OrganizationKind,
    UnitType,
    check_branch_size,
    check_committee,
    check_placement,
    check_secretary,
    needs_branch,
    needs_committee,
    term_end,
    term_years,
)

TODAY = date(2026, 11, 16)
COMMITTEE, GENERAL, BRANCH, GROUP = OrganizationKind


@pytest.mark.parametrize(
    ("kind", "parent", "fine"),
    [
        (COMMITTEE, None, True),
        (COMMITTEE, COMMITTEE, True),
        (COMMITTEE, GENERAL, False),
        (GENERAL, COMMITTEE, True),
        (GENERAL, GENERAL, False),
        (BRANCH, None, True),
        (BRANCH, GENERAL, True),
        (BRANCH, COMMITTEE, True),
        (BRANCH, BRANCH, False),
        (GROUP, BRANCH, True),
        (GROUP, COMMITTEE, False),
        (GROUP, None, False),
    ],
)
def test_each_kind_has_its_places_in_the_tree(kind, parent, fine):
    assert bool(check_placement(kind, parent)) is fine


def test_a_wrong_place_is_answered_with_the_right_ones():
    (reason,) = check_placement(BRANCH, GROUP).refusals
    assert reason.message == "党支部只能设在这些位置：最上级、党委、党总支"


@pytest.mark.parametrize(("full_members", "needed"), [(2, False), (3, True), (4, True)])
def test_three_full_members_make_a_branch_necessary(full_members, needed):
    assert needs_branch(full_members, TODAY) is needed


@pytest.mark.parametrize(("full_members", "needed"), [(6, False), (7, True), (8, True)])
def test_seven_full_members_make_a_committee_necessary(full_members, needed):
    assert needs_committee(full_members, TODAY) is needed


@pytest.mark.parametrize(
    ("members", "unit", "rule_id"),
    [
        (50, UnitType.RETIRED, None),
        (51, UnitType.RETIRED, "BR-02"),
        (30, UnitType.TEACHER, None),
        (31, UnitType.TEACHER, "UNI-02"),
    ],
)
def test_a_branch_above_its_size_gets_a_warning_not_a_refusal(members, unit, rule_id):
    verdict = check_branch_size(members, members, unit, TODAY)
    assert [reason.rule_id for reason in verdict.warnings] == ([rule_id] if rule_id else [])
    assert not verdict.refusals


@pytest.mark.parametrize(
    ("full_members", "unit", "fine"),
    [(2, UnitType.OFFICE, False), (3, UnitType.OFFICE, True), (2, UnitType.JOINT, True)],
)
def test_below_three_full_members_a_joint_branch_is_suggested(full_members, unit, fine):
    assert bool(check_branch_size(20, full_members, unit, TODAY)) is fine


@pytest.mark.parametrize(
    ("seats", "full_members", "rule_id"),
    [(0, 6, None), (0, 7, "BR-22"), (2, 7, "BR-23"), (3, 7, None), (7, 40, None), (8, 40, "BR-23")],
)
def test_a_committee_exists_from_seven_on_and_has_three_to_seven_seats(
    seats, full_members, rule_id
):
    found = [reason.rule_id for reason in check_committee(seats, full_members, TODAY).reasons]
    assert found == ([rule_id] if rule_id else [])


@pytest.mark.parametrize(
    ("kind", "in_university", "years"),
    [
        (COMMITTEE, True, 5),
        (GENERAL, True, 5),
        (BRANCH, True, 3),
        (COMMITTEE, False, 5),
        (GENERAL, False, 3),
        (BRANCH, False, 3),
    ],
)
def test_terms_differ_by_kind_and_inside_universities(kind, in_university, years):
    assert term_years(kind, TODAY, in_university=in_university) == years


def test_a_group_has_no_term():
    with pytest.raises(ValueError, match="group"):
        term_years(GROUP, TODAY)


def test_a_term_ends_on_the_day_it_began_years_later():
    assert term_end(date(2024, 2, 29), 3) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("confirmed", "fine"),
    [
        ("2025-11-16", True),
        ("2025-11-17", False),
        ("2025-11", True),
        ("2025-12", False),
        ("2025", True),
        ("2026", False),
    ],
)
def test_a_secretary_below_a_year_of_party_age_is_warned_about_when_certain(confirmed, fine):
    verdict = check_secretary(PartialDate.parse_iso(confirmed), TODAY)
    assert bool(verdict) is fine
    assert not verdict.refusals


def test_a_secretary_without_a_known_date_is_asked_about():
    assert "核对书记的党龄" in check_secretary(None, TODAY).warnings[0].message
