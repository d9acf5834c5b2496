"""Papers and tables of a class, and the questionnaire its trainees fill afterwards."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.evaluations import actions as evaluations
from app.evaluations import queries as campaigns
from app.evaluations.models import Kind, Who
from tests.training.made import announced, enrolled, finished, held, lesson, places_of

DAY = date(2026, 10, 12)
NAMES = ("周敏", "郑一诺", "韩志远", "孙翀", "欧阳懿")


@pytest.mark.parametrize("paper", ["notice.pdf", "roster.pdf", "sign-in.pdf", "certificates.pdf"])
@pytest.mark.parametrize("who", ["faculty", "secretary"])
def test_papers_of_a_class_print_for_its_host_and_for_those_who_sent_people(
    client_of, world, paper, who
):
    made = finished(world, *NAMES, day=DAY)
    assert client_of(who).get(f"/training/{made.id}/{paper}").data.startswith(b"%PDF")


def test_a_branch_prints_its_own_people_alone(client_of, world):
    made = finished(world, *NAMES, day=DAY)

    def names(who):
        data = client_of(who).get(f"/training/{made.id}/roster.xlsx").data
        return {row[0] for row in load_workbook(BytesIO(data)).active.iter_rows(
            min_row=2, values_only=True)}  # fmt: skip

    assert names("faculty") == set(NAMES)
    assert names("sibling") == {"孙翀"}


def test_the_sign_in_table_has_a_column_for_every_session(client_of, world):
    lessons = [lesson(DAY, topic=f"第 {number} 讲") for number in range(8)]
    made = held(world, "周敏", day=DAY, lessons=lessons)
    data = client_of("faculty").get(f"/training/{made.id}/sign-in.xlsx").data
    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    assert len(rows[0]) == 10
    assert rows[1][2:] == ("到课",) * 8
    assert client_of("faculty").get(f"/training/{made.id}/sign-in.pdf").data.startswith(b"%PDF")


def test_certificates_wait_for_the_end(client_of, world):
    made = announced(world)
    enrolled(world, made, "周敏")
    assert client_of("faculty").get(f"/training/{made.id}/certificates.pdf").status_code == 303


def test_everybody_prints_the_own_certificate_and_no_other(client_of, world):
    made = finished(world, "周敏", day=DAY)
    address = f"/training/mine/certificate/{made.id}.pdf"
    assert client_of("secretary").get(address).data.startswith(b"%PDF")
    assert client_of("sibling").get(address).status_code == 404


def test_one_press_prepares_a_questionnaire_for_the_trainees_alone(client_of, world):
    made = finished(world, *NAMES, day=DAY)
    faculty = client_of("faculty")
    answer = faculty.post(f"/training/{made.id}/feedback")
    assert answer.status_code == 303
    campaign = campaigns.one(EVERYTHING, int(answer.location.rsplit("/", 1)[1]))
    assert (campaign.kind, campaign.minimum) == (Kind.SATISFACTION, 5)
    assert "授课质量" in campaign.matters
    [group] = campaigns.groups(EVERYTHING, campaign)
    assert group.who is Who.DELEGATES
    roster = evaluations.roster(campaign, clock.today())
    assert set(roster) == {world.people[name].id for name in NAMES}
    assert faculty.get(f"/training/{made.id}").text.count("打开这个班的满意度测评") == 1
    again = faculty.post(f"/training/{made.id}/feedback")
    assert again.location == answer.location, "once"
    evaluations.open_campaign(campaign, clock.today())
    db.session.commit()
    assert campaign.title in client_of("secretary").get("/evaluations/").text


def test_too_few_trainees_are_not_asked_without_names(client_of, world):
    made = finished(world, "周敏", "孙翀", day=DAY)
    answer = client_of("faculty").post(f"/training/{made.id}/feedback", follow_redirects=True)
    assert "无记名测评至少要 3 人" in answer.text
    assert places_of(made)["周敏"].training.campaign_id is None
