"""The yearly report from its start to the committee's desk."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core import drafts
from app.core.db import db
from app.debriefs.forms import DebriefForm
from app.debriefs.models import Debrief, DebriefStatus
from app.rules.reports import outline
from tests.debriefs.records import TEXTS, meet, report


def only():
    return db.session.scalars(select(Debrief)).one()


def test_the_form_and_the_table_hold_exactly_the_sections_of_the_rule(app):
    keys = [section.key for section in outline("一\n二\n三")]
    with app.test_request_context():
        assert list(DebriefForm().facts()) == keys
    assert set(keys) <= set(Debrief.__table__.columns.keys())


def test_starting_drafts_the_facts_into_the_first_section(client_of, world):
    meet(world, date(2026, 11, 5))
    client = client_of("secretary")
    assert "召开支委会1次" in client.get("/debriefs/new?year=2026").text
    answer = client.post("/debriefs/new?year=2026")
    assert answer.location.endswith(f"/debriefs/{only().id}/edit")
    assert "召开支委会1次" in only().performance
    assert only().problems == ""


def test_a_report_already_begun_is_opened_instead_of_begun_again(client_of, world):
    debrief = report(world)
    assert (
        client_of("secretary")
        .post("/debriefs/new?year=2026")
        .location.endswith(f"/debriefs/{debrief.id}")
    )


@pytest.mark.parametrize("year", ["2027", "2021", "1900"])
def test_a_year_that_cannot_be_reported_on_is_not_there(client_of, year):
    assert client_of("secretary").get(f"/debriefs/new?year={year}").status_code == 404


def test_a_secretary_starts_no_report_of_the_branch_beside(client_of, world):
    address = f"/debriefs/new?organization={world.there.id}"
    assert client_of("secretary").post(address).status_code == 404


def test_saving_keeps_every_section(client_of, world):
    debrief = report(world)
    fields = {key: f"新的{text}" for key, text in TEXTS.items()}
    address = f"/debriefs/{debrief.id}/edit"
    client_of("secretary").post(address, data=fields | {"version": "1"})
    assert {key: getattr(only(), key) for key in TEXTS} == fields


def test_a_stale_save_shows_what_the_other_saved(client_of, world):
    debrief = report(world)
    address, client = f"/debriefs/{debrief.id}/edit", client_of("secretary")
    client.post(address, data=TEXTS | {"problems": "甲写的问题", "version": "1"})
    second = client.post(address, data=TEXTS | {"problems": "乙写的问题", "version": "1"})
    assert second.status_code == 422
    assert "甲写的问题" in second.text
    assert "乙写的问题" in second.text


def test_drawing_again_saves_nothing_and_loses_nothing(client_of, world):
    debrief = report(world)
    meet(world, date(2026, 11, 5))
    fields = TEXTS | {"performance": "我写的话", "redraw": "1"}
    page = client_of("secretary").post(f"/debriefs/{debrief.id}/edit", data=fields)
    assert page.status_code == 200
    assert "我写的话\n以下取自记录" in page.text
    assert only().performance == TEXTS["performance"]


def test_a_kept_draft_fills_the_form_and_is_dropped_by_saving(client_of, world):
    debrief = report(world)
    address, account = f"/debriefs/{debrief.id}/edit", world.accounts["secretary"].id
    client = client_of("secretary")
    kept = {"_address": address, "_title": "述职报告", **TEXTS, "problems": "还没写完的问题"}
    client.post("/accounts/drafts", data=kept)
    assert "还没写完的问题" in client.get(address).text
    client.post(address, data=TEXTS | {"version": "1"})
    assert drafts.kept(account, address) is None


def test_last_years_promises_stand_beside_the_report(client_of, world):
    report(world, 2025, DebriefStatus.SUBMITTED, problems="去年的问题", plans="去年的措施")
    page = client_of("secretary").get(f"/debriefs/{report(world).id}/edit").text
    assert "去年的问题" in page
    assert "去年的措施" in page


def test_a_report_with_an_empty_section_is_not_taken(client_of, world):
    debrief, client = report(world, problems=" "), client_of("secretary")
    page = client.post(f"/debriefs/{debrief.id}/submit", follow_redirects=True)
    assert "存在问题及原因还没有写" in page.text
    assert only().status is DebriefStatus.DRAFT


def test_a_submitted_report_names_its_writer_and_can_no_longer_be_changed(client_of, world):
    debrief, client = report(world), client_of("secretary")
    client.post(f"/debriefs/{debrief.id}/submit", data={"version": "1"})
    assert only().submitted_at is not None
    answer = client.post(
        f"/debriefs/{debrief.id}/edit", data=TEXTS | {"problems": "改", "version": "2"}
    )
    assert answer.status_code == 303
    assert only().problems == TEXTS["problems"]


def test_a_report_changed_meanwhile_is_not_submitted_unseen(client_of, world):
    debrief, client = report(world), client_of("secretary")
    client.post(f"/debriefs/{debrief.id}/edit", data=TEXTS | {"plans": "别处改的", "version": "1"})
    client.post(f"/debriefs/{debrief.id}/submit", data={"version": "1"})
    assert only().status is DebriefStatus.DRAFT


@pytest.mark.parametrize("login", ["committee_member", "faculty", "committee", "liaison"])
def test_nobody_but_the_writer_reads_an_unsubmitted_text(client_of, world, login):
    debrief, client = report(world, problems="只给自己看的话"), client_of(login)
    page = client.get(f"/debriefs/{debrief.id}")
    assert page.status_code == 200
    assert "只给自己看的话" not in page.text
    assert client.get(f"/debriefs/{debrief.id}/report.pdf").status_code == 303


def test_the_trail_of_changes_holds_no_text_of_a_report(client_of, world):
    fields = TEXTS | {"problems": "只给自己看的话", "version": "1"}
    client_of("secretary").post(f"/debriefs/{report(world).id}/edit", data=fields)
    page = client_of("faculty").get("/audit/?subject=述职报告").text
    assert "存在问题及原因" in page
    assert "只给自己看的话" not in page


def test_the_committee_reads_a_submitted_text(client_of, world):
    debrief = report(world, status=DebriefStatus.SUBMITTED, problems="提交的问题")
    assert "提交的问题" in client_of("faculty").get(f"/debriefs/{debrief.id}").text


def test_a_returned_report_says_why_and_opens_again(client_of, world):
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    address = f"/debriefs/{debrief.id}/return"
    assert client_of("faculty").post(address, data={"reason": ""}).status_code == 422
    assert client_of("faculty").post(address, data={"reason": "请补充事例"}).status_code == 303
    page = client_of("secretary").get(f"/debriefs/{debrief.id}/edit")
    assert "请补充事例" in page.text


def test_a_draft_cannot_be_returned(client_of, world):
    answer = client_of("faculty").post(
        f"/debriefs/{report(world).id}/return", data={"reason": "请补充"}
    )
    assert answer.status_code == 422


def test_the_secretary_cannot_return_the_own_report(client_of, world):
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    address = f"/debriefs/{debrief.id}/return"
    assert client_of("secretary").post(address, data={"reason": "改"}).status_code == 403


def test_the_committee_sees_every_branch_of_the_year(client_of, world):
    report(world, status=DebriefStatus.SUBMITTED)
    page = client_of("faculty").get("/debriefs/?year=2026").text
    assert "1 个支部已提交，共 2 个" in page
    assert "没有开始" in page
    assert "0 个支部已提交" in client_of("faculty").get("/debriefs/?year=2025").text


def test_a_secretary_sees_the_own_reports_of_all_years(client_of, world):
    report(world, 2024)
    report(world, 2026, branch=world.there)
    page = client_of("secretary").get("/debriefs/").text
    assert "2024年度" in page
    assert "教工第二党支部" not in page


@pytest.mark.parametrize("login", ["faculty", "secretary"])
def test_the_list_takes_few_statements(client_of, world, statements, login):
    report(world)
    report(world, branch=world.there)
    client = client_of(login)
    statements()
    client.get("/debriefs/?year=2026")
    assert len([s for s in statements() if s.startswith("SELECT")]) <= 8


def test_a_report_of_another_branch_is_not_there(client_of, world):
    theirs = report(world, status=DebriefStatus.SUBMITTED, branch=world.there).id
    client = client_of("secretary")
    for address in ("", "/edit", "/report.pdf"):
        assert client.get(f"/debriefs/{theirs}{address}").status_code == 404


def test_the_paper_is_a_pdf(client_of, world):
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    answer = client_of("faculty").get(f"/debriefs/{debrief.id}/report.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
