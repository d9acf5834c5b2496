"""What stands in a history sheet: headings by meaning, cells by kind, problems at the cell."""

from datetime import date

import pytest

from app.development.history.columns import TEMPLATE, Facet, Part, of_helper, of_notice, of_step
from app.development.history.headings import meaning
from app.development.history.reading import read_history
from app.members.roster.table import RosterError
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole, NoticeKind, Outcome, ReviewKind
from app.rules.development.steps import PAPERS, Step
from tests.members.roster.files import TODAY, as_excel_writes, read, replaced, workbook

ON, ACCEPTED = Facet.ON, Step.ACCEPTED


def told(heading: str, cell):
    """The one row below a name and that heading."""
    return read_history(read(workbook([["姓名", heading], ["周敏", cell]])), TODAY).rows[0]


def problems(heading: str, cell) -> list:
    return [(p.column, p.severity.value, p.message) for p in told(heading, cell).person.problems]


def taken_on(heading, cell):
    return told(heading, cell).told.steps[0].facts["taken_on"]


@pytest.mark.parametrize("key", TEMPLATE, ids=lambda key: key.label)
def test_every_heading_of_the_template_is_known_again(key):
    assert meaning(key.label)[0] == key


def test_every_fact_of_every_step_can_stand_in_a_column_of_its_own():
    facets = set(Facet) - {Facet.NAME, Facet.SECOND, Facet.HELD}
    keys = [of_step(step, facet, turn) for step in Step for facet in facets for turn in (1, 2)]
    assert [key for key in keys if meaning(key.label)[0] != key] == []


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("递交入党申请书时间", of_step(Step.APPLY)),
        ("确定为入党积极分子时间", of_step(Step.ACTIVIST)),
        ("列为发展对象时间", of_step(Step.PROSPECT_LISTED)),
        ("支部大会时间", of_step(ACCEPTED)),
        ("支部大会（接收）日期", of_step(ACCEPTED)),
        ("转正大会应到会人数", of_step(Step.CONFIRMATION_VOTED, Facet.DUE)),
        ("批准入党日期", of_step(Step.APPROVED)),
        ("公示起止", of_notice(NoticeKind.PROSPECT, Facet.SPAN)),
        ("入党介绍人二", of_helper(HelperRole.INTRODUCER, 2)),
        ("转正大会日期（第2次）", of_step(Step.CONFIRMATION_VOTED, ON, 2)),
        ("转正日期", None),
        ("星座", None),
    ],
)
def test_a_heading_is_known_by_its_meaning(heading, key):
    assert meaning(heading)[0] == key


def test_a_bare_count_belongs_to_the_step_of_the_column_before_it():
    rows = [["姓名", "接收大会日期", "应到", "实到", "转正大会日期", "应到"],
            ["周敏", "2022-06-15", 21, 18, "2023-06-16", 20]]  # fmt: skip
    steps = read_history(read(workbook(rows)), TODAY).rows[0].told.steps
    assert [(one.step, one.facts.get("due")) for one in steps] == [
        (Step.ACCEPTED, 21), (Step.CONFIRMATION_VOTED, 20),
    ]  # fmt: skip


def test_a_heading_in_two_rows_names_the_step_above_and_the_fact_below():
    rows = [["姓名", "接收大会", None, "转正大会", None], [None, "日期", "应到", "日期", "赞成"],
            ["周敏", "2022-06-15", 21, "2023-06-16", 20]]  # fmt: skip
    steps = read_history(read(workbook(rows)), TODAY).rows[0].told.steps
    assert [one.facts.get("due") or one.facts.get("yes") for one in steps] == [21, 20]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2012-06-15", PartialDate(2012, 6, 15)),
        ("2012年6月15日", PartialDate(2012, 6, 15)),
        (date(2012, 6, 15), PartialDate(2012, 6, 15)),
        (41075, PartialDate(2012, 6, 15)),
        ("41075", PartialDate(2012, 6, 15)),
        ("2012.06", PartialDate(2012, 6)),
        ("2012年6月", PartialDate(2012, 6)),
        ("2012", PartialDate(2012)),
    ],
)
def test_a_date_is_read_as_people_write_it_and_a_month_stays_a_month(cell, day):
    assert taken_on("宣誓日期", cell) == day


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("申请入党日期", "2020-02-30"),
        ("申请入党日期", "12.6.15"),
        ("申请入党日期", "那年夏天"),
        ("申请入党日期", "2026-11-17"),
        ("积极分子考察日期", "2020-02-28、2020-02-30"),
        ("预备期考察日期", "2026-11-17"),
        ("接收大会赞成", "全体"),
        ("接收大会赞成", "-3"),
        ("接收大会赞成", "17.5"),
        ("接收大会结果", "大概通过"),
        ("接收大会无记名", "也许"),
        ("审批组织", "某处"),
        ("材料：入党申请书", "找找看"),
        ("其他在档材料", "情书"),
        ("发展对象公示起止", "2022-05-10至2022-05-01"),
        ("谈话人", "周" * 201),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_at_the_cell(heading, cell):
    assert [(column, severity) for column, severity, _ in problems(heading, cell)] in (
        [("B", "refuse")],
        [("B", "refuse"), ("B", "warn")],
    )


def test_today_is_history_already():
    assert problems("申请入党日期", "2026-11-16") == []


@pytest.mark.parametrize(
    ("text", "outcome", "months"),
    [
        ("按期转正", Outcome.PASSED, None),
        ("未通过", Outcome.FAILED, None),
        ("延长6个月", Outcome.EXTENDED, 6),
        ("延长预备期一年", Outcome.EXTENDED, 12),
        ("延长半年", Outcome.EXTENDED, 6),
        ("取消预备党员资格", Outcome.CANCELLED, None),
    ],
)
def test_how_a_vote_ended_is_read_from_words(text, outcome, months):
    rows = [["姓名", "转正大会日期", "转正大会结果"], ["周敏", "2023-06-16", text]]
    facts = read_history(read(workbook(rows)), TODAY).rows[0].told.steps[0].facts
    assert (facts["outcome"], facts.get("months")) == (outcome, months)


