"""What an organisation says of a finding, and the superior's word on that."""

import re
from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.findings import actions, keeping, queries
from app.findings.engine import State, owed
from app.findings.models import AnswerKind, AnswerState
from app.meetings import actions as meetings
from app.rectification import actions as items
from app.rectification.models import Source
from app.rules.rectification import SourceKind
from tests.meetings.made import meeting

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


@pytest.fixture
def september(old):
    """Two committee meetings of September: the usual one, and August's held late."""
    made = [
        meeting(old, held_on=day, title=title, late_reason="补录")
        for day, title in (
            (date(2026, 9, 3), "八月支委会（补开）"),
            (date(2026, 9, 24), "九月支委会"),
        )
    ]
    db.session.commit()
    return made


def address(world, subject=USUAL):
    return f"/findings/answer?organization={world.here.id}&subject={subject}"


def test_what_was_held_after_the_last_day_and_is_spare_is_offered(client_of, old, september):
    secretary, record = client_of("secretary"), f"/meetings/{september[0].id}"
    text = secretary.get(address(old)).text
    assert "八月支委会（补开）" in text
    assert "九月支委会" in text
    sent = secretary.post(address(old), data={"kind": "done_late", "record": record})
    assert sent.status_code == 303
    assert instance(old, USUAL).record_url == record
    own = f"/meetings/{september[1].id}"
    assert instance(old, "meetings/committee/2026-09").record_url == own


def test_one_record_settles_one_period(client_of, old, september):
    """August has taken one of the two of September: the other is September's own."""
    record = f"/meetings/{september[1].id}"
    say(old, USUAL, AnswerKind.DONE_LATE, record=(record, "九月支委会"), reason="")
    db.session.commit()
    secretary, july = client_of("secretary"), address(old, "meetings/committee/2026-07")
    assert "还不能选“已迟办”" in secretary.get(july).text
    assert "补开）" not in secretary.get(july).text
    assert secretary.post(july, data={"kind": "done_late", "record": record}).status_code == 422
    meetings.withdraw(september[0], why="登错")
    assert instance(old, "meetings/committee/2026-09").state is State.LATE


def test_the_only_record_of_its_own_period_is_not_offered_for_an_earlier_one(client_of, old):
    meeting(old, held_on=date(2026, 9, 3), title="只有这一次", late_reason="补录")
    db.session.commit()
    text = client_of("secretary").get(address(old)).text
    assert "只有这一次" not in text
    assert "先补开" in text


def test_what_proves_a_late_duty_is_not_withdrawn_before_the_answer_is(old, september):
    record = f"/meetings/{september[0].id}"
    said = say(old, USUAL, AnswerKind.DONE_LATE, record=(record, "补开"), reason="")
    with pytest.raises(Refused, match="先在待办里撤回那条说明"):
        meetings.withdraw(september[0], why="登错")
    actions.take_back(said)
    meetings.withdraw(september[0], why="登错")


def test_what_was_done_late_shows_so_in_both_pictures_of_the_year(client_of, old, september):
    record = f"/meetings/{september[0].id}"
    say(old, USUAL, AnswerKind.DONE_LATE, record=(record, "补开"), reason="")
    say(old, "meetings/committee/2026-07")
    db.session.commit()
    secretary = client_of("secretary")
    for page in ("findings", "meetings"):
        text = secretary.get(f"/{page}/year?organization={old.here.id}").text
        assert re.search(rf'class="belated">\s*<a href="{record}">迟<', text)
        assert re.search(
            r'class="waived">\s*免<span class="visually-hidden">(2026年)?7月支委会', text
        )
        assert "迟 已迟办（已说明）" in text


def kinds(client, address):
    text = client.get(address).text
    chosen = text.partition('name="kind"')[2].partition("</select>")[0]
    assert "selected" not in chosen
    return re.findall(r'value="(\w+)"', chosen)


def test_only_what_can_be_said_is_offered_and_nothing_chosen_beforehand(client_of, old, september):
    items.raise_item(
        old.here,
        source=Source(SourceKind.OWN, None, ""),
        problem="活动室没有投影",
        due_on=date(2026, 9, 30),
    )
    db.session.commit()
    secretary = client_of("secretary")
    found = keeping.fresh([old.here], TODAY)[old.here.id]
    for subject, expected in (
        (USUAL, ["done_late", "not_applicable", "help"]),
        ("meetings/committee/2026-11", ["not_applicable", "help"]),
        (next(f.subject for f in found if f.subject.startswith("rectification/")),
         ["not_applicable", "help"]),
    ):  # fmt: skip
        assert kinds(secretary, address(old, subject)) == expected


def test_the_address_of_what_was_answered_tells_the_answer(client_of, old):
    say(old, USUAL)
    meeting(old, held_on=date(2026, 7, 9), late_reason="补录")
    db.session.commit()
    secretary = client_of("secretary")
    text = secretary.get(address(old)).text
    assert "已说明：支委会（8月）" in text
    assert "不适用：暑假，委员都在外地。" in text
    assert f'href="/findings/{old.here.id}"' in text
    done = secretary.get(address(old, "meetings/committee/2026-07")).text
    assert "已办：支委会（7月）" in done
    assert secretary.post(address(old), data={"kind": "help", "reason": "x"}).status_code == 200


@pytest.mark.parametrize(("length", "status"), [(500, 303), (501, 422)])
def test_a_word_too_many_is_said_at_the_field_and_nothing_is_cut(client_of, old, length, status):
    secretary, text = client_of("secretary"), "说" * length
    assert "最多 500 字。" in secretary.get(address(old)).text
    answer = secretary.post(address(old), data={"kind": "not_applicable", "reason": text})
    assert answer.status_code == status
    if status == 422:
        assert "最多 500 个字" in answer.text.partition('id="reason-error"')[2][:60]
        assert f"{text}</textarea>" in answer.text
        assert "maxlength" not in answer.text.partition('name="reason"')[2].partition(">")[0]


def test_another_branchs_finding_and_one_that_is_not_there_are_not_found(client_of, old):
    secretary = client_of("secretary")
    for branch, subject in ((old.there, BINDING), (old.here, "meetings/committee/1999-01")):
        address = f"/findings/answer?organization={branch.id}&subject={subject}"
        assert secretary.get(address).status_code == 404
