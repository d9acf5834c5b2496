"""Must show 3: twelve mistakes forced in through the history import, found and nothing else.

The life of the template's example, against which nothing can be said, with a few facts changed.
"""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.calendars.queries import calendar
from app.core.db import db
from app.development.cases import all_cases
from app.rules.dates import PartialDate
from app.rules.development.case import Sort
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from app.rules.members import Stage
from tests.development.history.made import confirmed, judged, of, whole
from tests.world import add_member

TODAY = date(2026, 11, 16)
W, L = Sort.WRONG, Sort.LATE
LATE_APPROVAL = {
    "上级谈话日期": "2022-12-12", "审批日期": "2022-12-16", "组织部门备案日期": "2022-12-20",
    "编入支部日期": "2022-12-20", "宣誓日期": "2022-12-26",
}  # fmt: skip
BORN = {"一天之差未满十八周岁时申请": PartialDate(2002, 9, 11)}
GROWN_UP = PartialDate(2001, 5, 4)
PLANTED = {
    "一天之差未满十八周岁时申请": ({}, (W, Step.APPLY, "DEV-01")),
    "谈话迟了一天": ({"谈话日期": "2020-10-11"}, (L, Step.TALK, "DEV-02")),
    "三名培养联系人": ({"培养联系人2": "韩志远、李喆昇"}, (W, Step.CONTACTS, "DEV-04")),
    "培养差一天满一年": ({"确定发展对象日期": "2022-03-14"}, (W, Step.PROSPECT, "DEV-07")),
    "只有一名入党介绍人": ({"入党介绍人2": None}, (W, Step.ACCEPTED, "DEV-09")),
    "政治审查不合格": ({"政审结果": "不合格"}, (W, Step.EXAMINED, "DEV-11")),
    "集中培训两天二十三学时": (
        {"集中培训天数": 2, "集中培训学时": 23}, (W, Step.COURSE, "DEV-12"),
    ),
    "到会不过半数": (
        {"接收大会实到": 10, "接收大会赞成": 11, "接收大会弃权": 0}, (W, Step.ACCEPTED, "DEV-15"),
    ),
    "转正时赞成不过半数": (
        {"转正大会赞成": 10, "转正大会反对": 8}, (W, Step.CONFIRMATION_VOTED, "DEV-16"),
    ),
    "党总支审批": ({"审批组织": "党总支"}, (W, Step.APPROVED, "DEV-23")),
    "审批迟于六个月": (LATE_APPROVAL, (W, Step.APPROVED, "DEV-24")),
    "预备期差一天满一年就转正": (
        {"转正申请日期": "2023-06-10", "转正大会日期": "2023-06-14"},
        (W, Step.CONFIRMATION_VOTED, "DEV-26"),
    ),
}  # fmt: skip
TOGETHER = {heading: cell for changed, _ in PLANTED.values() for heading, cell in changed.items()}


@pytest.fixture
def people(world):
    """Twelve people and one more, all full members of the branch now."""
    for number, mistake in enumerate([*PLANTED, "十二处"]):
        member = add_member(world, world.here, f"第{number}人", Stage.FULL)
        member.applied_on = member.joined_on = member.confirmed_on = None
        member.person.birth = BORN.get(mistake, GROWN_UP)
    world.members["第12人"].person.birth = PartialDate(2002, 9, 11)
    db.session.commit()
    return world


def found(case) -> list[tuple]:
    faults = lint(case, TODAY, calendar())
    return sorted((one.sort, one.step, one.reason.rule_id) for one in faults)


def test_nothing_can_be_said_against_the_life_before_a_mistake_is_planted(people):
    confirmed(people.here, whole("第1人"))
    [one] = all_cases(EVERYTHING)
    assert found(one.case) == []


def test_twelve_rows_with_one_mistake_each_are_found_each_by_its_own_rule(people):
    rows = [whole(f"第{n}人", **changed) for n, (changed, _) in enumerate(PLANTED.values())]
    confirmed(people.here, *rows)
    cases = {one.case.name: one.case for one in all_cases(EVERYTHING)}
    assert {mistake: found(cases[f"第{n}人"]) for n, mistake in enumerate(PLANTED)} == {
        mistake: [expected] for mistake, (_, expected) in PLANTED.items()
    }


def test_one_row_with_all_twelve_mistakes_is_found_out_in_all_twelve_and_nothing_else(people):
    confirmed(people.here, whole("第12人", **TOGETHER))
    [one] = all_cases(EVERYTHING)
    assert found(one.case) == sorted(expected for _, expected in PLANTED.values())


def test_the_preview_tells_the_same_before_anything_is_written(people):
    [one] = judged(people, whole("第12人", **TOGETHER))
    told = sorted((fault.sort, fault.step, fault.reason.rule_id) for fault in one.faults)
    assert told == sorted(expected for _, expected in PLANTED.values())
    assert one.kind == "ready"
    assert one.wrong


def test_every_mistake_is_told_with_its_article_and_what_would_mend_it(people):
    [one] = judged(people, whole("第12人", **TOGETHER))
    for fault in one.faults:
        assert fault.reason.cite.document
        assert fault.reason.cite.article
        assert fault.mend
        assert fault.facts


def test_a_mistake_is_written_only_with_the_box_ticked(people, client_of):
    from tests.development.history.made import sheet, started

    history_id = started(people.here, sheet(whole("第12人", **TOGETHER)))
    client, address = client_of("secretary"), f"/development/history/{history_id}/confirm"
    refused = client.post(address, data={"once": "a"}, follow_redirects=True)
    assert "照原样录入" in refused.text
    assert of(history_id).confirmed_at is None
    client.post(address, data={"once": "b", "as_is": "y"})
    assert of(history_id).confirmed_at
