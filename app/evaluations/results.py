"""What counting says of each person, ready to be shown; exists only for a counted campaign."""

from dataclasses import dataclass

from app.ballots import counting
from app.evaluations.models import Campaign, Judged
from app.evaluations.paper import OVERALL, QUESTIONS
from app.rules.evaluations import satisfaction


@dataclass(frozen=True)
class Line:
    """Votes on one item in the order of its marks."""

    label: str
    marks: tuple[str, ...]
    votes: tuple[int, ...]


@dataclass(frozen=True)
class PersonResult:
    """`overall` is the line that counts; `ballots` is how many judged this person."""

    judged: Judged
    ballots: int
    overall: Line
    lines: tuple[Line, ...]
    satisfied: str


@dataclass(frozen=True)
class Results:
    """Turnout and every person's votes; `remarks` is {subject: texts}, mixed."""

    due: int
    returned: int
    valid: int
    people: tuple[PersonResult, ...]
    remarks: dict[str, list[str]]


def of(campaign: Campaign, judged: list[Judged], *, with_remarks: bool = False) -> Results | None:
    """None unless the votes were counted, which needs the minimum."""
    if not campaign.counted:
        return None
    box = campaign.box
    votes = counting.tally(box)
    people = tuple(_person(campaign, one, votes) for one in judged)
    remarks = counting.texts(box) if with_remarks else {}
    return Results(campaign.voters, box.ballots + box.invalid, box.ballots, people, remarks)


def _person(campaign, one, votes):
    lines = {
        q.code: Line(
            q.label,
            tuple(label for _, label in q.marks),
            tuple(votes.get((one.subject, q.code, code), 0) for code, _ in q.marks),
        )
        for q in QUESTIONS[campaign.kind]
    }
    overall = lines.pop(OVERALL)
    ballots = sum(overall.votes)
    return PersonResult(
        judged=one,
        ballots=ballots,
        overall=overall,
        lines=tuple(lines.values()),
        satisfied=satisfaction(overall.votes[0], overall.votes[1], ballots),
    )
