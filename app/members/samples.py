"""Invented rosters for the eye: short, 300 rows, and with rare characters."""

from datetime import date

from app.members.sheets import RosterRow, member_roster
from app.printing.samples import RARE_NAMES

FILLED = date(2026, 11, 16)
SHORT = (
    RosterRow(
        name="周敏",
        sex="女",
        ethnicity="汉族",
        born="1985年3月",
        education="博士研究生",
        joined=date(2006, 6, 15),
        confirmed=date(2007, 6, 15),
        stage="正式党员",
        work="软件工程系副教授",
        party_post="支部书记",
        group="第一党小组",
    ),
    RosterRow(
        name="王一鸣",
        sex="男",
        ethnicity="回族",
        born="2003年11月",
        education="大学",
        joined=date(2026, 11, 20),
        confirmed="",
        stage="预备党员",
        work="2023级计算机科学与技术专业",
        group="第二党小组",
    ),
)


def _row(number, name, **known):
    return RosterRow(
        name=name,
        sex="男女"[number % 2],
        ethnicity=("汉族", "壮族", "维吾尔族")[number % 3],
        born=f"{1950 + number % 55}年{number % 12 + 1}月",
        education=("大学", "硕士研究生", "博士研究生", "大专")[number % 4],
        joined=date(1975 + number % 50, number % 12 + 1, number % 28 + 1),
        confirmed=date(1976 + number % 50, number % 12 + 1, number % 28 + 1),
        stage="正式党员" if number % 10 else "预备党员",
        work=("软件工程系讲师", "网络空间安全系教授、省重点实验室副主任", "2024级硕士")[number % 3],
        **known,
    )


SAMPLES = {
    "member_roster": {
        "short": member_roster(organization="计算机学院教工第一党支部", filled=FILLED, rows=SHORT),
        "long": member_roster(
            organization="计算机科学与技术学院党委",
            filled=FILLED,
            rows=[_row(n, f"第{n + 1}号党员", group=f"第{n % 9 + 1}党小组") for n in range(300)],
        ),
        "rare": member_roster(
            organization="文学院古文字学党支部",
            filled=FILLED,
            rows=[_row(n, name) for n, name in enumerate(RARE_NAMES)],
        ),
    }
}
