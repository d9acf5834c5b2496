"""Invented lists of findings and years for the eye: short, long, and with rare characters."""

from datetime import date

from app.findings.sheets import FindingsList, Line, Square, YearPicture
from app.printing.samples import RARE_NAMES

TODAY = date(2026, 11, 16)
BRANCH = "《中国共产党支部工作条例（试行）》"
MISSING = Line(
    "支委会", "8月、9月还没有记录。上次：7月9日，会议室 302，5 人到齐。", f"{BRANCH}第十二条",
    date(2026, 8, 31), "超期",
)  # fmt: skip
SOON = Line("组织生活会", "2026年还没有记录。", f"{BRANCH}第十七条", date(2026, 12, 31), "临近")


def _of(name):
    return Line(
        f"{name}：预备期满，请本人提出转正申请", f"{name}的预备期到11月30日满。",
        "《中国共产党发展党员工作细则》（2026年修订）第三十二条", date(2026, 11, 30), "临近",
    )  # fmt: skip


def _squares(text):
    looks = {"✓": "done", "缺": "late", "待": "owed", "·": "ahead", "免": "waived", "迟": "belated"}
    return tuple(Square(1, looks.get(mark, "na"), mark.strip()) for mark in text)


YEAR = (
    ("支委会", _squares("✓✓✓✓✓✓✓迟缺✓待·")),
    ("主题党日", _squares("✓✓✓✓✓✓免✓✓✓待·")),
    ("支部党员大会", tuple(Square(3, look, mark) for look, mark in
                     [("done", "✓"), ("done", "✓"), ("late", "缺"), ("owed", "待")])),
    ("组织生活会", (Square(12, "owed", "待"),)),
)  # fmt: skip
COUNTS = (
    ("支委会", tuple(Square(1, "done" if n % 4 else "late", f"{900 + 7 * n}/986")
                  for n in range(1, 13))),
    ("支部党员大会", tuple(Square(3, "done", "1000/1000") for _ in range(4))),
)  # fmt: skip
SAMPLES = {
    "findings_list": {
        "short": FindingsList("计算机学院教工第一党支部", TODAY, (("", (MISSING, SOON)),)),
        "long": FindingsList(
            "星城科技大学党委", TODAY,
            tuple((f"第{n}学院教工党支部", (MISSING, SOON) * (n % 3 + 1)) for n in range(1, 25)),
        ),
        "rare": FindingsList("研究生党支部", TODAY, (("", tuple(map(_of, RARE_NAMES))),)),
    },
    "year_picture": {
        "short": YearPicture("计算机学院教工第一党支部", 2026, TODAY, False, YEAR),
        "long": YearPicture("星城科技大学党委", 2026, TODAY, True, COUNTS * 9),
        "rare": YearPicture("䶮昇赟骉学院党支部", 2026, TODAY, False, YEAR),
    },
}  # fmt: skip
