"""What an organisation says of a finding, and the superior's word on that."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.findings import actions, keeping, queries
from app.findings.engine import State, owed
from app.findings.models import AnswerKind, AnswerState
from tests.meetings.made import PRESENT, VOTERS, meeting

TODAY = date(2026, 11, 16)
USUAL = "meetings/committee/2026-08"  # 一般
BINDING = "meetings/theme_day/2026-08"  # 必须


@pytest.fixture
def old(world):
    with clock.travel(date(2026, 1, 5)):
        audit.record("建立", "实例")
    db.session.commit()
    return world


def instance(world, subject):
    found = keeping.fresh([world.here], TODAY)[world.here.id]
    return next(one for one in found if one.subject == subject)


def say(world, subject, kind=AnswerKind.NOT_APPLICABLE, **facts):
    facts = {"reason": "暑假，委员都在外地。"} | facts
    return actions.answer(world.here, instance(world, subject), kind, **facts)


def test_a_reason_settles_what_is_only_usual_at_once(old):
    said = say(old, USUAL)
    assert said.state is AnswerState.STANDING
    assert instance(old, USUAL).state is State.WAIVED


def test_what_must_be_done_waits_for_the_superior_and_stays_owed(old):
    said = say(old, BINDING)
    assert (said.state, instance(old, BINDING).state) == (AnswerState.WAITING, State.LATE)
    actions.reply(said, agrees=True, text="")
    assert instance(old, BINDING).state is State.WAIVED


@pytest.mark.parametrize("subject", [USUAL, BINDING])
def test_the_superior_may_disagree_with_a_reason_and_it_is_owed_again(old, subject):
    said = say(old, subject)
    with pytest.raises(Refused, match="为什么不同意"):
        actions.reply(said, agrees=False, text="")
    actions.reply(said, agrees=False, text="八月有三次集中。")
    found = instance(old, subject)
    assert (found.state, found.answer) == (State.LATE, "refused")


def test_done_late_leads_to_the_record(old):
    say(old, USUAL, AnswerKind.DONE_LATE, record=("/meetings/1", "九月补开"), reason="")
    found = instance(old, USUAL)
    assert (found.state, found.record_url) == (State.DONE, "/meetings/1")


def test_done_late_needs_its_record_and_the_others_a_reason(old):
    with pytest.raises(Refused, match="补办的那条记录"):
        say(old, USUAL, AnswerKind.DONE_LATE)
    for kind in (AnswerKind.NOT_APPLICABLE, AnswerKind.HELP):
        with pytest.raises(Refused, match="请写明"):
            say(old, USUAL, kind, reason="")


def test_help_is_asked_and_given_while_the_duty_stays(old):
    said = say(old, USUAL, AnswerKind.HELP)
    assert [one.id for one in queries.waiting_answers(EVERYTHING)] == [said.id]
    actions.reply(said, agrees=True, text="组织员下周来。")
    found = instance(old, USUAL)
    assert (found.state, found.answer) == (State.LATE, "helped")
    assert queries.waiting_answers(EVERYTHING) == []


def test_of_periods_told_together_the_explained_one_is_left_out(old):
    say(old, USUAL)
    found = owed(keeping.fresh([old.here], TODAY)[old.here.id])
    line = next(one for one in found if one.line == "meetings/committee")
    assert "8月" not in line.why.partition("还")[0]
    assert "等 9 次" in line.why


def test_what_was_done_in_time_after_all_needs_no_answer(old):
    say(old, USUAL)
    meeting(old, held_on=date(2026, 8, 20), late_reason="补录")
    assert instance(old, USUAL).state is State.DONE
    with pytest.raises(Refused, match="已经办结"):
        say(old, USUAL)


def test_a_secretary_explains_and_an_officer_answers_on_the_pages(client_of, old):
    secretary, officer = client_of("secretary"), client_of("faculty")
    address = f"/findings/answer?organization={old.here.id}&subject={BINDING}"
    assert "要等上级同意" in secretary.get(address).text
    refused = secretary.post(address, data={"kind": "not_applicable", "reason": ""})
    assert refused.status_code == 422
    posted = secretary.post(address, data={"kind": "not_applicable", "reason": "集中外出"})
    assert posted.status_code == 303
    assert "集中外出" in officer.get("/findings/").text
    [said] = queries.waiting_answers(EVERYTHING)
    officer.post(f"/findings/answers/{said.id}/reply", data={"word": "yes", "text": "同意"})
    for who in ("secretary", "faculty", "liaison"):
        assert "上级已确认" in client_of(who).get(f"/findings/{old.here.id}").text


def test_the_page_offers_what_was_held_after_the_last_day(client_of, old):
    made = meeting(
        old, "assembly", names=VOTERS, held_on=date(2026, 10, 9), title="第三季度大会（补开）",
        late_reason="补录", chair_id=old.people["周敏"].id,
        attendance={old.people[name].id: PRESENT for name in VOTERS},
    )  # fmt: skip
    db.session.commit()
    secretary = client_of("secretary")
    address = f"/findings/answer?organization={old.here.id}&subject=meetings/assembly/2026-Q3"
    assert "第三季度大会（补开）" in secretary.get(address).text
    record = f"/meetings/{made.id}"
    assert secretary.post(address, data={"kind": "done_late", "record": record}).status_code == 303
    assert instance(old, "meetings/assembly/2026-Q3").record_url == record


def test_another_branchs_finding_and_one_that_is_not_there_are_not_found(client_of, old):
    secretary = client_of("secretary")
    for branch, subject in ((old.there, BINDING), (old.here, "meetings/committee/1999-01")):
        address = f"/findings/answer?organization={branch.id}&subject={subject}"
        assert secretary.get(address).status_code == 404
