"""A pledge from its writing to its feedback: what is refused, what follows, who sees which text."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused, explained
from app.pledges import actions, builders, judging, queries
from app.pledges.models import Pledge, PledgeEvaluation
from app.rectification.models import Item
from app.rules.pledges import (
    AGREED,
    FeedbackWay,
    Heading,
    OpinionSource,
    Outcome,
    PledgeState,
)
from tests.pledges.made import approved, asked, commented, evaluated, matter, published, written

TODAY = date(2026, 11, 16)
TYPED = {
    "post": "副教授",
    "matters-0-heading": "service", "matters-0-text": "联系一个学生宿舍",
    "matters-0-measure": "每学期走访三次。", "matters-0-due_on": "2026-12-20",
    "matters-1-heading": "learning", "matters-1-text": "", "matters-1-measure": "",
    "matters-1-due_on": "",
}  # fmt: skip


def kept(made):
    db.session.commit()
    return made.id


def fresh(pledge_id):
    db.session.expire_all()
    return queries.one(EVERYTHING, pledge_id)


def own():
    db.session.expire_all()
    return db.session.scalars(select(Pledge)).one()


def test_a_member_writes_the_own_pledge_and_changes_it_until_it_is_reviewed(client_of, world):
    member = client_of("member")
    assert "还没有写" in member.get("/pledges/mine").text
    assert member.post("/pledges/mine/write", data=TYPED).location.endswith("/pledges/mine")
    made = own()
    assert (made.person.name, made.organization_id, made.year) == ("欧阳懿", world.here.id, 2026)
    [one] = made.matters
    assert (one.heading, one.text, one.due_on) == (
        Heading.SERVICE, "联系一个学生宿舍", date(2026, 12, 20),
    )  # fmt: skip
    more = TYPED | {
        "version": str(made.version), "matters-1-text": "读书", "matters-1-measure": "每月一本。",
        "matters-1-due_on": "2026-12-31",
    }  # fmt: skip
    assert member.post("/pledges/mine/write", data=more).status_code == 303
    assert [one.text for one in own().matters] == ["联系一个学生宿舍", "读书"]
    actions.approve(own(), by=None, name="支部", opinion=AGREED)
    db.session.commit()
    refused = member.get("/pledges/mine/write")
    assert refused.location.endswith("/pledges/mine")


def test_taking_a_matter_out_leaves_the_others_in_their_places(world):
    made = written(world, matters=[matter("一"), matter("二"), matter("三")])
    actions.write(
        world.here, made.person, 2026, made, post="", matters=[matter("一"), matter("三")]
    )
    assert [(one.position, one.text) for one in made.matters] == [(0, "一"), (1, "三")]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("matters-0-due_on", "2027-01-01", "时限应在2026年内"),
        ("matters-0-due_on", "", "请写完成时限"),
        ("matters-0-measure", "", "请写具体措施"),
        ("matters-0-text", "", "请写明承诺做什么"),
    ],
)
def test_what_a_matter_lacks_is_said_at_its_field_and_the_input_kept(client_of, field, value, said):
    answer = client_of("member").post("/pledges/mine/write", data=TYPED | {field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'id="{field}-error"' in answer.text
    assert "副教授" in answer.text


def test_an_empty_pledge_is_not_taken(client_of):
    answer = client_of("member").post("/pledges/mine/write", data={"post": "副教授"})
    assert answer.status_code == 422
    assert "至少写一项承诺" in answer.text


def test_the_button_for_one_more_matter_keeps_what_was_typed_and_saves_nothing(client_of, world):
    answer = client_of("member").post("/pledges/mine/write", data=TYPED | {"more": "1"})
    assert answer.status_code == 200
    assert 'name="matters-2-text"' in answer.text
    assert "联系一个学生宿舍" in answer.text
    assert db.session.scalar(select(Pledge.id)) is None


def test_two_tabs_do_not_overwrite_each_other(client_of):
    member = client_of("member")
    member.post("/pledges/mine/write", data=TYPED)
    first = TYPED | {"version": "1", "matters-0-text": "先存的"}
    member.post("/pledges/mine/write", data=first)
    late = member.post("/pledges/mine/write", data=TYPED | {"version": "1"})
    assert late.status_code == 422
    assert "别人保存的是：先存的" in late.text


def test_last_years_open_matters_open_the_form_without_their_day(client_of, world):
    made = published(
        world, year=2025,
        matters=[matter("办成的", date(2025, 6, 1)), matter("没办成的", date(2025, 9, 1))],
    )  # fmt: skip
    actions.tell(made.matters[0], text="好了。", told_on=TODAY, outcome=Outcome.KEPT, why="", by="")
    db.session.commit()
    page = client_of("member").get("/pledges/mine/write").text
    assert "没办成的" in page
    assert 'value="办成的"' not in page
    assert "2025-09-01" not in page


def test_a_person_pledges_once_a_year_and_so_does_an_organisation(world):
    for name in ("欧阳懿", None):
        written(world, name)
        with pytest.raises(IntegrityError) as error, db.session.begin_nested():
            written(world, name)
        assert "请重新打开页面再改" in explained(error.value).message
        written(world, name, year=2025, matters=[matter(due_on=date(2025, 12, 1))])


def test_the_secretary_agrees_publishes_and_the_branch_sees_it(client_of, world):
    key = kept(written(world))
    secretary, member = client_of("secretary"), client_of("probationer")
    assert "每月通读一份文件" not in member.get("/pledges/board").text
    form = {"approve-opinion": AGREED}
    assert secretary.post(f"/pledges/{key}/approve", data=form).status_code == 303
    made = fresh(key)
    assert (made.state, made.reviewed_by) == (PledgeState.APPROVED, "教工第一党支部 周敏")
    secretary.post(f"/pledges/branch/{world.here.id}/publish?year=2026")
    assert (fresh(key).state, fresh(key).published_on) == (PledgeState.PUBLISHED, TODAY)
    assert "每月通读一份文件" in member.get("/pledges/board").text
    assert "每月通读一份文件" not in client_of("stranger").get("/pledges/board").text


def test_a_pledge_goes_back_with_the_field_and_the_reason(client_of, world):
    key = kept(written(world))
    back = {"back-field": "具体措施", "back-why": "请写得可以查。"}
    assert client_of("secretary").post(f"/pledges/{key}/return", data=back).status_code == 303
    assert fresh(key).state is PledgeState.RETURNED
    member = client_of("member")
    page = member.get("/pledges/mine/write").text
    assert "请改“具体措施”：请写得可以查。" in page
    assert "请改“具体措施”" in member.get("/").text
    again = TYPED | {"version": str(fresh(key).version)}
    assert member.post("/pledges/mine/write", data=again).status_code == 303
    assert fresh(key).state is PledgeState.SUBMITTED


def test_a_return_without_a_reason_is_refused_at_the_field(client_of, world):
    key = kept(written(world))
    answer = client_of("secretary").post(f"/pledges/{key}/return", data={"back-field": "岗位"})
    assert answer.status_code == 422
    assert 'id="back-why-error"' in answer.text


def test_nobody_reviews_the_own_pledge(client_of, world):
    key = kept(written(world, "周敏"))
    secretary = client_of("secretary")
    assert "请其他支委审核" in secretary.get(f"/pledges/{key}").text
    answer = secretary.post(f"/pledges/{key}/approve", data={"approve-opinion": AGREED})
    assert answer.status_code == 422
    assert "自己的承诺" in answer.text
    other = client_of("committee_member")
    assert (
        other.post(f"/pledges/{key}/approve", data={"approve-opinion": AGREED}).status_code == 303
    )


def test_what_is_not_agreed_to_is_not_published(client_of, world):
    key = kept(written(world))
    client_of("secretary").post(f"/pledges/{key}/publish")
    client_of("secretary").post(f"/pledges/branch/{world.here.id}/publish")
    assert fresh(key).state is PledgeState.SUBMITTED


def test_those_above_see_numbers_and_the_organisations_pledge_only(client_of, world):
    key, own_key = kept(published(world)), kept(published(world, None))
    for who in ("faculty", "committee", "liaison"):
        above = client_of(who)
        assert above.get(f"/pledges/{key}").status_code == 404
        assert above.get(f"/pledges/{key}/letter.pdf").status_code == 404
        page = above.get(f"/pledges/branch/{world.here.id}").text
        assert "欧阳懿" not in page
        assert "党员个人的承诺只在本支部公开" in page
        assert above.get(f"/pledges/{own_key}").status_code == 200
    assert client_of("sibling").get(f"/pledges/{own_key}").status_code == 404
    assert client_of("faculty").get(f"/pledges/branch/{world.here.id}/board.pdf").status_code == 403
    listed = client_of("faculty").get("/pledges/").text
    assert "1 / 8" in listed


def test_a_members_act_on_anothers_pledge_does_nothing(client_of, world):
    made = published(world, "李喆昇")
    evaluated(made)
    key = kept(made)
    member = client_of("member")
    note = {
        f"note-{made.matters[0].id}-text": "x",
        f"note-{made.matters[0].id}-told_on": "2026-11-16",
    }
    member.post(f"/pledges/mine/matters/{made.matters[0].id}/progress", data=note)
    member.post(f"/pledges/mine/feedback/{made.feedback[0].id}/confirm")
    assert fresh(key).matters[0].notes == []
    assert fresh(key).feedback[0].confirmed_on is None
    assert member.get(f"/pledges/{key}").status_code == 403


def test_progress_is_told_by_the_pledger_and_settles_the_matter(client_of, world):
    made = published(world)
    key, number = kept(made), made.matters[0].id
    path = f"/pledges/mine/matters/{number}/progress"
    typed = {"outcome": "broken", "text": "没有办成。", "told_on": "2026-11-16", "why": ""}
    note = {f"note-{number}-{name}": value for name, value in typed.items()}
    refused = client_of("member").post(path, data=note)
    assert refused.status_code == 422
    assert "没有完成的，请写明原因" in refused.text
    note |= {f"note-{number}-outcome": "kept", f"note-{number}-text": "写完了。"}
    assert client_of("member").post(path, data=note).status_code == 303
    [one] = fresh(key).matters
    assert (one.outcome, one.done_on, one.notes[0].told_by) == (Outcome.KEPT, TODAY, "欧阳懿")
    assert "写完了。" in client_of("probationer").get("/pledges/board").text


def test_after_the_end_no_progress_is_told(world):
    made = published(world)
    evaluated(made)
    [said] = made.feedback
    judging.answer(said, result="好。", told_on=TODAY, way=FeedbackWay.FACE)
    judging.confirm(said, by="欧阳懿")
    with pytest.raises(Refused, match="不再记进展"):
        actions.tell(made.matters[0], text="x", told_on=TODAY, outcome=Outcome.GOING, why="", by="")


def test_progress_waits_for_the_publication_and_for_its_day(world):
    facts = {"text": "x", "outcome": Outcome.GOING, "why": "", "by": ""}
    with pytest.raises(Refused, match="还没有公开"):
        actions.tell(approved(world).matters[0], told_on=TODAY, **facts)
    made = published(world, "李喆昇")
    with pytest.raises(Refused, match="还没有到"):
        actions.tell(made.matters[0], told_on=date(2026, 11, 17), **facts)


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


def test_the_branch_writes_its_own_pledge_under_the_five_goods(client_of, world):
    path = f"/pledges/branch/{world.here.id}/write"
    secretary = client_of("secretary")
    page = secretary.get(path).text
    assert "领导班子好" in page
    assert "带头学习提高" not in page
    typed = TYPED | {
        "matters-0-heading": "members", "matters-0-responsible": "韩志远",
        "matters-1-heading": "leaders",
    }  # fmt: skip
    assert secretary.post(path, data=typed).status_code == 303
    assert own().person is None
    assert own().matters[0].responsible == "韩志远"


def test_the_lists_ask_a_fixed_number_of_statements(client_of, world, statements):
    secretary, path = client_of("secretary"), f"/pledges/branch/{world.here.id}"
    counts = []
    for names in (["欧阳懿"], ["周敏", "郑一诺", "韩志远", "李喆昇", "王毛方"]):
        for name in names:
            evaluated(published(world, name))
        db.session.commit()
        for page in (path, "/pledges/board"):
            secretary.get(page)
            statements()
            assert secretary.get(page).status_code == 200
            counts.append(len(statements()))
    assert counts[:2] == counts[2:]


@pytest.mark.parametrize("paper", ["board.pdf", "ledger.pdf", "letters.pdf"])
def test_papers_of_the_branch_print(client_of, world, paper):
    made = published(world)
    commented(world, made)
    published(world, None)
    db.session.commit()
    answer = client_of("secretary").get(f"/pledges/branch/{world.here.id}/{paper}")
    assert answer.data.startswith(b"%PDF")


@pytest.mark.parametrize("paper", ["letter.pdf", "comments.pdf", "feedback.pdf"])
def test_papers_of_a_pledge_print(client_of, world, paper):
    made = published(world)
    commented(world, made)
    evaluated(made)
    key = kept(made)
    assert client_of("secretary").get(f"/pledges/{key}/{paper}").data.startswith(b"%PDF")


def test_papers_say_what_the_record_says(world):
    made = published(world, matters=[matter("读书"), matter("走访", date(2026, 12, 20))])
    actions.tell(
        made.matters[0], text="读完了。", told_on=TODAY, outcome=Outcome.KEPT, why="", by=""
    )
    evaluated(made)
    [row] = builders.board([made], "支部", 2026, TODAY).rows
    assert row.matters == ("1. 读书", "2. 走访")
    assert row.state == ("11月16日完成", "正在办")
    first, _ = builders.ledger([made], "支部", 2026, TODAY).rows
    assert (first.kept, first.progress) == ("11月16日完成", ("11月16日：读完了。",))
    assert first.result == "参评 9 人：满意 7，基本满意 2，不满意 0"
    letter = builders.letter(made)
    assert (letter.title, letter.published) == ("2026年党员公开承诺书", TODAY)


def test_every_step_leaves_its_trail_under_the_branch(world):
    made = published(world)
    commented(world, made)
    evaluated(made)
    db.session.commit()
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.subject.like("%承诺%"))).all()
    assert {row.path for row in rows} == {world.here.path}
    assert {row.subject for row in rows} == {
        "公开承诺",
        "承诺事项",
        "承诺点评",
        "承诺评议",
        "承诺反馈",
    }


def test_the_workspace_asks_a_member_to_write_where_it_is_asked_for(client_of, world):
    assert "写承诺书" not in client_of("member").get("/").text
    asked(world)
    assert "写承诺书" in client_of("member").get("/").text
    written(world)
    db.session.commit()
    assert "写承诺书" not in client_of("member").get("/").text


def test_the_cycle_is_switched_on_at_the_page_of_local_rules(client_of, world):
    page = client_of("secretary").get(f"/organizations/{world.here.id}/rules").text
    assert "公开承诺、点评、评议、反馈" in page
