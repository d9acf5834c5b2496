"""What must hold of any file: nothing raises, time does not heal, objections are faults."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.dates import PartialDate
from app.rules.development.case import (
    Case,
    Deed,
    Helper,
    HelperRole,
    Move,
    Notice,
    NoticeKind,
    Organ,
    Outcome,
    Review,
    ReviewKind,
    Training,
    Votes,
)
from app.rules.development.form import from_json, to_json
from app.rules.development.linter import lint, objections
from app.rules.development.path import path
from app.rules.development.steps import PAPERS, Step
from app.rules.life import Punishment, PunishmentKind
from app.rules.members import Standing
from tests.rules.development.files import FINISHED, clean_file

LIKELY = st.dates(date(2012, 1, 1), date(2028, 1, 1))
ANY = st.dates()
EXACT = st.one_of(LIKELY, LIKELY, ANY).map(PartialDate.of)
PARTIAL = st.one_of(
    EXACT,
    EXACT,
    EXACT.map(lambda on: PartialDate(on.year, on.month)),
    EXACT.map(lambda on: PartialDate(on.year)),
)
FEW = st.integers(0, 15)
VOTES = st.builds(
    Votes,
    due=FEW,
    present=FEW,
    yes=FEW,
    no=FEW,
    abstain=FEW,
    written=FEW,
    secret=st.sampled_from([None, True, False]),
)


def maybe(strategy):
    return st.none() | strategy


DEEDS = st.builds(
    Deed,
    step=st.sampled_from(Step),
    on=PARTIAL,
    turn=st.integers(1, 3),
    until=maybe(PARTIAL),
    agreed_on=maybe(PARTIAL),
    submitted_on=maybe(PARTIAL),
    outcome=st.sampled_from([Outcome.PASSED, Outcome.PASSED, *Outcome]),
    organ=maybe(st.sampled_from(Organ)),
    by=st.lists(st.sampled_from("甲乙丙"), max_size=3).map(tuple),
    votes=maybe(VOTES),
    days=maybe(FEW),
    hours=maybe(st.integers(0, 40)),
    months=maybe(st.integers(0, 100_000)),
    reason=st.sampled_from(["", "特殊情况"]),
)
PUNISHMENTS = st.builds(
    Punishment,
    kind=st.sampled_from(PunishmentKind),
    since=PARTIAL,
    until=maybe(PARTIAL),
    restored_on=maybe(PARTIAL),
)
HELPERS = st.builds(
    Helper,
    role=st.sampled_from(HelperRole),
    name=st.sampled_from(["李四", "王五", "赵六"]),
    since=maybe(PARTIAL),
    until=maybe(PARTIAL),
    full=st.sampled_from([None, True, False]),
    full_since=maybe(PARTIAL),
    left_on=maybe(PARTIAL),
    punishments=st.lists(PUNISHMENTS, max_size=2).map(tuple),
)
NOTICES = st.builds(
    Notice,
    kind=st.sampled_from(NoticeKind),
    posted_on=LIKELY | ANY,
    until=LIKELY | ANY,
    places=st.integers(0, 2),
    open_opinions=st.integers(0, 2),
)


def many(strategy, most=4):
    return st.lists(strategy, max_size=most).map(tuple)


def unlike(deeds):
    """One deed a step and turn, as the form and the table have it."""
    return tuple({(deed.step, deed.turn): deed for deed in deeds}.values())


CASES = st.builds(
    Case,
    name=st.just("张三"),
    birth=maybe(PARTIAL),
    standing=st.sampled_from([Standing.NORMAL, *Standing]),
    deeds=many(DEEDS, 30).map(unlike),
    helpers=many(HELPERS),
    reviews=many(st.builds(Review, kind=st.sampled_from(ReviewKind), on=PARTIAL)),
    notices=many(NOTICES),
    trainings=many(st.builds(Training, on=PARTIAL, hours=st.integers(0, 50)), 2),
    moves=many(st.builds(Move, on=PARTIAL), 2),
    papers=maybe(st.frozensets(st.sampled_from(sorted(PAPERS)))),
    floating=st.booleans(),
    leaves_on=maybe(LIKELY),
    has_committee=st.booleans(),
    temporary_branch=st.booleans(),
    local=st.frozensets(st.sampled_from([f"DEV-L{n}" for n in range(1, 8)])),
)
TODAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))


@settings(max_examples=300, deadline=None)
@given(CASES, TODAYS)
def test_linting_any_file_on_any_day_never_raises_and_every_fault_is_complete(case, day):
    for fault in lint(case, day):
        assert fault.message
        assert fault.facts
        assert fault.mend
        assert all(label and value for label, value in fault.facts)


@settings(max_examples=150, deadline=None)
@given(CASES, TODAYS)
def test_a_path_is_found_for_any_file(case, day):
    way = path(case, day)
    assert len(way.done) == len(case.deeds)


@settings(max_examples=100, deadline=None)
@given(CASES)
def test_any_file_comes_back_from_its_form(case):
    assert from_json(to_json(case)) == case


@settings(max_examples=150, deadline=None)
@given(CASES, CASES, TODAYS)
def test_objections_are_faults_of_the_file_after(before, after, day):
    assert set(objections(before, after, day)) <= set(lint(after, day))
    assert objections(after, after, day) == ()


def wrongs(case, day):
    return {
        (fault.step, fault.reason.rule_id, fault.field)
        for fault in lint(case, day)
        if fault.sort.value == "wrong"
    }


@settings(max_examples=100, deadline=None)
@given(CASES, st.integers(0, 2000))
def test_time_does_not_make_right_what_is_wrong(case, days):
    """From a day on which everything recorded lies behind."""
    recorded = [deed for deed in case.deeds if deed.on.latest < date(2030, 1, 1)]
    case = replace(
        case,
        deeds=tuple(recorded),
        reviews=(),
        trainings=(),
        moves=(),
        notices=tuple(one for one in case.notices if one.posted_on < date(2030, 1, 1)),
        local=frozenset(),
    )
    day = date(2030, 1, 1)
    assert wrongs(case, day) <= wrongs(case, day + timedelta(days=days))


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2014, 6, 1), date(2024, 12, 31)))
def test_a_clean_file_of_any_time_has_no_fault(applied):
    assert lint(clean_file(applied, on_day=FINISHED), FINISHED) == ()


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2005, 1, 1), date(2011, 1, 1)), st.permutations(list(Step)))
def test_an_old_file_is_never_wrong(applied, order):
    case = clean_file(applied, on_day=FINISHED)
    days = [one.on for one in case.deeds]
    shuffled = {step: days[n % len(days)] for n, step in enumerate(order)}
    case = replace(case, deeds=tuple(replace(d, on=shuffled[d.step]) for d in case.deeds))
    assert {fault.sort.value for fault in lint(case, FINISHED)} == {"unsure"}
