"""Deciding: one person at a time, by the rules; a refusal leaves the others' decisions alone."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.development.actions import steps
from app.development.models import RequestState
from app.development.superior import actions
from app.rules.dates import PartialDate
from app.rules.development.case import Organ, Outcome, Votes
from app.rules.development.steps import Step
from app.rules.members import Stage
from tests.development.made import take
from tests.development.superior.made import again, step_of, submitted

NINE = Votes(due=9, present=8, yes=8)


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


def test_the_branch_neither_corrects_nor_undoes_what_the_superior_decided(world, asked):
    request = asked(Step.APPROVED)
    decide(world, request, votes=NINE)
    taken = step_of(request.file_id, Step.APPROVED)
    with pytest.raises(Refused, match="上级党委办理"):
        steps.correct(taken, taken_on=PartialDate(2026, 7, 20))
    with pytest.raises(Refused, match="上级党委办理"):
        steps.undo(taken, "填错了")


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
