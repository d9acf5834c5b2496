"""A published pledge is commented on, evaluated and fed back: what follows, what is not told."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.errors import Refused, explained
from app.pledges import builders, judging
from app.pledges.models import PledgeEvaluation
from app.rectification.models import Item
from app.rules.pledges import (
    FeedbackWay,
    OpinionSource,
    PledgeState,
)
from tests.pledges.made import approved, commented, evaluated, fresh, kept, published

TODAY = date(2026, 11, 16)


def test_a_comments_problems_become_items_of_the_pledger(client_of, world):
    key = kept(published(world))
    typed = {
        "commented_on": "2026-11-16", "way": "single", "commenter": "教工第一党支部 周敏",
        "problems": "走访少\n记录不及时", "direction": "每月走访一次。", "follow": "y",
    }  # fmt: skip
    secretary = client_of("secretary")
    refused = secretary.post(f"/pledges/{key}/comment", data=typed)
    assert refused.status_code == 422
    assert "请写整改期限" in refused.text
    done = secretary.post(f"/pledges/{key}/comment", data=typed | {"mend_by": "2026-12-31"})
    assert done.location.endswith(f"/pledges/{key}")
    assert fresh(key).state is PledgeState.COMMENTED
    items = db.session.scalars(select(Item).order_by(Item.id)).all()
    assert [(one.problem, one.responsible, one.due_on) for one in items] == [
        ("走访少", "欧阳懿", date(2026, 12, 31)), ("记录不及时", "欧阳懿", date(2026, 12, 31)),
    ]  # fmt: skip
    assert {one.source_address for one in items} == {f"/pledges/{key}"}
    assert "走访少" in client_of("member").get("/pledges/mine").text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"judgement": ""}, "什么都没有写"),
        ({"commented_on": date(2026, 11, 17)}, "还没有到"),
        ({"commented_on": date(2026, 11, 15)}, "公开的那一天"),
        ({"mend_by": date(2026, 11, 15)}, "不能早于点评"),
        ({"follow": True}, "请先写问题"),
    ],
)
def test_a_comment_that_cannot_be_is_refused(world, facts, said):
    made = published(world)
    with pytest.raises(Refused, match=said):
        commented(world, made, **facts)


def test_a_comment_waits_for_the_publication_and_is_never_of_ones_own(world):
    with pytest.raises(Refused, match="不能改为已点评"):
        commented(world, approved(world))
    with pytest.raises(Refused, match="自己的承诺"):
        commented(world, published(world, "周敏"))


def test_the_superior_comments_on_the_branchs_pledge(client_of, world):
    key = kept(published(world, None))
    page = client_of("faculty").get(f"/pledges/{key}/comment").text
    assert "计算机学院党委 吴赟" in page


def test_figures_are_entered_once_corrected_and_make_an_opinion_to_feed_back(client_of, world):
    key = kept(published(world))
    secretary, path = client_of("secretary"), f"/pledges/{key}/evaluation"
    typed = {
        "evaluated_on": "2026-11-16", "voters": "9", "satisfied": "8", "fairly": "2",
        "dissatisfied": "0", "counted_by": "王毛方", "responsible": "周敏",
        "opinion": "希望多走访。",
    }  # fmt: skip
    refused = secretary.post(path, data=typed)
    assert refused.status_code == 422
    assert "比参评人数 9 人多" in refused.text
    assert secretary.post(path, data=typed | {"fairly": "1"}).status_code == 303
    made = fresh(key)
    assert made.state is PledgeState.EVALUATED
    [said] = made.feedback
    assert (said.opinion, said.due_on) == ("希望多走访。", date(2026, 12, 16))
    again = typed | {"voters": "10", "version": str(made.evaluation.version)}
    assert secretary.post(path, data=again).status_code == 303
    assert fresh(key).evaluation.voters == 10
    assert len(fresh(key).feedback) == 1


def figures(world, *rows):
    """A posted page of figures: (pledge, voters, satisfied, fairly, dissatisfied) each."""
    posted = {"evaluated_on": "2026-11-16", "counted_by": "王毛方", "responsible": "周敏"}
    for place, (made, *marks) in enumerate(rows):
        names = ("voters", "satisfied", "fairly", "dissatisfied")
        posted[f"rows-{place}-pledge_id"] = str(made.id)
        posted |= {f"rows-{place}-{n}": str(m) for n, m in zip(names, marks, strict=True)}
    return posted


def test_one_count_of_many_is_entered_on_one_page(client_of, world):
    first, second, third = (published(world, name) for name in ("欧阳懿", "李喆昇", "王毛方"))
    keys = [kept(one) for one in (first, second, third)]
    secretary, path = client_of("secretary"), f"/pledges/branch/{world.here.id}/figures?year=2026"
    assert secretary.get(path).text.count("rows-2-voters") >= 1
    rows = [(first, 9, 8, 1, 0), (second, "", "", "", ""), (third, 9, 9, 1, 0)]
    refused = secretary.post(path, data=figures(world, *rows))
    assert refused.status_code == 422
    assert "王毛方：三项合计 10 人" in refused.text
    assert fresh(keys[0]).evaluation is None
    rows[2] = (fresh(keys[2]), 9, 9, 0, 0)
    rows = [(fresh(key), *row[1:]) for key, row in zip(keys, rows, strict=True)]
    assert secretary.post(path, data=figures(world, *rows)).status_code == 303
    assert [fresh(key).evaluation and fresh(key).evaluation.satisfied for key in keys] == [
        8, None, 9,
    ]  # fmt: skip


def test_a_page_of_blank_figures_enters_nothing(client_of, world):
    made = published(world)
    kept(made)
    path = f"/pledges/branch/{world.here.id}/figures?year=2026"
    answer = client_of("secretary").post(path, data=figures(world, (made, "", "", "", "")))
    assert answer.status_code == 422
    assert "至少填一个人的合计数" in answer.text


def test_figures_of_another_branchs_pledge_are_passed_over(client_of, world):
    other = published(world, "孙翀", branch=world.there)
    key = kept(other)
    path = f"/pledges/branch/{world.here.id}/figures?year=2026"
    answer = client_of("secretary").post(path, data=figures(world, (other, 9, 9, 0, 0)))
    assert answer.status_code == 422
    assert fresh(key).evaluation is None


def test_few_voters_figures_are_seen_by_those_who_counted_alone(client_of, world):
    made = published(world)
    evaluated(made, voters=4, satisfied=4, fairly=0)
    few = kept(made)
    assert "满意 4" in client_of("secretary").get(f"/pledges/{few}").text
    for page in ("/pledges/mine", "/pledges/board"):
        text = client_of("member").get(page).text
        assert "不公布票数" in text
        assert "满意 4" not in text
    slip = builders.feedback(fresh(few), TODAY)
    assert slip.figures == "参评人数少，不公布票数"


def test_figures_are_seen_from_five_voters_on(client_of, world):
    made = published(world)
    evaluated(made, voters=5, satisfied=4, fairly=1)
    kept(made)
    assert (
        "参评 5 人：满意 4，基本满意 1，不满意 0" in client_of("member").get("/pledges/board").text
    )


def test_the_database_holds_no_more_marks_than_voters(world):
    made = published(world)
    evaluated(made)
    found = db.session.scalars(select(PledgeEvaluation)).one()
    found.dissatisfied = 5
    with pytest.raises(IntegrityError) as error:
        db.session.flush()
    assert explained(error.value).field == "voters"


def test_the_pledger_confirms_and_the_cycle_ends(client_of, world):
    made = published(world)
    evaluated(made)
    key, number = kept(made), made.feedback[0].id
    member, path = client_of("member"), f"/pledges/{key}/feedback/{number}"
    member.post(f"/pledges/mine/feedback/{number}/confirm")
    assert fresh(key).feedback[0].confirmed_on is None
    answer = {
        f"answer-{number}-result": "已同本人谈。", f"answer-{number}-told_on": "2026-11-16",
        f"answer-{number}-way": "face",
    }  # fmt: skip
    assert client_of("secretary").post(path, data=answer).status_code == 303
    assert "承诺评议的反馈，请确认" in member.get("/").text
    assert member.post(f"/pledges/mine/feedback/{number}/confirm").status_code == 303
    made = fresh(key)
    assert (made.state, made.feedback[0].confirmed_by) == (PledgeState.CLOSED, "欧阳懿")
    refused = client_of("secretary").post(path, data=answer)
    assert refused.status_code == 422


def test_every_opinion_is_confirmed_before_the_cycle_ends(world):
    made = published(world)
    early = judging.raise_opinion(
        made, opinion="走访少。", source=OpinionSource.RECEPTION, responsible="周敏",
        raised_on=TODAY,
    )  # fmt: skip
    evaluated(made)
    for one in (early, made.feedback[-1]):
        assert made.state is PledgeState.EVALUATED
        judging.answer(one, result="好。", told_on=TODAY, way=FeedbackWay.FACE)
        judging.confirm(one, by="欧阳懿")
    assert made.state is PledgeState.CLOSED


def test_a_day_before_the_opinion_and_a_day_to_come_are_refused(world):
    made = published(world)
    evaluated(made)
    for day in (date(2026, 11, 15), date(2026, 11, 17)):
        with pytest.raises(Refused):
            judging.answer(made.feedback[0], result="好。", told_on=day, way=FeedbackWay.FACE)
