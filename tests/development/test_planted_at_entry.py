"""Twelve and more mistakes typed at the branch's and the committee's forms: each is met there.

What no reason excuses is refused at its field; what a reason answers asks for one and is then
taken. Both come with the article of the text in force on the day.
"""

import html
import re
from datetime import date
from types import MappingProxyType

import pytest

from app.core import clock
from app.core.db import db
from app.development.actions import requests
from app.development.models import Request
from app.rules.dates import PartialDate
from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from tests.development.made import MEETINGS, ON, last, take, walked

TOLD = re.compile(r'id="([\w-]+)-error">(.*?)</div>|class="notice danger[^>]*>(.*?)</div>', re.S)


@pytest.fixture
def secretary(client_of):
    return client_of("secretary")


def ready(world, until, **facts):
    """A file as it should be up to that step, in the database as other requests find it."""
    file = walked(world, until)
    for name, value in facts.items():
        setattr(file, name, value)
    db.session.commit()
    return file


def told(answer):
    """{field: what is said at it}; what belongs to no field under ""."""
    found = {}
    for field, at_field, above in TOLD.findall(answer.text):
        words = html.unescape(re.sub(r"<[^>]+>|\s", "", at_field or above))
        found[field] = found.get(field, "") + words
    return found


def refused(answer, field, *words):
    assert answer.status_code == 422
    said = told(answer)
    for word in words:
        assert word in said.get(field, ""), said


def enter(browser, file, step, on, **fields):
    """One step typed at its form, on its own day or today, whichever is later."""
    with clock.travel(max(on, clock.today())):
        return browser.post(
            f"/development/{file.id}/steps/{step.value}",
            data={"taken_on": on.isoformat()} | fields,
        )


def meet(browser, world, file, step, on=None, also=MappingProxyType({}), **changes):
    """The meeting typed at its form with everybody present, then these changes of its vote."""
    kind, matter, names = MEETINGS[step]
    on = on or ON[step]
    fields = {
        "title": f"{step.label}{on}",
        "held_on": on.isoformat(),
        "place": "会议室",
        "chair_id": world.people["周敏"].id,
        "recorder_id": world.people["郑一诺"].id,
        "late_reason": "补录",
        "items-0-title": step.label,
        "items-0-matter": matter,
        "items-0-subject_id": file.member.person_id,
        "items-0-yes": len(names),
        "items-0-secret": "y",
    }
    fields |= {f"attendance-{world.people[name].id}": "present" for name in names}
    fields |= {f"items-0-{name}": value for name, value in changes.items()} | also
    with clock.travel(max(on, clock.today())):
        address = f"/meetings/new?organization={world.here.id}&kind={kind.value}"
        return browser.post(address, data=fields)


def asked(file, step):
    db.session.rollback()
    found = db.select(Request).where(Request.file_id == file.id, Request.step == step.value)
    return db.session.scalar(found)


def row(file, step, field):
    return f"r{asked(file, step).id}-{field}"


def decide(client_of, file, step, on, **fields):
    """The college agrees, seven of seven members present, on that day."""
    typed = {"on": on.isoformat(), "due": "7", "present": "7"}
    typed |= {
        row(file, step, name): value for name, value in ({"outcome": "agree"} | fields).items()
    }
    with clock.travel(max(on, clock.today())):
        address = f"/development/queue/decide?request={asked(file, step).id}"
        return client_of("faculty").post(address, data=typed)


def submitted(world, until, step):
    """A file whose 请示 went up on the day of the last step."""
    file = walked(world, until)
    with clock.travel(ON[until]):
        requests.submit_request(file, step)
    db.session.commit()
    return file


def test_a_talk_after_more_than_a_month_is_asked_why(secretary, world):
    file = ready(world, Step.APPLY)
    late = date(2024, 10, 3)
    typed = {"done_by": "郑一诺"}
    answer = enter(secretary, file, Step.TALK, late, **typed)
    refused(answer, "reason", "1个月内", "2014年）第七条", "请写明理由")
    assert enter(secretary, file, Step.TALK, late, **typed, reason="寒假").status_code == 303


def test_an_activist_decided_before_the_talk_is_refused(secretary, world):
    file = walked(world, Step.APPLY)
    take(world, file, Step.TALK, date(2025, 3, 5), reason="谈话人长期出差")
    db.session.commit()
    answer = meet(secretary, world, file, Step.ACTIVIST, date(2025, 3, 3))
    refused(answer, "", "早于“党组织派人谈话”", "2014年）第八条")


def test_a_contact_still_on_probation_is_refused(secretary, world):
    member = world.members["韩志远"]
    member.confirmed_on = PartialDate(2025, 6, 1)
    file = ready(world, Step.ACTIVIST_FILED)
    chosen = [member.person_id]
    answer = enter(secretary, file, Step.CONTACTS, ON[Step.CONTACTS], helpers=chosen)
    refused(answer, "", "培养联系人韩志远担任时不是正式党员", "2014年）第九条")


def test_a_prospect_a_day_before_the_year_is_over_is_refused(secretary, world):
    file = ready(world, Step.CONTACTS)
    answer = meet(secretary, world, file, Step.PROSPECT, date(2026, 3, 2))
    refused(answer, "", "不满一年", "第十三条")


