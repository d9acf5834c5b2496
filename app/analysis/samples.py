"""Invented comparison checks for the eye: short, long, and with rare characters."""

from datetime import date

from app.analysis.sheets import comparison_check
from app.papers.registry import Form
from app.printing.words import numeral
from app.rules.analysis import SECTIONS

TEXTS = {
    "past": "深入学生宿舍少：2026年5月20日办结。",
    "belief": "能按时参加集中学习，但系统读原著少，联系科研实际不够，学用结合还有距离。",
    "purpose": "联系一个学生宿舍，走访次数不多，对学生就业上的困难了解得晚。",
    "conduct": "参加组织生活准时，发言准备不充分的时候较多。",
    "duty": "承担软件工程导论教学，党员先锋岗的作用发挥不够主动。",
    "integrity": "遵守廉洁纪律和科研诚信要求，经费报销合规。",
    "problems": "理论学习不系统，全年只通读两份文件\n联系学生宿舍走访少，一学期不到两次",
    "effort": "每月通读一份文件并写体会，明年3月起。\n每学期走访联系宿舍不少于三次。",
}
OPINION = "自我检查实事求是，问题找得准。希望把措施落到平时，明年3月支部了解一次进展。"


def _sections(times=1):
    return [
        (f"{numeral(n)}、{section.title}", "\n".join([TEXTS[section.key]] * times))
        for n, section in enumerate(SECTIONS, 1)
    ]


def _check(name="欧阳懿", place="计算机学院教工第一党支部", times=1, opinion=OPINION):
    return comparison_check(
        year=2026,
        organization=place,
        name=name,
        day=date(2026, 12, 1),
        sections=_sections(times),
        opinion=opinion,
        opinion_day=date(2026, 12, 8) if opinion else "",
    )


SHORT = _check()
SAMPLES = {
    "comparison_check": {
        "short": SHORT,
        "long": _check(
            name="司马建国",
            place="计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
            times=9,
            opinion=OPINION * 6,
        ),
        "rare": _check(name="王𬭩", place="文学院𠮷金文字党支部", opinion=""),
    }
}
FORMS = {
    "comparison_check": Form(
        "党性分析材料",
        SHORT,
        {
            "title": "标题",
            "name": "姓名",
            "day": "日期：交材料的日期",
            "parts": "部分",
            "parts.heading": "标题：序号和小标题",
            "parts.paragraphs": "正文",
            "opinion": "支部意见",
            "opinion_day": "意见日期",
        },
    )
}
