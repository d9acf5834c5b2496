"""ED-14 … ED-32: each limit just below, at and just above; the others allowed and refused."""

from datetime import date

import pytest

from app.rules.base import Strength
from app.rules.dates import PartialDate
from app.rules.life import (
    EventKind as K,
)
from app.rules.life import (
    Ground,
    Happening,
    PunishmentKind,
    StopGround,
    changes,
)
from app.rules.members import Relation, Stage, Standing
from app.rules.registry import rule
from app.rules.standing import (
    contact_due,
    judge,
    may_be_reminded,
    removal_due,
    standing_since,
    stay_until,
    stop_due,
)
from app.rules.votes import Body, Matter, judge_vote

TODAY = date(2026, 11, 16)


def day(text):
    return PartialDate.parse_iso(text)


def said(kind, on, *past, stage=Stage.FULL, standing=Standing.NORMAL, **facts):
    event = Happening(kind, day(on), **{n: _value(v) for n, v in facts.items()})
    return judge(event, past, stage=stage, standing=standing, today=TODAY)


def _value(value):
    return day(value) if type(value) is str else value


def rules_of(verdict):
    return [reason.rule_id for reason in verdict.reasons]


def happened(kind, on, **facts):
    return Happening(kind, day(on), **{n: _value(v) for n, v in facts.items()})


def test_standing_counts_from_the_assembly_once_accepted():
    assert standing_since(Stage.PROBATIONARY, day("2026-05-20")) == day("2026-05-20")
    assert standing_since(Stage.PROSPECT, None) is None


@pytest.mark.parametrize(
    ("until", "warned"),
    [("2030-11-15", False), ("2030-11-16", False), ("2030-11-17", True)],
)
def test_five_years_abroad_are_the_usual_limit(until, warned):
    verdict = said(K.ABROAD, "2025-11-16", until=until)
    assert bool(verdict.warnings) is warned
    assert not verdict.refusals


@pytest.mark.parametrize(
    ("since", "warned"),
    [("2021-11-15", False), ("2021-11-16", True), ("2021-11-17", True)],
)
def test_standing_is_stopped_only_beyond_five_years_abroad(since, warned):
    verdict = said(K.STOPPED, "2026-11-16", stop_ground=StopGround.STAYED, since=since)
    assert bool(verdict.warnings) is warned


def test_who_settled_abroad_is_stopped_without_waiting():
    assert said(K.STOPPED, "2026-11-16", stop_ground=StopGround.SETTLED)


@pytest.mark.parametrize(
    ("since", "refused"),
    [("2026-05-15", False), ("2026-05-16", False), ("2026-05-17", True), ("2026-05", False)],
)
def test_six_months_without_contact_stop_the_standing(since, refused):
    verdict = said(K.STOPPED, "2026-11-16", stop_ground=StopGround.LOST, since=since)
    assert rules_of(verdict) == (["ED-16"] if refused else [])


@pytest.mark.parametrize(
    ("stopped", "refused"),
    [("2024-11-15", False), ("2024-11-16", False), ("2024-11-17", True)],
)
def test_two_years_after_the_stop_a_lost_member_is_removed(stopped, refused):
    verdict = said(
        K.REMOVED, "2026-11-16", happened(K.STOPPED, stopped),
        standing=Standing.STOPPED, ground=Ground.STOPPED,
    )  # fmt: skip
    assert rules_of(verdict) == (["ED-17"] if refused else [])


def test_removing_the_stopped_needs_a_stop():
    assert rules_of(said(K.REMOVED, "2026-11-16", ground=Ground.STOPPED)) == ["ED-17"]


def test_a_fixed_place_away_asks_for_a_transfer():
    assert rules_of(said(K.FLOATING, "2026-01-01", until="2026-10-01", fixed=True)) == ["ED-18"]
    assert said(K.FLOATING, "2026-01-01", until="2026-10-01")


@pytest.mark.parametrize(
    ("until", "refused"),
    [("2026-06-30", True), ("2026-07-01", False), ("2026-07-02", False), ("2026-07", False)],
)
def test_floating_begins_with_six_months(until, refused):
    verdict = said(K.FLOATING, "2026-01-01", until=until)
    assert rules_of(verdict) == (["ED-24"] if refused else [])


@pytest.mark.parametrize(
    ("until", "warned"),
    [("2028-06-30", False), ("2028-07-01", False), ("2028-07-02", True), ("2029-07-02", True)],
)
def test_a_graduates_relation_stays_two_years(until, warned):
    verdict = said(K.GRADUATE, "2026-07-01", until=until)
    assert rules_of(verdict) == (["ED-22"] if warned else [])
    assert not verdict.refusals


