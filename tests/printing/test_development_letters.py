"""The 公文 of 发展党员: whom they name, how they tell a vote and a decision, where they break."""

from dataclasses import replace
from datetime import date

import pytest

from app.development.sheets.activists import filing_report, prospect_report
from app.development.sheets.letters import (
    Approved,
    Voted,
    approval_reply,
    approval_request,
    prereview_opinion,
)
from app.development.sheets.parts import Vote
from app.printing.letters import Letter, all_comrades, comrades, titled
from app.printing.pdf import render_pdf
from app.rules.votes import Matter
from tests.printing import reading

DAY = date(2026, 11, 20)
VOTE = Vote(due=9, present=8, carried=True, yes=7, no=1, abstain=1, written=1)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["王一鸣"], "王一鸣同志"),
        (["王一鸣", "沈思远"], "王一鸣、沈思远同志"),
        (["王一鸣", "沈思远", "苏和"], "王一鸣等3名同志"),
        (["阿卜杜热西提·阿卜杜克热木", "苏和"], "阿卜杜热西提·阿卜杜克热木等2名同志"),
    ],
)
def test_a_title_names_up_to_two_people(names, told):
    assert comrades(names) == told


def test_the_body_leaves_nobody_out():
    assert all_comrades(["王一鸣", "沈思远", "苏和"]) == "王一鸣、沈思远、苏和3名同志"


@pytest.mark.parametrize(("length", "lines"), [(10, 1), (11, 2)])
def test_a_title_breaks_between_its_parts_from_21_characters(length, lines):
    letter = Letter(
        **titled("关" * 10, "请" * length), recipient="党委", paragraphs=(), sender="支部"
    )
    assert len(letter.title_lines) == lines


def test_a_new_prospect_needs_consent_under_the_new_text_and_a_record_under_the_old():
    facts = {"names": ["王一鸣"], "decided": DAY, "recipient": "党委", "sender": "支部"}
    asked = prospect_report(**facts, consent=True)
    told = prospect_report(**facts, consent=False)
    assert asked.title == "关于拟将王一鸣同志列为发展对象的请示"
    assert told.title == "关于将王一鸣同志列为发展对象的备案报告"
    assert told.paragraphs[-1] == filing_report(**facts).paragraphs[-1]


@pytest.mark.parametrize(("passed", "told"), [(["王一鸣"], False), (["王一鸣", "苏和"], True)])
def test_several_who_passed_the_prereview_are_discussed_one_by_one(passed, told):
    letter = prereview_opinion(passed=passed, recipient="支部", sender="党委")
    assert ("逐个讨论和表决" in "".join(letter.paragraphs)) == told


def test_an_opinion_without_anybody_who_passed_hands_out_no_booklet():
    letter = prereview_opinion(
        passed=[], failed=[("苏和", "缺函调回函。")], recipient="支部", sender="党委"
    )
    assert letter.paragraphs[1:] == ("苏和同志预审不合格，理由：缺函调回函。",)


def test_a_request_gives_each_person_their_own_vote():
    letter = approval_request(
        matter=Matter.CONFIRM,
        people=[Voted("王一鸣", VOTE), Voted("苏和", replace(VOTE, yes=8, no=0))],
        held=DAY,
        recipient="党委",
        sender="支部",
    )
    assert "1. 王一鸣同志。应到会有表决权的党员9名，实到会8名。" in letter.paragraphs[1]
    assert "同意8票，不同意0票" in letter.paragraphs[2]


@pytest.mark.parametrize(
    ("matter", "one", "told"),
    [
        (
            Matter.ACCEPT,
            Approved("王一鸣", DAY, date(2027, 11, 19)),
            "同意接收王一鸣同志为中共预备党员，预备期自2026年11月20日起至2027年11月19日止。",
        ),
        (
            Matter.CONFIRM,
            Approved("王一鸣", DAY),
            "同意王一鸣同志转为中共正式党员，党龄自2026年11月20日算起。",
        ),
        (
            Matter.EXTEND,
            Approved("王一鸣", DAY, date(2027, 5, 19), 6, "继续考察。"),
            "同意延长王一鸣同志预备期6个月，自2026年11月20日起至2027年5月19日止，理由：继续考察。",
        ),
        (
            Matter.CANCEL,
            Approved("王一鸣", reason="不履行义务"),
            "同意取消王一鸣同志预备党员资格，理由：不履行义务。",
        ),
        (
            Matter.ACCEPT,
            Approved("王一鸣", refused="没有培训"),
            "不同意接收王一鸣同志为中共预备党员，理由：没有培训。",
        ),
    ],
)
def test_a_reply_tells_the_decision_on_a_person(matter, one, told):
    letter = approval_reply(matter=matter, people=[one], recipient="支部", sender="党委")
    assert letter.paragraphs[1] == told


def test_a_reply_names_in_its_title_whom_it_grants():
    people = [Approved("王一鸣", DAY), Approved("苏和", refused="没有培训")]
    letter = approval_reply(matter=Matter.ACCEPT, people=people, recipient="支部", sender="党委")
    assert letter.title == "关于接收王一鸣同志为中共预备党员的批复"
    assert letter.paragraphs[2].startswith("2. 不同意接收苏和同志")


@pytest.mark.parametrize("lines", range(8, 22))
def test_the_seal_of_a_letter_never_stands_alone(lines):
    letter = Letter("请示", "党委", ("逐个讨论",) * lines, "支部", DAY, attachments=("名册",))
    last = reading.pages(render_pdf("approval_request", letter))[-1].extract_text()
    assert "2026年11月20日" in "".join(last.split())
    assert "逐个讨论" in last
