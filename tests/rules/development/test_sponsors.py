"""Training contacts and introducers: how many, full members, punished, gone, replaced."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.base import Strength
from app.rules.development.case import Helper, HelperRole
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from app.rules.life import Punishment, PunishmentKind
from tests.rules.development.files import ACROSS, FINISHED, NEW, OLD, alter, clean_file, found, on

WRONG, LATE, GAP = "wrong", "late", "gap"
CONTACT, INTRODUCER = HelperRole.CONTACT, HelperRole.INTRODUCER
ROLES = [(CONTACT, 5, "DEV-04"), (INTRODUCER, 9, "DEV-09")]


def with_helpers(role, *people, start=NEW, until=Step.ARCHIVED):
    """The file with these in that role; people as names or as facts of a Helper."""
    case = clean_file(start, until, FINISHED)
    others = [one for one in case.helpers if one.role is not role]
    since = next(one.since for one in case.helpers if one.role is role)
    given = [{"name": one} if isinstance(one, str) else one for one in people]
    made = [Helper(role, **({"since": since} | one)) for one in given]
    return replace(case, helpers=(*others, *made))


@pytest.mark.parametrize(("number", "fault"), [(0, GAP), (1, None), (2, None), (3, WRONG)])
def test_dev_04_one_or_two_contacts(number, fault):
    case = with_helpers(CONTACT, *("李四", "王五", "赵六")[:number])
    assert found(case) == ([(fault, 5, "DEV-04")] if fault else [])


@pytest.mark.parametrize(("number", "fault"), [(0, GAP), (1, WRONG), (2, None), (3, WRONG)])
def test_dev_09_exactly_two_introducers(number, fault):
    case = with_helpers(INTRODUCER, *("李四", "王五", "赵六")[:number])
    step = 15 if number else 9
    assert found(case) == ([(fault, step, "DEV-09")] if fault else [])


@pytest.mark.parametrize(
    ("step", "names", "fault"),
    [
        (Step.CONTACTS, ("李四",), None),
        (Step.CONTACTS, ("李四", "王五", "赵六"), WRONG),
        (Step.INTRODUCERS, ("李四",), WRONG),
        (Step.INTRODUCERS, ("李四", "王五"), None),
    ],
)
def test_names_in_an_old_record_are_counted(step, names, fault):
    case = clean_file(OLD, on_day=FINISHED)
    role = CONTACT if step is Step.CONTACTS else INTRODUCER
    case = replace(case, helpers=tuple(one for one in case.helpers if one.role is not role))
    case = alter(case, step, by=names)
    rule = "DEV-04" if step is Step.CONTACTS else "DEV-09"
    assert found(case) == ([(fault, step, rule)] if fault else [])


@pytest.mark.parametrize(("role", "step", "rule"), ROLES)
def test_the_same_person_twice_is_wrong(role, step, rule):
    at = 15 if role is INTRODUCER else step
    assert found(with_helpers(role, "李四", "李四")) == [(WRONG, at, rule)]


@pytest.mark.parametrize(("role", "step", "rule"), ROLES)
@pytest.mark.parametrize(("days", "ok"), [(-1, True), (0, True), (1, False)])
def test_whoever_takes_it_on_is_a_full_member_that_day(role, step, rule, days, ok):
    since = next(one.since for one in clean_file(NEW, on_day=FINISHED).helpers if one.role is role)
    full = on(date.fromordinal(since.earliest.toordinal() + days))
    case = with_helpers(role, "李四", {"name": "王五", "full_since": full})
    assert found(case) == ([] if ok else [(WRONG, step, rule)])


@pytest.mark.parametrize(("role", "step", "rule"), ROLES)
def test_a_probationer_cannot_take_it_on(role, step, rule):
    case = with_helpers(role, "李四", {"name": "王五", "full": False})
    assert found(case) == [(WRONG, step, rule)]


@pytest.mark.parametrize(("role", "step", "rule"), ROLES)
def test_a_confirmation_known_to_the_month_is_asked_about_only_in_that_month(role, step, rule):
    since = next(one.since for one in clean_file(NEW, on_day=FINISHED).helpers if one.role is role)
    same = on(since.iso[:7])
    case = with_helpers(role, "李四", {"name": "王五", "full_since": same})
    assert found(case) == [(GAP, step, rule)]
    case = with_helpers(role, "李四", {"name": "王五", "full_since": on("2010-07")})
    assert found(case) == []


def test_a_contact_who_left_is_replaced():
    gone = {"name": "李四", "left_on": on("2026-01-10")}
    alone = with_helpers(CONTACT, gone, until=Step.CONTACTS)
    alone = replace(alone, reviews=clean_file(NEW, on_day=FINISHED).reviews)
    assert found(alone, date(2026, 7, 10)) == [(LATE, 5, "DEV-04")]
    next_one = {"name": "赵六", "since": on("2026-01-20")}
    replaced = with_helpers(CONTACT, gone, next_one, until=Step.CONTACTS)
    replaced = replace(replaced, reviews=alone.reviews)
    assert found(replaced, date(2026, 7, 10)) == []


def test_no_contact_left_when_the_prospect_is_chosen_is_a_gap():
    gone = {"name": "李四", "until": on("2026-08-01")}
    assert found(with_helpers(CONTACT, gone)) == [(GAP, 5, "DEV-04")]
    stayed = {"name": "李四", "until": on("2026-08-02")}
    assert found(with_helpers(CONTACT, stayed)) == []


def test_a_third_contact_may_follow_one_who_ended_that_day():
    ended = {"name": "李四", "until": on("2026-01-10")}
    follows = {"name": "赵六", "since": on("2026-01-10")}
    assert found(with_helpers(CONTACT, ended, "王五", follows)) == []
    early = {"name": "赵六", "since": on("2026-01-09")}
    assert found(with_helpers(CONTACT, ended, "王五", early)) == [(WRONG, 5, "DEV-04")]


@pytest.mark.parametrize(("left", "ok"), [("2026-10-16", False), ("2026-10-17", True)])
def test_an_introducer_who_moved_away_before_the_assembly_wants_a_reason(left, ok):
    """The assembly is on 2026-10-17."""
    case = with_helpers(INTRODUCER, "李四", {"name": "王五", "left_on": on(left)})
    faults = lint(case, FINISHED)
    assert [(f.step, f.strength) for f in faults] == ([] if ok else [(15, Strength.NORMALLY)])
    assert lint(alter(case, Step.ACCEPTED, reason="由原支部介绍"), FINISHED) == ()


def test_an_introducer_replaced_before_the_assembly_does_not_count():
    ended = {"name": "李四", "until": on("2026-09-01"), "left_on": on("2026-09-01")}
    follows = {"name": "赵六", "since": on("2026-09-01")}
    assert found(with_helpers(INTRODUCER, ended, "王五", follows)) == []
    assert found(with_helpers(INTRODUCER, ended, "王五")) == [(WRONG, 15, "DEV-09")]


def punished(kind, since="2026-08-01", until=None, restored=None, start=NEW):
    punishment = Punishment(
        PunishmentKind(kind), on(since), until and on(until), restored and on(restored)
    )
    case = with_helpers(
        INTRODUCER, "李四", {"name": "王五", "punishments": (punishment,)}, start=start
    )
    return [(int(f.step), f.strength) for f in lint(case, FINISHED) if f.reason.rule_id == "DEV-10"]


MILD = ["warning", "serious_warning", "removed_from_post"]


@pytest.mark.parametrize("kind", MILD)
@pytest.mark.parametrize(
    ("until", "warned"), [("2026-08-20", False), ("2026-08-21", True), ("2026-08-22", True)]
)
def test_dev_10_whoever_is_still_under_a_mild_punishment_is_unsuited(kind, until, warned):
    """Named on 2026-08-21."""
    assert punished(kind, until=until) == ([(9, Strength.NORMALLY)] if warned else [])


@pytest.mark.parametrize("kind", MILD)
def test_dev_10_the_text_of_2014_does_not_know_the_unsuited(kind):
    assert punished(kind, "2020-06-01", "2022-06-01", start=OLD) == []


@pytest.mark.parametrize("kind", MILD)
def test_dev_10_under_the_old_text_named_and_under_the_new_introduced_is_warned_about(kind):
    """Named on 2026-03-20, introduced at the assembly of 2026-05-16."""
    assert punished(kind, "2026-01-01", "2027-01-01", start=ACROSS) == [(15, Strength.NORMALLY)]


@pytest.mark.parametrize("start", [OLD, ACROSS, NEW])
def test_dev_10_nobody_under_probation_in_the_party_introduces(start):
    assert punished("probation_in_party", "2018-01-01", start=start) == [(9, Strength.MUST)]


@pytest.mark.parametrize(
    ("restored", "barred"), [("2026-08-20", False), ("2026-08-21", False), ("2026-08-22", True)]
)
def test_dev_10_whoever_has_the_rights_back_may_introduce(restored, barred):
    found_ = punished("probation_in_party", "2025-01-01", restored=restored)
    assert found_ == ([(9, Strength.MUST)] if barred else [])


def test_dev_10_punished_between_naming_and_assembly_is_told_at_the_assembly():
    assert punished("warning", "2026-09-01", "2027-09-01") == [(15, Strength.NORMALLY)]
    assert punished("warning", "2026-10-18", "2027-10-18") == []


def test_dev_10_a_reason_answers_what_is_only_unsuited():
    punishment = Punishment(PunishmentKind.WARNING, on("2026-08-01"), on("2027-08-01"))
    case = with_helpers(INTRODUCER, "李四", {"name": "王五", "punishments": (punishment,)})
    assert found(alter(case, Step.INTRODUCERS, reason="支部没有其他正式党员")) == []
