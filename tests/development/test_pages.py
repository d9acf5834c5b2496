"""The pages of the branch's side: what each person may open, enter, and sees."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.development import queries
from app.development.actions import notices, requests, steps
from app.development.models import File, StepTaken
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole
from app.rules.development.steps import Step
from app.rules.members import Stage
from tests.development.made import applicant, last, opened, walked


@pytest.fixture
def file(world):
    made = walked(world, Step.PROSPECT)
    db.session.commit()
    return made


def lines(text):
    return " ".join(text.split())


def test_the_list_shows_who_is_where(client_of, file):
    page = client_of("secretary").get("/development/").text
    assert file.member.name in page
    assert "报上级党委，公示，列为发展对象" in page


def test_another_branchs_file_is_not_found(client_of, file):
    sibling = client_of("sibling")
    home = f"/development/{file.id}"
    for address in (home, f"{home}/steps/2", f"{home}/facts", f"{home}/requests/4"):
        assert sibling.get(address).status_code == 404, address
    assert file.member.name not in sibling.get("/development/").text


def test_a_step_of_another_file_is_not_found(client_of, world, file):
    other = opened(world, "顾一川")
    taken = last(other, Step.APPLY)
    db.session.commit()
    assert client_of("secretary").get(f"/development/{file.id}/taken/{taken.id}").status_code == 404


@pytest.mark.parametrize(
    ("who", "opens", "edits"),
    [
        ("secretary", 200, 200),
        ("committee_member", 200, 200),
        ("faculty", 200, 403),
        ("liaison", 200, 403),
        ("member", 403, 403),
        ("applicant", 403, 403),
        ("admin", 403, 403),
    ],
)
def test_who_opens_and_who_edits(client_of, file, who, opens, edits):
    browser = client_of(who)
    assert browser.get(f"/development/{file.id}").status_code == opens
    assert browser.get(f"/development/{file.id}/facts").status_code == edits


def test_only_who_may_edit_is_shown_presses(client_of, file):
    assert "报上级同意" in client_of("secretary").get(f"/development/{file.id}").text
    assert "报上级同意" not in client_of("liaison").get(f"/development/{file.id}").text


def test_opening_a_person_takes_few_statements(client_of, world, statements):
    file = walked(world, Step.OATH)
    db.session.commit()
    browser, address = client_of("secretary"), f"/development/{file.id}"
    statements()
    assert browser.get(address).status_code == 200
    sent = statements()
    assert len(sent) <= 12, sent


def test_the_list_asks_no_more_however_long_it_is(client_of, world, statements):
    def count():
        db.session.commit()
        browser = client_of("committee")
        statements()
        assert browser.get("/development/").status_code == 200
        return len(statements())

    walked(world, Step.CONTACTS)
    few = count()
    for number in range(12):
        opened(world, f"申请人{number}")
    assert count() == few <= 10


def test_a_file_is_opened_with_its_application(client_of, world):
    member = applicant(world)
    db.session.commit()
    answer = client_of("secretary").post(
        f"/development/new?organization={world.here.id}",
        data={"member_id": member.id, "applied_on": "2026-11-02"},
    )
    assert answer.status_code == 303
    db.session.rollback()
    made = queries.open_file(EVERYTHING, member.id)
    assert made.member.applied_on == PartialDate(2026, 11, 2)
    assert last(made, Step.APPLY)


def test_the_members_card_leads_to_the_file_or_to_opening_one(client_of, world, file):
    secretary = client_of("secretary")
    assert secretary.get(f"/development/of/{file.member_id}").location == f"/development/{file.id}"
    without = world.members["陈思齐"].id
    assert "/development/new?" in secretary.get(f"/development/of/{without}").location
    full = world.members["李喆昇"].id
    assert secretary.get(f"/development/of/{full}").location == f"/members/{full}"


def post(browser, file, number, **fields):
    return browser.post(f"/development/{file.id}/steps/{number}", data=fields)


def test_a_talk_is_entered(client_of, world):
    file = opened(world)
    db.session.commit()
    answer = post(
        client_of("secretary"), file, 2, taken_on="2024-09-12", done_by="郑一诺", content="好。"
    )
    assert answer.status_code == 303
    assert last(file, Step.TALK).content == "好。"


def test_a_late_talk_is_asked_why_with_the_article_and_keeps_what_was_typed(client_of, world):
    file = opened(world)
    db.session.commit()
    secretary = client_of("secretary")
    typed = {"taken_on": "2024-10-12", "done_by": "郑一诺", "content": "谈了很久。"}
    answer = post(secretary, file, 2, **typed)
    assert answer.status_code == 422
    assert "第七条" in answer.text
    assert "谈了很久。" in answer.text
    assert 'name="reason"' in answer.text
    assert post(secretary, file, 2, **typed, reason="假期").status_code == 303


def test_a_date_before_the_step_before_is_refused_at_the_date(client_of, world):
    file = opened(world)
    db.session.commit()
    answer = post(client_of("secretary"), file, 2, taken_on="2024-08-30", done_by="郑一诺")
    assert answer.status_code == 422
    assert "taken_on-error" in answer.text


def test_a_month_is_taken_where_no_day_is_known(client_of, world):
    file = opened(world)
    db.session.commit()
    assert (
        post(client_of("secretary"), file, 2, taken_on="2024-10", done_by="郑").status_code == 303
    )
    assert "只记到月" in client_of("secretary").get(f"/development/{file.id}").text


def test_pressing_twice_records_once(client_of, world):
    file = opened(world)
    db.session.commit()
    secretary = client_of("secretary")
    typed = {"taken_on": "2024-09-12", "done_by": "郑一诺", "once": "a-mark"}
    for _ in range(2):
        assert post(secretary, file, 2, **typed).status_code == 303
    taken = db.session.scalars(db.select(StepTaken).where(StepTaken.step == 2)).all()
    assert len(taken) == 1


def test_two_at_once_are_shown_both_texts(client_of, world):
    file = opened(world)
    db.session.commit()
    version, secretary = file.version, client_of("secretary")
    first = {"taken_on": "2024-09-12", "done_by": "郑一诺", "version": version}
    assert post(secretary, file, 2, **first).status_code == 303
    taken = last(file, Step.TALK)
    db.session.rollback()
    address = f"/development/{file.id}/taken/{taken.id}"
    answer = secretary.post(address, data=first | {"done_by": "韩志远"})
    assert answer.status_code == 422
    assert "别人保存的是：郑一诺" in answer.text
    assert "韩志远" in answer.text


def test_contacts_are_picked_with_what_speaks_against_them(client_of, world):
    file = walked(world, Step.ACTIVIST_FILED)
    db.session.commit()
    secretary = client_of("secretary")
    page = secretary.get(f"/development/{file.id}/steps/5").text
    assert "杜怡可" not in page
    answer = post(secretary, file, 5, taken_on="2025-03-12", helpers=[world.people["韩志远"].id])
    assert answer.status_code == 303
    names = [(one.role, one.name) for one in queries.helpers_of(EVERYTHING, file)]
    assert names == [(HelperRole.CONTACT, "韩志远")]


def test_three_contacts_are_one_too_many(client_of, world):
    file = walked(world, Step.ACTIVIST_FILED)
    db.session.commit()
    three = [world.people[name].id for name in ("韩志远", "张淼燊", "王毛方")]
    answer = post(client_of("secretary"), file, 5, taken_on="2025-03-12", helpers=three)
    assert answer.status_code == 422
    assert "第九条" in answer.text
    assert last(file, Step.CONTACTS) is None


def test_a_meetings_step_leads_to_the_meetings_form(client_of, file, world):
    location = client_of("secretary").get(f"/development/{file.id}/steps/15").location
    assert location.startswith("/meetings/new?")
    assert f"subject={file.member.person_id}" in location
    assert "kind=assembly" in location
    assert client_of("secretary").get(location).status_code == 200


def test_consent_is_asked_waits_and_is_withdrawn(client_of, file):
    secretary = client_of("secretary")
    address = f"/development/{file.id}/requests/8"
    assert "计算机学院党委" in secretary.get(address).text
    assert secretary.post(address, data={"note": "请审。"}).status_code == 303
    page = secretary.get(f"/development/{file.id}").text
    assert "报计算机学院党委，等待办理" in page
    [waiting] = queries.waiting(EVERYTHING, file)
    db.session.rollback()
    withdraw = f"/development/{file.id}/requests/{waiting.id}/withdraw"
    assert secretary.post(withdraw).status_code == 303
    assert queries.waiting(EVERYTHING, file) == []


def test_a_notice_is_filled_to_its_last_working_day(client_of, file):
    secretary = client_of("secretary")
    page = lines(secretary.get(f"/development/{file.id}/notices/new").text)
    assert "2026年11月16日张贴，次日起算 5 个工作日，2026年11月23日期满" in page
    fields = {"kind": "prospect", "posted_on": "2026-09-28", "place": "公告栏"}
    assert secretary.post(f"/development/{file.id}/notices/new", data=fields).status_code == 303
    assert "2026年10月10日" in secretary.get(f"/development/{file.id}").text


@pytest.mark.parametrize(
    ("until", "told"), [("2026-10-09", True), ("2026-10-10", False), ("2026-10-11", False)]
)
def test_a_short_notice_is_told_while_it_can_be_lengthened(client_of, file, until, told):
    secretary, home = client_of("secretary"), f"/development/{file.id}/notices/new"
    fields = {"kind": "prospect", "posted_on": "2026-09-28", "until_on": until, "place": "公告栏"}
    assert secretary.post(home, data=fields).status_code == 303
    page = secretary.get(f"/development/{file.id}").text
    assert ("公示只有 4 个工作日" in page and "延长到2026年10月10日" in page) is told


def test_opinions_are_for_those_who_act_and_must_be_settled(client_of, file):
    notice = notices.post(
        file, "prospect", posted_on=date(2026, 5, 19), until_on=date(2026, 5, 26), place="公告栏"
    )
    opinion = notices.receive(notice, received_on=date(2026, 5, 20), content="有一件事要核实。")
    db.session.commit()
    assert "有一件事要核实" in client_of("secretary").get(f"/development/{file.id}").text
    liaison = client_of("liaison").get(f"/development/{file.id}").text
    assert "有一件事要核实" not in liaison
    assert "还没有处理" in liaison
    listed = {"taken_on": "2026-06-01", "agreed_on": "2026-05-18"}
    answer = post(client_of("secretary"), file, 8, **listed)
    assert answer.status_code == 422
    assert "还没有处理完" in answer.text
    settle = f"/development/{file.id}/opinions/{opinion.id}"
    settled = {"settled_on": "2026-05-27", "result": "查无此事。"}
    assert client_of("secretary").post(settle, data=settled).status_code == 303
    assert post(client_of("secretary"), file, 8, **listed).status_code == 303


def test_papers_are_ticked_off(client_of, file):
    secretary = client_of("secretary")
    address = f"/development/{file.id}/papers/talk_record"
    assert secretary.post(address, data={"received_on": "2026-11-16"}).status_code == 303
    assert "取消：同入党申请人的谈话记录" in secretary.get(f"/development/{file.id}").text
    assert secretary.post(f"{address}/remove").status_code == 303
    assert secretary.get(f"/development/{file.id}/papers/nonsense").status_code == 404


def test_a_person_sees_the_own_way_and_nothing_that_others_said(client_of, world):
    member = world.members["陈思齐"]
    file = steps.open_file(member, applied_on=PartialDate(2026, 9, 7))
    steps.record(file, Step.TALK, on=PartialDate(2026, 9, 10), done_by="郑一诺", content="内部话。")
    db.session.commit()
    page = client_of("applicant").get("/development/mine").text
    assert "递交入党申请书" in page
    assert "内部话" not in page
    assert f"/development/{file.id}" not in page


def test_the_own_way_is_shown_past_the_steps_that_have_no_day(client_of, world):
    file = walked(world, Step.OATH)
    world.accounts["applicant"].person = file.member.person
    db.session.commit()
    page = client_of("applicant").get("/development/mine").text
    assert "6. 培养教育考察" in page
    assert "预备期" in page


def test_a_probationers_review_is_opened_as_one(client_of, world):
    file = walked(world, Step.OATH)
    db.session.commit()
    page = client_of("secretary").get(f"/development/{file.id}").text
    assert f"/development/{file.id}/reviews/new?step=21" in page
    assert f'/development/{file.id}/reviews/new"' not in page


def test_a_person_without_a_file_is_told_how_one_comes_about(client_of, world):
    assert "还没有您的发展档案" in client_of("applicant").get("/development/mine").text


def test_a_closed_file_is_read_but_not_pressed(client_of, file):
    steps.close_file(file, "本人撤回申请")
    db.session.commit()
    secretary = client_of("secretary")
    page = secretary.get(f"/development/{file.id}").text
    assert "本人撤回申请" in page
    assert "报上级同意" not in page
    assert file.member.name not in secretary.get("/development/").text
    assert file.member.name in secretary.get("/development/?closed=1").text


def test_what_is_submitted_together_waits_together(client_of, world):
    file = walked(world, Step.ACCEPTED)
    made = requests.submit_request(file, Step.SUPERIOR_TALK)
    db.session.commit()
    assert [one.about for one in made] == [Step.SUPERIOR_TALK, Step.APPROVED]
    assert db.session.get(File, file.id).closed_on is None
    page = client_of("secretary").get(f"/development/{file.id}").text
    assert page.count("撤回<") == 1


def test_a_stage_that_follows_from_a_file_is_not_typed_on_the_card(client_of, world):
    member = opened(world).member
    db.session.commit()
    page = client_of("secretary").get(f"/members/{member.id}/edit").text
    assert 'name="stage"' not in page
    assert "由发展档案记录" in page
    typed = {
        "name": member.name,
        "stage": "full",
        "joined_on": "2020-01-01",
        "phone": "13900000001",
    }
    assert client_of("secretary").post(f"/members/{member.id}/edit", data=typed).status_code == 303
    db.session.refresh(member)
    assert (member.stage, member.joined_on) == (Stage.APPLICANT, None)
    assert member.person.phone == "13900000001"
