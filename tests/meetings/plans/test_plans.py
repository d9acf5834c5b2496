"""A branch's year: drafted by rule, submitted, changed, matched with what was held, printed."""

from datetime import date

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.meetings import actions as meetings
from app.meetings.models import Meeting
from app.meetings.plans import actions, matching, queries, routes
from app.meetings.plans.models import MeetingPlan
from app.meetings.plans.sheets import year_plan
from app.rules.meetings import MeetingKind
from tests.meetings import made
from tests.meetings.made import VOTERS, meeting

COMMITTEE, ASSEMBLY = MeetingKind.COMMITTEE, MeetingKind.ASSEMBLY


def line(number, **changes):
    plain = {
        "month": "12",
        "what": "committee",
        "planned_on": "",
        "topic": "",
        "leader": "",
        "id": "",
    }
    return {f"entries-{number}-{name}": value for name, value in (plain | changes).items()}


@pytest.fixture
def address(world):
    return f"/meetings/plan/edit?organization={world.here.id}&year=2026"


def matched(world):
    plan = queries.plan(EVERYTHING, world.here, 2026)
    records = queries.recorded(EVERYTHING, world.here, 2026)
    found = matching.match(plan.entries, records)
    return [found[one.id].title if one.id in found else "" for one in plan.entries]


def test_the_form_opens_with_everything_owed_on_the_fixed_day(client_of, world):
    actions.fix_theme_day(world.here, week=2, weekday=4, day=None)
    db.session.commit()
    address = f"/meetings/plan/edit?organization={world.here.id}&year=2027"
    text = client_of("secretary").get(address).text
    assert text.count('<option selected value="theme_day">') == 12
    assert text.count('<option selected value="committee">') == 12
    assert text.count('<option selected value="assembly">') == 4
    assert 'value="2027-11-12"' in text


def test_a_branch_of_six_plans_no_committee(client_of, world):
    there = f"/meetings/plan/edit?organization={world.there.id}&year=2027"
    text = client_of("sibling").get(there).text
    assert '<option selected value="committee">' not in text
    assert '<option selected value="theme_day">' in text


def test_a_submitted_plan_is_shown_by_month_and_counts_what_is_done(client_of, world, address):
    meeting(world)
    db.session.commit()
    secretary = client_of("secretary")
    typed = line(0, month="11", planned_on="2026-11-06", topic="研究年度总结") | line(1)
    answer = secretary.post(address, data=typed)
    assert answer.status_code == 303
    text = secretary.get(answer.location).text
    assert "计划 2 次，已记录 1 次" in text
    assert "研究年度总结" in text
    assert "记一次会" in text


@pytest.mark.parametrize("day", ["2026-11-30", "2027-12-01"])
def test_a_day_outside_its_month_is_refused(client_of, address, day):
    answer = client_of("secretary").post(address, data=line(0, month="12", planned_on=day))
    assert answer.status_code == 422
    assert "第 1 项：日期应在2026年12月内。" in answer.text


def test_a_plan_without_a_meeting_is_refused(client_of, address):
    answer = client_of("secretary").post(address, data=line(0, what=""))
    assert answer.status_code == 422
    assert "计划里还没有会议" in answer.text


def test_a_line_more_keeps_what_was_typed(client_of, address):
    answer = client_of("secretary").post(address, data=line(0, topic="研究换届") | {"more": "1"})
    assert answer.status_code == 200
    assert 'value="研究换届"' in answer.text
    assert 'name="entries-1-what"' in answer.text


def test_a_changed_plan_keeps_its_entries_and_drops_what_is_taken_out(client_of, world, address):
    plan = made.plan(world, [(COMMITTEE, 11, None, "一"), (ASSEMBLY, 12, None, "二")])
    first, second = plan.entries
    keys = (first.id, second.id)
    typed = line(0, id=str(keys[0]), month="11", topic="改") | line(1, id=str(keys[1]), what="")
    answer = client_of("secretary").post(address, data=typed | {"version": str(plan.version)})
    assert answer.status_code == 303
    kept = queries.plan(EVERYTHING, world.here, 2026)
    assert [(one.id, one.topic) for one in kept.entries] == [(keys[0], "改")]
    assert kept.revised_at


