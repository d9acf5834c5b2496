"""Invented rosters for the eye: short, 300 rows, and with rare characters."""

from datetime import date

from app.access.policy import Can
from app.members import card
from app.members.card import MemberCard
from app.members.sheets import RosterRow, member_roster
from app.papers.registry import Batch, Form
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


def _card(name: str, **known) -> MemberCard:
    facts = {
        "filled": FILLED, "name": name, "pinyin": "zhoumin", "sex": "女", "ethnicity": "汉族",
        "born": "1985年3月12日", "age": "41", "native_place": "湖南长沙",
        "id_number": "990101********002X", "education": "博士研究生", "degree": "工学博士",
        "title": "副教授", "work": "软件工程系教师", "number": "20120317", "phone": "13000000000",
        "landline": "0731-00000000", "address": "星城市岳麓大道1号", "stage": "正式党员",
        "standing": "正常", "standing_on": "2007年6月15日", "relation": "在本支部",
        "whereabouts": "无", "lost_contact": "否", "vote": "有", "exempt": "否",
        "applied": "2004年9月20日", "activist": "2005年3月18日", "prospect": "2006年4月7日",
        "joined": "2006年6月15日", "confirmed": "2007年6月15日", "party_age": "19",
        "party_post": "支部书记", "group": "第一党小组", "branch": "计算机学院教工第一党支部",
        "branch_code": "CS-01", "branch_kind": "党支部", "unit_type": "教工",
        "branch_founded": "2020年3月1日", "branch_elected": "2025年3月1日", "secretary": "周敏",
        "superior": "计算机学院党委", "university": "星城科技大学党委", "remark": "2026年换届连任",
    }  # fmt: skip
    return MemberCard(**facts | known)


_LONG = "长期从事古文字数字化整理工作，承担国家社会科学基金重大项目子课题，"
CARD = _card("周敏")
SAMPLES = {
    "member_card": {
        "short": CARD,
        "long": _card("欧阳懿", work=_LONG * 3, address=_LONG * 3, remark=_LONG * 6),
        "rare": _card("阿卜杜热西提·阿卜杜克热木", secretary="王𬭩", remark="、".join(RARE_NAMES)),
    },
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
    },
}

FORMS = {
    "member_card": Form(
        "党员基本信息采集表",
        CARD,
        card.WORDS,
        Batch(Can.MEMBERS_VIEW, card.offers, card.gathers),
    ),
    "member_roster": Form(
        "党员花名册",
        SAMPLES["member_roster"]["short"],
        {
            "rows.joined": "入党时间",
            "totals": "合计：各类人员的人数，每项有类别和人数两格",
        },
    ),
}
