"""Columns and codes of the trail in plain Chinese."""

import pytest

from app import features  # noqa: F401
from app.auditing import words
from app.core.audit import HIDDEN, AuditEntry

COLUMNS = [
    (subject, column.key)
    for subject, model in sorted(words.models().items())
    for column in model.__table__.columns
    if column.key not in {"id", "version", "path"}
]


def entry(verb, subject, **changes):
    return AuditEntry(verb=verb, subject=subject, changes=changes)


@pytest.mark.parametrize(("subject", "column"), COLUMNS)
def test_every_column_that_leaves_a_trail_has_a_name_or_is_left_out(subject, column):
    assert (column in words.FIELDS) != (column in words.INNER)


def test_a_change_is_told_from_and_to():
    told = words.lines(entry("修改", "党员", stage=["probationary", "full"]), {})
    assert told == [("人员类别", "预备党员", "正式党员")]


def test_a_new_row_has_no_before_and_a_removed_one_no_after():
    assert words.lines(entry("新增", "人员", name="周敏"), {}) == [("姓名", "", "周敏")]
    assert words.lines(entry("删除", "人员", name="周敏"), {}) == [("姓名", "周敏", "")]


def test_references_are_told_by_name_and_else_by_number():
    change = entry("修改", "党员", organization_id=[3, 4])
    assert words.references([change]) == {"organization": {3, 4}}
    told = words.lines(change, {("organization", 4): "教工第二党支部"})
    assert told == [("党组织", "编号 3", "教工第二党支部")]


def test_yes_and_no_are_words():
    assert words.lines(entry("修改", "党员", exempt=[False, True]), {})[0][1:] == ("否", "是")


def test_a_moment_is_told_on_the_branches_wall_clock():
    change = entry("修改", "述职报告", submitted_at=[None, "2026-11-21T06:25:18.977860+00:00"])
    assert words.lines(change, {})[0].after == "2026-11-21 14:25"


def test_what_tells_a_person_nothing_is_left_out():
    assert words.lines(entry("修改", "人员", pinyin=["a", "b"]), {}) == []


def test_a_secret_amount_stays_hidden():
    told = words.lines(entry("新增", "党费交纳", amount=HIDDEN), {})
    assert told[0].after == HIDDEN


def test_a_code_no_longer_known_is_shown_as_it_is():
    assert words.lines(entry("修改", "党员", stage=["old", "full"]), {})[0].before == "old"


@pytest.mark.parametrize(
    ("subject", "change", "told"),
    [
        ("档案材料", {"code": "application"}, ("材料", "入党申请书")),
        ("档案材料", {"code": "old"}, ("材料", "old")),
        ("组织关系转接", {"number": 3}, ("介绍信号", "3")),
        ("发展培训班", {"started_on": "2026-11-16"}, ("开始日期", "2026-11-16")),
        ("表格模板", {"placeholders": ["姓名", "性别"]}, ("占位符", "姓名、性别")),
    ],
)
def test_a_column_is_told_in_the_words_of_its_subject(subject, change, told):
    [line] = words.lines(entry("新增", subject, **change), {})
    assert (line.label, line.after) == told
