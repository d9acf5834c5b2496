"""What counting says of each person, ready to be shown; exists only for a counted campaign."""

from dataclasses import dataclass

from app.ballots import counting
from app.evaluations.models import Campaign, Judged, State
from app.evaluations.paper import OVERALL, QUESTIONS
from app.rules.evaluations import satisfaction

STEP = 5


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


def turnout_words(campaign: Campaign, received: int) -> str:
    """How many took part. While people vote it goes in steps, so that nobody can watch a single
    vote arrive; afterwards it is exact, as the official tally needs."""
    due = f"应参评 {campaign.voters} 人"
    if campaign.state is State.DRAFT:
        return "还没有开始"
    if campaign.state is not State.OPEN and received < campaign.minimum:
        return f"{due}，收到的不足 {campaign.minimum} 张"
    if campaign.state is not State.OPEN:
        return f"{due}，收到 {received} 张票"
    reached = received // STEP * STEP
    return f"{due}，已收到 {reached} 张以上" if reached else f"{due}，收到的不到 {STEP} 张"


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
