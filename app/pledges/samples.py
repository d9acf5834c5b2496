"""Invented pledges for the eye: blank, short, long, crowded, and with rare characters."""

from datetime import date

from app.papers.registry import Form
from app.pledges.sheets import (
    Board,
    BoardRow,
    FeedbackRow,
    FeedbackSlip,
    Ledger,
    LedgerRow,
    MatterRow,
    comment_record,
    letter,
)
from app.printing.samples import NAMES, RARE_NAMES
from app.rules.pledges import AGREED, headings

DAY = date(2026, 3, 20)
PLACE = "计算机学院教工第一党支部"
LONG_PLACE = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
PLEDGED = (
    ("每月通读一份文件并写学习体会", "列出书目，每月最后一周交党小组长；全年不少于十篇。"),
    ("指导本科生参加学科竞赛", "组建两支队伍，每周辅导一次，力争省级以上获奖。"),
    ("联系一个学生宿舍", "每学期走访不少于三次，帮助解决学习和就业上的困难。"),
    ("带头遵守实验室安全规定", "每周检查一次责任区，发现隐患当天报告。"),
    ("开设一次科研诚信讲座", "面向研究生新生，十月底前完成。"),
)
OPINIONS = ("希望把竞赛经验整理成材料，让更多学生看到。", "走访宿舍的时间可以提前告诉学生。")


def _rows(count, times=1):
    kinds = headings(personal=True)
    return [
        MatterRow(kinds[n % 5].label, text, measure * times, date(2026, n % 9 + 4, 28), "")
        for n in range(count)
        for text, measure in [PLEDGED[n % 5]]
    ]


def _letter(count=3, times=1, **known):
    facts = {
        "organization": PLACE, "year": 2026, "name": "欧阳懿", "post": "软件工程教研室副教授",
        "rows": _rows(count, times), "opinion": AGREED, "reviewed": date(2026, 3, 24),
        "published": date(2026, 3, 25), "filled": DAY,
    }  # fmt: skip
    return letter(**facts | known)


def _board_row(name, number, count=2):
    texts = [f"{n + 1}. {PLEDGED[(number + n) % 5][0]}" for n in range(count)]
    return BoardRow(
        name,
        ("副教授", "讲师", "实验师", "研究生辅导员")[number % 4],
        tuple(texts),
        tuple(f"{(number + n) % 9 + 4}月28日前" for n in range(count)),
        tuple(("正在办", "5月20日完成", "没有完成")[(number + n) % 3] for n in range(count)),
    )


def _board(names, place=PLACE, count=2):
    return Board(
        "2026年公开承诺公示栏",
        place,
        ("每月 10 日前公布组织生活安排（12月31日前）", "建立学生宿舍联系制度（6月30日前）"),
        tuple(_board_row(name, n, count) for n, name in enumerate(names)),
        date(2026, 3, 25),
    )


def _ledger_row(number, name, times=1):
    text, measure = PLEDGED[number % 5]
    done = number % 3 == 0
    return LedgerRow(
        name, f"{text}：{measure}" * times, date(2026, number % 9 + 4, 28), name,
        ("4月12日：已列出书目，写了第一篇体会。", "6月30日：上半年完成五篇。")[: number % 3 + 1],
        ("5月20日完成", "正在办", "没有完成")[number % 3],
        "下半年出国访问，改由同组教师接着办。" if number % 3 == 2 else "",
        "参评 21 人：满意 19，基本满意 2，不满意 0" if done else "",
    )  # fmt: skip


def _ledger(rows, place=PLACE, filled=date(2026, 11, 16)):
    return Ledger("2026年公开承诺台账", place, tuple(rows), filled, len({r.name for r in rows}))


def _comment(times=1, **known):
    facts = {
        "year": 2026, "organization": PLACE, "name": "欧阳懿", "commenter": "教工第一党支部 周敏",
        "day": date(2026, 7, 10), "way": "会议点评",
        "judgement": "创先争优积极主动，承诺事项结合岗位，上半年兑现得好。" * times,
        "achievements": "指导的两支学生队伍获省级奖励，实验室安全检查一次不落。" * times,
        "problems": "\n".join(["走访联系宿舍次数少", "学习体会偏长、联系实际不够"] * times),
        "direction": "下学期走访不少于三次，每次记一笔；体会写一页纸以内。" * times,
        "mend": date(2026, 10, 31),
    }  # fmt: skip
    return comment_record(**facts | known)


def _slip(rows, name="欧阳懿", place=PLACE):
    return FeedbackSlip(
        "2026年公开承诺评议反馈单", place, name,
        "参评 21 人：满意 19，基本满意 2，不满意 0", tuple(rows), date(2026, 12, 28),
    )  # fmt: skip


def _said(number=0, times=1, name="欧阳懿"):
    return FeedbackRow(
        OPINIONS[number % 2] * times,
        "群众评议", "周敏", "已同本人商定，下学期开学前完成。" * times, date(2026, 12, 20),
        "当面反馈", f"{name}\n2026年12月21日",
    )  # fmt: skip


