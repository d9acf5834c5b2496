"""What a dry run of a large roster costs beside openpyxl's own reading of the file."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import reads_only
from app.members.importing.judging import judge
from app.members.roster.workbook import read_table
from app.organizations import queries as organizations
from app.rules.identity import CHECKS, WEIGHTS
from bench.figures import Figure, medians, versus

PEOPLE, ROUNDS = 20_000, 2
HEADING = [
    "序号", "姓名", "性别", "民族", "出生日期", "公民身份证号码", "学历", "人员类别", "所在党支部",
    "入党日期", "转正日期", "工作岗位", "手机号码", "备注",
]  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国"
SHAPES = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y.%m"]


def import_cost(world) -> Iterator[Figure]:
    """Both read the same file in the same process; the dry run judges every row as well."""
    file = world.home / "roster.xlsx"
    _write(file)

    def dry_run():
        with world.app.app_context():
            reads_only(True)
            university = organizations.by_code(EVERYTHING, "XC")
            found = judge(university, read_table(file, file.name), {}, today=clock.today())
            if found.counts["rows"] != PEOPLE:
                raise RuntimeError(f"{found.counts} of {PEOPLE} rows")

    ours, theirs = medians(ROUNDS, "CPU", dry_run, lambda: _iterate(file))
    told = f"dry run of {PEOPLE} people, {len(HEADING)} columns ÷ openpyxl read-only iteration"
    yield Figure(
        "import_cost", f"{told}: {versus(ours, theirs, 'CPU')}", "×", ratio=round(ours / theirs, 2),
        limit=2.5,
    )  # fmt: skip


def _iterate(file: Path) -> None:
    book = load_workbook(file, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _write(file: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("党员花名册")
    sheet.append(["星城科技大学党员花名册"])
    sheet.append(HEADING)
    for number in range(PEOPLE):
        sheet.append(person(number))
    book.save(file)


def person(number: int) -> list:
    """An invented person over an area code that no place uses; dates in the shapes people type."""
    born = date(1960, 1, 1) + timedelta(days=number % 14_000)
    joined, digits = born.replace(day=1, year=born.year + 24), f"99{number // 997:04d}{born:%Y%m%d}"
    digits += f"{number % 997:03d}"
    name = SURNAMES[number % 20] + GIVEN[number // 20 % 28] + GIVEN[number // 560 % 28]
    shape = SHAPES[number % len(SHAPES)]
    return [
        number + 1, name, "男" if int(digits[-1]) % 2 else "女", "汉族", born.strftime(shape),
        digits + _check(digits), "硕士研究生", "正式党员", f"教工第{number % 40 + 1}党支部",
        joined if number % 7 == 0 else joined.strftime(shape),
        joined.replace(year=joined.year + 1).strftime(shape), "副教授", 13_900_000_000 + number,
        None,
    ]  # fmt: skip


def _check(digits: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return CHECKS[total % 11]
