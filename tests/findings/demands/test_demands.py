"""Reminders go to exactly those who owe, once in three days; a returned record names its field
and is answered; both are counted where both sides see them."""

from dataclasses import replace
from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.findings import queries as findings
from app.findings.demands import actions, queries
from app.findings.demands.models import Demand, DemandKind
from app.findings.engine import State
from app.meetings import records
from tests.meetings.made import meeting

TODAY = date(2026, 11, 16)


@pytest.fixture
def old(world):
    with clock.travel(date(2026, 1, 5)):
        audit.record("建立", "实例")
    db.session.commit()
    return world


def all_demands():
    return db.session.query(Demand).order_by(Demand.id).all()


def test_one_press_reminds_everybody_who_is_late_with_that_duty_and_nobody_else(client_of, old):
    client_of("faculty").post(f"/findings/urge?organization={old.college.id}&duty=支委会")
    [demand] = all_demands()
    assert (demand.organization_id, demand.asker_id) == (old.here.id, old.college.id)
    assert demand.cite == "《中国共产党支部工作条例（试行）》第十二条"
    assert demand.minutes == 50  # ten months at five minutes


def test_without_a_duty_everything_late_is_reminded_of(client_of, old):
    client_of("faculty").post(f"/findings/urge?organization={old.college.id}")
    late = findings.owing(EVERYTHING, TODAY, State.LATE)
    below = [told for one, told in late if one.path.startswith(old.here.path)]
    below += [told for one, told in late if one.path.startswith(old.there.path)]
    assert len(all_demands()) == sum(map(len, below))


def test_nobody_urges_himself_nor_a_branch_of_what_it_waits_for_from_above(old):
    late = dict(findings.owing(EVERYTHING, TODAY, State.LATE, "支委会"))
    own = late[old.here][0]
    with pytest.raises(Refused, match="没有要催办的"):
        actions.urge(old.college, [(old.college, [own])])
    waits = replace(own, superior=True)
    with pytest.raises(Refused, match="没有要催办的"):
        actions.urge(old.college, [(old.here, [waits])])
    assert actions.urge(old.university, [(old.college, [own])])


def test_what_a_committee_once_asked_of_itself_burdens_nobody(old):
    db.session.add(
        Demand(
            kind=DemandKind.URGE, organization=old.college, asker=old.college, made_on=TODAY,
            made_at=clock.now(), subject="meetings/x", what="自己催自己", address="/", minutes=5,
        )
    )  # fmt: skip
    db.session.commit()
    assert queries.burdens(EVERYTHING, TODAY, TODAY) == []
    assert queries.listed(EVERYTHING, TODAY, TODAY, limit=9) == []


@pytest.mark.parametrize(("days", "again"), [(3, False), (4, True)])
def test_within_three_days_nobody_is_reminded_twice(old, days, again):
    owing = findings.owing(EVERYTHING, TODAY, State.LATE, "支委会")
    actions.urge(old.college, owing)
    with clock.travel(date(2026, 11, 16 + days)):
        if again:
            assert actions.urge(old.college, owing)
        else:
            with pytest.raises(Refused, match="3 天内"):
                actions.urge(old.college, owing)


def test_a_double_press_reminds_once(client_of, old):
    officer = client_of("faculty")
    for _ in range(2):
        officer.post(f"/findings/urge?organization={old.here.id}&duty=支委会", data={"once": "m"})
    assert len(all_demands()) == 1


def test_the_branch_sees_who_reminded_it(client_of, old):
    client_of("faculty").post(f"/findings/urge?organization={old.here.id}&duty=支委会")
    for who, address in (
        ("secretary", "/"),
        ("secretary", "/findings/"),
        ("liaison", "/findings/"),
    ):
        assert "计算机学院党委 11月16日 催办" in client_of(who).get(address).text


def test_a_record_is_returned_by_field_mended_and_answered(client_of, old):
    made = meeting(old)
    db.session.commit()
    officer, secretary = client_of("faculty"), client_of("secretary")
    assert "退回" in officer.get(f"/meetings/{made.id}").text
    address = f"/findings/returns/new?record={records.subject_of(made.id)}"
    assert officer.post(address, data={"field": "日期"}).status_code == 422
    officer.post(address, data={"field": "日期", "reason": "应为 11 月 9 日。"})
    assert "上级退回，请更正" in secretary.get("/").text
    assert "应为 11 月 9 日。" in secretary.get(f"/meetings/{made.id}").text
    [demand] = all_demands()
    secretary.post(f"/findings/returns/{demand.id}", data={"text": "已改。"})
    assert "上级退回，请更正" not in secretary.get("/").text
    assert "已改。" in officer.get(f"/meetings/{made.id}").text


def test_a_record_is_not_returned_again_before_it_was_answered(old):
    record = records.returnable(EVERYTHING, meeting(old).id)
    demand = actions.send_back(old.college, record, field="日期", reason="不对。")
    with pytest.raises(Refused, match="已经退回"):
        actions.send_back(old.college, record, field="地点", reason="不对。")
    actions.answer(demand, text="改了。")
    with pytest.raises(Refused, match="已经答复"):
        actions.answer(demand, text="又改了。")
    assert actions.send_back(old.college, record, field="地点", reason="不对。")


@pytest.mark.parametrize("record", ["meetings/99", "meetings/x", "people/1", "meetings/"])
def test_what_is_no_record_cannot_be_returned(client_of, old, record):
    assert client_of("faculty").get(f"/findings/returns/new?record={record}").status_code == 404


def test_the_burden_of_a_month_is_counted_and_both_sides_see_it(client_of, old):
    made = meeting(old)
    record = records.returnable(EVERYTHING, made.id)
    actions.send_back(old.university, record, field="日期", reason="不对。")
    actions.urge(old.college, findings.owing(EVERYTHING, TODAY, State.LATE, "支委会"))
    db.session.commit()
    [burden] = queries.burdens(EVERYTHING, date(2026, 11, 1), date(2026, 11, 30))
    assert (burden.urges, burden.returns, burden.minutes) == (1, 1, 53)
    assert set(burden.askers) == {"计算机学院党委", "星城科技大学党委"}
    assert queries.burdens(EVERYTHING, date(2026, 10, 1), date(2026, 10, 31)) == []
    for who in ("secretary", "faculty", "committee"):
        text = client_of(who).get("/findings/burden").text
        assert "1 次催办，1 次退回，估计共 53 分钟" in text
    assert "没有催办" in client_of("sibling").get("/findings/burden?month=2026-11").text


def test_a_branch_cannot_remind_and_a_superior_cannot_answer_for_it(client_of, old):
    assert (
        client_of("secretary").post(f"/findings/urge?organization={old.here.id}").status_code == 403
    )
    demand = actions.send_back(
        old.college, records.returnable(EVERYTHING, meeting(old).id), field="日期", reason="不对。"
    )
    db.session.commit()
    assert client_of("faculty").get(f"/findings/returns/{demand.id}").status_code == 403
    assert client_of("sibling").get(f"/findings/returns/{demand.id}").status_code == 404
    assert demand.kind is DemandKind.RETURN


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1899-12", "2026-13", ""])
def test_a_month_beyond_all_records_shows_the_present_one(client_of, old, month):
    answer = client_of("secretary").get(f"/findings/burden?month={month}")
    assert "2026年11月减负台账" in answer.text