def test_a_notice_of_four_working_days_over_a_holiday_is_refused(secretary, world):
    file = ready(world, Step.PROSPECT)
    with clock.travel(date(2026, 11, 16)):
        hung = {"kind": "prospect", "posted_on": "2026-09-28", "until_on": "2026-10-09"}
        home = f"/development/{file.id}/notices/new"
        secretary.post(home, data=hung | {"place": "公告栏"})
    listed = enter(
        secretary, file, Step.PROSPECT_LISTED, date(2026, 10, 10), agreed_on="2026-09-25"
    )
    refused(listed, "", "不足5个", "应公示到2026年10月10日", "第十三条")


def test_a_single_introducer_is_refused(secretary, world):
    file = ready(world, Step.PROSPECT_LISTED)
    one = [world.people["韩志远"].id]
    answer = enter(secretary, file, Step.INTRODUCERS, ON[Step.INTRODUCERS], helpers=one)
    refused(answer, "", "应为2名，登记了1名", "第十四条")


def test_a_course_of_two_days_and_sixteen_hours_is_asked_why(secretary, world):
    file = ready(world, Step.POLITICAL_REVIEW)
    short = {"until_on": "2026-06-17", "days": 2, "hours": 16, "outcome": "passed"}
    answer = enter(secretary, file, Step.COURSE, ON[Step.COURSE], **short)
    refused(answer, "reason", "不少于3天或者24学时", "第十七条")
    short |= {"reason": "防汛期间压缩"}
    assert enter(secretary, file, Step.COURSE, ON[Step.COURSE], **short).status_code == 303


def test_accepting_somebody_who_leaves_in_two_months_is_asked_why(secretary, world):
    file = ready(world, Step.PREREVIEW, leaves_on=date(2026, 8, 29))
    answer = enter(secretary, file, Step.BOOKLET, ON[Step.BOOKLET])
    refused(answer, "reason", "3个月内将离开", "第十八条")


def test_an_assembly_of_exactly_half_is_refused(secretary, world):
    file = ready(world, Step.BOOKLET)
    half = {"due": 6, "present": 3, "yes": 3, "reason": "一人停止党籍"}
    answer = meet(secretary, world, file, Step.ACCEPTED, **half)
    refused(answer, "items-0-present", "须超过半数到会，还差1人", "第十九条")


def test_a_vote_of_exactly_half_is_shown_not_to_carry_and_accepts_nobody(secretary, world):
    file = ready(world, Step.BOOKLET)
    half = {"due": 6, "present": 6, "yes": 3, "no": 3, "reason": "一人停止党籍"}
    shown = meet(secretary, world, file, Step.ACCEPTED, also={"check": "1"}, **half)
    assert "未通过（赞成须超过半数应到会人数，即至少 4 票）" in shown.text
    assert "第二十条" in shown.text
    assert meet(secretary, world, file, Step.ACCEPTED, **half).status_code == 303
    assert last(file, Step.ACCEPTED).outcome is Outcome.FAILED
    asked = secretary.post(f"/development/{file.id}/requests/16", data={"note": ""})
    refused(asked, "", "请先办理“支部党员大会讨论”")


def test_an_assembly_more_than_a_month_after_the_prereview_is_refused(secretary, world):
    file = ready(world, Step.BOOKLET)
    answer = meet(secretary, world, file, Step.ACCEPTED, date(2026, 7, 27))
    refused(answer, "", "预审合格后1个月内", "第十九条")


def test_an_approval_after_three_months_is_asked_why(client_of, world):
    file = submitted(world, Step.SUPERIOR_TALK, Step.APPROVED)
    late = date(2026, 10, 4)
    answer = decide(client_of, file, Step.APPROVED, late, yes="7")
    refused(answer, row(file, Step.APPROVED, "reason"), "3个月", "没有写明理由", "第二十五条")
    explained = decide(client_of, file, Step.APPROVED, late, yes="7", reason="防汛抢险")
    assert explained.status_code == 303


def test_an_approval_after_six_months_is_refused_whatever_the_reason(client_of, world):
    file = submitted(world, Step.SUPERIOR_TALK, Step.APPROVED)
    answer = decide(client_of, file, Step.APPROVED, date(2027, 1, 4), yes="7", reason="防汛抢险")
    refused(answer, "", "6个月的最长期限", "第二十五条")


def test_a_confirmation_a_day_before_probation_ends_is_refused(secretary, world):
    file = walked(world, Step.OATH)
    take(world, file, Step.CONFIRMATION_ASKED, date(2027, 6, 25))
    db.session.commit()
    answer = meet(secretary, world, file, Step.CONFIRMATION_VOTED, date(2027, 7, 2))
    refused(answer, "", "预备期到2027年7月3日才满", "第三十一条")


def test_an_extension_of_thirteen_months_is_refused(secretary, world):
    file = ready(world, Step.CONFIRMATION_ASKED)
    long = {"matter": "extend", "months": 13}
    answer = meet(secretary, world, file, Step.CONFIRMATION_VOTED, **long)
    refused(answer, "", "6—12个月之间", "第三十一条")


def test_archiving_without_the_papers_is_refused(secretary, world):
    file = ready(world, Step.CONFIRMATION_APPROVED)
    page = re.sub(r"<[^>]+>|\s", "", secretary.get(f"/development/{file.id}").text)
    assert "还缺归档的材料没有收齐：入党志愿书、" in page
    answer = enter(secretary, file, Step.ARCHIVED, ON[Step.ARCHIVED])
    refused(answer, "", "归档的材料没有收齐：入党志愿书、", "第三十六条")
