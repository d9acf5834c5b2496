"""Replies on paper, the picture of the whole, and what is known of DEV-37."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.development.superior import actions, coverage, papers, queries
from app.organizations import actions as organizations
from app.rules.development.case import Votes
from app.rules.development.steps import Step
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind, UnitType
from tests.development.made import walked
from tests.development.superior.made import many, submitted
from tests.world import add_member

DAY = date(2026, 7, 14)


def decided(world, step, until, name="沈砚", on=DAY, **facts):
    request = submitted(world, walked(world, until, name), step, on)
    with clock.travel(max(on, clock.today())):
        actions.decide(
            request, by=world.people["吴赟"], on=on, number="计党发〔2026〕12号", **facts
        )
    db.session.commit()
    return request


def letter(*requests):
    form, [found] = papers.replies(EVERYTHING, list(requests), DAY)
    return form, found, "\n".join(found.paragraphs)


def test_a_reply_names_everybody_with_begin_and_end_of_probation(world):
    votes = Votes(9, 9, 9)
    both = [
        decided(world, Step.APPROVED, Step.SUPERIOR_TALK, name, votes=votes)
        for name in ("沈砚", "何淼")
    ]
    form, found, text = letter(*both)
    assert form == "approval_reply"
    assert (found.sender, found.number) == ("计算机学院党委", "计党发〔2026〕12号")
    assert text.count("自2026年7月3日起至2027年7月2日止") == 2
    assert "何淼" in text


def test_people_of_two_branches_get_a_letter_each(world):
    here, *_ = many(world, 1)
    there, *_ = many(world, 1, branch=world.there)
    for one in (here, there):
        one.state, one.decided_on = "decided", DAY
    db.session.commit()
    form, letters = papers.replies(EVERYTHING, [here, there], DAY)
    assert form == "prereview_opinion"
    assert {one.recipient for one in letters} == {
        "计算机学院教工第一党支部", "计算机学院教工第二党支部"
    }  # fmt: skip


def test_a_prereview_tells_by_when_the_assembly_is_due(world):
    request = decided(world, Step.PREREVIEW, Step.EXAMINED, on=date(2026, 6, 26))
    assert "2026年7月26日前" in letter(request)[2]


def test_a_confirmation_tells_from_when_party_age_counts(world):
    request = decided(
        world, Step.CONFIRMATION_APPROVED, Step.CONFIRMATION_VOTED, on=date(2027, 7, 20)
    )
    assert "党龄自2027年7月3日算起" in letter(request)[2]


@pytest.mark.parametrize(
    ("step", "until", "on", "word"),
    [
        (Step.ACTIVIST_FILED, Step.ACTIVIST, date(2025, 3, 10), "已予备案"),
        (Step.PROSPECT_LISTED, Step.PROSPECT, date(2026, 5, 18), "同意将沈砚同志拟列为发展对象"),
    ],
)
def test_filing_and_consent_are_answered_on_paper(world, step, until, on, word):
    request = decided(world, step, until, on=on)
    form, _, text = letter(request)
    assert form == "superior_reply"
    assert word in text


def test_a_reply_is_printed_from_the_list_of_what_was_decided(client_of, world):
    request = decided(world, Step.ACTIVIST_FILED, Step.ACTIVIST, on=date(2026, 11, 10))
    client = client_of("faculty")
    assert "沈砚" in client.get("/development/queue/decided?step=4").text
    answer = client.get(f"/development/queue/reply.pdf?request={request.id}")
    assert answer.data.startswith(b"%PDF")


def test_what_waits_has_no_reply_yet(client_of, world):
    [request] = many(world, 1)
    answer = client_of("faculty").get(f"/development/queue/reply.pdf?request={request.id}")
    assert answer.status_code == 303


def test_the_picture_counts_people_by_the_last_step_taken(client_of, world):
    many(world, 3, until=Step.TALK, step=None)
    many(world, 2, until=Step.EXAMINED, step=None, branch=world.there)
    client = client_of("committee")
    page = client.get("/development/pipeline").text
    assert "正在办理的 5 人" in page
    assert "计算机学院党委" in page
    below = client.get(f"/development/pipeline?organization={world.there.id}").text
    assert "正在办理的 2 人" in below


def test_the_picture_is_a_drawing_without_script_or_style(client_of, world):
    many(world, 3, until=Step.TALK, step=None)
    answer = client_of("faculty").get("/development/pipeline.svg")
    assert answer.mimetype == "image/svg+xml"
    assert ">3</text>" in answer.text
    assert "style=" not in answer.text
    assert "<script" not in answer.text


def test_who_has_no_file_is_told_beside_the_picture(client_of, world):
    page = client_of("faculty").get("/development/pipeline").text
    assert "没有建立发展档案的：积极分子 1 人、预备党员 1 人" in page


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("软件2301班", 2023), ("2023级本科生党支部", 2023), ("23级软件工程1班", 2023),
        ("计算机科学与技术专业", None), ("2003级", None), ("研2班", None), ("", None),
        ("软件2701班", None),
    ],
)  # fmt: skip
def test_a_year_of_entry_is_read_only_where_it_stands(text, year):
    assert coverage.entered(text, date(2026, 11, 16)) == year


@pytest.mark.parametrize(("day", "grade"), [(date(2026, 8, 31), 3), (date(2026, 9, 1), 4)])
def test_a_grade_moves_up_on_the_first_of_september(day, grade, world):
    branch = undergraduate(world)
    [college] = coverage.colleges([branch], [(branch.id, Stage.FULL, "软件2301班")], day)
    assert college.grades[2023].year == grade


def undergraduate(world, name="本科生第一党支部"):
    return organizations.create(
        code="CS-31", name=name, kind=OrganizationKind.BRANCH, parent=world.college,
        unit_type=UnitType.UNDERGRADUATE,
    )  # fmt: skip


@pytest.mark.parametrize(("full", "own"), [(2, False), (3, True)])
def test_an_upper_grade_has_a_branch_when_it_makes_three_full_members_in_one(world, full, own):
    branch = undergraduate(world)
    people = [(branch.id, Stage.FULL, "软件2301班")] * full
    [college] = coverage.colleges([branch], people, date(2026, 11, 16))
    assert college.grades[2023].met is own


def test_a_lower_grade_needs_a_member_not_only_activists(world):
    branch = undergraduate(world)
    without = [(branch.id, Stage.ACTIVIST, "软件2501班")]
    [college] = coverage.colleges([branch], without, date(2026, 11, 16))
    assert not college.grades[2025].met
    people = [*without, (branch.id, Stage.PROBATIONARY, "软件2501班")]
    [college] = coverage.colleges([branch], people, date(2026, 11, 16))
    assert college.grades[2025].met
    assert college.grades[2025].classes == {"软件2501班": True}


def test_the_page_says_whose_grade_is_not_known(client_of, world):
    branch = undergraduate(world)
    member = add_member(world, branch, "宁馨", Stage.ACTIVIST)
    member.person.job = "学生"
    db.session.commit()
    page = client_of("faculty").get("/development/coverage").text
    assert "1 人看不出年级" in page
    assert queries.undergraduates(EVERYTHING) == [(branch.id, Stage.ACTIVIST, "学生")]
