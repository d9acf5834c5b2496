"""The papers of one report: its sections in their order, its promises, what became of them."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core.db import db
from app.debriefs import actions, builders
from app.debriefs.models import DebriefStatus
from app.rectification import actions as rectification
from app.rectification import queries as rectification_queries
from app.rules.rectification import SourceKind
from app.rules.reports import outline
from tests.conftest import TODAY
from tests.debriefs.records import report


def items(debrief):
    kind = SourceKind.DEBRIEF
    return rectification_queries.of_source(EVERYTHING, kind, [debrief.id], notes=True)[debrief.id]


def test_the_report_opens_with_last_year_and_closes_with_dated_promises(world):
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    sheet = builders.of_debrief(debrief, outline(), TODAY)
    assert [block.text for block in sheet.blocks if block.level == 1] == [
        "一、上年度问题整改情况", "二、履职情况与成效", "三、存在问题及原因",
        "四、下一步思路和整改措施",
    ]  # fmt: skip
    assert sheet.blocks[-1].text == (
        "1. 每月走访两名青年教师（责任人：周敏，2027年6月30日前完成）。"
    )
    assert sheet.held == date(2026, 11, 10)


def test_a_section_the_committee_added_stands_in_its_place(world):
    debrief = report(world, more_1="抓了师德师风。")
    sheet = builders.of_debrief(debrief, outline("师德师风"), TODAY)
    assert "三、师德师风" in [block.text for block in sheet.blocks]


def test_the_list_tells_promises_first_and_what_became_of_them(world):
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    rectification.raise_item(
        world.here, source=actions.source_of(debrief), problem="点评的问题", due_on=TODAY
    )
    actions.list_promises(debrief, [])
    promised = next(one for one in items(debrief) if one.source_part)
    rectification.tell(promised, text="已走访一名。", told_on=TODAY, by="周敏")
    db.session.commit()
    rows = builders.promises(debrief, items(debrief), TODAY).rows
    assert [(row.origin, row.outcome) for row in rows] == [
        ("述职承诺", "2026年11月16日：已走访一名。"), ("上级点评", ""),
    ]  # fmt: skip


def test_before_it_is_sent_the_list_tells_the_promises_as_written(world):
    [row] = builders.promises(report(world), [], TODAY).rows
    assert (row.measure, row.due, row.outcome) == (
        "每月走访两名青年教师", date(2027, 6, 30), "",
    )  # fmt: skip
