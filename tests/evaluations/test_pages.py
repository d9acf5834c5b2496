"""Every page of an evaluation, opened by those it is for."""

import re
from datetime import timedelta

import pytest

from app.core.db import db
from app.evaluations import actions, queries
from app.evaluations.models import Campaign, Kind, State
from tests.evaluations.conftest import TODAY, VOTERS, cast, counted, fields, opened, prepared, whole


def test_a_secretary_runs_an_evaluation_from_its_form_to_its_results(world, client_of):
    browser = client_of("secretary")
    assert browser.get("/evaluations/").status_code == 200
    assert browser.get("/evaluations/new").status_code == 200
    made = browser.post(
        "/evaluations/new",
        data={
            "kind": "member_review", "branches": [world.here.id], "year": 2026, "title": "",
            "opens_on": "2026-11-16", "closes_on": "2026-11-23", "minimum": 5,
        },
    )  # fmt: skip
    assert made.status_code == 303, made.text
    address = made.location
    assert "杜怡可" in browser.get(address).text
    assert browser.post(f"{address}/open").status_code == 303
    campaign = db.session.get(Campaign, int(address.rsplit("/", 1)[1]))
    cast(world, campaign, VOTERS)
    assert browser.post(f"{address}/close").status_code == 303
    browser.post(f"{address}/count")
    assert "计票完成" in browser.get(address).text
    assert "满意率" in browser.get(f"{address}/results").text
    db.session.expire_all()
    assert campaign.state is State.COUNTED


def test_the_whole_way_of_a_member_on_a_phone(campaign, world, client_of):
    browser = client_of("member")
    person = world.people["欧阳懿"]
    assert "写自评" in browser.get("/evaluations/").text
    own = f"/evaluations/{campaign.id}"
    assert browser.post(f"{own}/self", data={"text": "一年来，认真学习。"}).status_code == 303
    page = browser.get(f"{own}/vote")
    assert "第 7 位，共 7 位" in page.text
    assert f'name="{person.id}.overall"' not in page.text, "nobody judges himself"
    voted = browser.post(f"{own}/vote", data=fields(campaign, person))
    assert re.search("票号是 <b[^>]*>[A-Z2-7]{4}(-[A-Z2-7]{4}){3}</b>", voted.text)
    assert browser.get(f"{own}/vote").location.endswith("/voted")
    assert "票已收到" in browser.get(f"{own}/voted").text
    assert browser.get(f"{own}/who-can-see").status_code == 200
    assert browser.get(f"{own}/mine").status_code == 200


@pytest.mark.parametrize("paper", ["ballot.pdf", "ballot.pdf?form=b", "registration.pdf",
                                   "summary.pdf", "summary.xlsx", "results", "grades"])  # fmt: skip
def test_a_counted_review_has_every_paper(world, client_of, paper):
    campaign = counted(world)
    answer = client_of("secretary").get(f"/evaluations/{campaign.id}/{paper}")
    assert answer.status_code == 200
    assert len(answer.data) > 2000


def test_nobodys_form_is_printed_where_one_persons_cannot_be_meant(world, client_of):
    address = f"/evaluations/{counted(world).id}/registration.pdf"
    assert client_of("secretary").get(f"{address}?person=abc").status_code == 404


def test_what_opens_later_is_not_called_open(world, client_of):
    campaign = opened(world, opens_on=TODAY + timedelta(days=4))
    for address in ("", campaign.id):
        page = client_of("secretary").get(f"/evaluations/{address}").text
        assert "还没开始" in page
        assert "进行中" not in page


def test_a_counted_secretary_review_prints_its_result(world, client_of):
    voters = [name for name in VOTERS if name != "周敏"]
    campaign = opened(world, kind=Kind.SECRETARY_REVIEW)
    cast(world, campaign, voters, "good")
    actions.close(campaign)
    actions.count(campaign, TODAY)
    db.session.commit()
    browser = client_of("faculty")
    for paper in ("ballot.pdf", "results.pdf", "results"):
        assert browser.get(f"/evaluations/{campaign.id}/{paper}").status_code == 200
    assert browser.get(f"/evaluations/{campaign.id}/summary.pdf").status_code == 303


def test_a_prepared_campaign_shows_who_would_take_part(world, client_of):
    campaign = prepared(world)
    db.session.commit()
    page = client_of("secretary").get(f"/evaluations/{campaign.id}").text
    assert "开始评议" in page
    assert "陈思齐" not in page, "an activist takes no part"
    assert client_of("member").get(f"/evaluations/{campaign.id}/vote").status_code == 409


def test_grades_are_saved_told_and_confirmed(world, client_of):
    campaign = counted(world)
    secretary, own = client_of("secretary"), f"/evaluations/{campaign.id}"
    judged = {j.name: j.id for j in queries.judged(whole(world.here), campaign)}
    rows = {f"grade.{i}": "qualified" for name, i in judged.items() if name != "杜怡可"}
    rows["version"] = campaign.version
    rows[f"grade.{judged['欧阳懿']}"] = "excellent"
    rows[f"feedback.{judged['欧阳懿']}"] = "继续发挥作用。"
    assert secretary.post(f"{own}/grades", data=rows).status_code == 303
    assert "还没有" not in client_of("member").get(f"{own}/mine").text
    assert "继续发挥作用" not in client_of("member").get(f"{own}/mine").text
    assert secretary.post(f"{own}/tell").status_code == 303
    assert "继续发挥作用" in client_of("member").get(f"{own}/mine").text
    assert client_of("member").post(f"{own}/mine").status_code == 303
    assert "本人已确认" in secretary.get(f"{own}/grades").text


def test_the_list_costs_at_most_eight_statements(world, client_of, statements):
    for branch in (world.here, world.there):
        for year in (2024, 2025, 2026):
            prepared(world, branch=branch, year=year)
    db.session.commit()
    browser = client_of("faculty")
    statements()
    assert browser.get("/evaluations/").status_code == 200
    assert len([s for s in statements() if s.lstrip().upper().startswith("SELECT")]) <= 8


@pytest.mark.parametrize("who", ["secretary", "faculty"])
def test_stopping_while_people_were_told_there_is_time_takes_a_reason_all_may_read(
    world, client_of, who
):
    campaign = opened(world)
    cast(world, campaign, VOTERS[:-1])
    at, browser = f"/evaluations/{campaign.id}", client_of(who)
    assert "须写明理由" in browser.get(f"{at}/close").text
    assert browser.post(f"{at}/close").status_code == 422
    db.session.expire_all()
    assert campaign.state is State.OPEN
    assert browser.post(f"{at}/close", data={"why": "场地只借到今天"}).status_code == 303
    name = world.accounts[who].name
    for reader in ("secretary", "faculty"):
        text = client_of(reader).get(at).text
        assert f"2026年11月16日{name}提前停止投票，理由：场地只借到今天" in text


def test_once_everybody_voted_or_the_last_day_is_over_no_reason_is_asked(world, client_of):
    campaign = opened(world)
    cast(world, campaign, VOTERS)
    assert not actions.cut_short(campaign, TODAY)
    assert client_of("secretary").post(f"/evaluations/{campaign.id}/close").status_code == 303
    late = opened(world, kind=Kind.SECRETARY_REVIEW)
    assert actions.cut_short(late, late.closes_on)
    assert not actions.cut_short(late, late.closes_on + timedelta(days=1))
    actions.stop(late, late.closes_on + timedelta(days=1), why="", by="周敏")
    assert (late.state, late.closed_why) == (State.CLOSED, "")
