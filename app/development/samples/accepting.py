"""Sample papers of stage 4 for the eye: short, long, and with rare characters."""

from dataclasses import replace
from datetime import date

from app.development.samples.people import (
    BRANCH,
    LONG_BRANCH,
    LONG_TEXT,
    LONGEST_NAME,
    PLAIN,
    RARE,
    RARE_BRANCH,
    SMALL_VOTE,
    STUDENTS,
    TEXT,
    VOTE,
    WANG,
)
from app.development.sheets.accepting import (
    EXAMINED,
    AssemblyResolution,
    Check,
    CommitteeExamination,
    Count,
    VoteSlips,
    VoteSummary,
    resolution,
)
from app.printing.samples import NAMES, RARE_NAMES
from app.rules.votes import Matter

HELD = date(2026, 11, 20)
LOST = replace(VOTE, carried=False, yes=29, no=24)

FOUND = (
    "2025年3月1日递交，内容完整。",
    "2025年9月18日确定为入党积极分子，考察2次，登记表齐全。",
    "2026年9月28日至10月12日公示6个工作日，没有收到意见。",
    "周敏、韩志远，均为正式党员。",
    "2026年11月2日作出结论，合格。",
    "2026年9月5日至7日，24学时，考核合格。",
)
EXAMINATIONS = {
    "blank": CommitteeExamination(),
    "short": CommitteeExamination(
        organization=BRANCH,
        person=WANG,
        held=date(2026, 11, 4),
        place="学院楼402会议室",
        host="周敏",
        recorder="李喆",
        due=5,
        present=5,
        attendees=NAMES[:5],
        checks=tuple(replace(one, found=found) for one, found in zip(EXAMINED, FOUND, strict=True)),
        discussion=(PLAIN, "委员逐一发表意见，一致认为符合接收条件。"),
        qualified=True,
        filled=date(2026, 11, 4),
    ),
    "long": CommitteeExamination(
        organization=LONG_BRANCH,
        person=WANG,
        held="2026年11月4日 14:30—16:00",
        place="学院楼402会议室（线上同步）",
        host="周敏",
        recorder="李喆",
        due=7,
        present=7,
        attendees=NAMES[:7],
        checks=tuple(Check(one.what, TEXT) for one in EXAMINED),
        discussion=LONG_TEXT,
        qualified=False,
        filled=date(2026, 11, 4),
    ),
    "rare": CommitteeExamination(
        organization=RARE_BRANCH, person=RARE, attendees=RARE_NAMES, discussion=("谈<古籍> & 𠮷。",)
    ),
}

SLIPS = {
    "short": VoteSlips(organization=BRANCH, candidates=("王一鸣",), copies=9, held=HELD),
    "long": VoteSlips(
        organization=LONG_BRANCH,
        candidates=STUDENTS[:3],
        copies=17,
        matter=Matter.CANCEL,
        held=HELD,
    ),
    "rare": VoteSlips(organization=RARE_BRANCH, candidates=(LONGEST_NAME, "𠮷田"), copies=4),
}

SUMMARIES = {
    "short": VoteSummary(
        organization=BRANCH,
        matter=Matter.ACCEPT,
        counts=(Count("王一鸣", SMALL_VOTE, 8, 8, 8),),
        held=HELD,
        place="学院楼402会议室",
        tellers=("李喆",),
        scrutineers=("陈立",),
    ),
    "long": VoteSummary(
        organization=LONG_BRANCH,
        matter=Matter.CONFIRM,
        counts=tuple(
            Count(
                name, replace(VOTE, carried=n % 2 == 1, yes=29 + n % 2, no=24 - n % 2), 54, 54, 54
            )
            for n, name in enumerate(STUDENTS * 3)
        ),
        held="2026年11月20日 14:30",
        place="学院楼报告厅（线上会议同步）",
        tellers=NAMES[:4],
        scrutineers=NAMES[4:8],
    ),
    "rare": VoteSummary(
        organization=RARE_BRANCH,
        matter=Matter.EXTEND,
        counts=tuple(Count(name, SMALL_VOTE) for name in RARE_NAMES),
        scrutineers=(LONGEST_NAME,),
    ),
}

RESOLUTIONS = {
    "blank": AssemblyResolution(organization="", title="关于　　　　　　同志的决议"),
    "short": resolution(
        organization=BRANCH,
        matter=Matter.ACCEPT,
        name="王一鸣",
        performance=(PLAIN, "主要不足：理论学习还不够系统。"),
        vote=SMALL_VOTE,
        held=HELD,
    ),
    "extend": resolution(
        organization=BRANCH,
        matter=Matter.EXTEND,
        name="沈思远",
        performance=(PLAIN,),
        vote=VOTE,
        held=HELD,
        months=6,
    ),
    "long": resolution(
        organization=LONG_BRANCH,
        matter=Matter.CONFIRM,
        name="王一鸣",
        performance=LONG_TEXT * 3,
        vote=LOST,
        held=HELD,
    ),
    "rare": resolution(
        organization=RARE_BRANCH,
        matter=Matter.CANCEL,
        name=LONGEST_NAME,
        performance=("整理<古籍> & 𠮷金文。",),
        vote=SMALL_VOTE,
        held="2026年11月",
    ),
}

SAMPLES = {
    "committee_examination": EXAMINATIONS,
    "vote_slips": SLIPS,
    "vote_summary": SUMMARIES,
    "assembly_resolution": RESOLUTIONS,
}
