"""A campaign before it opens, on its pages: groups, questions, subjects, a trial."""

import pytest
from sqlalchemy import func, select

from app.ballots.envelopes import Envelope
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions, paper, queries
from app.evaluations.models import Campaign, Kind
from app.evaluations.paper import Shape
from tests.evaluations.conftest import TODAY, prepared, whole


@pytest.fixture
def free(world):
    campaign = prepared(world, kind=Kind.FREE)
    db.session.commit()
    return campaign


def row(label, shape="grade", marks=(), most=10, needed=True, code=""):
    return {"label": label, "shape": shape, "marks": list(marks), "most": most, "needed": needed,
            "code": code}  # fmt: skip


def typed(**lines):
    return {f"questions-{n}-{name}": value for n, line in enumerate(lines.values())
            for name, value in line.items()}  # fmt: skip


def test_every_shape_of_question_is_asked_as_it_was_typed():
    made = paper.designed(Kind.FREE, [
        row("总体", marks=("好", "差")), row("打分", "score", most=5),
        row("说", "text", needed=False),
        row("选一个", "choice", ("甲", "乙", "丙")), row(""),
    ])  # fmt: skip
    assert [one["shape"] for one in made] == ["grade", "score", "text", "choice"]
    assert [len(one["marks"]) for one in made] == [2, 5, 0, 3]
    assert len({one["code"] for one in made}) == 4


@pytest.mark.parametrize("rows", [
    [], [row("")], [row("一题", marks=("好",))], [row("一题", marks=("好", "好"))],
    [row("一题", "score", most=1)], [row("一题", "score", most=21)],
    [row("一题", marks=[str(n) for n in range(21)])], [row("题", "text")] * 41,
])  # fmt: skip
def test_what_cannot_be_asked_is_refused(rows):
    with pytest.raises(Refused) as refused:
        paper.designed(Kind.FREE, rows)
    assert refused.value.field == "questions"


@pytest.mark.parametrize("kind", sorted(paper.FIXED))
def test_the_question_an_official_form_needs_stays(kind):
    [overall] = [q for q in paper.QUESTIONS[kind] if q.code == paper.OVERALL]
    labels = [label for _, label in overall.marks]
    kept = paper.designed(kind, [row("总评", marks=labels, code=paper.OVERALL)])
    assert kept[0]["code"] == paper.OVERALL
    with pytest.raises(Refused):
        paper.designed(kind, [row("别的", marks=("好", "差"))])
    with pytest.raises(Refused):
        paper.designed(kind, [row("总评", marks=("行", "不行"), code=paper.OVERALL)])


def test_questions_are_typed_tried_and_frozen(world, free, client_of):
    browser, own = client_of("secretary"), f"/evaluations/{free.id}"
    data = typed(
        a={"label": "打分", "shape": "score", "most": "5", "needed": "y"},
        b={"label": "说说", "shape": "text"},
    )
    assert browser.post(f"{own}/questions", data=data).location.endswith("/try")
    assert "5 分" in browser.get(f"{own}/try").text
    actions.open_campaign(db.session.get(Campaign, free.id), TODAY)
    db.session.commit()
    asked = paper.questions_of(db.session.get(Campaign, free.id))
    assert [(q.label, q.shape) for q in asked] == [("打分", Shape.SCORE), ("说说", Shape.TEXT)]
    assert browser.get(f"{own}/questions").status_code == 409


def test_a_trial_is_checked_and_leaves_nothing_behind(free, client_of):
    browser, own = client_of("secretary"), f"/evaluations/{free.id}/try"
    assert browser.post(own, data={}).status_code == 422
    assert browser.post(own, data={"q1.overall": "good", "q1.text": "试一试"}).status_code == 303
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Envelope)) == 0
    assert db.session.get(Campaign, free.id).box_id is None


def test_matters_are_written_line_by_line(world, free, client_of):
    browser, own = client_of("secretary"), f"/evaluations/{free.id}/subjects"
    assert browser.get(own).status_code == 200
    assert (
        browser.post(own, data={"matters": " 党务公开 \n\n活动场所\n党务公开"}).status_code == 303
    )
    db.session.expire_all()
    assert db.session.get(Campaign, free.id).matters == ["党务公开", "活动场所"]
    assert browser.post(own, data={"matters": " \n "}).status_code == 422


