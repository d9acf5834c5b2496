"""Every matter at, just below and just above its bars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.votes import ASSEMBLY_ONLY, Body, Matter, judge_vote

DAY = date(2026, 11, 16)
STRICT = [Matter.ACCEPT, Matter.CONFIRM, Matter.EXTEND, Matter.CANCEL, Matter.DISPOSAL]
LOOSE = [Matter.ORDINARY, Matter.DISCIPLINE]


def judged(
    matter=Matter.ORDINARY, body=Body.ASSEMBLY, *, day=DAY, due=12, present=12, yes=0, **votes
):
    votes = {"no": 0, "abstain": 0} | votes
    return judge_vote(matter, body, day, due=due, present=present, yes=yes, **votes)


@pytest.mark.parametrize(("present", "quorate"), [(5, False), (6, True), (7, True)])
@pytest.mark.parametrize("matter", LOOSE)
def test_half_of_those_due_is_enough_for_ordinary_matters(matter, present, quorate):
    assert judged(matter, present=present).quorate is quorate


@pytest.mark.parametrize(("present", "quorate"), [(6, False), (7, True), (8, True)])
@pytest.mark.parametrize("matter", STRICT)
def test_more_than_half_must_come_for_accepting_and_disposing(matter, present, quorate):
    assert judged(matter, present=present).quorate is quorate


@pytest.mark.parametrize(
    ("due", "present", "quorate"),
    [(10, 7, False), (10, 8, True), (11, 8, False), (11, 9, True), (12, 9, False), (12, 10, True)],
)
def test_an_election_needs_four_fifths(due, present, quorate):
    assert judged(Matter.ELECTION, due=due, present=present).quorate is quorate


@pytest.mark.parametrize(("due", "present", "quorate"), [(5, 2, False), (5, 3, True), (4, 2, True)])
def test_half_of_a_committee_is_enough(due, present, quorate):
    found = judged(Matter.COMMITTEE, Body.COMMITTEE, due=due, present=present)
    assert found.quorate is quorate


@pytest.mark.parametrize("matter", [*LOOSE, *STRICT, Matter.ELECTION])
@pytest.mark.parametrize(
    ("due", "yes", "passed"), [(12, 6, False), (12, 7, True), (13, 6, False), (13, 7, True)]
)
def test_passing_takes_more_than_half_of_those_due(matter, due, yes, passed):
    assert judged(matter, due=due, present=due, yes=yes).passed is passed


def test_all_of_half_the_members_do_not_carry_an_ordinary_matter():
    found = judged(present=6, yes=6)
    assert found.quorate
    assert not found.passed


def test_a_committee_passes_with_more_than_half_of_all_its_members_by_our_own_convention():
    found = judged(Matter.ORDINARY, Body.COMMITTEE, due=5, present=3, yes=3)
    assert found.passed
    assert [str(cite) for cite in found.cites] == [
        "《中国共产党支部工作条例（试行）》第十二条",
        "本系统约定（非法规条文）",
    ]
    assert not judged(Matter.ORDINARY, Body.COMMITTEE, due=5, present=5, yes=2).passed


def test_the_message_says_how_many_are_missing_and_by_which_article():
    (reason,) = judged(Matter.ACCEPT, present=6).verdict.refusals
    assert reason.message == "应到 12 人，实到 6 人：接收预备党员须超过半数到会，还差 1 人"
    assert reason.rule_id == "DEV-15"
    assert reason.cite.article == "第十九条、第三十二条"


def test_a_vote_before_the_revision_is_cited_by_the_old_article():
    (reason,) = judged(Matter.ACCEPT, present=6, day=date(2026, 5, 10)).verdict.refusals
    assert "（2014年）第二十条" in str(reason.cite)


def test_the_articles_of_elections_nobody_saw_are_not_shown():
    assert {cite.article for cite in judged(Matter.ELECTION).cites} == {""}


@pytest.mark.parametrize(
    ("figures", "part"),
    [
        ({"due": 0, "present": 0}, "应到"),
        ({"due": -1}, "负数"),
        ({"present": -1}, "负数"),
        ({"abstain": -1}, "负数"),
        ({"written": -1}, "负数"),
        ({"present": 13}, "实到 13 人多于应到 12 人"),
        ({"present": 8, "yes": 7, "no": 1, "abstain": 1}, "合计 9 票，多于实到 8 人"),
    ],
)
def test_figures_that_cannot_be_true_are_refused(figures, part):
    found = judged(**figures)
    assert part in found.valid.refusals[0].message
    assert not found.passed


@pytest.mark.parametrize("matter", Matter)
def test_a_vote_of_nobody_is_refused_once(matter):
    assert len(judged(matter, due=0, present=0).verdict.reasons) == 1


def test_as_many_votes_as_voters_are_fine():
    assert judged(present=8, yes=7, no=1).valid


@pytest.mark.parametrize("matter", [Matter.ACCEPT, Matter.CONFIRM, Matter.EXTEND, Matter.CANCEL])
def test_written_opinions_count_among_the_votes_but_not_as_attendance(matter):
    found = judged(matter, present=7, yes=9, written=2)
    assert found.valid
    assert found.passed
    assert not judged(matter, present=6, yes=7, written=2).quorate


def test_more_votes_than_voters_and_written_opinions_are_refused():
    found = judged(Matter.ACCEPT, present=7, yes=10, written=2)
    assert "实到 7 人加书面意见 2 份" in found.valid.refusals[0].message


def test_voters_and_written_opinions_cannot_outnumber_those_due():
    assert judged(Matter.ACCEPT, present=11, written=1).valid
    assert not judged(Matter.ACCEPT, present=11, written=2).valid


def test_nobody_votes_in_writing_in_an_election():
    (reason,) = judged(Matter.ELECTION, present=11, written=1).valid.refusals
    assert str(reason.cite) == "《中国共产党基层组织选举工作条例》第二十四条"


@pytest.mark.parametrize("matter", [*LOOSE, Matter.DISPOSAL])
def test_written_opinions_count_nowhere_else(matter):
    assert judged(matter, present=11, written=1).valid.refusals[0].rule_id == "DEV-17"


@pytest.mark.parametrize("matter", Matter)
def test_a_committee_does_not_decide_what_belongs_to_the_assembly(matter):
    found = judged(matter, Body.COMMITTEE, due=5, present=5, yes=5)
    assert found.passed is (matter not in ASSEMBLY_ONLY)
    assert [r.rule_id for r in found.valid.reasons] == (
        ["BR-10"] if matter in ASSEMBLY_ONLY else []
    )


def test_the_summary_tells_the_outcome_in_one_line():
    assert judged(Matter.ACCEPT, present=8, yes=9, no=1, written=2).summary == (
        "应到 12 人，实到 8 人；赞成 9 票，反对 1 票，弃权 0 票，其中书面意见 2 份。"
        "通过（赞成须超过半数应到会人数，即至少 7 票）。"
    )
    assert "未通过" in judged(yes=6).summary
    assert "不能表决" in judged(present=5).summary
    assert "没有计算结果" in judged(present=13).summary


def test_a_vote_older_than_any_rule_on_record_says_so():
    found = judged(day=date(2016, 3, 1), yes=7)
    assert found.passed
    assert "按最早收录的版本" in found.summary


@given(st.integers(1, 300), st.data())
def test_what_passes_was_quorate_and_has_a_majority_of_those_due(due, data):
    present = data.draw(st.integers(0, due))
    yes = data.draw(st.integers(0, present))
    matter = data.draw(st.sampled_from([*LOOSE, *STRICT, Matter.ELECTION]))
    found = judged(matter, due=due, present=present, yes=yes, no=present - yes)
    assert found.passed is (found.quorate and yes > due - yes)
