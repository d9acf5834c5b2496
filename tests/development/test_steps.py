"""Steps: what recording one makes of the person, what is refused, what stands on what."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.calendars.queries import calendar
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.development import cases, queries
from app.development.actions import notices, steps
from app.development.actions.judging import Objected
from app.rules.dates import PartialDate
from app.rules.development.case import Outcome, probation
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from app.rules.members import Stage, Standing
from tests.development.made import ON, last, opened, take, vote, walked


def refusal(act, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return caught.value


def test_the_whole_way_leaves_the_linter_nothing_to_ask_for(world):
    file = walked(world, Step.ARCHIVED)
    assert lint(cases.of_file(file), date(2027, 8, 1), calendar()) == ()


def test_the_stages_and_their_days_follow_from_the_steps(world):
    member = walked(world, Step.ARCHIVED).member
    assert (member.stage, member.standing) == (Stage.FULL, Standing.NORMAL)
    assert member.applied_on == PartialDate.of(ON[Step.APPLY])
    assert member.activist_on == PartialDate.of(ON[Step.ACTIVIST])
    assert member.prospect_on == PartialDate.of(ON[Step.PROSPECT_LISTED])
    assert member.joined_on == PartialDate.of(ON[Step.ACCEPTED])
    assert member.confirmed_on == PartialDate(2027, 7, 3)


@pytest.mark.parametrize(
    ("step", "stage"),
    [
        (Step.TALK, Stage.APPLICANT),
        (Step.ACTIVIST, Stage.ACTIVIST),
        (Step.PROSPECT, Stage.ACTIVIST),
        (Step.PROSPECT_LISTED, Stage.PROSPECT),
        (Step.ACCEPTED, Stage.PROSPECT),
        (Step.APPROVED, Stage.PROBATIONARY),
        (Step.CONFIRMATION_VOTED, Stage.PROBATIONARY),
        (Step.CONFIRMATION_APPROVED, Stage.FULL),
    ],
)
def test_a_stage_is_reached_with_its_step_and_not_before(world, step, stage):
    assert walked(world, step).member.stage is stage


def test_archiving_closes_the_file_and_undoing_opens_it_again(world):
    file = walked(world, Step.ARCHIVED)
    assert file.closed_why == "材料已归档"
    steps.undo(last(file, Step.ARCHIVED), "归档登记错了")
    assert file.closed_on is None


def test_nothing_is_recorded_in_a_closed_file(world):
    file = opened(world)
    steps.close_file(file, "本人撤回申请")
    why = refusal(steps.record, file, Step.TALK, on=PartialDate(2024, 9, 10))
    assert "已经结束" in why.message


def test_a_closed_file_leaves_room_for_another(world):
    file = opened(world)
    steps.close_file(file, "本人撤回申请")
    db.session.commit()
    again = steps.open_file(file.member, applied_on=PartialDate(2026, 10, 9))
    assert file.member.applied_on == PartialDate(2026, 10, 9)
    assert queries.open_file(EVERYTHING, file.member_id) is again


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_a_talk_after_its_month_wants_a_reason_which_is_kept(world, days, late):
    file = opened(world)
    on = PartialDate.of(ON[Step.APPLY] + timedelta(days=days))
    if not late:
        assert steps.record(file, Step.TALK, on=on, done_by="郑一诺").reason == ""
        return
    refused = refusal(steps.record, file, Step.TALK, on=on, done_by="郑一诺")
    assert isinstance(refused, Objected)
    assert (refused.field, refused.faults[0].reason.rule_id) == ("reason", "DEV-02")
    taken = steps.record(file, Step.TALK, on=on, done_by="郑一诺", reason="假期无人在校")
    assert taken.reason == "假期无人在校"
    entry = db.session.scalars(
        db.select(AuditEntry).where(
            AuditEntry.subject == "发展步骤", AuditEntry.subject_id == taken.id
        )
    ).one()
    assert (entry.reason, entry.actor_name) == ("假期无人在校", "测试")


def test_a_step_refused_leaves_nothing_behind(world):
    file = opened(world)
    db.session.commit()
    version = file.version
    refusal(steps.record, file, Step.TALK, on=PartialDate(2024, 8, 1), done_by="郑一诺")
    assert last(file, Step.TALK) is None
    db.session.commit()
    assert file.version == version


def test_a_step_that_needs_another_first_is_refused_with_the_article(world):
    file = walked(world, Step.POLITICAL_REVIEW)
    refused = refusal(vote, world, file, Step.EXAMINED)
    assert refused.field == "items"
    assert "短期集中培训" in refused.message
    assert "沈砚" in refused.message


def test_the_same_step_is_not_recorded_twice(world):
    file = walked(world, Step.TALK)
    why = refusal(steps.record, file, Step.TALK, on=PartialDate(2024, 9, 11))
    assert (why.field, "已经记过" in why.message) == ("taken_on", True)


def test_lasting_steps_are_told_by_reviews(world):
    why = refusal(steps.record, opened(world), Step.TRAINING, on=PartialDate(2025, 1, 1))
    assert "考察" in why.message


def test_a_failed_review_may_be_gone_through_again(world):
    file = walked(world, Step.INTRODUCERS)
    take(world, file, Step.POLITICAL_REVIEW, outcome=Outcome.FAILED)
    again = take(world, file, Step.POLITICAL_REVIEW, date(2026, 6, 16))
    assert (again.turn, again.outcome) == (2, Outcome.PASSED)


@pytest.mark.parametrize(
    ("walked_to", "undone", "later"),
    [
        (Step.CONTACTS, Step.TALK, "指定培养联系人"),
        (Step.PREREVIEW, Step.INTRODUCERS, "上级党委预审"),
        (Step.APPROVED, Step.BOOKLET, "上级党委审批"),
    ],
)
def test_a_step_with_later_ones_is_not_undone_and_says_which(world, walked_to, undone, later):
    file = walked(world, walked_to)
    why = refusal(steps.undo, last(file, undone), "记错了")
    assert (why.field, later in why.message) == ("why", True)


def test_undoing_takes_the_stage_back(world):
    file = walked(world, Step.APPROVED)
    steps.undo(last(file, Step.APPROVED), "批复作废")
    assert file.member.stage is Stage.PROSPECT
    assert file.member.joined_on is None


def test_a_file_begins_with_its_application(world):
    file = opened(world)
    why = refusal(steps.undo, last(file, Step.APPLY), "记错了")
    assert "结束档案" in why.message


def test_correcting_a_day_moves_the_stage_with_it(world):
    file = walked(world, Step.PROSPECT_LISTED)
    steps.correct(last(file, Step.PROSPECT_LISTED), taken_on=PartialDate(2026, 5, 29))
    assert file.member.prospect_on == PartialDate(2026, 5, 29)


def test_correcting_the_first_day_leaves_the_later_stages_as_they_are(world):
    file = walked(world, Step.APPROVED)
    steps.correct(last(file, Step.APPLY), taken_on=PartialDate(2024, 9, 1))
    member = file.member
    assert (member.stage, member.applied_on) == (Stage.PROBATIONARY, PartialDate(2024, 9, 1))
    assert member.joined_on == PartialDate.of(ON[Step.ACCEPTED])


def test_nothing_is_undone_in_a_file_closed_for_another_reason(world):
    file = walked(world, Step.TALK)
    steps.close_file(file, "本人撤回申请")
    assert "已经结束" in refusal(steps.undo, last(file, Step.TALK), "记错了").message
    assert file.closed_on


def test_a_correction_is_judged_like_an_entry(world):
    file = walked(world, Step.PROSPECT_LISTED)
    refused = refusal(
        steps.correct, last(file, Step.PROSPECT_LISTED), taken_on=PartialDate(2026, 5, 25)
    )
    assert refused.faults[0].reason.rule_id == "DEV-08"


def test_a_second_file_at_once_is_refused(world):
    file = opened(world)
    db.session.commit()
    with pytest.raises(IntegrityError, match="development_file"):
        steps.open_file(file.member, applied_on=PartialDate(2025, 1, 1))


def test_somebody_born_on_29_february_may_apply_from_the_28th(world):
    file = opened(world)
    file.member.person.birth = PartialDate(2008, 2, 29)
    db.session.flush()
    member = file.member
    steps.close_file(file, "重来")
    steps.open_file(member, applied_on=PartialDate(2026, 2, 28))
    assert member.applied_on == PartialDate(2026, 2, 28)


def test_a_day_too_young_is_refused(world):
    file = opened(world)
    file.member.person.birth = PartialDate(2008, 2, 29)
    steps.close_file(file, "重来")
    refused = refusal(steps.open_file, file.member, applied_on=PartialDate(2026, 2, 27))
    assert refused.faults[0].reason.rule_id == "DEV-01"


def test_an_extension_is_approved_as_one_and_moves_the_end_of_probation(world):
    file = walked(world, Step.CONFIRMATION_ASKED)
    vote(world, file, Step.CONFIRMATION_VOTED, matter="extend", months=6)
    assert last(file, Step.CONFIRMATION_VOTED).outcome is Outcome.EXTENDED
    with clock.travel(date(2027, 7, 20)):
        approved = steps.record(
            file, Step.CONFIRMATION_APPROVED, on=PartialDate(2027, 7, 20), organ="committee"
        )
    assert approved.outcome is Outcome.EXTENDED
    assert file.member.stage is Stage.PROBATIONARY
    assert probation(cases.of_file(file)).ends == date(2028, 1, 3)


def test_after_an_extension_confirmation_counts_from_its_end(world):
    file = walked(world, Step.CONFIRMATION_ASKED)
    vote(world, file, Step.CONFIRMATION_VOTED, matter="extend", months=6)
    take(world, file, Step.CONFIRMATION_APPROVED)
    take(world, file, Step.CONFIRMATION_VOTED, date(2028, 1, 10))
    take(world, file, Step.CONFIRMATION_APPROVED, date(2028, 1, 20))
    assert (file.member.stage, file.member.confirmed_on) == (Stage.FULL, PartialDate(2028, 1, 3))


def test_a_cancelled_probation_ends_the_file_and_the_standing(world):
    file = walked(world, Step.CONFIRMATION_ASKED)
    vote(world, file, Step.CONFIRMATION_VOTED, matter="cancel")
    assert file.member.standing is Standing.NORMAL
    take(world, file, Step.CONFIRMATION_APPROVED)
    assert (file.member.standing, file.closed_why) == (Standing.CANCELLED, "取消预备党员资格")


def test_a_notice_is_measured_on_the_calendar_before_listing(world):
    file = walked(world, Step.PROSPECT)
    notices.post(
        file, "prospect", posted_on=date(2026, 5, 19), until_on=date(2026, 5, 25), place="公告栏"
    )
    refused = refusal(
        take, world, file, Step.PROSPECT_LISTED, unnoticed=True, agreed_on=PartialDate(2026, 5, 18)
    )
    assert "DEV-08" in {fault.reason.rule_id for fault in refused.faults}
