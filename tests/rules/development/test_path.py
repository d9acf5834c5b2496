"""The path: what comes next, from when to when, who acts, what waits, and where it ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.development.case import Case, Move, Outcome, probation
from app.rules.development.path import State, path
from app.rules.development.steps import Actor, Step
from app.rules.members import Standing
from tests.rules.development.files import (
    DATED,
    FINISHED,
    NEW,
    OLD,
    alter,
    clean_file,
    days_of,
    deed,
    found,
    on,
    with_deeds,
)

BRANCHING = {
    Step.PROSPECT_LISTED: [9, 10, 11],
    Step.INTRODUCERS: [10, 11],
    Step.POLITICAL_REVIEW: [11],
    Step.APPROVED: [18, 19, 20, 22],
    Step.APPROVAL_FILED: [19, 20, 22],
    Step.ASSIGNED: [20, 22],
    Step.OATH: [22],
    Step.CONTACTS: [7],
    Step.ARCHIVED: [],
}


def after(step, start=NEW, **facts):
    case = clean_file(start, step, FINISHED, **facts)
    day = max(one.on.latest for one in case.deeds)
    return case, day, path(case, day)


@pytest.mark.parametrize("step", DATED)
def test_the_next_steps_follow_from_what_was_done(step):
    case, _, way = after(step)
    assert [one.step for one in way.next] == BRANCHING.get(step, [step + 1])
    assert [one.step for one in way.done] == sorted(one.step for one in case.deeds)
    assert way.state is (State.FINISHED if step is Step.ARCHIVED else State.OPEN)


def test_before_anything_the_first_step_is_the_application_at_eighteen():
    way = path(Case("张三", birth=on("2008-02-29")), date(2026, 1, 1))
    (first,) = way.next
    assert (first.step, first.actor) == (Step.APPLY, Actor.APPLICANT)
    assert first.earliest.day == date(2026, 2, 28)
    assert first.earliest.reason.rule_id == "DEV-01"
    assert not first.ready(date(2026, 2, 27))
    assert first.ready(date(2026, 2, 28))


def bounds(step, start=NEW, **facts):
    _, _, way = after(step, start, **facts)
    return {
        int(one.step): tuple(
            bound and (bound.day, bound.reason.rule_id)
            for bound in (one.earliest, one.latest, one.most)
        )
        for one in way.next
    }


def test_limits_are_derived_and_carry_their_rule():
    days = days_of(NEW)
    assert bounds(Step.APPLY)[2][1] == (date(2025, 1, 2), "DEV-02")
    assert bounds(Step.CONTACTS)[7][0] == (date(2026, 7, 2), "DEV-07")
    assert bounds(Step.BOOKLET)[15][1] == (date(2026, 10, 29), "DEV-14")
    assert bounds(Step.BOOKLET, OLD)[15][1] is None
    approval = bounds(Step.SUPERIOR_TALK)[17]
    assert approval[1:] == ((date(2027, 1, 17), "DEV-24"), (date(2027, 4, 17), "DEV-24"))
    assert bounds(Step.APPROVED)[20][1] == (date(2026, 12, 26), "DEV-25")
    assert bounds(Step.CONFIRMATION_ASKED)[23][0] == (date(2027, 10, 17), "DEV-26")
    voted = days[Step.CONFIRMATION_VOTED]
    assert bounds(Step.CONFIRMATION_VOTED)[24][1] == (voted.replace(year=2028, month=1), "DEV-28")


def test_a_listing_waits_for_the_notice_on_the_board_or_for_one_put_up_today():
    case, _, _ = after(Step.PROSPECT)
    (step,) = path(case, date(2026, 9, 30)).next
    assert step.earliest.day == date(2026, 10, 14)
    assert {reason.rule_id for reason in step.missing} == {"DEV-08", "DEV-C2"}
    notice = clean_file(NEW, Step.PROSPECT_LISTED, FINISHED).notices[0]
    (step,) = path(replace(case, notices=(notice,)), notice.posted_on).next
    assert step.earliest.day == notice.until + timedelta(days=1)
    assert [reason.rule_id for reason in step.missing] == ["DEV-C2"]


def test_a_notice_in_a_year_not_yet_arranged_is_provisional():
    case = clean_file(NEW, Step.PROSPECT, FINISHED)
    (step,) = path(case, date(2027, 4, 28)).next
    assert step.earliest.provisional
    assert "暂算" in step.earliest.reason.message


def test_what_is_missing_names_the_rule():
    _, _, way = after(Step.ACTIVIST_FILED)
    assert [reason.rule_id for reason in way.next[0].missing] == ["DEV-04"]
    _, _, way = after(Step.PROSPECT_LISTED)
    assert [reason.rule_id for reason in way.next[0].missing] == ["DEV-09"]
    case, day, _ = after(Step.SUPERIOR_TALK, papers=frozenset({"booklet"}))
    (step,) = path(case, day).next
    assert [reason.rule_id for reason in step.missing] == ["DEV-22"]
    _, _, way = after(Step.PREREVIEW, leaves_on=date(2026, 11, 1))
    assert [reason.rule_id for reason in way.next[0].missing] == ["DEV-13"]
    _, _, way = after(Step.BOOKLET, temporary_branch=True)
    assert [reason.rule_id for reason in way.next[0].missing] == ["DEV-23"]


def test_where_there_is_no_committee_the_assembly_acts():
    _, _, way = after(Step.TALK, has_committee=False)
    assert way.next[0].actor is Actor.ASSEMBLY
    _, _, way = after(Step.TALK)
    assert way.next[0].actor is Actor.BRANCH_COMMITTEE


@pytest.mark.parametrize(
    ("step", "waits"),
    [
        (Step.ACTIVIST, [4]),
        (Step.PROSPECT, [8]),
        (Step.EXAMINED, [13]),
        (Step.ACCEPTED, [16]),
        (Step.SUPERIOR_TALK, [17]),
        (Step.APPROVED, [18]),
        (Step.CONFIRMATION_VOTED, [24]),
        (Step.TALK, []),
    ],
)
def test_what_waits_at_the_superior(step, waits):
    assert [one.step for one in after(step)[2].waiting] == waits


def test_the_lasting_steps_run_with_their_next_review():
    case, day, way = after(Step.CONTACTS)
    (lasting,) = way.lasting
    assert (lasting.step, lasting.last) == (Step.TRAINING, None)
    assert (lasting.due.day, lasting.due.reason.rule_id) == (date(2026, 1, 2), "DEV-05")
    reviewed = replace(case, reviews=clean_file(NEW, on_day=FINISHED).reviews[:1])
    assert path(reviewed, day).lasting[0].due.day == date(2026, 6, 2)
    (probationary,) = after(Step.OATH)[2].lasting
    assert (probationary.step, probationary.due) == (Step.PROBATION, None)
    assert after(Step.PROSPECT)[2].lasting == ()


def test_an_extension_waits_for_approval_while_probation_runs_on():
    case, _, _ = after(Step.CONFIRMATION_ASKED)
    ends = probation(case).ends
    decided = {"outcome": Outcome.EXTENDED, "months": 6}
    case = with_deeds(case, deed(Step.CONFIRMATION_VOTED, ends, **decided))
    way = path(case, ends)
    assert [one.step for one in way.next] == [23, 24]
    assert way.next[0].earliest.day == probation(case).ends == date(2028, 4, 17)
    assert way.next[0].earliest.reason.rule_id == "DEV-27"
    assert way.next[1].latest.day == date(2028, 1, 17)
    approved = with_deeds(case, deed(Step.CONFIRMATION_APPROVED, ends, **decided))
    assert [one.step for one in path(approved, ends).next] == [23]


def test_a_transferred_probationer_may_be_put_off():
    case, day, _ = after(Step.CONFIRMATION_ASKED, moves=(Move(on("2027-05-01")),))
    (step,) = path(case, day).next
    assert (step.latest, step.most.day) == (None, date(2028, 4, 17))
    assert step.most.reason.rule_id == "DEV-31"


def test_a_cancelled_probation_waits_for_its_approval_and_then_ends():
    case, _, _ = after(Step.OATH)
    day = probation(case).ends
    cancelled = {"outcome": Outcome.CANCELLED, "reason": "不具备党员条件"}
    case = with_deeds(case, deed(Step.CONFIRMATION_VOTED, day, **cancelled))
    way = path(case, day)
    assert (way.state, [one.step for one in way.next]) == (State.STOPPED, [24])
    ended = with_deeds(case, deed(Step.CONFIRMATION_APPROVED, day, **cancelled))
    assert path(ended, day).next == ()


@pytest.mark.parametrize(
    "step", [Step.POLITICAL_REVIEW, Step.PREREVIEW, Step.ACCEPTED, Step.APPROVED]
)
def test_what_did_not_pass_halts_the_way_and_may_be_taken_again(step):
    case, day, _ = after(step)
    way = path(alter(case, step, outcome=Outcome.FAILED), day)
    assert way.state is State.STOPPED
    assert step.label in way.why
    again = next(one for one in way.next if one.step is step)
    assert "没有通过" in again.missing[0].message


def test_who_has_left_has_no_next_step():
    case, day, _ = after(Step.PREREVIEW, standing=Standing.TRANSFERRED)
    assert (path(case, day).state, path(case, day).next) == (State.STOPPED, ())


@pytest.mark.parametrize("step", [s for s in DATED[:-1] if s is not Step.PROSPECT])
def test_a_step_taken_on_the_first_day_the_path_allows_is_clean(step):
    """What the path promises the linter keeps."""
    case, day, way = after(step)
    for one in way.next:
        on_day = max(one.earliest.day, day)
        whole = clean_file(NEW, on_day=FINISHED)
        facts = next(d for d in whole.deeds if d.step is one.step)
        trial = with_deeds(case, replace(facts, on=on(on_day), until=None))
        trial = replace(trial, helpers=whole.helpers, reviews=whole.reviews)
        wrong = [f for f in found(trial, FINISHED) if f[:2] == ("wrong", one.step)]
        assert wrong == []


def without(step, *, until):
    case = clean_file(NEW, until, FINISHED)
    return replace(case, deeds=tuple(one for one in case.deeds if one.step is not step))


@pytest.mark.parametrize(
    ("step", "until", "gap"),
    [
        (Step.TALK, Step.APPLY, False),
        (Step.TALK, Step.ACTIVIST, True),
        (Step.PROSPECT, Step.CONTACTS, False),
        (Step.PROSPECT, Step.PROSPECT_LISTED, True),
        (Step.SUPERIOR_TALK, Step.ACCEPTED, False),
        (Step.SUPERIOR_TALK, Step.APPROVED, True),
        (Step.OATH, Step.CONFIRMATION_VOTED, False),
        (Step.OATH, Step.CONFIRMATION_APPROVED, True),
    ],
)
def test_a_step_passed_over_is_a_gap_without_days_or_conditions(step, until, gap):
    case = without(step, until=until)
    way = path(case, max(one.on.latest for one in case.deeds))
    [found] = [one for one in way.next if one.step is step]
    assert found.gap is gap
    if gap:
        assert (found.earliest, found.latest, found.most, found.missing) == (None,) * 3 + ((),)


def test_no_review_of_an_activist_is_owed_once_a_later_step_was_taken():
    case = without(Step.PROSPECT, until=Step.PROSPECT_LISTED)
    assert path(case, max(one.on.latest for one in case.deeds)).lasting == ()
