"""What a branch owes, how urgent it is, and what a record must say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.rules.base import Strength
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import (
    DueState,
    MeetingKind,
    always,
    check_record,
    due_state,
    frequency_rule,
    owed_periods,
    period_kind,
)

BEGINS = datetime(2026, 11, 9, 14, 0, tzinfo=UTC)
RECORD = {
    "begins": BEGINS,
    "ends": BEGINS + timedelta(hours=1),
    "due": 12,
    "present": 11,
    "recorded_at": BEGINS + timedelta(days=1),
    "chair": "李明",
    "recorder": "王䶮",
}


def owed(
    kind, *, full_members=12, has_committee=True, groups=0, since="2026-01-01", until="2026-11-16"
):
    return owed_periods(
        kind,
        full_members=always(full_members),
        committee=always(3 if has_committee else 0),
        groups=groups,
        from_day=date.fromisoformat(since),
        until_day=date.fromisoformat(until),
    )


def messages(**changes):
    return [reason.message for reason in check_record(**RECORD | changes).reasons]


@pytest.mark.parametrize(
    ("kind", "count", "last"),
    [
        (MeetingKind.ASSEMBLY, 4, "2026年第四季度"),
        (MeetingKind.COMMITTEE, 11, "2026年11月"),
        (MeetingKind.THEME_DAY, 11, "2026年11月"),
        (MeetingKind.LIFE, 1, "2026年"),
    ],
)
def test_each_kind_is_owed_as_often_as_its_article_says(kind, count, last):
    periods = owed(kind)
    assert (len(periods), periods[-1].label) == (count, last)


def test_no_number_of_party_classes_is_owed():
    assert owed(MeetingKind.PARTY_CLASS) == []
    assert frequency_rule(MeetingKind.PARTY_CLASS) is None
    assert period_kind(MeetingKind.PARTY_CLASS) is None


def test_the_rule_behind_a_frequency_can_be_shown():
    assert frequency_rule(MeetingKind.COMMITTEE).id == "BR-11"


@pytest.mark.parametrize(
    ("full_members", "has_committee", "owes"),
    [(6, False, False), (7, False, True), (6, True, True), (7, True, True)],
)
def test_committee_meetings_are_owed_from_seven_or_where_there_is_one(
    full_members, has_committee, owes
):
    periods = owed(MeetingKind.COMMITTEE, full_members=full_members, has_committee=has_committee)
    assert bool(periods) is owes


@pytest.mark.parametrize(("groups", "owes"), [(0, False), (1, True)])
def test_group_meetings_are_owed_where_there_are_groups(groups, owes):
    assert bool(owed(MeetingKind.GROUP, groups=groups)) is owes


def test_nothing_is_owed_for_periods_that_ended_before_the_rule():
    periods = owed(MeetingKind.COMMITTEE, since="2018-08-01", until="2018-11-30")
    assert [period.label for period in periods] == ["2018年10月", "2018年11月"]


@pytest.mark.parametrize(
    ("period", "today", "state"),
    [
        (Period(PeriodKind.MONTH, 2026, 11), "2026-11-24", DueState.DUE),
        (Period(PeriodKind.MONTH, 2026, 11), "2026-11-25", DueState.SOON),
        (Period(PeriodKind.MONTH, 2026, 11), "2026-11-30", DueState.SOON),
        (Period(PeriodKind.MONTH, 2026, 11), "2026-12-01", DueState.LATE),
        (Period(PeriodKind.QUARTER, 2026, 4), "2026-12-16", DueState.DUE),
        (Period(PeriodKind.QUARTER, 2026, 4), "2026-12-17", DueState.SOON),
        (Period(PeriodKind.QUARTER, 2026, 4), "2027-01-01", DueState.LATE),
        (Period(PeriodKind.YEAR, 2026), "2026-10-31", DueState.DUE),
        (Period(PeriodKind.YEAR, 2026), "2026-11-01", DueState.SOON),
        (Period(PeriodKind.YEAR, 2026), "2027-01-01", DueState.LATE),
    ],
)
def test_a_meeting_not_held_grows_urgent_and_then_late(period, today, state):
    assert due_state(period, False, date.fromisoformat(today)) is state


def test_a_meeting_held_is_done_whenever_one_asks():
    assert due_state(Period(PeriodKind.MONTH, 2020, 1), True, date(2026, 1, 1)) is DueState.DONE


def test_a_complete_record_stands():
    assert check_record(**RECORD)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"recorded_at": BEGINS - timedelta(minutes=1)}, "还没有到"),
        ({"recorded_at": BEGINS + timedelta(minutes=30)}, "散会后再提交"),
        ({"recorded_at": BEGINS}, "散会后再提交"),
        ({"ends": BEGINS}, "晚于开始"),
        ({"present": 13}, "实到 13 人多于应到 12 人"),
        ({"present": -1}, "负数"),
        ({"chair": " "}, "主持人"),
        ({"recorder": ""}, "记录人"),
    ],
)
def test_a_record_with_a_fault_says_what_to_put_right(changes, part):
    (message,) = messages(**changes)
    assert part in message


@pytest.mark.parametrize(
    "changes",
    [
        {"present": 12},
        {"present": 0},
        {"ends": None},
        {"ends": None, "recorded_at": BEGINS},
        {"ends": BEGINS + timedelta(minutes=1)},
        {"recorded_at": BEGINS + timedelta(hours=1)},
    ],
)
def test_a_record_at_its_bounds_stands(changes):
    assert messages(**changes) == []


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_an_entry_after_more_than_seven_days_needs_a_reason(days, late):
    recorded_at = datetime.combine(
        BEGINS.date() + timedelta(days=days), datetime.max.time(), tzinfo=UTC
    )
    assert bool(messages(recorded_at=recorded_at)) is late
    assert messages(recorded_at=recorded_at, late_reason="记录本后补") == []


def test_the_late_entry_is_refused_by_our_own_convention_and_no_regulation():
    (reason,) = check_record(**RECORD | {"recorded_at": BEGINS + timedelta(days=8)}).reasons
    assert (reason.rule_id, reason.strength) == ("OWN-02", Strength.MUST)
    assert "《" not in str(reason)
