"""What counting says of each subject, ready to be shown; exists only for a counted campaign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.access.scope import Scope
from app.ballots import counting
from app.ballots.models import CountedText, Release
from app.evaluations import queries
from app.evaluations.models import Campaign, Judged, State, Who
from app.evaluations.paper import Question, Shape, counts, questions_of
from app.rules.ballots import percent, weighted
from app.rules.evaluations import satisfaction

STEP = 5


@dataclass(frozen=True)
class Share:
    """Votes of one shown group on one item in the order of its marks."""

    label: str
    weight: int
    votes: tuple[int, ...]

    @property
    def ballots(self) -> int:
        return sum(self.votes)

    def share(self, place: int) -> Fraction:
        """The part of this group's ballots that has that mark."""
        return Fraction(self.votes[place], self.ballots)


@dataclass(frozen=True)
class Line:
    """Votes on one item in the order of its marks, of all and of each group. `weighted` is each
    mark's share by the groups' weights, empty without weights; `mean` is of scores alone. `graded`:
    the first mark is the best one."""

    label: str
    marks: tuple[str, ...]
    votes: tuple[int, ...]
    groups: tuple[Share, ...] = ()
    weighted: tuple[str, ...] = ()
    mean: str = ""
    graded: bool = True

    @property
    def ballots(self) -> int:
        return sum(self.votes)

    def arithmetic(self, place: int) -> str:
        """How the weighted share of a mark comes about, in figures."""
        shares = [one for one in self.groups if one.ballots]
        whole = sum(one.weight for one in shares)
        told = [f"{one.votes[place]}/{one.ballots}×{one.weight}%" for one in shares]
        over = f"÷{whole}%" if whole != 100 else ""
        return f"({' ＋ '.join(told)}){over} ＝ {self.weighted[place]}"


@dataclass(frozen=True)
class PersonResult:
    """`overall` is the line that counts; `ballots` is how many judged this subject."""

    judged: Judged
    ballots: int
    overall: Line | None
    lines: tuple[Line, ...]
    satisfied: str


@dataclass(frozen=True)
class Results:
    """Turnout and every subject's votes; `due` were asked, `returned` came back of which `valid`
    count, `paper` of them on paper, `withheld` valid ones of groups too small. `remarks` is
    {subject: words}, mixed. `unweighted`: weights were set, and only one group is left to show."""

    due: int
    returned: int
    valid: int
    people: tuple[PersonResult, ...]
    remarks: dict[str, list[CountedText]]
    paper: int = 0
    withheld: int = 0
    groups: tuple[str, ...] = ()
    weighted: bool = False
    unweighted: bool = False


def of(
    scope: Scope, campaign: Campaign, judged: Sequence[Judged], *, with_remarks: bool = False
) -> Results | None:
    """None unless the votes were counted, which needs the minimum."""
    if not campaign.counted:
        return None
    box, groups = campaign.box, queries.groups(scope, campaign)
    # Both tellers agreed before the count; either's figures are the figures.
    counted = {one.group: one for one in queries.papers(scope, campaign)}
    shown = _shown(groups)
    votes = _with_papers(counting.tally_by_group(box), groups, counted)
    questions = [q for q in questions_of(campaign) if q.marks]
    people = tuple(_person(one, questions, votes, shown) for one in judged)
    remarks: dict[str, list[CountedText]] = {}
    for word in counting.words(box) if with_remarks else ():
        remarks.setdefault(word.subject, []).append(word)
    on_paper = [counted[g.code] for g in groups if g.code in counted and g.shown_as is not None]
    valid = sum(one.valid for one in on_paper)
    sealed = box.opened
    return Results(
        due=campaign.voters + _on_paper_alone(groups, counted),
        returned=sealed + sum(one.collected for one in counted.values()),
        valid=(box.ballots or 0) + valid,
        people=people,
        remarks=remarks,
        paper=valid,
        withheld=(box.withheld or 0)
        + sum(counted[g.code].valid for g in groups if g.code in counted and g.shown_as is None),
        groups=tuple(label for label, _ in shown.values()) if len(shown) > 1 else (),
        weighted=len(shown) > 1 and any(weight for _, weight in shown.values()),
        unweighted=len(shown) == 1 and sum(group.weight > 0 for group in groups) > 1,
    )


