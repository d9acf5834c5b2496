"""A vote entered in a meeting is the step's vote: recorded, corrected and undone with it."""

from app.access.scope import Scope
from app.core.errors import Refused
from app.development import queries
from app.development.actions import steps
from app.development.matters import CONFIRMATION, STEP_OF
from app.development.models import File, StepTaken
from app.meetings.judging import BODIES
from app.meetings.models import AgendaItem, Meeting
from app.rules.dates import PartialDate
from app.rules.development.case import Organ, Outcome
from app.rules.development.steps import Step
from app.rules.votes import Body, judge_vote

ORGANS = {Body.ASSEMBLY: Organ.ASSEMBLY, Body.COMMITTEE: Organ.BRANCH_COMMITTEE}


def record_votes(meeting: Meeting) -> None:
    """Let the files of the people voted on follow the meeting as it now stands. Refused, naming
    the person, where the linter objects, where somebody has no file here, or where later steps
    stand on a vote that is withdrawn."""
    scope = Scope(frozenset({meeting.organization.path}))
    made = {
        (one.file.member.person_id, one.about): one
        for one in queries.steps_of_meeting(scope, meeting.id)
    }
    wanted = _decisions(meeting)
    files = queries.open_files_of_people(
        scope, meeting.organization_id, {person for person, _ in wanted}
    )
    for (person, step), taken in reversed(made.items()):
        if (person, step) not in wanted:
            _named(taken.file.member.name, steps.undo, taken, "会议记录已改", from_meeting=True)
    for (person, step), (item, outcome) in sorted(wanted.items(), key=lambda pair: pair[0][1]):
        taken = made.get((person, step))
        file = taken.file if taken else files.get(person)
        if file is None:
            raise Refused(_no_file(item), "items")
        _named(file.member.name, _write, meeting, file, step, taken, item, outcome)


def _decisions(meeting: Meeting) -> dict[tuple[int, Step], tuple[AgendaItem, Outcome]]:
    """{(person, step): (the item that decided, how)}; of several items on one step that which
    carried, else the first."""
    found: dict[tuple[int, Step], tuple[AgendaItem, Outcome]] = {}
    for item in meeting.items if meeting.counts else ():
        step = STEP_OF.get(item.matter)
        if step is None or item.subject_id is None:
            continue
        key, outcome = (item.subject_id, step), _outcome(meeting, item)
        if key not in found or found[key][1] is Outcome.FAILED:
            found[key] = (
                (item, outcome)
                if outcome is not Outcome.FAILED
                else found.get(key, (item, outcome))
            )
    return found


def _outcome(meeting, item):
    judged = judge_vote(
        item.matter,
        BODIES[meeting.kind],
        meeting.held_on,
        due=item.due,
        present=item.present,
        yes=item.yes,
        no=item.no,
        abstain=item.abstain,
        written=item.written,
    )
    return CONFIRMATION.get(item.matter, Outcome.PASSED) if judged.passed else Outcome.FAILED


def _write(meeting, file: File, step: Step, taken: StepTaken | None, item, outcome):
    facts = {
        "outcome": outcome,
        "organ": ORGANS[BODIES[meeting.kind]],
        "months": item.months if outcome is Outcome.EXTENDED else None,
        "organization_id": meeting.organization_id,
    }
    on, reason = PartialDate.of(meeting.held_on), item.reason
    if taken is None:
        steps.record(file, step, on=on, reason=reason, meeting=meeting, **facts)
    else:
        steps.correct(taken, reason=reason, from_meeting=True, taken_on=on, **facts)


def _no_file(item):
    return (
        f"{item.subject.name}在本支部没有办理中的发展档案，请先在“发展”里建立档案，再记这次表决。"
    )


def _named(name, act, *args, **options):
    try:
        act(*args, **options)
    except Refused as refused:
        raise Refused(f"{name}：{refused.message}", "items") from refused
