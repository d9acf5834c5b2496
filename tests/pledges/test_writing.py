"""A pledge is written, reviewed, published and followed: what is refused, who sees which text."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.errors import Refused, explained
from app.pledges import actions, judging
from app.pledges.models import Pledge
from app.rules.pledges import (
    AGREED,
    FeedbackWay,
    Heading,
    Outcome,
    PledgeState,
)
from tests.pledges.made import approved, evaluated, fresh, kept, matter, published, written

TODAY = date(2026, 11, 16)
TYPED = {
    "post": "副教授",
    "matters-0-heading": "service", "matters-0-text": "联系一个学生宿舍",
    "matters-0-measure": "每学期走访三次。", "matters-0-due_on": "2026-12-20",
    "matters-1-heading": "learning", "matters-1-text": "", "matters-1-measure": "",
    "matters-1-due_on": "",
}  # fmt: skip


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
