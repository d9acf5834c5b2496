"""Invented classes and people for the eye: blank, short, long, and with rare characters."""

from datetime import date, timedelta

from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES
from app.training import pictures
from app.training.sheets import (
    Certificate,
    EntryRow,
    Notice,
    Proof,
    Roster,
    RosterRow,
    SessionRow,
    SignIn,
    Statistics,
    StatisticsRow,
    notice_title,
)

DAY = date(2026, 12, 3)
HOST = "计算机学院党委"
PLACE = "计算机学院教工第一党支部"
LONG_PLACE = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
RARE_PLACE = "文学院𠮷金文字党支部"
TITLE = "2026年下半年党支部书记培训班"
CODE = "training-17-3fa09c1d-9b1e44d20c5a7f36"
ADDRESS = f"https://portal.example/verify/{CODE}"
TOPICS = ("支部工作条例和换届选举", "怎样记好三会一课", "发展党员的步骤和常见问题", "经费使用")


def _notice(count=3, times=1, **known):
    facts = {
        **notice_title(TITLE), "organizer": HOST, "addressees": "计算机学院各党支部",
        "kind": "书记集中培训", "target": "党支部书记", "period": "2026年12月3日至2026年12月4日",
        "place": "学院第一会议室", "capacity": 30, "until": "2026年11月27日", "hours": "16",
        "purpose": ("学习支部工作条例，交流支部工作做法。", "请带上年度的工作计划。") * times,
        "contact": "许静云 6512", "partner": "",
        "sessions": tuple(
            SessionRow(DAY + timedelta(days=n // 2), "09:00—11:30" if n % 2 else "全天",
                       TOPICS[n % 4], "钱教授", "第一会议室", "4")
            for n in range(count)
        ),
        "day": date(2026, 11, 16),
    }  # fmt: skip
    return Notice(**facts | known)


def _roster(names, place=PLACE):
    rows = tuple(
        RosterRow(
            name,
            "男" if n % 2 else "女",
            place,
            "书记",
            "已报名",
            "合格" if n % 5 else "不合格",
            f"XC-JS-PX-2026-{n + 1:04}" if n % 5 else "",
        )
        for n, name in enumerate(names)
    )
    return Roster(f"{TITLE}学员名册", HOST, "2026年12月3日至2026年12月4日", rows, DAY)


def _sign_in(names, count=3, place=PLACE, mark=""):
    sessions = tuple(f"12月{3 + n // 2}日{'上午' if n % 2 == 0 else '下午'}" for n in range(count))
    rows = tuple((name, place, (mark,) * count) for name in names)
    return SignIn(f"{TITLE}签到表", HOST, "学院第一会议室", sessions, rows, DAY)


def _entry(number):
    return EntryRow(
        f"{number % 12 + 1}月{number % 27 + 1}日", TOPICS[number % 4],
        (PLACE, HOST, "省委教育工委")[number % 3], ("党课", "脱产", "网络")[number % 3],
        "第一会议室", "钱教授", "4", "合格" if number % 2 else "", "会议记录",
    )  # fmt: skip


def _proof(count=5, **known):
    facts = {
        "number": "JS-01-XS-2026-00017", "name": "欧阳懿", "ending": "002X", "organization": PLACE,
        "year": 2026, "hours": f"{4 * count}", "classes": 1,
        "standard": "32 学时（《中国共产党党员教育管理工作条例》第二十条）",
        "rows": tuple(map(_entry, range(count))), "code": CODE, "address": ADDRESS, "day": DAY,
    }  # fmt: skip
    return Proof(**facts | known)


def _certificate(**known):
    facts = {
        "number": "XC-JS-PX-2026-0001", "name": "周敏", "organization": PLACE, "title": TITLE,
        "organizer": HOST, "first": DAY, "last": DAY + timedelta(days=1), "hours": "16",
        "result": "合格", "code": CODE, "address": ADDRESS, "day": DAY + timedelta(days=1),
    }  # fmt: skip
    return Certificate(**facts | known)


def _statistics(names, place=PLACE, picture=True):
    rows = tuple(
        StatisticsRow(
            place, name, date(2023 + n % 3, 9, 1),
            "5月15日已参加" if n % 3 else "待补", "12月31日前" if n % 4 else "11月6日已参加",
            "10月20日已参加" if n % 2 else "12月31日前", "不要求", "",
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    asked = len(names)
    figures = f"应参加 {asked} 人，已参加 {asked // 2} 人，未参加 {asked - asked // 2} 人"
    drawn = pictures.coverage([(HOST, asked, asked // 2), ("化学化工学院党委", 9, 6)])
    return Statistics(
        "2026年下半年党支部书记培训情况统计表", "星城科技大学党委", figures if names else "", rows,
        pictures.printed(drawn) if picture and names else "", DAY if names else "",
    )  # fmt: skip


MANY = [NAMES[n % len(NAMES)] for n in range(300)]
SHORT = {
    "training_notice": _notice(),
    "training_roster": _roster(NAMES[:4]),
    "training_sign_in": _sign_in(NAMES[:4]),
    "hours_proof": _proof(),
    "training_certificate": _certificate(),
    "secretary_training": _statistics(NAMES[:6]),
}
SAMPLES = {
    "training_notice": {
        "short": SHORT["training_notice"],
        "plain": _notice(0, purpose=(), contact="", place=""),
        "long": _notice(24, 6, partner="化学化工学院党委", place=LONG_PLACE),
        "rare": _notice(contact="马𠅤 6512", addressees=RARE_PLACE),
    },
    "training_roster": {
        "blank": _roster(()),
        "short": SHORT["training_roster"],
        "long": _roster(MANY, LONG_PLACE),
        "rare": _roster(RARE_NAMES, RARE_PLACE),
    },
    "training_sign_in": {
        "blank": _sign_in(()),
        "short": SHORT["training_sign_in"],
        "marked": _sign_in(NAMES, 6, mark="到课"),
        "long": _sign_in(MANY, 6, LONG_PLACE),
        "rare": _sign_in(RARE_NAMES, 2, RARE_PLACE),
    },
    "hours_proof": {
        "blank": _proof(0, hours="0", classes=0, ending=""),
        "short": SHORT["hours_proof"],
        "exempt": _proof(2, standard="不作硬性要求"),
        "long": _proof(60, organization=LONG_PLACE),
        "rare": _proof(name="阿卜杜热西提·阿卜杜克热木", organization=RARE_PLACE),
    },
    "training_certificate": {
        "short": SHORT["training_certificate"],
        "long": _certificate(organization=LONG_PLACE, title=f"{TITLE}（示范班，线上线下结合）" * 2),
        "rare": _certificate(name="王𬭩", organization=RARE_PLACE),
    },
    "secretary_training": {
        "blank": _statistics(()),
        "short": SHORT["secretary_training"],
        "long": _statistics(MANY, LONG_PLACE),
        "rare": _statistics(RARE_NAMES, RARE_PLACE, picture=False),
    },
}
_WORDS = {
    "training_notice": {
        "title_lines": "标题各行", "organizer": "举办单位", "addressees": "主送",
        "kind": "种类", "target": "培训对象",
        "period": "时间", "place": "地点", "capacity": "名额", "until": "报名截止", "hours": "学时",
        "purpose": "内容和要求", "contact": "联系人", "partner": "交流对方", "sessions": "课次",
        "sessions.day": "日期", "sessions.span": "起止", "sessions.topic": "内容",
        "sessions.teacher": "授课人", "sessions.place": "课次地点", "sessions.hours": "课次学时",
        "day": "发文日期",
    },
    "training_roster": {
        "organizer": "举办单位", "period": "时间", "rows": "学员", "rows.branch": "党支部",
        "rows.post": "职务", "rows.state": "状态", "rows.result": "结果",
        "rows.certificate": "证书编号",
    },
    "training_sign_in": {
        "organizer": "举办单位", "place": "地点", "sessions": "课次", "rows": "学员",
    },
    "hours_proof": {
        "number": "编号", "ending": "身份证后四位", "hours": "学时", "classes": "集中培训次数",
        "standard": "标准", "rows": "明细", "rows.day": "日期", "rows.title": "培训名称",
        "rows.host": "主办单位", "rows.form": "形式", "rows.place": "地点", "rows.teacher": "主讲",
        "rows.hours": "每项学时", "rows.result": "考核结果", "rows.proof": "证明材料",
        "code": "核验码", "address": "核验地址", "day": "出具日期",
    },
    "training_certificate": {
        "number": "编号", "organizer": "举办单位", "first": "开班日期", "last": "结束日期",
        "hours": "学时", "result": "结果", "code": "核验码",
        "address": "核验地址", "day": "发证日期",
    },
    "secretary_training": {
        "figures": "合计", "rows": "书记", "rows.branch": "党支部", "rows.since": "任职时间",
        "rows.first": "上半年", "rows.second": "下半年", "rows.practice": "实践活动",
        "rows.induction": "任职培训", "rows.note": "备注", "picture": "图",
    },
}  # fmt: skip
_COMMON = {"title": "标题", "filled": "填表日期", "year": "年度"}
_TITLES = {
    "training_notice": "培训班通知", "training_roster": "学员名册", "training_sign_in": "签到表",
    "hours_proof": "学时证明", "training_certificate": "结业证书",
    "secretary_training": "书记培训情况统计表",
}  # fmt: skip
FORMS = {form: Form(title, SHORT[form], _COMMON | _WORDS[form]) for form, title in _TITLES.items()}