def test_a_stale_plan_shows_what_others_saved(client_of, world, address):
    plan = made.plan(world)
    version, key = str(plan.version), str(plan.entries[0].id)
    typed = line(0, id=key, month="11")
    other = client_of("committee_member")
    data = typed | {"version": version, "goals": "别人的"}
    assert other.post(address, data=data).status_code == 303
    data = typed | {"version": version, "goals": "我的"}
    answer = client_of("secretary").post(address, data=data)
    assert answer.status_code == 422
    assert "别人保存的是：别人的" in answer.text
    assert db.session.scalar(select(MeetingPlan.goals)) == "别人的"


def test_a_record_settles_the_entry_of_its_month_then_of_its_period(world):
    made.plan(
        world, [(ASSEMBLY, 9, None, ""), (COMMITTEE, 10, None, ""), (COMMITTEE, 11, None, "")]
    )
    meeting(world, title="十一月的")
    meeting(
        world, ASSEMBLY, names=VOTERS, held_on=date(2026, 7, 3), title="提前的", late_reason="迟"
    )
    db.session.commit()
    assert matched(world) == ["提前的", "", "十一月的"]


def test_a_record_opened_from_an_entry_is_that_entrys(client_of, world):
    entry = made.plan(world, [(COMMITTEE, 10, date(2026, 10, 9), "研究年度总结")]).entries[0]
    address = f"/meetings/new?organization={world.here.id}&kind=committee&entry={entry.id}"
    secretary = client_of("secretary")
    text = secretary.get(address).text
    assert 'value="2026-10-09"' in text
    assert 'value="研究年度总结"' in text
    assert 'value="2026年10月支部委员会"' in text
    assert secretary.post(address, data=made.fields(world)).status_code == 303
    assert db.session.scalar(select(Meeting.entry_id)) == entry.id
    assert matched(world) == ["2026年11月支部委员会"]


def test_a_withdrawn_record_settles_nothing(world):
    made.plan(world)
    meetings.withdraw(meeting(world), why="记重了")
    db.session.commit()
    assert matched(world) == [""]


def test_the_calendar_tells_no_topic_of_a_committee(client_of, world):
    made.plan(
        world,
        [
            (COMMITTEE, 12, date(2026, 12, 4), "讨论杜怡可转正"),
            (MeetingKind.THEME_DAY, 12, date(2026, 12, 11), "植树"),
            (ASSEMBLY, 12, None, ""),
        ],
    )
    answer = client_of("secretary").get(f"/meetings/plan.ics?organization={world.here.id}")
    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.data).events
    assert [str(one["summary"]) for one in events] == ["支委会（计划）", "主题党日：植树（计划）"]
    assert events[0].start == date(2026, 12, 4)


def test_the_plan_prints(client_of, world):
    made.plan(world)
    answer = client_of("liaison").get(f"/meetings/plan.pdf?organization={world.here.id}")
    assert answer.mimetype == "application/pdf"


def printed(world, plan):
    records = queries.recorded(EVERYTHING, world.here, 2026)
    away = queries.breaks_of(EVERYTHING, [world.here], 2026)[world.here.id]
    done = matching.match(plan.entries, records)
    return {one.month: one for one in year_plan(plan, away=away, done=done).months}


def test_the_paper_tells_when_a_planned_meeting_was_held(world, client_of, monkeypatch):
    plan = made.plan(world, [(COMMITTEE, 11, None, ""), (COMMITTEE, 12, None, "")])
    meeting(world, held_on=date(2026, 11, 10))
    db.session.commit()
    months = printed(world, plan)
    assert [months[n].rows[0].done for n in (11, 12)] == ["11月10日", ""]
    sheets = []
    monkeypatch.setattr(
        routes, "answer", lambda form, papers, *rest: sheets.extend(papers) or "printed"
    )
    client_of("liaison").get(f"/meetings/plan.pdf?organization={world.here.id}")
    assert sheets[0].months[0].rows[0].done == "11月10日"