def test_somebody_taken_off_the_list_does_not_stand_on_the_ballot(world, client_of):
    campaign = prepared(world)
    db.session.commit()
    browser, own = client_of("secretary"), f"/evaluations/{campaign.id}/subjects"
    kept = [one.subject for one in actions.foreseen(campaign, TODAY)][1:]
    assert browser.post(own, data={"on_ballot": kept}).status_code == 303
    db.session.expire_all()
    actions.open_campaign(campaign, TODAY)
    assert [j.subject for j in queries.judged(whole(world.here), campaign)] == kept


def test_groups_and_level_are_typed_on_one_page(world, free, client_of):
    browser, own = client_of("secretary"), f"/evaluations/{free.id}"
    data = {
        "groups-0-label": "党员", "groups-0-who": "members", "groups-0-weight": "60",
        "groups-1-label": "群众", "groups-1-who": "codes", "groups-1-weight": "40",
        "groups-1-codes": "12", "minimum": "5", "small": "withhold", "level": "strict",
        "clearing": "later",
    }  # fmt: skip
    for n in range(2, 6):
        data |= {f"groups-{n}-who": "members"}
    refused = browser.post(f"{own}/setup", data=data | {"groups-1-weight": "30"})
    assert refused.status_code == 422
    assert "合计是 90%" in refused.text
    assert browser.post(f"{own}/setup", data=data).status_code == 303
    page = browser.get(own).text
    assert "60%" in page
    assert "严格级" in page


@pytest.mark.parametrize(
    "weights", [("-5", "105"), ("1000", "-900"), ("一半", "50"), ("100", "0"), ("9" * 20, "1")]
)
def test_extreme_weights_come_back_with_what_was_typed(free, client_of, weights):
    browser, own = client_of("secretary"), f"/evaluations/{free.id}"
    data = {
        "groups-0-label": "党员", "groups-0-who": "members", "groups-0-weight": weights[0],
        "groups-1-label": "群众", "groups-1-who": "codes", "groups-1-weight": weights[1],
        "groups-1-codes": "12", "minimum": "5", "small": "merge", "level": "ordinary",
        "clearing": "at_count",
    }  # fmt: skip
    answer = browser.post(f"{own}/setup", data=data)
    assert answer.status_code == 422
    assert f'value="{weights[0]}"' in answer.text
    assert "invalid-feedback" in answer.text or "danger" in answer.text
    assert [one.weight for one in queries.groups(whole(free.organization), free)] == [0]


def test_last_year_s_campaign_is_done_once_more(world, free, client_of):
    actions.leave_out(free, [], ["党务公开", "活动场所"])
    db.session.commit()
    browser = client_of("secretary")
    assert "再办一次" in browser.get(f"/evaluations/new?from={free.id}").text
    data = {"kind": "free", "branches": [world.here.id], "year": 2027, "title": "",
            "opens_on": "2027-11-16", "closes_on": "2027-11-23", "minimum": 5}  # fmt: skip
    made = browser.post(f"/evaluations/new?from={free.id}", data=data)
    again = db.session.get(Campaign, int(made.location.rsplit("/", 1)[1]))
    assert (again.year, again.matters) == (2027, ["党务公开", "活动场所"])


@pytest.mark.parametrize("page", ["setup", "questions", "subjects", "try", "keys", "words"])
def test_another_branch_finds_none_of_it(free, client_of, page):
    assert client_of("sibling").get(f"/evaluations/{free.id}/{page}").status_code == 404


def test_both_days_of_a_draft_may_be_moved_and_of_an_open_one_the_last(world, free, client_of):
    browser, own = client_of("secretary"), f"/evaluations/{free.id}"
    days = {"opens_on": "2026-11-18", "closes_on": "2026-11-20"}
    assert browser.post(f"{own}/extend", data=days).status_code == 303
    campaign = db.session.get(Campaign, free.id, populate_existing=True)
    assert str(campaign.opens_on) == "2026-11-18"
    actions.open_campaign(campaign, TODAY)
    db.session.commit()
    later = {"opens_on": "2026-11-16", "closes_on": "2026-11-25"}
    assert browser.post(f"{own}/extend", data=later).status_code == 303
    campaign = db.session.get(Campaign, free.id, populate_existing=True)
    assert (str(campaign.opens_on), str(campaign.closes_on)) == ("2026-11-18", "2026-11-25")
