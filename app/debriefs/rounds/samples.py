"""Invented papers of a round and of its promises for the eye: short, long, rare characters."""

from datetime import date

from app.debriefs.rounds.sheets import (
    OverallRow,
    SpeakerRow,
    ToMend,
    comment_sheet,
    feedback_sheet,
    overall_sheet,
    speaker_order,
)
from app.debriefs.sheets import PromiseRow, promise_list
from app.papers.registry import Form

HELD, TOLD = date(2026, 12, 22), date(2027, 1, 8)
COLLEGE = "计算机学院党委"
COMMENT = (
    "周敏同志的述职实事求是，找问题不回避，组织生活抓得紧，全年支委会、主题党日没有缺项。"
    "问题主要是联系青年教师不够经常，结合学科特点讲党课的办法不多。"
    "希望把走访青年教师排进年度计划，每季度向支委会说一次情况。"
)
OPINION = "履行第一责任人职责到位，上年度承诺的措施按期完成，群众反映较好。"
PLACES = (
    ("教工第一党支部", "周敏"),
    ("教工第二党支部", "韩志远"),
    ("2023级本科生党支部", "张淼燊"),
    ("研究生第一党支部", "李喆昇"),
)
MANY = (
    PLACES
    + tuple(
        (f"软件工程系与网络空间安全系2025级研究生第{number}联合党支部", "欧阳懿")
        for number in "一二三四五六七八九"
    )
    * 4
)
RARE = (("古文字𠮷金文党支部", "王𬭩"), ("䶮湖党支部", "马𠅤"), ("㛃水党支部", "赵㛃"))
REPLY = "接受组织的评价。已把每月走访两名青年教师列入计划，三月底前完成第一轮走访。"


def _order(places, minutes=10):
    rows = []
    for number, (branch, speaker) in enumerate(places):
        start = 14 * 60 + number * (minutes + 3)
        end = start + minutes
        planned = f"{start // 60}:{start % 60:02d}—{end // 60}:{end % 60:02d}"
        written = number == len(places) - 1 and number > 3
        rows.append(
            SpeakerRow("" if written else str(number + 1), branch, speaker,
                       "" if written else planned, "", "书面述职" if written else "")
        )  # fmt: skip
    return speaker_order(
        year=2026, organization=COLLEGE, held=HELD, place="学院会议室", minutes=minutes,
        comment_minutes=3, rows=rows,
    )  # fmt: skip


def _comment(branch, secretary, text, by="许静云"):
    return comment_sheet(
        year=2026, organization=COLLEGE, branch=branch, secretary=secretary, heard=HELD, text=text,
        by=by, day=HELD if text else "",
    )  # fmt: skip


def _overall(places, opinion=OPINION):
    rows = [
        OverallRow(branch, who, (20 - n % 4, 3 + n % 4, 1, 0), "较好" if n % 4 == 3 else "好",
                   opinion)
        for n, (branch, who) in enumerate(places)
    ]  # fmt: skip
    return overall_sheet(year=2026, organization=COLLEGE, filled=TOLD, rows=rows)


def _feedback(branch, secretary, *, times=1, reply=REPLY):
    return feedback_sheet(
        year=2026, organization=COLLEGE, branch=branch, secretary=secretary,
        votes="好 20、较好 3、一般 1、差 0（共 24 票）", overall="好",
        opinion="\n".join([OPINION] * times), comment="\n".join([COMMENT] * times),
        to_mend=[ToMend("联系青年教师不够经常", "每月走访两名", date(2027, 6, 30))] * times,
        day=TOLD, reply=reply, confirmed=TOLD if reply else "",
    )  # fmt: skip


def _promises(rows, organization="计算机学院教工第一党支部", secretary="周敏"):
    return promise_list(
        year=2026, organization=organization, secretary=secretary, filled=TOLD, rows=rows
    )


