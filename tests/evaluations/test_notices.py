"""A counted result is told: to those who decide, to each person, and to all it concerns."""

from datetime import timedelta

import pytest

from app.access.scope import EVERYTHING, Scope
from app.ballots import counting
from app.ballots.models import Release
from app.core.db import db
from app.evaluations import actions, notices, queries
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Kind, Who
from tests.conftest import TODAY
from tests.evaluations.conftest import VOTERS, cast, counted, opened, prepared

SAID = "多下支部听听意见。"


def by_members(world):
    """群众评议 of the branch by its own members, counted; one of them said something."""
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    actions.arrange(campaign, [Wanted("", "党员", Who.MEMBERS, 0, 0)])
    actions.open_campaign(campaign, TODAY)
    cast(world, campaign, VOTERS[:1], "satisfied", texts={world.here.name: SAID})
    cast(world, campaign, VOTERS[1:], "satisfied")
    actions.close(campaign)
    actions.count(campaign, TODAY)
    db.session.commit()
    return campaign


def publish(campaign, release=Release.PUBLISHED, reason=""):
    for word in counting.words(campaign.box):
        actions.release(word, release, reason)
    actions.publish(campaign, TODAY)
    db.session.commit()


def test_a_result_is_made_known_once_every_word_was_read(world, client_of):
    campaign, browser = by_members(world), client_of("secretary")
    address = f"/evaluations/{campaign.id}"
    page = browser.post(f"{address}/publish", follow_redirects=True)
    assert "还有 1 条意见没有审核" in page.text
    assert client_of("member").get(f"{address}/outcome").status_code == 404
    [word] = counting.words(campaign.box)
    fields = {f"release.{word.id.hex()}": Release.PUBLISHED.value}
    browser.post(f"{address}/words", data=fields)
    assert "结果已公布" in browser.post(f"{address}/publish", follow_redirects=True).text
    shown = client_of("member").get(f"{address}/outcome").text
    assert SAID in shown
    assert "满意" in shown


def test_words_that_were_withheld_are_not_made_known(world, client_of):
    campaign = by_members(world)
    publish(campaign, Release.WITHHELD, "涉及他人")
    shown = client_of("member").get(f"/evaluations/{campaign.id}/outcome")
    assert shown.status_code == 200
    assert SAID not in shown.text


@pytest.mark.parametrize("who", ["sibling", "stranger", "applicant"])
def test_whoever_neither_voted_nor_stood_there_finds_no_result(world, client_of, who):
    campaign = by_members(world)
    publish(campaign)
    assert client_of(who).get(f"/evaluations/{campaign.id}/outcome").status_code == 404


def test_who_decides_is_told_of_a_count_until_the_result_is_released(world, client_of):
    campaign = by_members(world)
    assert "计票完成，请审核意见，再公布结果" in client_of("secretary").get("/").text
    assert campaign.title not in client_of("member").get("/").text
    publish(campaign)
    assert "结果已公布" in client_of("secretary").get("/").text
    assert "结果已公布" in client_of("member").get("/").text


def test_news_of_a_result_ends_by_itself(world):
    campaign = by_members(world)
    publish(campaign)
    person, last = world.people[VOTERS[0]].id, TODAY + notices.NEWS
    assert [n.campaign.id for n in notices.of(person, Scope(), last)] == [campaign.id]
    assert notices.of(person, Scope(), last + timedelta(days=1)) == []


def test_a_members_own_grade_is_news_until_it_was_read(world, client_of):
    campaign = counted(world)
    grades = {one.id: {"grade": "qualified"} for one in queries.judged(EVERYTHING, campaign)}
    actions.decide(campaign, grades, "", TODAY)
    actions.tell(campaign, TODAY)
    db.session.commit()
    member = client_of("member")
    assert "您的结果已反馈，请看过后确认" in member.get("/").text
    member.post(f"/evaluations/{campaign.id}/mine")
    assert "您的结果已反馈" not in member.get("/").text


def test_the_result_of_member_review_is_told_to_each_alone(world, client_of):
    campaign = counted(world)
    page = client_of("secretary").post(f"/evaluations/{campaign.id}/publish", follow_redirects=True)
    assert "逐人反馈给本人，不公布" in page.text
    assert campaign.published_on is None


def test_what_is_not_counted_is_not_made_known(world, client_of):
    campaign = opened(world, kind=Kind.SECRETARY_REVIEW)
    client_of("secretary").post(f"/evaluations/{campaign.id}/publish")
    assert campaign.published_on is None