def test_beyond_the_added_year_the_words_say_so():
    at, above = (said(K.GRADUATE, "2026-07-01", until=u) for u in ("2029-07-01", "2029-07-02"))
    assert "申请延长" in str(at.reasons[0])
    assert "加延长 1 年" in str(above.reasons[0])


def test_contact_from_abroad_is_due_half_a_year_after_the_last():
    assert contact_due(day("2026-05-16")) == date(2026, 11, 16)
    assert contact_due(day("2026-08-31")) == date(2027, 2, 28)


def test_terms_end_on_the_anniversary():
    assert stop_due(day("2026-05-16")) == date(2026, 11, 16)
    assert removal_due(day("2024-02-29")) == date(2026, 2, 28)
    assert stay_until(day("2021-11-16")) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("until", "found", "refused"),
    [
        ("2027-05-15", [], False),
        ("2027-05-16", [], False),
        ("2027-05-17", ["ED-25.1"], False),
        ("2027-11-16", ["ED-25.1"], False),
        ("2027-11-17", ["ED-25"], True),
    ],
)
def test_mending_takes_half_a_year_and_never_more_than_one(until, found, refused):
    verdict = said(K.RECTIFYING, "2026-11-16", until=until)
    assert rules_of(verdict) == found
    assert bool(verdict.refusals) is refused


@pytest.mark.parametrize("ground", [Ground.RELIGION, Ground.THREATENS, Ground.UNREFORMED])
def test_these_grounds_are_persuaded_first(ground):
    assert rules_of(said(K.REMOVED, "2026-11-16", ground=ground)) == ["ED-26"]
    persuaded = happened(K.PERSUADED, "2026-10-01", ground=ground)
    assert said(K.REMOVED, "2026-11-16", persuaded, ground=ground)


@pytest.mark.parametrize("ground", [Ground.BELIEFS, Ground.INSISTS, Ground.SELF_LEFT])
def test_these_grounds_are_removed_at_once_and_not_persuaded(ground):
    assert said(K.REMOVED, "2026-11-16", ground=ground, since="2026-01-01")
    assert rules_of(said(K.PERSUADED, "2026-11-16", ground=ground)) == ["ED-26"]


def test_leaving_after_persuasion_needs_the_persuasion():
    assert rules_of(said(K.WITHDREW, "2026-11-16")) == ["ED-26"]
    assert said(K.WITHDREW, "2026-11-16", happened(K.PERSUADED, "2026-10-01"))


@pytest.mark.parametrize(
    ("ends", "refused"), [("2026-11-15", False), ("2026-11-16", False), ("2026-11-17", True)]
)
def test_who_did_not_mend_is_persuaded_after_the_term(ends, refused):
    mending = happened(K.RECTIFYING, "2026-05-16", until=ends)
    verdict = said(K.PERSUADED, "2026-11-16", mending, ground=Ground.UNREFORMED)
    assert bool(verdict.refusals) is refused


@pytest.mark.parametrize(
    ("since", "refused"),
    [("2026-05-15", False), ("2026-05-16", False), ("2026-05-17", True)],
)
def test_half_a_year_of_nothing_is_leaving_by_oneself(since, refused):
    verdict = said(K.REMOVED, "2026-11-16", ground=Ground.SELF_LEFT, since=since)
    assert rules_of(verdict) == (["ED-27"] if refused else [])


def test_one_matter_is_not_punished_twice():
    punished = happened(K.PUNISHED, "2026-10-01", punishment=PunishmentKind.WARNING)
    verdict = said(K.RECTIFYING, "2026-11-16", punished, until="2027-01-01")
    assert [(r.rule_id, r.strength) for r in verdict.reasons] == [("ED-28", Strength.NORMALLY)]
    over = happened(
        K.PUNISHED, "2025-10-01", punishment=PunishmentKind.WARNING, ended_on="2026-10-01"
    )
    assert said(K.RECTIFYING, "2026-11-16", over, until="2027-01-01")


@pytest.mark.parametrize(
    ("removed", "refused"),
    [("2021-11-15", False), ("2021-11-16", False), ("2021-11-17", True)],
)
def test_five_years_pass_before_joining_again(removed, refused):
    verdict = said(
        K.APPLIED, "2026-11-16", happened(K.REMOVED, removed),
        stage=Stage.FULL, standing=Standing.REMOVED,
    )  # fmt: skip
    assert rules_of(verdict) == (["ED-28.1"] if refused else [])


