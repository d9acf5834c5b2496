"""A class until it is held: who may what, whom it is for, seats, invitations, leave."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Post
from app.rules.training import ClassState, PlaceState, Target
from app.training import actions, placing, queries, targets
from tests.training.made import (
    DAY,
    announced,
    asked,
    enrolled,
    places_of,
    planned,
)
from tests.world import add_member

TODAY = date(2026, 11, 16)
TYPED = {
    "kind": "secretary", "target": "secretaries", "title": "下半年书记培训班",
    "started_on": "2026-12-03", "ended_on": "2026-12-04", "enrol_until": "2026-11-30",
    "capacity": "20", "place": "会议室", "purpose": "学习条例。", "partner_id": "", "partner": "",
    "sessions-0-held_on": "2026-12-03", "sessions-0-span": "day", "sessions-0-topic": "条例",
    "sessions-1-held_on": "2026-12-04", "sessions-1-span": "hours", "sessions-1-topic": "交流",
    "sessions-1-starts_at": "14:00", "sessions-1-ends_at": "16:30",
}  # fmt: skip


def states(made):
    return {name: place.state.value for name, place in places_of(made).items()}


def test_an_officer_plans_and_announces_a_class(client_of, world):
    faculty = client_of("faculty")
    typed = TYPED | {"organization_id": str(world.college.id)}
    answer = faculty.post("/training/new", data=typed)
    assert answer.status_code == 303
    made = queries.one(EVERYTHING, int(answer.location.rsplit("/", 1)[1]))
    assert [one.hours for one in made.sessions] == [8, 2.5]
    assert made.hours == 10.5
    assert client_of("secretary").get(answer.location).status_code == 404, "a draft is not seen"
    assert faculty.post(f"{answer.location}/move", data={"to": "announced"}).status_code == 303
    page = client_of("secretary").get(answer.location)
    assert "推荐学员" in page.text
    assert "报名中" in client_of("secretary").get("/training/").text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": ""}, "请填写这一项"),
        ({"ended_on": "2026-12-02"}, "结束日期不能早于开始日期"),
        ({"enrol_until": "2026-12-04"}, "报名截止日期不能晚于开班日期"),
        ({"capacity": "0"}, "名额至少 1 人"),
        ({"capacity": "-3"}, "请填 0 到 2000 的整数"),
        ({"sessions-0-held_on": "2026-12-09"}, "不在开班和结束日期之间"),
        ({"sessions-0-topic": ""}, "请写内容"),
        ({"sessions-1-ends_at": "13:00"}, "结束时间应晚于开始时间"),
        ({"sessions-1-starts_at": ""}, "请写开始时间"),
        ({"sessions-0-hours": "0.3"}, "可以有半个"),
        ({"kind": "dance"}, "请从列出的选项中选择"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_the_input_stays(
    client_of, world, changed, message
):
    typed = TYPED | {"organization_id": str(world.college.id)} | changed
    answer = client_of("faculty").post("/training/new", data=typed)
    assert answer.status_code == 422
    assert message in answer.text
    if "title" not in changed:
        assert "下半年书记培训班" in answer.text


def test_a_branch_holds_its_own_rotation_and_no_secretaries_class(client_of, world):
    secretary = client_of("secretary")
    page = secretary.get("/training/new").text
    assert "党员轮训" in page
    assert "书记集中培训" not in page
    typed = TYPED | {
        "organization_id": str(world.here.id), "kind": "rotation", "target": "members",
    }  # fmt: skip
    assert secretary.post("/training/new", data=typed).status_code == 303
    with pytest.raises(Refused, match="由上级党组织举办"):
        planned(world, host=world.here)


def test_a_stale_edit_comes_back_with_both_texts(client_of, world):
    made = planned(world)
    db.session.commit()
    faculty, address = client_of("faculty"), f"/training/{made.id}/edit"
    version = str(made.version)
    assert faculty.post(address, data=TYPED | {"version": version}).status_code == 303
    answer = faculty.post(address, data=TYPED | {"version": version, "place": "报告厅"})
    assert answer.status_code == 422
    assert "别人保存的是：会议室" in answer.text


def test_a_class_without_sessions_is_not_announced(world):
    made = planned(world, lessons=[])
    with pytest.raises(Refused, match="还没有安排课次"):
        actions.move(made, ClassState.ANNOUNCED)


def test_calling_off_needs_a_reason(client_of, world):
    made = announced(world)
    faculty, address = client_of("faculty"), f"/training/{made.id}/move"
    answer = faculty.post(address, data={"to": "cancelled", "cancel-why": ""})
    assert answer.status_code == 422
    assert (
        faculty.post(address, data={"to": "cancelled", "cancel-why": "场地停用"}).status_code == 303
    )
    assert "已取消：场地停用" in faculty.get(f"/training/{made.id}").text


@pytest.mark.parametrize(
    ("target", "names"),
    [
        (Target.SECRETARIES, {"周敏", "孙翀"}),
        (Target.NEW_SECRETARIES, set()),
        (Target.COMMITTEES, {"周敏", "郑一诺", "韩志远", "孙翀"}),
        (Target.ACTIVISTS, {"陈思齐"}),
        (Target.PROSPECTS, set()),
        (Target.NEWCOMERS, {"杜怡可"}),
    ],
)
def test_whom_a_class_is_for_is_found_from_posts_and_stages(world, target, names):
    made = announced(world, target=target)
    found = targets.candidates(EVERYTHING, made, TODAY)
    assert {one.name for one in found} == names


def test_who_is_new_is_found_by_the_six_months(world):
    post = db.session.scalars(select(Post).where(Post.person_id == world.people["孙翀"].id)).one()
    made = announced(world, target=Target.NEW_SECRETARIES)
    for started, there in [
        (date(2026, 5, 15), False), (date(2026, 5, 16), True), (date(2026, 11, 1), True),
    ]:  # fmt: skip
        post.started_on = started
        db.session.flush()
        found = targets.candidates(EVERYTHING, made, TODAY)
        assert ("孙翀" in {one.name for one in found}) is there


def test_the_list_of_candidates_takes_a_fixed_number_of_statements(world, statements):
    made = announced(world, target=Target.MEMBERS)
    counts = []
    for number in range(2):
        for one in range(5):
            add_member(world, world.here, f"新{number}{one}")
        db.session.commit()
        db.session.refresh(made)
        _ = made.organization.path
        statements()
        targets.candidates(EVERYTHING, made, TODAY)
        counts.append(len(statements()))
    assert counts[0] == counts[1] <= 3


def test_an_invitation_enrols_nobody_until_the_person_agrees(client_of, world):
    made = announced(world)
    faculty = client_of("faculty")
    people = [str(world.people[name].id) for name in ("周敏", "孙翀")]
    answer = faculty.post(f"/training/{made.id}/invite", data={"people": people})
    assert answer.status_code == 303
    assert states(made) == {"周敏": "invited", "孙翀": "invited"}
    secretary = client_of("secretary")
    assert "请确认是否参加" in secretary.get("/").text
    assert secretary.post(f"/training/mine/{made.id}/agree").status_code == 303
    assert states(made) == {"周敏": "enrolled", "孙翀": "invited"}


def test_a_secretary_nominates_own_people_only_and_sees_no_others(client_of, world):
    made = announced(world, target=Target.COMMITTEES)
    asked(world, made, "孙翀")
    secretary, address = client_of("secretary"), f"/training/{made.id}"
    page = secretary.get(address).text
    assert "郑一诺" in page
    assert "孙翀" not in page
    own, other = str(world.people["郑一诺"].id), str(world.people["吴赟"].id)
    answer = secretary.post(f"{address}/nominate", data={"people": [own]})
    assert answer.status_code == 303
    assert states(made) == {"孙翀": "invited", "郑一诺": "nominated"}
    answer = secretary.post(f"{address}/nominate", data={"people": [other]})
    assert answer.status_code == 422
    assert "不属于这个班的对象" in answer.text
    assert secretary.post(f"{address}/invite", data={"people": [own]}).status_code == 404


def test_a_member_sees_only_classes_he_was_asked_to(client_of, world):
    made = announced(world, target=Target.MEMBERS)
    member = client_of("member")
    assert made.title not in member.get("/training/mine").text
    assert member.post(f"/training/mine/{made.id}/agree").status_code == 404
    assert member.get(f"/training/{made.id}").status_code == 403
    asked(world, made, "欧阳懿")
    assert made.title in member.get("/training/mine").text


def test_a_class_never_holds_more_than_its_seats_and_the_next_in_line_moves_up(world):
    made = announced(world, capacity=2)
    enrolled(world, made, "周敏", "郑一诺", "韩志远", "欧阳懿")
    assert list(states(made).values()).count("enrolled") == 2
    assert states(made)["韩志远"] == states(made)["欧阳懿"] == "waiting"
    moved = placing.leave(places_of(made)["周敏"], why="出差")
    assert moved.person.name == "韩志远"
    db.session.commit()
    placing.leave(places_of(made)["欧阳懿"], why="生病")
    assert placing.leave(places_of(made)["郑一诺"], why="出差") is None
    assert states(made) == {
        "周敏": "left", "郑一诺": "left", "韩志远": "enrolled", "欧阳懿": "left",
    }  # fmt: skip


def test_more_seats_let_people_move_up_and_fewer_than_taken_are_refused(client_of, world):
    made = announced(world, capacity=1)
    enrolled(world, made, "周敏", "郑一诺", "韩志远")
    faculty, address = client_of("faculty"), f"/training/{made.id}/edit"
    assert faculty.post(address, data=TYPED | {"capacity": "2"}).status_code == 303
    assert states(made) == {"周敏": "enrolled", "郑一诺": "enrolled", "韩志远": "waiting"}
    answer = faculty.post(address, data=TYPED | {"capacity": "1"})
    assert answer.status_code == 422
    assert "名额不能少于 2 人" in answer.text


def test_who_comes_too_late_is_told_so_and_the_host_may_still_take_him(client_of, world):
    made = announced(world)
    [place] = asked(world, made, "周敏")
    with clock.travel(DAY - timedelta(days=2)):
        with pytest.raises(Refused, match="报名已经截止"):
            placing.agree(place)
        assert placing.agree(place, by="许静云", late=True) is PlaceState.ENROLLED


def test_leaving_needs_a_reason_and_declining_too(client_of, world):
    made = announced(world)
    enrolled(world, made, "周敏")
    secretary, address = client_of("secretary"), f"/training/mine/{made.id}/leave"
    assert "请假" in secretary.get(address).text
    assert secretary.post(address, data={"why": ""}).status_code == 422
    assert secretary.post(address, data={"why": "出差"}).status_code == 303
    assert states(made) == {"周敏": "left"}
    secretary.post(f"/training/mine/{made.id}/agree")
    assert states(made) == {"周敏": "enrolled"}


def test_the_other_side_of_an_exchange_may_nominate_too(client_of, world):
    made = announced(
        world, kind="exchange", host=world.here, partner_id=world.university.id,
        target=Target.SECRETARIES,
    )  # fmt: skip
    sibling, address = client_of("sibling"), f"/training/{made.id}"
    assert sibling.get(address).status_code == 200
    person = str(world.people["孙翀"].id)
    assert sibling.post(f"{address}/nominate", data={"people": [person]}).status_code == 303
    assert states(made) == {"孙翀": "nominated"}
    assert "孙翀" in client_of("secretary").get(address).text


def test_the_list_of_classes_asks_a_fixed_number_of_statements(client_of, world, statements):
    faculty, counts = client_of("faculty"), []
    for number in range(2):
        for one in range(3):
            made = announced(world, title=f"第 {number}{one} 期")
            enrolled(world, made, "周敏", "孙翀")
        faculty.get("/training/")
        statements()
        assert faculty.get("/training/").status_code == 200
        counts.append(len(statements()))
    assert counts[0] == counts[1] <= 8


def test_a_double_press_invites_once(client_of, world):
    made = announced(world)
    faculty, data = client_of("faculty"), {"people": [str(world.people["周敏"].id)], "once": "m"}
    first = faculty.post(f"/training/{made.id}/invite", data=data)
    second = faculty.post(f"/training/{made.id}/invite", data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert states(made) == {"周敏": "invited"}


def test_a_class_tells_what_it_belongs_to(client_of, world):
    made = planned(world, belongs_title="书记论坛", belongs_url="/activities/3")
    db.session.commit()
    assert [one.id for one in queries.of_what(EVERYTHING, "/activities/3")] == [made.id]
    assert 'href="/activities/3"' in client_of("faculty").get(f"/training/{made.id}").text


def test_hours_follow_the_span_when_it_is_changed(client_of, world):
    made = planned(world)
    db.session.commit()
    page = client_of("faculty").get(f"/training/{made.id}/edit").text
    hours = next(
        one for one in re.findall(r"<input[^>]*>", page) if 'name="sessions-0-hours"' in one
    )
    assert 'value="8"' not in hours
