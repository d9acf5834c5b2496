"""Steps: recorded, corrected and undone, each asked of the linter and followed by the stage."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.development import cases, queries
from app.development.actions import stages
from app.development.actions.changing import ENDS, change, refuse_closed
from app.development.actions.requests import SUBMITTED
from app.development.models import File, FileHelper, FilePaper, StepTaken
from app.meetings.models import Meeting
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.development.case import Case, Outcome, Votes
from app.rules.development.steps import STEPS, Step, after


def open_file(member: Member, *, applied_on: PartialDate, reason: str = "", **facts) -> File:
    """A file for somebody who has applied: step 1 is recorded with it. `facts` are the file's
    own columns. Refused where the linter objects, or a file is already open."""
    if not stages.may_develop(member):
        raise Refused(f"{member.name}的党籍状态是{member.standing.label}，不能建立发展档案。")
    today = clock.today()
    file = File(member=member, opened_on=today, touched_at=clock.now(), **facts)
    db.session.add(file)
    db.session.flush()
    record(file, Step.APPLY, on=applied_on, reason=reason)
    db.session.add(FilePaper(file=file, code="application", received_on=today))
    db.session.flush()
    return file


def close_file(file: File, why: str) -> None:
    """End a file that goes no further: the person has withdrawn or is no longer considered."""
    refuse_closed(file)
    _refuse_waiting(file, list(Step))
    audit.because(why)
    file.closed_on, file.closed_why = clock.today(), why
    db.session.flush()


def record(
    file: File,
    step: Step,
    *,
    on: PartialDate,
    reason: str = "",
    outcome: Outcome | None = None,
    meeting: Meeting | None = None,
    votes: Votes | None = None,
    helpers: Iterable[FileHelper] = (),
    **facts,
) -> StepTaken:
    """A step was taken; `facts` are further columns of StepTaken, `helpers` who was named by it.

    Raises judging.Objected with what the linter has against it. A meeting brings its own votes;
    `votes` are those of a superior, or of a meeting that is on paper only.
    Without an outcome, what a superior decides on a vote of 转正 takes the assembly's own.
    """
    refuse_closed(file)
    with change(file, reason) as before:
        taken = StepTaken(
            file=file,
            step=step,
            turn=_next_turn(before, step),
            taken_on=on,
            outcome=outcome or _usual_outcome(before, step),
            reason=reason,
            meeting_id=meeting and meeting.id,
            recorded_at=clock.now(),
            **(asdict(votes) if votes else {}),
            **facts,
        )
        db.session.add_all([taken, *helpers])
    return taken


def correct(taken: StepTaken, *, reason: str = "", from_meeting: bool = False, **facts) -> None:
    """Change a step as if it had been recorded so at first; what a meeting recorded is changed
    there, what a superior decided is the superior's. A reason given before still answers what it
    answered."""
    if taken.meeting_id and not from_meeting:
        _refuse_the_meetings(taken, facts)
    _refuse_the_superiors(taken, "taken_on")
    known = reason or taken.reason
    with change(taken.file, known, judged_from=lambda before: _without(before, taken)):
        for name, value in facts.items():
            setattr(taken, name, value)
        taken.reason = known


def undo(
    taken: StepTaken, why: str, *, from_meeting: bool = False, by_superior: bool = False
) -> None:
    """Take a step back, unless something later stands on it: the refusal says which. Taking back
    the step that closed a file opens it again. What a superior decided, the superior takes back.
    """
    if not by_superior:
        _refuse_the_superiors(taken, "why")
    file, step = taken.file, taken.about
    if taken.meeting_id and not from_meeting:
        raise Refused("这一步由会议记录产生，请更正或作废那次会议。", "why")
    if step is Step.APPLY:
        raise Refused("档案从递交申请书开始，这一步不能撤销；不再办理的，请结束档案。", "why")
    if step not in ENDS:
        refuse_closed(file)
    _refuse_later(cases.of_file(file), taken)
    _refuse_waiting(file, after(step))
    with change(file, why):
        file.closed_on, file.closed_why = None, ""
        db.session.delete(taken)


def _next_turn(case, step):
    """A step is gone through again after a vote that failed, an extension, or a return."""
    if STEPS[step].lasting:
        raise Refused(f"“{step.label}”由考察记录反映，请登记考察。")
    last = case.last(step)
    if last is None:
        return 1
    if last.outcome is Outcome.PASSED:
        raise Refused(f"“{step.label}”已经记过（{last.on}）；如有错误，请更正。", "taken_on")
    return last.turn + 1


def _usual_outcome(case, step):
    voted = case.last(Step.CONFIRMATION_VOTED)
    if step is Step.CONFIRMATION_APPROVED and voted:
        return voted.outcome
    return Outcome.PASSED


def _without(case: Case, taken: StepTaken) -> Case:
    own = (taken.about, taken.turn)
    return replace(case, deeds=tuple(d for d in case.deeds if (d.step, d.turn) != own))


def _refuse_the_meetings(taken, facts):
    held = {"taken_on", "outcome", "organ", "months"} & {
        name for name, value in facts.items() if getattr(taken, name) != value
    }
    if held:
        raise Refused("日期和表决结果来自会议记录，请更正那次会议。", "taken_on")


def _refuse_the_superiors(taken, field):
    scope = Scope(frozenset({taken.file.member.organization.path}))
    own = taken.about not in SUBMITTED or taken.about is Step.PROSPECT_LISTED
    if not own and queries.agreed(scope, taken.file, taken.about):
        message = "这一步是上级党委办理的，请上级在“已办理”里撤回后重新办理。"
        raise Refused(message, field)


def _refuse_later(case, taken):
    step = taken.about
    later = [d for d in case.deeds if d.step in after(step)]
    later += [d for d in case.turns(step) if d.turn > taken.turn]
    if step is Step.CONFIRMATION_VOTED:  # the approval of an earlier turn does not stand on it
        later = [d for d in later if d.on.latest >= taken.taken_on.earliest]
    if later:
        last = max(later, key=lambda deed: (deed.step, deed.turn))
        raise Refused(f"后面的“{last.step.label}”（{last.on}）建立在这一步上，请先撤销它。", "why")


def _refuse_waiting(file, steps):
    scope = Scope(frozenset({file.member.organization.path}))
    for waiting in queries.waiting(scope, file):
        if waiting.about in steps:
            message = f"“{waiting.about.label}”已经报上级，正在等待办理，请先撤回。"
            raise Refused(message, "why")