def test_the_superior_decided_as_the_assembly_had_voted_unless_told_otherwise():
    rows = [["姓名", "转正大会日期", "转正大会结果", "转正审批日期"],
            ["周敏", "2023-06-16", "延长6个月", "2023-07-01"]]  # fmt: skip
    steps = read_history(read(workbook(rows)), TODAY).rows[0].told.steps
    assert steps[1].facts["outcome"] is Outcome.EXTENDED


def test_votes_without_a_day_are_told_and_left_out():
    one = told("接收大会应到", 21)
    assert one.told.steps == ()
    assert "没有日期" in one.person.problems[0].message


def test_a_notice_known_to_the_month_is_told_and_left_out():
    one = told("公示起止", "2022.04至2022.05")
    assert one.told.notices == ()
    assert [p.severity.value for p in one.person.problems] == ["warn"]


def test_several_days_stand_in_one_cell():
    reviews = told("积极分子考察日期", "2021.03、2021-09-15；2022年3月").told.reviews
    assert [(one.kind, one.on.iso) for one in reviews] == [
        (ReviewKind.ACTIVIST, "2021-03"),
        (ReviewKind.ACTIVIST, "2021-09-15"),
        (ReviewKind.ACTIVIST, "2022-03"),
    ]


def test_papers_are_there_or_not_and_may_bear_the_day_they_came_in():
    rows = [["姓名", *(f"材料：{PAPERS[code][1].name}" for code in ("application", "booklet"))],
            ["周敏", "有", "无"], ["韩志远", "2022-06-01", None]]  # fmt: skip
    first, second = read_history(read(workbook(rows)), TODAY).rows
    assert [(p.code, p.on) for p in first.told.papers] == [("application", None)]
    assert [(p.code, p.on) for p in second.told.papers] == [
        ("application", PartialDate(2022, 6, 1))
    ]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("公示、宣誓记录", ["public_notice", "oath_record"]),
        ("政治审查函、回函；公示", ["review_letter", "public_notice"]),
        ("请示（备案报告，附名册）（2021-03-09）、公示", ["consent_request", "public_notice"]),
        ("批复（上级党委审批转正）", ["confirmation_reply"]),
    ],
)
def test_papers_are_named_in_a_list_even_where_a_name_has_a_comma(cell, codes):
    assert [paper.code for paper in told("其他在档材料", cell).told.papers] == codes


def test_a_contact_begins_with_the_step_only_where_no_column_says_since_when():
    rows = [["姓名", "指定培养联系人日期", "培养联系人"], ["周敏", "2021-03-29", "李明、王芳"]]
    helpers = read_history(read(workbook(rows)), TODAY).rows[0].told.helpers
    assert [(one.name, one.since_on.iso) for one in helpers] == [
        ("李明", "2021-03-29"), ("王芳", "2021-03-29"),
    ]  # fmt: skip
    rows = [[*rows[0], "培养联系人1起"], [*rows[1], None]]
    helpers = read_history(read(workbook(rows)), TODAY).rows[0].told.helpers
    assert [one.since_on for one in helpers] == [None, None]


def test_forty_unknown_columns_are_left_out_and_said():
    rows = [
        ["姓名", "谈话日期", *(f"栏{n}" for n in range(40))],
        ["周敏", "2021-03-29", *range(40)],
    ]
    history = read_history(read(workbook(rows)), TODAY)
    assert len(history.rows[0].told.steps) == 1
    unknown = [c for c in history.table.mapping.columns if c.field is None]
    assert len(unknown) == 40
    assert all(column.why for column in unknown)


def test_a_column_told_twice_is_taken_once_and_said():
    rows = [["姓名", "谈话日期", "谈话时间"], ["周敏", "2021-03-29", "2021-03-30"]]
    history = read_history(read(workbook(rows)), TODAY)
    assert history.rows[0].told.steps[0].facts["taken_on"].iso == "2021-03-29"
    assert "未采用" in history.table.mapping.columns[2].why


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "谈话日期"]],
        [["姓名", "出生日期"], ["周敏", "1985-05-01"]],
        [["谁", "何时"], ["周敏", "1985-05-01"]],
    ],
)
def test_a_sheet_without_steps_or_people_is_refused_with_what_to_do(rows):
    with pytest.raises(RosterError, match=r"请|需要"):
        read_history(read(workbook(rows)), TODAY)


def test_rows_that_are_no_people_are_shown_and_skipped():
    rows = [["姓名", "谈话日期"], ["例：张一帆", "2020-01-01"], ["周敏", "2020-01-02"], ["合计", 1],
            ["填表人：王芳", None]]  # fmt: skip
    history = read_history(read(workbook(rows)), TODAY)
    assert [one.name for one in history.rows] == ["周敏"]
    assert [one.row for one in history.skipped] == [2, 4, 5]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK broken", "a.xlsx"),
        (replaced(as_excel_writes(""), {"xl/vbaProject.bin": b"x"}), "a.xlsx"),
        (replaced(as_excel_writes(""), {"xl/styles.xml": b"<a>" + b" " * 40_000_000}), "a.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx"),
        (b"", "a.xlsx"),
        (b"x", "a.pdf"),
    ],
)
def test_hostile_and_foreign_files_are_refused_as_rosters_are(content, name):
    with pytest.raises(RosterError):
        read(content, name)


def test_every_part_has_a_place_in_the_template():
    assert {key.part for key in TEMPLATE} == set(Part)
