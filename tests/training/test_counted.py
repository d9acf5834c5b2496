"""Secretaries' training in numbers: who is missing, one press to invite, duties, papers, tables."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.findings.engine import State
from app.organizations.models import Post
from app.rules.dates import Period, PeriodKind
from app.rules.training import ClassKind
from app.training import duties, secretaries
from tests.training.made import announced, asked, enrolled, finished, halves_on, outside, places_of

TODAY = date(2026, 11, 16)
HALF = Period(PeriodKind.HALF, 2026, 2)


def missing(world, half=HALF):
    db.session.expire_all()
    return {one.person.name for one in secretaries.missing(EVERYTHING, half, TODAY)}


def told(world, day=TODAY, *places):
    db.session.expire_all()
    return {
        (one.organization_id, one.subject.rsplit("/", 1)[0].rsplit("/", 1)[0], one.subject): one
        for one in duties.findings(places or (world.here, world.there, world.college), day)
    }


def of(found, place, kind):
    return [one for (key, *_), one in found.items() if key == place.id and one.line == kind]


def test_without_the_local_rule_once_a_year_is_enough(world):
    finished(world, "周敏", day=date(2026, 3, 12))
    assert missing(world) == {"孙翀"}
    halves_on(world)
    assert missing(world) == {"周敏", "孙翀"}
    finished(world, "周敏", day=date(2026, 9, 10))
    assert missing(world) == {"孙翀"}
    assert missing(world, Period(PeriodKind.HALF, 2026, 1)) == {"孙翀"}


def test_who_did_not_pass_and_who_is_only_enrolled_is_still_missing(world):
    finished(world, "周敏", day=date(2026, 9, 10), passed=False)
    assert missing(world) == {"周敏", "孙翀"}


def test_training_elsewhere_counts_with_its_paper(world):
    halves_on(world)
    outside(world, "孙翀", day=date(2026, 10, 12), counts_as=ClassKind.SECRETARY)
    outside(world, "周敏", day=date(2026, 10, 12))
    db.session.commit()
    assert missing(world) == {"周敏"}


def test_one_press_invites_everybody_missing_and_enrols_nobody(client_of, world):
    halves_on(world)
    made = announced(world)
    faculty = client_of("faculty")
    page = faculty.get("/training/secretaries").text
    assert "周敏" in page
    answer = faculty.post(
        "/training/secretaries/invite?half=2026-H2", data={"class_id": str(made.id)}
    )
    assert answer.status_code == 303
    assert {n: p.state.value for n, p in places_of(made).items()} == {
        "周敏": "invited",
        "孙翀": "invited",
    }
    again = faculty.post("/training/secretaries/invite", data={"class_id": str(made.id)})
    assert again.status_code == 303
    assert len(places_of(made)) == 2
    assert "已邀请：" in faculty.get("/training/secretaries").text


def test_a_branch_secretary_sees_only_the_own_line(client_of, world):
    page = client_of("secretary").get("/training/secretaries").text
    assert "周敏" in page
    assert "孙翀" not in page
    assert client_of("member").get("/training/secretaries").status_code == 403


def test_the_year_is_told_with_its_article_and_not_urged_of_the_branch(world):
    found = told(world)
    [one] = of(found, world.here, "training/secretary")
    assert one.rule_id == "BR-30"
    assert "第二十五条" in one.cite
    assert (one.due, one.state, one.superior) == (date(2026, 12, 31), State.OPEN, True)
    [above] = of(found, world.college, "training/coverage")
    assert above.why == "下半年下属 2 名书记里还有 2 名没有集中培训。"
    assert not above.superior


def test_by_halves_the_first_is_late_and_the_second_still_open(world):
    halves_on(world)
    found = told(world)
    first, second = sorted(of(found, world.here, "training/secretary"), key=lambda one: one.due)
    assert (first.rule_id, first.state, second.state) == ("TR-01", State.LATE, State.OPEN)
    [practice] = of(found, world.here, "training/practice")
    assert practice.state is State.OPEN


def test_what_was_done_is_told_as_done(world):
    halves_on(world)
    finished(world, "周敏", "孙翀", day=date(2026, 9, 10))
    finished(world, "周敏", day=date(2026, 10, 10), kind="practice")
    found = told(world)
    assert sorted(one.state for one in of(found, world.here, "training/secretary")) == [
        State.DONE,
        State.LATE,
    ]
    assert of(found, world.here, "training/practice")[0].state is State.DONE
    assert of(found, world.college, "training/coverage")[0].state is State.DONE


def test_a_new_secretary_is_told_of_induction_within_six_months(world):
    post = db.session.query(Post).filter_by(person_id=world.people["孙翀"].id).one()
    post.started_on = date(2026, 9, 1)
    db.session.commit()
    [one] = of(told(world), world.there, "training/induction")
    assert (one.due, one.rule_id) == (date(2027, 3, 1), "ED-03")


def test_probationers_are_told_of_until_they_were_trained(world):
    [one] = [f for f in told(world).values() if f.rule_id == "ED-04"]
    assert one.organization_id == world.here.id
    assert one.why.startswith("1 名预备党员")
    finished(world, "杜怡可", day=date(2026, 10, 10), kind="rotation", host=world.here)
    assert [f for f in told(world).values() if f.rule_id == "ED-04"] == []


def test_the_duty_asks_no_more_for_more_branches(world, statements):
    halves_on(world)
    _ = [one.path for one in (world.here, world.there, world.college)]
    statements()
    list(duties.findings([world.here], TODAY))
    few = len(statements())
    list(duties.findings([world.here, world.there, world.college], TODAY))
    assert len(statements()) == few <= 7


def test_a_group_is_asked_for_nothing_and_no_branch_makes_no_statement(world, statements):
    statements()
    assert list(duties.findings([], TODAY)) == []
    assert statements() == []


@pytest.mark.parametrize("who", ["faculty", "committee", "secretary"])
def test_the_table_prints_and_opens_in_excel(client_of, world, who):
    finished(world, "周敏", day=date(2026, 9, 10))
    client = client_of(who)
    assert client.get("/training/secretaries.pdf").data.startswith(b"%PDF")
    sheet = load_workbook(BytesIO(client.get("/training/secretaries.xlsx").data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("党支部", "书记")
    assert any("9月10日已参加" in row for row in rows)
    assert client.get("/training/secretaries.svg").mimetype == "image/svg+xml"


def test_a_past_half_year_is_judged_as_it_ended(client_of, world):
    halves_on(world)
    with clock.travel(date(2027, 2, 1)):
        page = client_of("faculty").get("/training/secretaries?half=2026-H2").text
        assert "2026年下半年书记培训" in page
        assert "全部邀请" not in page
    assert client_of("faculty").get("/training/secretaries?half=1999-H1").status_code == 404


def test_the_table_asks_a_fixed_number_of_statements(client_of, world, statements):
    faculty = client_of("faculty")
    faculty.get("/training/secretaries")
    statements()
    faculty.get("/training/secretaries")
    assert len(statements()) <= 14


def test_an_invited_secretary_is_shown_as_invited(client_of, world):
    made = announced(world)
    asked(world, made, "周敏")
    page = client_of("faculty").get("/training/secretaries").text
    assert f"已邀请：{made.title}" in page
    assert "还没有安排" in page


def test_a_seat_is_told_before_a_place_in_line(client_of, world):
    enrolled(world, announced(world, title="第一期"), "周敏")
    enrolled(world, announced(world, title="第二期", capacity=1), "孙翀", "周敏")
    page = client_of("faculty").get("/training/secretaries").text
    assert "已报名：第一期" in page
    assert "候补：第二期" not in page


def test_only_who_may_hold_such_a_class_is_led_to_it(client_of, world):
    assert "办书记培训班" in client_of("faculty").get("/training/secretaries").text
    page = client_of("secretary").get("/training/secretaries").text
    assert "办书记培训班" not in page
