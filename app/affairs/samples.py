"""Invented papers of opinions and reception days: blank, short, long, and with rare characters."""

from datetime import date

from app.affairs.builders import UNSIGNED
from app.affairs.sheets import LedgerRow, OpinionLedger, OpinionReply, ReceptionRecord, VisitRow
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES

PLACE = "计算机学院教工第一党支部"
HELD = date(2026, 11, 10)
SUBJECT = "活动室周末能不能开门"
TEXT = "不少同志周末才有空看书，活动室锁着。希望周六上午开半天，由党员轮流值班。"
ANSWER = "从 11 月起每周六上午 9 点至 11 点半开放，值班表贴在活动室门口，由组织委员安排。"


def _visit(number=0, visitor=UNSIGNED, **known):
    facts = {"people": number % 3 + 1, "matter": TEXT, "said": "当场说明了值班安排，答应研究。",
             "followed": "转为意见办理"}  # fmt: skip
    return VisitRow(visitor=visitor, **facts | known)


def _record(rows, people, *, place="思源楼 204", receiver="周敏", organization=PLACE):
    return ReceptionRecord(organization, HELD, "15:00—17:00", place, receiver, tuple(rows), people)


def _reply(**known):
    facts = {
        "organization": PLACE, "raised": "2026年11月2日", "origin": "署名", "author": "欧阳懿",
        "subject": SUBJECT, "text": (TEXT,), "helper": "韩志远", "due": date(2026, 12, 2),
        "answer": (ANSWER,), "answered": date(2026, 11, 9), "told": date(2026, 11, 10),
        "response": "已解决",
    }  # fmt: skip
    return OpinionReply(**facts | known)


def _row(author=UNSIGNED, **known):
    facts = {
        "raised": "2026年11月", "origin": "匿名", "subject": SUBJECT, "helper": "韩志远",
        "due": date(2026, 12, 2), "answered": date(2026, 11, 9), "told": date(2026, 11, 10),
        "state": "已反馈",
    }  # fmt: skip
    return LedgerRow(author=author, **facts | known)


RECORD = _record([_visit(visitor="欧阳懿"), _visit(1, followed="")], 3)
REPLY = _reply()
LEDGER = OpinionLedger(
    PLACE, date(2026, 11, 16),
    (_row(), _row(author="欧阳懿", origin="署名", raised="2026年11月2日", state="已办结")),
    (("已反馈", 1), ("已办结", 1)),
)  # fmt: skip
SAMPLES = {
    "reception_record": {
        "blank": ReceptionRecord("", "", "", "", "", (), ""),
        "short": RECORD,
        "long": _record([_visit(n, NAMES[n], matter=TEXT * (n % 4 + 1)) for n in range(14)], 27),
        "rare": _record(
            [_visit(n, name) for n, name in enumerate(RARE_NAMES)], 34, receiver=RARE_NAMES[-1],
            organization="文学院𠮷金文字党支部",
        ),
    },
    "opinion_reply": {
        "blank": OpinionReply("", "", "", "", "", (), "", "", (), "", "", ""),
        "short": REPLY,
        "long": _reply(text=(TEXT,) * 18, answer=(ANSWER,) * 16, author=UNSIGNED, origin="匿名",
                       raised="2026年11月", response="还没有解决：" + TEXT * 3),
        "rare": _reply(author=RARE_NAMES[-1], helper=RARE_NAMES[5],
                       organization="文学院𠮷金文字党支部"),
    },
    "opinion_ledger": {
        "blank": OpinionLedger("", "", (), ()),
        "short": LEDGER,
        "long": OpinionLedger(
            PLACE, date(2026, 11, 16),
            tuple(_row(subject=SUBJECT * (n % 3 + 1)) for n in range(45)), (("已反馈", 45),),
        ),
        "rare": OpinionLedger(
            "文学院𠮷金文字党支部", date(2026, 11, 16),
            tuple(_row(name, origin="署名") for name in RARE_NAMES),
            (("已反馈", len(RARE_NAMES)),),
        ),
    },
}  # fmt: skip
FORMS = {
    "reception_record": Form("接访登记表", RECORD, {
        "span": "时段", "receiver": "接访人", "rows": "来访", "rows.visitor": "来访人",
        "rows.people": "人数", "rows.matter": "反映的事", "rows.said": "当场答复",
        "rows.followed": "后续办理", "people": "来访人数", "held": "接访日期",
    }),
    "opinion_reply": Form("意见办理反馈单", REPLY, {
        "raised": "收到时间", "origin": "来源", "author": "提出人", "subject": "主要内容",
        "text": "具体意见", "helper": "承办人", "due": "答复期限", "answer": "答复",
        "answered": "答复日期", "told": "反馈日期", "response": "提出人的反馈",
    }),
    "opinion_ledger": Form("意见办理台账", LEDGER, {
        "rows": "意见", "rows.raised": "收到时间", "rows.origin": "来源", "rows.author": "提出人",
        "rows.subject": "主要内容", "rows.helper": "承办人", "rows.due": "答复期限",
        "rows.answered": "答复日期", "rows.told": "反馈日期", "rows.state": "状态",
        "totals": "合计：各种状态的件数，每项有状态和件数两格",
    }),
}  # fmt: skip