SHORT = {
    "pledge_letter": _letter(),
    "pledge_board": _board(NAMES[:3]),
    "pledge_poster": _board(NAMES[:3]),
    "pledge_ledger": _ledger([_ledger_row(n, NAMES[n]) for n in range(3)]),
    "pledge_comment": _comment(),
    "pledge_feedback": _slip([_said(), _said(1)]),
}
SAMPLES = {
    "pledge_letter": {
        "blank": _letter(0, name="", post="", opinion="", reviewed="", published="", filled=""),
        "short": SHORT["pledge_letter"],
        "organization": _letter(personal=False, name="", post="", rows=[
            MatterRow("党员队伍好", *PLEDGED[2], date(2026, 6, 30), "韩志远"),
            MatterRow("群众反映好", *PLEDGED[3], date(2026, 12, 20), "支委会"),
        ]),
        "long": _letter(12, 3, name="司马建国", organization=LONG_PLACE, opinion=AGREED * 4),
        "rare": _letter(name="阿卜杜热西提·阿卜杜克热木", organization="文学院𠮷金文字党支部"),
    },
    "pledge_board": {
        "short": SHORT["pledge_board"],
        "fifty": _board([NAMES[n % len(NAMES)] for n in range(50)], LONG_PLACE),
        "long": _board([NAMES[n % len(NAMES)] for n in range(300)], LONG_PLACE, 3),
        "rare": _board(RARE_NAMES, "文学院𠮷金文字党支部", 1),
    },
    "pledge_poster": {
        "short": SHORT["pledge_poster"],
        "fifty": _board([NAMES[n % len(NAMES)] for n in range(50)], LONG_PLACE),
        "long": _board([NAMES[n % len(NAMES)] for n in range(300)], LONG_PLACE, 3),
        "rare": _board(RARE_NAMES, "文学院𠮷金文字党支部", 1),
    },
    "pledge_ledger": {
        "blank": _ledger([], filled=""),
        "short": SHORT["pledge_ledger"],
        "long": _ledger(
            [_ledger_row(n, NAMES[n % len(NAMES)], n % 3 + 1) for n in range(60)], LONG_PLACE
        ),
        "rare": _ledger([_ledger_row(n, name) for n, name in enumerate(RARE_NAMES)],
                        "文学院𠮷金文字党支部"),
    },
    "pledge_comment": {
        "blank": _comment(name="", commenter="", day="", way="", judgement="", achievements="",
                          problems="", direction="", mend=""),
        "short": SHORT["pledge_comment"],
        "long": _comment(8, name="司马建国", organization=LONG_PLACE),
        "rare": _comment(name="王𬭩", organization="文学院𠮷金文字党支部",
                         commenter="文学院党委 马𠅤"),
    },
    "pledge_feedback": {
        "blank": _slip([], name=""),
        "short": SHORT["pledge_feedback"],
        "long": _slip([_said(n, n % 3 + 1) for n in range(18)], place=LONG_PLACE),
        "rare": _slip([_said(name="马𠅤")], "马𠅤", "文学院𠮷金文字党支部"),
    },
}  # fmt: skip
_COMMON = {"title": "标题", "year": "年度", "post": "岗位", "filled": "填表日期"}
_WORDS = {
    "pledge_letter": {
        "rows": "承诺", "rows.heading": "类别", "rows.text": "承诺事项", "rows.measure": "措施",
        "rows.due": "时限：完成时限", "rows.responsible": "责任人", "opinion": "审核意见",
        "reviewed": "审核日期", "published": "公示时间", "personal": "党员个人",
    },
    "pledge_board": {
        "own": "党组织承诺", "rows": "承诺人", "rows.matters": "承诺事项", "rows.dues": "时限",
        "rows.state": "践诺情况",
    },
    "pledge_poster": {
        "own": "党组织承诺", "rows": "承诺人", "rows.matters": "承诺事项", "rows.dues": "时限",
        "rows.state": "践诺情况",
    },
    "pledge_ledger": {
        "rows": "承诺", "rows.text": "承诺内容", "rows.due": "时限：完成时限",
        "rows.responsible": "责任人", "rows.progress": "进展", "rows.kept": "完成情况",
        "rows.why": "未完成原因", "rows.result": "评诺结果", "people": "份数",
    },
    "pledge_comment": {
        "name": "被点评对象", "commenter": "点评人", "day": "时间：点评时间",
        "way": "方式：点评方式",
        "judgement": "评价：对创先争优情况的评价", "achievements": "成绩", "problems": "问题",
        "direction": "努力方向", "mend": "整改期限",
    },
    "pledge_feedback": {
        "name": "承诺人", "figures": "评议结果", "rows": "意见", "rows.opinion": "意见内容",
        "rows.source": "来自", "rows.responsible": "责任人", "rows.result": "处理结果",
        "rows.day": "反馈时间", "rows.way": "反馈方式", "rows.confirmed": "承诺人确认",
    },
}  # fmt: skip
_TITLES = {
    "pledge_letter": "公开承诺书", "pledge_board": "承诺公示栏",
    "pledge_poster": "承诺公示栏（A3）", "pledge_ledger": "承诺台账",
    "pledge_comment": "承诺点评记录", "pledge_feedback": "承诺反馈单",
}  # fmt: skip
FORMS = {form: Form(title, SHORT[form], _COMMON | _WORDS[form]) for form, title in _TITLES.items()}
