"""The path of an election as steps with their days; the first that is not done comes next."""

from dataclasses import dataclass
from datetime import date

from app.core.filters import full_day
from app.elections.models import Election, RequestState
from app.elections.standing import of_body
from app.rules.elections.terms import ElectionKind, Step, Subject, candidates_by, deadlines
from app.rules.votes import Body

OF_SUPERIOR = frozenset({Step.REMIND, Step.AGREED, Step.CONSENT, Step.FILED})
ASKS = {
    Subject.PLAN: (Step.ASK, Step.AGREED),
    Subject.CANDIDATES: (Step.NOMINATE, Step.CONSENT),
    Subject.RESULT: (Step.REPORT, Step.FILED),
}


@dataclass(frozen=True)
class Line:
    """One step: whether it is done, since when, and what there is to say of it."""

    step: Step
    done: bool
    day: date | None = None
    told: str = ""

    @property
    def superior(self) -> bool:
        """Whether the superior takes it, not the branch."""
        return self.step in OF_SUPERIOR


def lines(election: Election) -> list[Line]:
    """Every step this election has, in order."""
    found = [_reminded(election)] if election.kind is ElectionKind.TERM else []
    found += _asked(election, Subject.PLAN)
    found += _asked(election, Subject.CANDIDATES)
    found.append(Line(Step.PUBLISH, election.published_on is not None, election.published_on))
    found.append(_voted(election, Body.ASSEMBLY, Step.ASSEMBLY, election.held_on))
    if of_body(election, Body.COMMITTEE):
        found.append(_first_meeting(election))
    return found + _asked(election, Subject.RESULT)


def next_line(election: Election) -> Line | None:
    """What comes next; None when everything is done. Nobody waits for a reminder."""
    waiting = (one for one in lines(election) if not one.done and one.step is not Step.REMIND)
    return next(waiting, None) if election.open else None


def since(election: Election, fallback: date) -> date:
    """From when the next step is owed: the day of the last one taken."""
    days = [one.day for one in lines(election) if one.done and one.day]
    return max(days, default=fallback)


def due(election: Election, step: Step) -> date | None:
    """By when a step should be taken, as far as the plan or the term says; else None. A day planned
    beyond the term's end counts once the superior has agreed to it."""
    end, planned = election.term_ends_on, election.planned_on
    if step is Step.ASK and end:
        return deadlines(end, election.organization.unit_type).asked or end
    if planned and end and planned > end and not moved_to(election):
        planned = end
    if step in {Step.NOMINATE, Step.CONSENT} and planned:
        return candidates_by(planned)
    return planned or end


def moved_to(election: Election) -> date | None:
    """The day to which the superior has agreed to move the election beyond the term's end."""
    end, planned = election.term_ends_on, election.planned_on
    agreed = election.agreed(Subject.PLAN)
    return planned if agreed and end and planned and planned > end else None


def _reminded(election):
    if election.reminded_on:
        return Line(Step.REMIND, True, election.reminded_on)
    return Line(Step.REMIND, election.request(Subject.PLAN) is not None, told="没有登记提醒")


def _asked(election, about):
    asks, answered = ASKS[about]
    request = election.request(about)
    if request is None:
        return [Line(asks, False), Line(answered, False)]
    if request.state is RequestState.RETURNED:
        told = f"{full_day(request.decided_on)}退回：{request.comment}"
        return [Line(asks, False, told=told), Line(answered, False)]
    agreed = request.state is RequestState.AGREED
    return [
        Line(asks, True, request.asked_on, request.number),
        Line(answered, agreed, request.decided_on if agreed else None, request.reply_number),
    ]


def _voted(election, body, step, day):
    ballots = of_body(election, body)
    done = bool(ballots) and all(one.done for one in ballots)
    if not ballots:
        return Line(step, True, told="没有要由大会选举的职务")
    return Line(step, done, day if done else None)


def _first_meeting(election):
    line = _voted(election, Body.COMMITTEE, Step.FIRST_MEETING, election.first_meeting_on)
    return Line(line.step, line.done and election.first_meeting_on is not None, line.day)
