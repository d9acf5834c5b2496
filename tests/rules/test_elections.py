"""Terms, candidates, quorum, ballots and outcomes at every boundary."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.elections import nominating, rounds, terms
from app.rules.elections.rounds import Paper, Votes
from app.rules.organizations import UnitType

DAY = date(2026, 11, 16)
END = date(2027, 3, 1)


def votes(**yes):
    return [Votes(name, number) for name, number in yes.items()]


def test_a_term_is_reminded_of_six_months_before_its_end():
    assert terms.deadlines(END, UnitType.OFFICE).reminded == date(2026, 9, 1)


@pytest.mark.parametrize(("unit", "asked"), [
    (UnitType.TEACHER, date(2026, 11, 1)), (UnitType.GRADUATE, None), (UnitType.OFFICE, None),
])  # fmt: skip
def test_only_branches_of_teachers_file_their_request_four_months_before(unit, asked):
    assert terms.deadlines(END, unit).asked == asked


@pytest.mark.parametrize(("planned", "fine"), [
    (date(2026, 8, 31), False), (date(2026, 9, 1), True), (date(2027, 3, 1), True),
    (date(2027, 3, 2), False),
])  # fmt: skip
def test_a_moved_election_needs_consent(planned, fine):
    verdict = terms.check_shift(END, planned)
    assert bool(verdict) is fine
    assert not verdict.refusals


@pytest.mark.parametrize(("planned", "far"), [
    (date(2028, 3, 1), False), (date(2028, 3, 2), True), (date(2026, 3, 1), False),
    (date(2026, 2, 28), True),
])  # fmt: skip
def test_a_move_by_more_than_a_year_is_said(planned, far):
    [reason] = terms.check_shift(END, planned).reasons
    assert ("超过 1 年" in reason.message) is far
    assert reason.rule_id == "BR-26"


def test_a_temporary_branch_is_warned_not_refused():
    verdict = terms.check_temporary(True, DAY)
    assert verdict.warnings
    assert not verdict.refusals
    assert terms.check_temporary(False, DAY)


@pytest.mark.parametrize(("seats", "full", "refused"), [
    (0, 6, False), (0, 7, True), (3, 7, False), (1, 7, False),
])  # fmt: skip
def test_seven_full_members_must_have_a_committee(seats, full, refused):
    assert bool(terms.check_seats(seats, full, DAY).refusals) is refused


@pytest.mark.parametrize(("seats", "fine"), [(2, False), (3, True), (7, True), (8, False)])
def test_a_committee_of_unusual_size_is_warned_of(seats, fine):
    assert bool(terms.check_seats(seats, 30, DAY)) is fine


@pytest.mark.parametrize(("seats", "needed"), [
    (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 8), (7, 9), (10, 12), (11, 14),
])  # fmt: skip
def test_candidates_are_a_fifth_more_than_seats(seats, needed):
    assert nominating.candidates_needed(seats) == needed
    assert nominating.check_candidates(needed, seats, DAY)
    [reason] = nominating.check_candidates(needed - 1, seats, DAY).refusals
    assert "第十三条" in str(reason.cite)


@given(st.integers(1, 500))
def test_the_difference_is_never_below_a_fifth(seats):
    more = nominating.candidates_needed(seats) - seats
    assert more * 5 >= seats > (more - 1) * 5


@pytest.mark.parametrize(
    ("due", "present", "fine"),
    [(10, 7, False), (10, 8, True), (11, 8, False), (11, 9, True), (5, 4, True), (5, 3, False),
     (3, 2, False), (3, 3, True), (3, 4, False), (0, 0, False)],
)  # fmt: skip
def test_four_fifths_of_those_due_must_be_there(due, present, fine):
    assert bool(rounds.check_quorum(due, present, DAY)) is fine


def test_the_article_of_the_quorum_was_not_seen_and_is_not_shown():
    [reason] = rounds.check_quorum(10, 7, DAY).refusals
    assert reason.cite.article == ""


@pytest.mark.parametrize(("due", "present", "fine"), [
    (3, 1, False), (3, 2, True), (4, 2, True), (5, 2, False), (3, 4, False),
])  # fmt: skip
def test_half_of_the_new_committee_must_be_there(due, present, fine):
    assert bool(rounds.check_committee_quorum(due, present, DAY)) is fine


@pytest.mark.parametrize(("candidate", "fine"), [(True, False), (False, True)])
def test_a_candidate_does_not_watch_the_vote(candidate, fine):
    assert bool(nominating.check_scrutineer(candidate, DAY)) is fine


@pytest.mark.parametrize(("paper", "fields"), [
    (Paper(10, 10, 10, 0), []), (Paper(10, 10, 9, 9), []), (Paper(10, 11, 10, 0), ["handed_out"]),
    (Paper(10, 9, 10, 0), ["collected"]), (Paper(10, 10, 5, 6), ["invalid"]),
    (Paper(10, 10, 10, -1), ["collected"]),
])  # fmt: skip
def test_ballots_are_no_more_than_people_and_than_handed_out(paper, fields):
    assert [fault.field for fault in rounds.paper_faults(paper, DAY)] == fields


def test_figures_of_each_candidate_add_up_to_the_valid_ballots():
    fine = [Votes("a", 6, 3, 1), Votes("b", 5, 5, 0)]
    assert rounds.vote_faults(fine, 2, 10, DAY) == ()
    [fault] = rounds.vote_faults([Votes("a", 6, 3, 0), fine[1]], 2, 10, DAY)
    assert fault.field == "a"


@pytest.mark.parametrize(("picked", "fine"), [(9, True), (10, True)])
def test_nobody_picks_more_than_the_seats(picked, fine):
    given = [Votes("a", picked, 10 - picked)]
    assert (rounds.vote_faults(given, 1, 10, DAY) == ()) is fine
    over = [Votes("a", 10), Votes("b", 1, 9)]
    [fault] = rounds.vote_faults(over, 1, 10, DAY)
    assert fault.reason.rule_id == "EL-14"


@pytest.mark.parametrize(("written", "rules_broken"), [(3, []), (4, ["EL-13"])])
def test_only_who_votes_against_names_another(written, rules_broken):
    given = [Votes("a", 5, 3, 2), Votes("x", written, written=True)]
    assert [f.reason.rule_id for f in rounds.vote_faults(given, 1, 10, DAY)] == rules_broken


@pytest.mark.parametrize(("due", "needed"), [(10, 6), (11, 6), (12, 7), (1, 1), (3, 2)])
def test_more_than_half_of_those_due_elect(due, needed):
    assert rounds.votes_needed(due, DAY) == needed
    assert rounds.outcome(due, 1, votes(a=needed), DAY).elected == ("a",)
    assert rounds.outcome(due, 1, votes(a=needed - 1), DAY).elected == ()


def test_of_too_many_the_most_votes_are_elected():
    found = rounds.outcome(10, 3, votes(a=7, b=9, c=8, d=6), DAY)
    assert found.elected == ("b", "c", "a")
    assert (found.tied, found.left) == ((), 0)


def test_equal_votes_at_the_last_seat_are_voted_on_again():
    found = rounds.outcome(10, 3, votes(a=9, b=8, c=7, d=7), DAY)
    assert found.elected == ("a", "b")
    assert (found.tied, found.left) == (("c", "d"), 1)
    assert found.reasons[-1].rule_id == "EL-16"


def test_equal_votes_that_all_find_a_seat_need_no_second_vote():
    found = rounds.outcome(10, 3, votes(a=8, b=7, c=7, d=6), DAY)
    assert (set(found.elected), found.tied) == ({"a", "b", "c"}, ())


def test_equal_votes_below_the_bar_settle_nothing():
    found = rounds.outcome(10, 3, votes(a=8, b=7, c=5, d=5), DAY)
    assert (found.elected, found.tied, found.left) == (("a", "b"), (), 1)
    assert found.reasons[-1].rule_id == "EL-17"


def test_among_the_tied_the_most_votes_decide():
    assert rounds.outcome(10, 1, votes(c=5, d=4), DAY, again=True).elected == ("c",)
    assert rounds.outcome(10, 1, votes(c=4, d=4), DAY, again=True).tied == ("c", "d")


def test_nobody_is_elected_without_a_vote():
    assert rounds.outcome(10, 1, votes(c=0, d=0), DAY, again=True).left == 1


@given(
    st.integers(1, 40), st.integers(1, 7), st.lists(st.integers(0, 40), max_size=9), st.booleans()
)
def test_an_outcome_is_consistent(due, seats, given_votes, again):
    given = [Votes(str(n), min(yes, due)) for n, yes in enumerate(given_votes)]
    found = rounds.outcome(due, seats, given, DAY, again=again)
    assert len(found.elected) + found.left == seats
    assert not set(found.elected) & set(found.tied)
    assert not found.tied or len(found.tied) > found.left
    got = {one.key: one.yes for one in given}
    lowest = min((got[key] for key in found.elected), default=due + 1)
    assert all(got[key] <= lowest for key in got.keys() - set(found.elected))
    assert again or all(got[key] * 2 > due for key in found.elected)


@pytest.mark.parametrize(
    ("consent", "voters", "fine"), [(4, 10, False), (5, 10, True), (5, 11, False), (11, 10, False)]
)
def test_half_of_the_voters_may_reduce_the_seats(consent, voters, fine):
    assert bool(rounds.check_fewer(3, 2, consent, voters, DAY)) is fine


@pytest.mark.parametrize("elected", [0, 3])
def test_seats_are_reduced_only_where_some_are_elected_and_some_are_not(elected):
    assert rounds.check_fewer(3, elected, 10, 10, DAY).refusals


def test_the_timetable_begins_with_the_reminder_and_ends_after_the_assembly():
    lines = terms.timetable(END, UnitType.TEACHER, date(2027, 2, 20))
    assert lines[0].day == date(2026, 9, 1)
    assert lines[1].day == date(2026, 11, 1)
    assert lines[-1].day == date(2027, 2, 27)
