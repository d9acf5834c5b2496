"""Sample letters of stages 4 and 5 for the eye: short, long, and with rare characters."""

from datetime import date

from app.development.samples.people import (
    BRANCH,
    COMMITTEE,
    LONG_BRANCH,
    LONGEST_NAME,
    RARE_BRANCH,
    SMALL_VOTE,
    STUDENTS,
    UNIVERSITY,
    VOTE,
)
from app.development.sheets.letters import (
    Approved,
    Voted,
    approval_reply,
    approval_request,
    prereview_opinion,
    prereview_request,
)
from app.rules.votes import Matter

RARE_COMMITTEE = "中共𠮷祥大学文学院委员会"
HELD = date(2026, 11, 20)
START, END = HELD, date(2027, 11, 19)

PREREVIEW_REQUESTS = {
    "short": prereview_request(
        names=["王一鸣"],
        examined=date(2026, 11, 4),
        recipient=COMMITTEE,
        sender=BRANCH,
        day=date(2026, 11, 5),
    ),
    "long": prereview_request(
        names=STUDENTS,
        examined=date(2026, 11, 4),
        recipient=UNIVERSITY,
        sender=LONG_BRANCH,
        day=date(2026, 11, 5),
    ),
    "rare": prereview_request(
        names=[LONGEST_NAME],
        examined=HELD,
        recipient=RARE_COMMITTEE,
        sender=RARE_BRANCH,
    ),
}

PREREVIEW_OPINIONS = {
    "short": prereview_opinion(
        passed=["王一鸣"],
        recipient=BRANCH,
        sender=COMMITTEE,
        requested=date(2026, 11, 5),
        reviewed=date(2026, 11, 12),
        discuss_by=date(2026, 12, 12),
        day=date(2026, 11, 12),
    ),
    "long": prereview_opinion(
        passed=STUDENTS[:8],
        failed=[(STUDENTS[8], "政治审查材料中缺少一名主要社会关系的函调回函，补齐后另行报审。"),
                (STUDENTS[9], "短期集中培训没有达到规定学时，参加下一期培训后另行报审。")],
        recipient=LONG_BRANCH,
        sender=UNIVERSITY,
        requested=date(2026, 11, 5),
        reviewed=date(2026, 11, 12),
        discuss_by=date(2026, 12, 12),
        number="计党发〔2026〕12号",
        day=date(2026, 11, 12),
    ),
    "rare": prereview_opinion(
        passed=[LONGEST_NAME], recipient=RARE_BRANCH, sender=RARE_COMMITTEE
    ),
}  # fmt: skip


REQUESTS = {
    "short": approval_request(
        matter=Matter.ACCEPT,
        people=[Voted("王一鸣", SMALL_VOTE)],
        held=HELD,
        recipient=COMMITTEE,
        sender=BRANCH,
        day=date(2026, 11, 23),
    ),
    "confirm": approval_request(
        matter=Matter.CONFIRM,
        people=[Voted("王一鸣", SMALL_VOTE), Voted("沈思远", SMALL_VOTE)],
        held=date(2027, 11, 22),
        recipient=COMMITTEE,
        sender=BRANCH,
        day=date(2027, 11, 23),
    ),
    "extend": approval_request(
        matter=Matter.EXTEND,
        people=[Voted("沈思远", VOTE, 6, "预备期内一次不参加组织生活没有请假，需要继续考察")],
        held=date(2027, 11, 22),
        recipient=COMMITTEE,
        sender=BRANCH,
    ),
    "long": approval_request(
        matter=Matter.ACCEPT,
        people=[Voted(name, VOTE) for name in STUDENTS],
        held=HELD,
        recipient=UNIVERSITY,
        sender=LONG_BRANCH,
        day=date(2026, 11, 23),
    ),
    "rare": approval_request(
        matter=Matter.CANCEL,
        people=[Voted(LONGEST_NAME, SMALL_VOTE, None, "不履行党员义务")],
        held=HELD,
        recipient=RARE_COMMITTEE,
        sender=RARE_BRANCH,
    ),
}

REPLIES = {
    "short": approval_reply(
        matter=Matter.ACCEPT,
        people=[Approved("王一鸣", START, END)],
        recipient=BRANCH,
        sender=COMMITTEE,
        requested=date(2026, 11, 23),
        decided=date(2026, 12, 4),
        number="计党发〔2026〕15号",
        day=date(2026, 12, 7),
    ),
    "confirm": approval_reply(
        matter=Matter.CONFIRM,
        people=[Approved("王一鸣", date(2027, 11, 20))],
        recipient=BRANCH,
        sender=COMMITTEE,
        requested=date(2027, 11, 23),
        decided=date(2027, 12, 4),
        number="计党发〔2027〕16号",
        day=date(2027, 12, 7),
    ),
    "extend": approval_reply(
        matter=Matter.EXTEND,
        people=[Approved("沈思远", date(2027, 11, 20), date(2028, 5, 19), 6, "需要继续考察。")],
        recipient=BRANCH,
        sender=COMMITTEE,
        number="计党发〔2027〕17号",
    ),
    "long": approval_reply(
        matter=Matter.ACCEPT,
        people=[
            *(Approved(name, START, END) for name in STUDENTS),
            Approved("高晓东", refused="支部党员大会讨论前没有完成短期集中培训"),
        ],
        recipient=LONG_BRANCH,
        sender=UNIVERSITY,
        requested=date(2026, 11, 23),
        decided=date(2026, 12, 4),
        number="计党发〔2026〕18号",
        day=date(2026, 12, 7),
    ),
    "rare": approval_reply(
        matter=Matter.CANCEL,
        people=[Approved(LONGEST_NAME, reason="不履行党员义务")],
        recipient=RARE_BRANCH,
        sender=RARE_COMMITTEE,
    ),
}


SAMPLES = {
    "prereview_request": PREREVIEW_REQUESTS,
    "prereview_opinion": PREREVIEW_OPINIONS,
    "approval_request": REQUESTS,
    "approval_reply": REPLIES,
}
