"""Invented people, opinions and long texts that the samples of 发展党员 share."""

from datetime import date

from app.development.sheets.parts import Course, Inspection, Opinion, Person, Relative, Vote
from app.printing.samples import NAMES, RARE_NAMES

BRANCH = "计算机学院教工第一党支部"
LONG_BRANCH = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
RARE_BRANCH = "文学院古文字学党支部"
COMMITTEE = "中共云山大学计算机学院委员会"
UNIVERSITY = "中共云山大学计算机科学与技术学院及网络空间安全研究院联合委员会"
LONGEST_NAME = RARE_NAMES[-1]
DAY = date(2026, 11, 16)

WANG = Person(
    name="王一鸣",
    sex="男",
    ethnicity="回族",
    born="2003年11月",
    native_place="云山青川",
    education="大学",
    work="2023级计算机科学与技术专业1班学生",
)
RARE = Person(
    name=LONGEST_NAME,
    sex="男",
    ethnicity="维吾尔族",
    born=date(2002, 2, 28),
    native_place="新疆喀什",
    education="硕士研究生",
    work="2025级汉语言文字学专业硕士研究生，兼任<甲骨文> & 金文整理小组组长",
)
STUDENTS = ("王一鸣", "沈思远", "苏和", "唐宁", "许可", "罗兰", "高翔", "林涛", "邓茜", "秦川")

PLAIN = "能够认真学习党的基本知识，入党动机端正，学习工作踏实，团结同志，群众基础好。"
TEXT = (
    "该同志自递交入党申请书以来，坚持学习党的创新理论，按时参加支部组织的集中学习和主题党日，"
    "主动承担实验室安全值班和新生朋辈辅导，能够虚心听取意见，遇到困难不回避。在专业学习中刻苦钻研，"
    "先后参与两项课题研究，成绩位于年级前列。不足之处是理论学习的系统性还不够，"
    "同周围同学的思想交流还可以更多一些。"
)
LONG_TEXT = (TEXT,) * 3


def said(text: str = "", *, day: date | str = "", times: int = 1) -> Opinion:
    """An opinion of one text, or of the same text several times over."""
    return Opinion((text,) * times if text else (), day)


def person(number: int, name: str, *, work: str = "2024级软件工程专业学生") -> Person:
    """One of many, with plain facts that differ from row to row."""
    return Person(
        name=name,
        sex="男女"[number % 2],
        ethnicity=("汉族", "壮族", "维吾尔族")[number % 3],
        born=f"{2002 + number % 5}年{number % 12 + 1}月",
        native_place="云山青川",
        education=("大学", "硕士研究生", "博士研究生")[number % 3],
        work=work,
    )


FAMILY = (
    Relative("父亲", "王建国", "1975年3月", "中共党员", "云山省青川县水务局工程师"),
    Relative("母亲", "刘芳", "1977年10月", "群众", "云山省青川县第二小学教师"),
)
LONG_FAMILY = (
    *FAMILY,
    Relative("哥哥", "王一凡", "1998年6月", "共青团员", "云山省青川县人民医院急诊科医师"),
    Relative("舅舅", "刘长河", "1972年1月", "中共党员", "云山省江北市交通运输综合行政执法支队"),
    Relative("姑姑", "王建英", "1970年12月", "民建会员", "青川县城关镇个体经营"),
    Relative("姨母", "刘萍", "1980年8月", "群众", "青川县农业技术推广中心"),
    Relative("未婚妻", LONGEST_NAME, "2003年5月", "中共预备党员", "云山大学古籍所硕士研究生"),
)
RARE_FAMILY = (
    Relative("父亲", RARE_NAMES[5], date(1970, 2, 28), "中共党员", "𠮷祥县档案馆"),
    Relative("母亲", RARE_NAMES[6], date(1972, 1, 1), "群众", ""),
)
COURSES = (
    Course("2026年4月11日至12日", "入党积极分子培训班", "云山大学党校", 24, "合格"),
    Course("2026年9月5日至7日", "发展对象短期集中培训", "计算机学院党委", 24, "合格"),
)
INSPECTIONS = (
    Inspection(
        "2025年下半年", (TEXT,), said(PLAIN, day=date(2025, 12, 20)),
        said("同意继续培养。", day=date(2025, 12, 25)),
    ),
    Inspection(
        "2026年上半年", (TEXT,), said(PLAIN, day=date(2026, 6, 20)),
        said("同意继续培养。", day=date(2026, 6, 25)),
    ),
)  # fmt: skip
LONG_INSPECTIONS = tuple(
    Inspection(
        period,
        LONG_TEXT,
        said(TEXT, day=date(2026, 6, 20)),
        said(PLAIN, day=date(2026, 6, 25)),
    )
    for period in ("2025年上半年", "2025年下半年", "2026年上半年")
)
VOTE = Vote(due=58, present=54, carried=True, yes=53, no=0, abstain=2, written=1)
SMALL_VOTE = Vote(due=9, present=8, carried=True, yes=8)
NAMED = (*STUDENTS, *NAMES)
