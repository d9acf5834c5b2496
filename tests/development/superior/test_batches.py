"""Many people decided on one page: each by oneself, a refusal at its row, one press once."""

from app.core.db import db
from app.development.models import RequestState
from app.rules.development.steps import Step
from app.rules.organizations import PostKind
from tests.development.superior.made import again, step_of
from tests.world import add_account, appoint


def fields(request, **own):
    return {f"r{request.id}-{name}": value for name, value in own.items()}


MEETING = {"on": "2026-07-14", "due": "9", "present": "9", "number": "计党发〔2026〕12号"}


def test_a_batch_decides_each_person_and_keeps_the_refused_at_their_row(client_of, world, asked):
    good, poor = asked(Step.APPROVED), asked(Step.APPROVED, "何淼")
    address = f"/development/queue/decide?request={good.id}&request={poor.id}"
    data = MEETING | fields(good, outcome="agree", yes="9") | fields(poor, outcome="agree", yes="4")
    answer = client_of("faculty").post(address, data=data)
    assert answer.status_code == 200
    assert "已办理：沈砚" in answer.text
    assert "没有超过半数" in answer.text
    assert again(good).state is RequestState.DECIDED
    assert again(poor).state is RequestState.WAITING
    assert step_of(poor.file_id, Step.APPROVED) is None


def test_a_batch_in_which_nobody_can_be_decided_changes_nothing(client_of, world, asked):
    poor = asked(Step.APPROVED)
    data = MEETING | fields(poor, outcome="agree", yes="4")
    answer = client_of("faculty").post(f"/development/queue/decide?request={poor.id}", data=data)
    assert answer.status_code == 422
    assert again(poor).state is RequestState.WAITING


def test_who_is_put_off_stays_in_the_queue(client_of, world, asked):
    now, later = asked(Step.APPROVED), asked(Step.APPROVED, "何淼")
    address = f"/development/queue/decide?request={now.id}&request={later.id}"
    data = MEETING | fields(now, outcome="agree", yes="9") | fields(later, outcome="")
    assert client_of("faculty").post(address, data=data).status_code == 303
    assert again(later).state is RequestState.WAITING


def test_what_was_typed_without_a_decision_is_kept_and_asked_about(client_of, world, asked):
    talk = asked(Step.SUPERIOR_TALK)
    address = f"/development/queue/decide?request={talk.id}"
    own = fields(talk, outcome="", on="2026-07-10", content="态度端正，同意提交审批。")
    answer = client_of("faculty").post(address, data=own)
    assert answer.status_code == 422
    assert "还没有选决定" in answer.text
    assert "态度端正，同意提交审批。" in answer.text
    assert again(talk).state is RequestState.WAITING


def test_a_double_press_acts_once(client_of, world, asked):
    request = asked(Step.APPROVED)
    client, address = client_of("faculty"), f"/development/queue/decide?request={request.id}"
    data = MEETING | {"once": "one-mark"} | fields(request, outcome="agree", yes="9")
    first, second = client.post(address, data=data), client.post(address, data=data)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location


def test_a_talk_takes_who_when_and_what(client_of, world, asked):
    talk = asked(Step.SUPERIOR_TALK)
    address = f"/development/queue/decide?request={talk.id}"
    own = {"outcome": "agree", "on": "2026-07-10", "content": "态度端正，同意提交审批。"}
    answer = client_of("faculty").post(address, data=fields(talk, **own))
    assert answer.status_code == 422
    assert "请填写谈话人" in answer.text
    own["done_by"] = "吴赟（组织员）"
    assert client_of("faculty").post(address, data=fields(talk, **own)).status_code == 303
    taken = step_of(talk.file_id, Step.SUPERIOR_TALK)
    assert (taken.done_by, taken.content) == ("吴赟（组织员）", "态度端正，同意提交审批。")


def test_a_return_says_which_step_and_why(client_of, world, asked):
    request = asked(Step.APPROVED)
    address = f"/development/queue/decide?request={request.id}"
    own = fields(request, outcome="return", reason="缺政审回函")
    answer = client_of("faculty").post(address, data={"on": "2026-07-14"} | own)
    assert answer.status_code == 422
    assert "请选择退回补正哪一步" in answer.text
    own |= fields(request, step="10")
    client_of("faculty").post(address, data={"on": "2026-07-14"} | own)
    assert again(request).returned_why == "第10步“政治审查”：缺政审回函"


def test_an_officer_cannot_decide_on_the_own_file(client_of, world, asked):
    request = asked(Step.APPROVED)
    add_account(world, "self", request.file.member.person)
    appoint(world, "沈砚", world.college, PostKind.OFFICER)
    db.session.commit()
    data = MEETING | fields(request, outcome="agree", yes="9")
    answer = client_of("self").post(f"/development/queue/decide?request={request.id}", data=data)
    assert answer.status_code == 422
    assert "不能办理本人的事项" in answer.text


def test_different_kinds_are_not_decided_on_one_page(client_of, world, asked):
    one, other = asked(Step.APPROVED), asked(Step.PREREVIEW, "何淼")
    address = f"/development/queue/decide?request={one.id}&request={other.id}"
    page = client_of("faculty").get(address, follow_redirects=True)
    assert "一次只能办理同一类事项" in page.text


def test_one_press_takes_the_whole_kind(client_of, world, asked):
    asked(Step.APPROVED)
    asked(Step.APPROVED, "何淼")
    page = client_of("faculty").get("/development/queue/decide?all=17").text
    assert "沈砚" in page
    assert "何淼" in page
