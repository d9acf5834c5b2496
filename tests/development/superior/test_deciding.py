"""Deciding: one person at a time, by the rules; a refusal leaves the others' decisions alone."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.development.models import RequestState
from app.development.superior import actions
from app.rules.development.case import Organ, Outcome, Votes
from app.rules.development.steps import Step
from app.rules.members import Stage
from app.rules.organizations import PostKind
from tests.development.made import take, walked
from tests.development.superior.made import again, step_of, submitted
from tests.world import add_account, appoint

NINE = Votes(due=9, present=8, yes=8)


@pytest.fixture
def asked(world):
    """asked(step, name): a file that went well up to the step before, submitted for the step."""

    def ask(step, name="沈砚", on=None):
        before = {
            Step.ACTIVIST_FILED: Step.ACTIVIST,
            Step.PROSPECT_LISTED: Step.PROSPECT,
            Step.PREREVIEW: Step.EXAMINED,
            Step.SUPERIOR_TALK: Step.ACCEPTED,
            Step.APPROVED: Step.SUPERIOR_TALK,
            Step.APPROVAL_FILED: Step.APPROVED,
            Step.CONFIRMATION_APPROVED: Step.CONFIRMATION_VOTED,
        }[step]
        file = walked(world, before, name)
        request = submitted(world, file, step, on or date(2026, 7, 4))
        db.session.commit()
        return request

    return ask


def decide(world, request, on=date(2026, 7, 14), **facts):
    with clock.travel(max(on, clock.today())):
        actions.decide(request, by=world.people["吴赟"], on=on, **facts)
    db.session.commit()


def refused(world, request, on=date(2026, 7, 14), **facts):
    with clock.travel(max(on, clock.today())), pytest.raises(Refused) as caught:
        actions.decide(request, by=world.people["吴赟"], on=on, **facts)
    db.session.rollback()
    return caught.value


def test_an_approval_is_the_step_with_votes_and_number(world, asked):
    request = asked(Step.APPROVED)
    decide(world, request, votes=NINE, number="计党发〔2026〕12号")
    taken = step_of(request.file_id, Step.APPROVED)
    assert (taken.due, taken.present, taken.yes) == (9, 8, 8)
    assert (taken.organ, taken.number) == (Organ.COMMITTEE, "计党发〔2026〕12号")
    assert again(request).state is RequestState.DECIDED
    assert request.file.member.stage is Stage.PROBATIONARY


def test_an_approval_goes_on_to_the_committee_above_to_be_filed(client_of, world, asked):
    decide(world, asked(Step.APPROVED), votes=NINE)
    page = client_of("committee").get("/development/queue").text
    assert "审批结果备案" in page
    assert "沈砚" in page


def test_an_approval_takes_the_committees_figures(world, asked):
    assert refused(world, asked(Step.APPROVED)).field == "votes"


@pytest.mark.parametrize(("yes", "passes"), [(4, False), (5, True), (6, True)])
def test_an_approval_takes_more_than_half_of_the_members_due(world, asked, yes, passes):
    request = asked(Step.APPROVED)
    votes = Votes(due=9, present=9, yes=yes)
    if passes:
        decide(world, request, votes=votes)
        assert step_of(request.file_id, Step.APPROVED)
    else:
        assert "没有超过半数" in refused(world, request, votes=votes).message


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        (Votes(0, 0, 0), "应到会的党委委员人数"),
        (Votes(5, 6, 5), "多于应到"),
        (Votes(9, 5, 5, 1), "多于实到"),
    ],
)
def test_figures_that_cannot_be_true_are_refused(world, asked, votes, message):
    assert message in refused(world, asked(Step.APPROVED), votes=votes).message


@pytest.mark.parametrize("day", [date(2026, 10, 2), date(2026, 10, 3)])
def test_within_three_months_no_reason_is_asked(world, asked, day):
    request = asked(Step.APPROVED)
    decide(world, request, on=day, votes=NINE)
    assert step_of(request.file_id, Step.APPROVED).reason == ""


@pytest.mark.parametrize("day", [date(2026, 10, 4), date(2027, 1, 3)])
def test_after_three_months_an_approval_wants_its_reason(world, asked, day):
    request = asked(Step.APPROVED)
    refusal = refused(world, request, on=day, votes=NINE)
    assert refusal.field == "reason"
    assert "第二十五条" in refusal.message
    decide(world, request, on=day, votes=NINE, reason="本人长期在外，谈话推迟。")
    assert step_of(request.file_id, Step.APPROVED).reason == "本人长期在外，谈话推迟。"


def test_after_six_months_no_reason_answers(world, asked):
    refusal = refused(
        world, asked(Step.APPROVED), on=date(2027, 1, 4), votes=NINE, reason="特殊情况。"
    )
    assert "6 个月" in refusal.message


def test_who_decides_is_not_the_person_concerned(world, asked):
    request = asked(Step.APPROVED)
    with pytest.raises(Refused, match="不能办理本人的事项"):
        actions.decide(request, by=request.file.member.person, on=date(2026, 7, 14), votes=NINE)


def test_a_committee_without_that_power_does_not_approve(world, asked):
    request = asked(Step.APPROVED)
    world.college.approves = False
    db.session.commit()
    assert "没有审批预备党员的权限" in refused(world, request, votes=NINE).message


def test_a_temporary_organisation_does_not_approve(world, asked):
    request = asked(Step.APPROVED)
    world.college.temporary = True
    db.session.commit()
    assert "临时党组织" in refused(world, request, votes=NINE).message


@pytest.mark.parametrize(("day", "message"), [(date(2026, 7, 3), "早于报送日期")])
def test_a_decision_is_not_older_than_what_it_answers(world, asked, day, message):
    assert message in refused(world, asked(Step.APPROVED), on=day, votes=NINE).message


def test_a_decision_of_tomorrow_is_refused(world, asked):
    request = asked(Step.APPROVED)
    with pytest.raises(Refused, match="还没有到"):
        actions.decide(request, by=world.people["吴赟"], on=date(2026, 11, 17), votes=NINE)


def test_consent_to_a_prospect_stays_with_the_request(world, asked):
    request = asked(Step.PROSPECT_LISTED, on=date(2026, 5, 13))
    decide(world, request, on=date(2026, 5, 18), number="计党发〔2026〕6号")
    assert step_of(request.file_id, Step.PROSPECT_LISTED) is None
    kept = again(request)
    assert (kept.decided_on, kept.number) == (date(2026, 5, 18), "计党发〔2026〕6号")


def test_a_prereview_not_passed_is_a_turn_with_its_reason(world, asked):
    request = asked(Step.PREREVIEW, on=date(2026, 6, 23))
    assert refused(world, request, on=date(2026, 6, 26), agreed=False).field == "reason"
    decide(world, request, on=date(2026, 6, 26), agreed=False, reason="政审材料不齐。")
    taken = step_of(request.file_id, Step.PREREVIEW)
    assert (taken.outcome, taken.reason) == (Outcome.FAILED, "政审材料不齐。")


def test_what_is_decided_cannot_be_decided_again(world, asked):
    request = asked(Step.APPROVED)
    decide(world, request, votes=NINE)
    assert "不用再办" in refused(world, request, votes=NINE).message


def test_a_confirmation_takes_the_assemblys_word(world, asked):
    request = asked(Step.CONFIRMATION_APPROVED, on=date(2027, 7, 9))
    decide(world, request, on=date(2027, 7, 20))
    assert step_of(request.file_id, Step.CONFIRMATION_APPROVED).outcome is Outcome.PASSED
    assert request.file.member.stage is Stage.FULL


def test_a_decision_made_in_error_waits_again(client_of, world, asked):
    request = asked(Step.APPROVED)
    decide(world, request, votes=NINE, number="计党发〔2026〕12号")
    client = client_of("faculty")
    assert "填错了" in client.get("/development/queue/decided").text
    address = f"/development/queue/take-back?request={request.id}"
    assert client.post(address, data={"why": ""}).status_code == 422
    assert client.post(address, data={"why": "票数填错"}).status_code == 303
    assert step_of(request.file_id, Step.APPROVED) is None
    kept = again(request)
    assert (kept.state, kept.decided_on, kept.number) == (RequestState.WAITING, None, "")
    assert kept.file.member.stage is Stage.PROSPECT
    assert "审批结果备案" not in client_of("committee").get("/development/queue").text


def test_a_decision_on_which_something_stands_is_not_taken_back(world, asked):
    request = asked(Step.APPROVED)
    decide(world, request, votes=NINE)
    take(world, request.file, Step.OATH)
    with pytest.raises(Refused, match="入党宣誓"):
        actions.take_back(request, by=world.people["吴赟"], why="票数填错")


def test_another_committee_does_not_take_a_decision_back(client_of, world, asked):
    request = asked(Step.APPROVED)
    decide(world, request, votes=NINE)
    address = f"/development/queue/take-back?request={request.id}"
    answer = client_of("committee").post(address, data={"why": "不对"}, follow_redirects=True)
    assert "只能撤回本党委作出的决定" in answer.text
    assert again(request).state is RequestState.DECIDED


def test_sending_back_names_the_step_and_returns_both_parts(world, asked):
    talk = asked(Step.SUPERIOR_TALK)
    approval = submitted(world, talk.file, Step.APPROVED, date(2026, 7, 4))
    actions.send_back(
        approval, by=world.people["吴赟"], on=date(2026, 7, 8), step=Step.ACCEPTED,
        reason="决议没有写到会人数",
    )  # fmt: skip
    db.session.commit()
    assert {again(talk).state, again(approval).state} == {RequestState.RETURNED}
    assert again(approval).returned_why == "第15步“支部党员大会讨论”：决议没有写到会人数"


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