def test_religion_is_first_to_be_mended_in_time():
    assert rules_of(said(K.PERSUADED, "2026-11-16", ground=Ground.RELIGION)) == ["ED-28.2"]
    mending = happened(K.RECTIFYING, "2026-01-01", until="2026-07-01")
    assert said(K.PERSUADED, "2026-11-16", mending, ground=Ground.RELIGION)


@pytest.mark.parametrize(
    ("until", "refused"), [("2028-11-15", False), ("2028-11-16", False), ("2028-11-17", True)]
)
def test_probation_within_the_party_lasts_two_years_at_most(until, refused):
    kind = PunishmentKind.PROBATION_IN_PARTY
    verdict = said(K.PUNISHED, "2026-11-16", punishment=kind, until=until)
    assert rules_of(verdict) == (["ED-28.3"] if refused else [])


@pytest.mark.parametrize(("came", "yes", "passed"), [(4, 4, False), (5, 4, False), (5, 5, True)])
def test_disposal_needs_more_than_half_of_those_due_twice(came, yes, passed):
    judgement = judge_vote(
        Matter.DISPOSAL, Body.ASSEMBLY, TODAY,
        due=8, present=came, yes=yes, no=came - yes, abstain=0,
    )  # fmt: skip
    assert judgement.passed is passed


def test_nobody_reminds_the_old_and_the_ill():
    assert may_be_reminded(False, TODAY)
    assert rules_of(may_be_reminded(True, TODAY)) == ["ED-32"]


def test_the_platform_and_the_counting_of_hours_are_told_with_their_strength():
    assert rule("ED-30").strength is Strength.MAY
    assert rule("ED-31").strength is Strength.LOCAL


@pytest.mark.parametrize("rule_id", ["ED-21", "ED-25.1", "ED-28.1", "ED-28.2", "ED-28.3", "ED-29"])
def test_what_nobody_read_carries_no_article(rule_id):
    assert rule(rule_id).cite(TODAY).article == ""


@pytest.mark.parametrize("standing", [Standing.DECEASED, Standing.REMOVED, Standing.TRANSFERRED])
def test_after_an_end_nothing_of_the_party_is_recorded(standing):
    assert said(K.RECTIFYING, "2026-11-16", standing=standing, until="2027-01-01").refusals


def test_what_is_for_members_is_not_for_those_on_the_way():
    assert said(K.FLOATING, "2026-01-01", stage=Stage.ACTIVIST).refusals
    assert said(K.REWARDED, "2026-01-01", stage=Stage.ACTIVIST)


def test_only_a_probationer_can_lose_the_candidacy():
    assert said(K.CANCELLED, "2026-11-16").refusals
    assert said(K.CANCELLED, "2026-11-16", stage=Stage.PROBATIONARY)


@pytest.mark.parametrize("name", ["ended_on", "until"])
def test_an_end_does_not_come_before_its_beginning(name):
    assert said(K.CARE, "2026-11-10", **{name: "2026-11-09"}).refusals
    assert said(K.CARE, "2026-11-10", **{name: "2026-11-10"})


def test_tomorrow_has_not_happened_but_this_month_may_have():
    assert said(K.DIED, "2026-11-17").refusals
    assert said(K.DIED, "2026-11")


def test_an_expulsion_ends_the_standing_and_a_stage_passed_stays():
    expelled = happened(K.PUNISHED, "2026-11-16", punishment=PunishmentKind.EXPULSION)
    made = changes(expelled, Stage.FULL, Standing.NORMAL)
    assert (made["standing"], made["standing_on"]) == (Standing.EXPELLED, TODAY)
    late = changes(happened(K.ACTIVIST, "2009"), Stage.FULL, Standing.NORMAL)
    assert late == {"activist_on": day("2009")}


def test_a_month_makes_up_no_day_of_standing():
    assert (
        changes(happened(K.STOPPED, "2026-10"), Stage.FULL, Standing.NORMAL)["standing_on"] is None
    )


def test_what_is_over_leaves_the_relation_here():
    away = changes(happened(K.FLOATING, "2026-01-01"), Stage.FULL, Standing.NORMAL)
    back = changes(
        happened(K.FLOATING, "2026-01-01", ended_on="2026-11-01"), Stage.FULL, Standing.NORMAL
    )
    assert (away["relation"], back["relation"]) == (Relation.FLOATING, Relation.HERE)