PROMISES = (
    PromiseRow("述职承诺", "理论学习结合科研不紧", "每季度确定一个学习专题，由支委领学。", "周敏",
               date(2027, 12, 20), ""),
    PromiseRow("述职承诺", "出差党员补课办法不多", "会后三天内由党小组长送学并登记。", "郑一诺",
               date(2027, 3, 31), "2027年3月20日办结"),
    PromiseRow("上级点评", "联系青年教师不够经常", "每月走访两名青年教师。", "周敏",
               date(2027, 6, 30), "2027年2月1日：已走访两名。"),
)  # fmt: skip

SAMPLES = {
    "debrief_order": {"short": _order(PLACES), "long": _order(MANY, 8), "rare": _order(RARE)},
    "debrief_comment": {
        "blank": _comment("教工第一党支部", "周敏", ""),
        "short": _comment("计算机学院教工第一党支部", "周敏", COMMENT),
        "long": _comment("软件工程系与网络空间安全系教工联合党支部", "欧阳懿",
                         "\n".join([COMMENT] * 14)),
        "rare": _comment("䶮湖党支部", "马𠅤", f"同赵㛃、王𬭩谈心。<b>{COMMENT}"),
    },
    "debrief_overall": {
        "short": _overall(PLACES),
        "long": _overall(MANY),
        "rare": _overall(RARE, "联系𠅤、䶮两名同志。"),
    },
    "debrief_feedback": {
        "blank": _feedback("教工第一党支部", "周敏", reply=""),
        "short": _feedback("计算机学院教工第一党支部", "周敏"),
        "long": _feedback("软件工程系与网络空间安全系教工联合党支部", "欧阳懿", times=12),
        "rare": _feedback("䶮湖党支部", "马𠅤"),
    },
    "debrief_promises": {
        "blank": _promises(()),
        "short": _promises(PROMISES),
        "long": _promises(PROMISES * 12, "软件工程系与网络空间安全系教工联合党支部", "欧阳懿"),
        "rare": _promises(PROMISES[:1], "古文字𠮷金文党支部", "王𬭩"),
    },
}  # fmt: skip
FORMS = {
    "debrief_order": Form(
        "述职发言顺序和计时表",
        SAMPLES["debrief_order"]["short"],
        {
            "minutes": "每人述职分钟", "comment_minutes": "每人点评分钟", "rows": "发言人",
            "rows.number": "顺序", "rows.branch": "党支部", "rows.speaker": "述职人",
            "rows.planned": "计划时间", "rows.used": "用时",
            "rows.remark": "备注",
        },
    ),
    "debrief_comment": Form(
        "述职点评意见",
        SAMPLES["debrief_comment"]["short"],
        {"branch": "党支部", "secretary": "述职人", "heard": "述职日期", "text": "点评意见",
         "by": "点评人"},
    ),
    "debrief_overall": Form(
        "述职评议综合评价表",
        SAMPLES["debrief_overall"]["short"],
        {
            "marks": "测评等次",
            "rows": "述职人",
            "rows.branch": "党支部",
            "rows.secretary": "书记",
            "rows.votes": "票数",
            "rows.overall": "综合评价",
            "rows.opinion": "综合意见",
        },
    ),
    "debrief_feedback": Form(
        "述职评议反馈单",
        SAMPLES["debrief_feedback"]["short"],
        {
            "branch": "党支部", "secretary": "述职人", "votes": "测评票数", "overall": "综合评价",
            "opinion": "综合意见", "comment": "点评意见", "to_mend": "整改清单",
            "to_mend.problem": "问题", "to_mend.measure": "要求", "to_mend.due": "时限",
            "reply": "本人表态", "confirmed": "确认日期",
        },
    ),
    "debrief_promises": Form(
        "述职整改措施清单",
        SAMPLES["debrief_promises"]["short"],
        {
            "secretary": "书记", "rows": "措施", "rows.origin": "来源", "rows.problem": "问题",
            "rows.measure": "整改措施", "rows.responsible": "责任人", "rows.due": "完成时限",
            "rows.outcome": "完成情况",
        },
    ),
}  # fmt: skip