def released(words: Sequence[CountedText], *kinds: Release) -> list[str]:
    """The words that may be shown to those for whom these decisions stand."""
    return [word.text for word in words if word.release in kinds]


def turnout_words(campaign: Campaign, received: int) -> str:
    """How many took part. While people vote it goes in steps, so that nobody can watch a single
    vote arrive; afterwards it is exact, as the official tally needs."""
    due = f"应参评 {campaign.voters} 人"
    if campaign.state is State.DRAFT:
        return "还没有开始"
    if campaign.on_paper:
        return f"{due}，{'按纸质票计票' if campaign.counted else '改用纸质测评'}"
    if campaign.state is not State.OPEN and received < campaign.minimum:
        return f"{due}，收到的不足 {campaign.minimum} 张"
    if campaign.state is not State.OPEN:
        return f"{due}，收到 {received} 张票"
    reached = received // STEP * STEP
    return f"{due}，已收到 {reached} 张以上" if reached else f"{due}，收到的不到 {STEP} 张"


def _shown(groups) -> dict[str, tuple[str, int]]:
    """{shown group: (label, weight)} in the order of groups."""
    found: dict[str, tuple[list, int]] = {}
    for group in groups:
        if group.shown_as is not None:
            labels, weight = found.get(group.shown_as, ([], 0))
            # A group that nobody voted in, sealed or on paper, has no weight to give away.
            found[group.shown_as] = ([*labels, group.label], weight + group.weight)
    return {key: ("、".join(labels), weight) for key, (labels, weight) in found.items()} or {
        "": ("", 0)
    }


def _on_paper_alone(groups, counted) -> int:
    """How many were asked beyond the roster and the slips: those of groups that vote on paper."""
    alone = [g.code for g in groups if g.who is Who.PAPER and g.code in counted]
    return sum(counted[code].handed_out for code in alone)


def _with_papers(votes: Mapping, groups, counted):
    found = dict(votes)
    for group in groups:
        paper = counted.get(group.code)
        if paper is None or group.shown_as is None:
            continue
        for place, number in paper.votes.items():
            subject, item, mark = place.split(".")
            key = (group.shown_as, subject, item, mark)
            found[key] = found.get(key, 0) + number
    return found


def _person(one, questions: list[Question], votes, shown):
    lines = {q.code: _line(one, q, votes, shown) for q in questions}
    main = counts(questions)
    overall = lines.pop(main.code) if main else None
    ballots = overall.ballots if overall else 0
    return PersonResult(
        judged=one,
        ballots=ballots,
        overall=overall,
        lines=tuple(lines.values()),
        satisfied=satisfaction(overall.votes[0], overall.votes[1], ballots) if overall else "",
    )


def _line(one, question, votes, shown):
    shares = tuple(
        Share(
            label,
            weight,
            tuple(votes.get((key, one.subject, question.code, m), 0) for m, _ in question.marks),
        )
        for key, (label, weight) in shown.items()
    )
    present = {str(n): share for n, share in enumerate(shares) if share.ballots}
    weights = {str(n): share.weight for n, share in enumerate(shares)}
    places = range(len(question.marks))
    by_weight = ()
    if len(present) > 1 and any(weights[n] for n in present):
        by_weight = tuple(
            percent(weighted({n: s.share(p) for n, s in present.items()}, weights)) for p in places
        )
    return Line(
        question.label,
        tuple(label for _, label in question.marks),
        tuple(sum(share.votes[p] for share in shares) for p in places),
        shares if len(shares) > 1 else (),
        by_weight,
        _mean(question, present, weights) if question.shape is Shape.SCORE else "",
        question.shape is Shape.GRADE,
    )


def _mean(question, present, weights) -> str:
    """The mean score with two decimals, by weights where there are any."""
    values = [int(code) for code, _ in question.marks]
    sums = {n: Fraction(sum(v * k for v, k in zip(values, s.votes, strict=True)), s.ballots)
            for n, s in present.items()}  # fmt: skip
    if not sums:
        return ""
    ballots = sum(s.ballots for s in present.values())
    plain = sum(sums[n] * s.ballots for n, s in present.items()) / ballots
    mean = weighted(sums, weights) or plain
    hundredths = (mean * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02}"
