"""Dated values, shares and verdicts."""

from datetime import date

import pytest

from app.rules.base import Ceiling, Cite, Dated, Reason, Rule, Share, Strength, Verdict, against

OLD, NEW = Cite("《甲》", "第二十条"), Cite("《甲》", "第十九条")
CHANGE = date(2026, 5, 11)
DATED = Dated({CHANGE: (5, NEW), date(2014, 5, 28): (3, OLD)})
RULE = Rule("X-1", "题", "文", "天", Strength.NORMALLY, DATED)


@pytest.mark.parametrize(
    ("day", "value", "cite"),
    [
        (date(2014, 5, 28), 3, OLD),
        (date(2026, 5, 10), 3, OLD),
        (CHANGE, 5, NEW),
        (date(2030, 1, 1), 5, NEW),
    ],
)
def test_a_value_and_its_article_change_on_the_day_the_version_does(day, value, cite):
    assert (RULE.on(day), RULE.cite(day)) == (value, cite)


def test_a_rule_is_in_force_from_its_first_day_on():
    assert RULE.in_force(date(2014, 5, 28))
    assert not RULE.in_force(date(2014, 5, 27))


def test_nothing_was_in_force_the_day_before_the_first_version():
    with pytest.raises(LookupError):
        DATED.on(date(2014, 5, 27))


def test_nearest_falls_back_to_the_first_version_for_older_records():
    assert RULE.nearest(date(1999, 1, 1)).cite == OLD


def test_a_version_without_a_known_first_day_is_in_force_throughout():
    assert Dated({None: (1, NEW)}).on(date.min) == 1


@pytest.mark.parametrize(("cite", "shown"), [(NEW, "《甲》第十九条"), (Cite("《乙》"), "《乙》")])
def test_a_citation_shows_the_article_only_where_it_is_known(cite, shown):
    assert str(cite) == shown


@pytest.mark.parametrize(
    ("share", "part", "met"),
    [
        (Share(1, 2, inclusive=True), 5, False),
        (Share(1, 2, inclusive=True), 6, True),
        (Share(1, 2, inclusive=False), 6, False),
        (Share(1, 2, inclusive=False), 7, True),
        (Share(4, 5, inclusive=True), 9, False),
        (Share(4, 5, inclusive=True), 10, True),
    ],
)
def test_a_share_of_twelve_includes_its_bound_or_not(share, part, met):
    assert share.met(part, 12) is met


@pytest.mark.parametrize("whole", range(1, 60))
@pytest.mark.parametrize(
    "share",
    [Share(1, 2, inclusive=True), Share(1, 2, inclusive=False), Share(4, 5, inclusive=True)],
)
def test_the_least_part_meets_the_share_and_one_less_does_not(share, whole):
    least = share.least(whole)
    assert share.met(least, whole)
    assert not share.met(least - 1, whole)


def test_shares_and_ceilings_are_printed_with_their_sign():
    shown = [str(s) for s in (Share(1, 2, True), Share(1, 2, False), Ceiling(1, 3))]
    assert shown == ["≥1/2", ">1/2", "≤1/3"]


def test_only_a_must_refuses():
    must, general = Reason("甲"), Reason("乙", strength=Strength.NORMALLY)
    verdict = against(must, None) + against(general)
    assert (verdict.refusals, verdict.warnings) == ((must,), (general,))


def test_a_verdict_is_true_when_nothing_speaks_against_it():
    assert Verdict()
    assert not Verdict((Reason("甲"),))


def test_a_reason_of_a_rule_carries_its_id_article_and_strength():
    reason = RULE.reason(CHANGE, "请补")
    assert reason == Reason("请补", "X-1", NEW, Strength.NORMALLY)
    assert str(reason) == "请补（《甲》第十九条）"
