"""Out and in again: the same cases; the template reads as an empty import of one example."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db, unit_of_work
from app.development.history import exporting
from app.development.history.columns import TEMPLATE
from app.development.history.reading import NOBODY, read_history
from app.development.models import File, FileHelper, FileNotice, FilePaper, FileReview, StepTaken
from app.members.roster.table import RosterError
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole, NoticeKind, Organ, Outcome, ReviewKind
from app.rules.development.steps import PAPERS, Step
from tests.development.history.made import (
    all_cases,
    confirmed,
    confirmed_file,
    of,
    row,
    undone,
    whole,
)
from tests.members.roster.files import read

STRANGE = row(
    "陈思齐",
    申请入党日期="2019",
    谈话日期="2019-10",
    谈话人="周敏、韩志远",
    确定积极分子日期="2020-05",
    培养联系人1="郑一诺",
    培养联系人1止="2021-03-01",
    培养联系人2="不在册的人",
    思想汇报日期="2020.06、2020.09",
    接收大会日期="2021-05-06",
    接收大会应到=7,
    接收大会赞成=3,
    接收大会结果="未通过",
    **{
        "接收大会日期（第2次）": "2021-06-01",
        "接收大会应到（第2次）": 7,
        "接收大会赞成（第2次）": 6,
    },
    审批组织="党总支",
    审批日期="2021-07-01",
    转正大会日期="2022-06-01",
    转正大会结果="延长6个月",
    转正审批日期="2022-07-01",
    **{"转正大会日期（第2次）": "2022-12-01", "转正审批日期（第2次）": "2023-01-01"},
    是否流动="是",
    预计离开日期="2027-06-30",
    其他在档材料="批复（上级党委审批）（2021-07-02）、公示",
    **{"材料：转正申请书": "2022-05-30"},
)


def exported(scope=EVERYTHING, path="/") -> bytes:
    return exporting.export(scope, path)


def test_what_goes_out_comes_in_again_as_the_same_cases(world):
    rows = whole("李喆昇"), whole("王毛方", 宣誓日期="2022-07"), STRANGE
    first = confirmed(world.here, *rows)
    before, content = all_cases(), exported()
    assert undone(first) == []
    assert all_cases() == {}
    confirmed_file(world.university, content)
    assert all_cases() == before
    assert len(before["陈思齐"].turns(Step.ACCEPTED)) == 2


@pytest.mark.parametrize("steps", [tuple(Step)[n : n + 8] for n in (1, 9, 17)])
def test_facts_that_the_workbook_never_shows_in_its_template_go_out_and_in_too(world, steps):
    history_id = confirmed(world.here, row("陈思齐", 申请入党日期="2020-01-01"))
    with unit_of_work():
        _add_everything(db.session.get(File, of(history_id).trail["people"][0]["file"]), steps)
    before, content = all_cases(), exported()
    with unit_of_work():
        _empty()
    confirmed_file(world.university, content)
    assert all_cases() == before


def _add_everything(file, taken):
    day, moment = PartialDate(2021, 3, 4), clock.now()
    steps = [
        StepTaken(
            file=file, step=step, taken_on=day, until_on=day, agreed_on=day, submitted_on=day,
            outcome=Outcome.FAILED, organ=Organ.LEADING_GROUP, done_by="甲、乙", place="会议室",
            number="〔2021〕1号", days=1, hours=2, months=3, due=9, present=8, yes=7, no=1,
            abstain=0, written=0, secret=False, reason="当时如此", recorded_at=moment,
        )
        for step in taken
    ]  # fmt: skip
    notices = [
        FileNotice(
            file=file, kind=kind, posted_on=date(2021, 3, first), until_on=date(2021, 3, 20),
            place="楼下", second_place="流入地",
        )
        for kind in NoticeKind
        for first in (1, 8)
    ]  # fmt: skip
    helpers = [
        FileHelper(file=file, role=role, name=name, until_on=day)
        for role in HelperRole
        for name in ("甲", "乙", "丙")
    ]
    reviews = [FileReview(file=file, kind=kind, reviewed_on=day) for kind in ReviewKind]
    papers = [FilePaper(file=file, code=code, received_on=date(2021, 3, 9)) for code in PAPERS]
    db.session.add_all([*steps, *notices, *helpers, *reviews, *papers])


def _empty():
    for model in (StepTaken, FileHelper, FileReview, FileNotice, FilePaper, File):
        db.session.execute(delete(model))


def test_what_goes_out_is_only_of_the_organisation_asked_for(world):
    confirmed(world.college, whole("李喆昇"), whole("林祎"))
    names = _names(exported(path=world.here.path))
    assert names == ["李喆昇"]
    assert _names(exported(Scope(frozenset({world.there.path})), world.here.path)) == []


def test_text_that_looks_like_a_formula_goes_out_as_text(world):
    confirmed(world.here, row("李喆昇", 谈话日期="2020-01-01", 谈话人="周敏"))
    with unit_of_work():
        db.session.scalars(select(StepTaken)).one().done_by = "=1+1"
    book = load_workbook(BytesIO(exported()))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_no_id_number_goes_out(world):
    confirmed(world.here, whole("李喆昇"))
    heading = [cell.value for cell in load_workbook(BytesIO(exported())).worksheets[0][2]]
    assert heading[1] == "身份证号"
    column = [line[1].value for line in load_workbook(BytesIO(exported())).worksheets[0]]
    assert set(column[2:]) <= {None, ""}


def test_the_template_shows_every_column_explained_and_an_example_that_is_never_read(world):
    content = exporting.template()
    book = load_workbook(BytesIO(content))
    assert [sheet.title for sheet in book] == ["发展历史", "填写说明", "材料名称"]
    people, notes, _ = book
    headings = [cell.value for cell in people[2]]
    assert headings == [key.label for key in TEMPLATE]
    explained = {line[0].value: line[1].value for line in notes}
    assert all(explained[heading] for heading in headings)
    assert people.cell(3, 1).value == "例：张一帆"
    with pytest.raises(RosterError, match=NOBODY):
        read_history(read(content), date(2026, 11, 16))


def _names(content) -> list:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [line[0].value for line in list(sheet)[2:]]