@pytest.mark.parametrize(("last", "told"), [(30, None), (31, "2026年暑假")])
def test_a_month_wholly_in_a_break_says_why_it_holds_nothing(world, client_of, last, told):
    plan = made.plan(world)
    made.summer(world, first_on=date(2026, 7, 10), last_on=date(2026, 8, last))
    months = printed(world, plan)
    assert (months[8].why.partition("，")[0] if 8 in months else None) == told
    assert 7 not in months
    page = client_of("secretary").get(f"/meetings/plan?organization={world.here.id}&year=2026")
    assert ("2026年暑假，会议提前或者顺延" in page.text) is bool(told)


def test_the_committee_sees_who_has_a_plan_in_a_fixed_number_of_statements(
    client_of, world, statements
):
    def count():
        db.session.commit()
        officer = client_of("committee")
        statements()
        assert officer.get("/meetings/plan").status_code == 200
        return len(statements())

    few = count()
    made.plan(world, [(COMMITTEE, 12, date(2026, 12, n), "") for n in range(1, 29)])
    assert count() == few <= 8


def test_a_fixed_day_is_set_one_way_only(client_of, world):
    address = f"/meetings/fixed-day?organization={world.here.id}"
    secretary = client_of("secretary")
    both = {"week": "2", "weekday": "4", "day": "15"}
    assert secretary.post(address, data=both).status_code == 422
    assert secretary.post(address, data={"week": "2"}).status_code == 422
    assert secretary.post(address, data={"week": "2", "weekday": "4"}).status_code == 303
    assert "每月第 2 个星期五" in secretary.get("/meetings/plan").text


def test_the_nearest_organisation_says_the_breaks(world):
    made.summer(world, world.university, name="全校暑假")
    assert names(world) == ["全校暑假"]
    made.summer(world, world.here, name="本支部暑假", first_on=date(2026, 8, 1))
    assert names(world) == ["本支部暑假"]
    both = queries.breaks_of(EVERYTHING, [world.here, world.there], 2026)
    assert both[world.there.id][0].name == "全校暑假"


def names(world):
    return [one.name for one in queries.breaks_of(EVERYTHING, [world.here], 2026)[world.here.id]]


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), True),
        (date(2025, 12, 1), date(2025, 12, 31), False),
        (date(2026, 12, 31), date(2027, 2, 1), True),
        (date(2027, 1, 1), date(2027, 2, 1), False),
    ],
)
def test_a_break_belongs_to_every_year_it_touches(world, first, last, held):
    made.summer(world, first_on=first, last_on=last)
    assert bool(names(world)) is held


def test_breaks_of_one_organisation_do_not_overlap(world):
    made.summer(world)
    with pytest.raises(Refused, match="重叠"):
        actions.set_break(
            world.here, None, name="又一个", first_on=date(2026, 9, 2), last_on=date(2026, 9, 9)
        )
    assert actions.set_break(
        world.here, None, name="又一个", first_on=date(2026, 9, 3), last_on=date(2026, 9, 9)
    )


def test_asking_for_breaks_takes_one_statement_however_many_ask(world, statements):
    made.summer(world)
    asked = [world.here, world.there, world.college]
    _ = [one.path for one in asked]  # read again after the commit
    statements()
    queries.breaks_of(EVERYTHING, asked, 2026)
    assert len(statements()) == 1


def test_a_month_wholly_in_a_break_is_left_out_and_the_page_says_what_that_means(client_of, world):
    made.summer(world, first_on=date(2027, 7, 10), last_on=date(2027, 9, 2))
    address = f"/meetings/plan/edit?organization={world.here.id}&year=2027"
    text = client_of("secretary").get(address).text
    assert text.count('<option selected value="theme_day">') == 11
    assert "放假不免除，可提前或顺延安排" in text


def test_a_member_cannot_open_the_plan(client_of):
    assert client_of("member").get("/meetings/plan").status_code == 403
    with clock.travel(date(2026, 12, 1)):
        assert client_of("liaison").get("/meetings/plan/edit").status_code == 403
