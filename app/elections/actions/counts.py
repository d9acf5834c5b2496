"""The count of a round: all envelopes of the box together, or figures counted by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.access.scope import Scope
from app.ballots import counting, receipts
from app.core.db import db
from app.core.errors import Refused
from app.elections import queries
from app.elections.actions.opening import check_open
from app.elections.actions.voting import ITEM, check_state, clear_written, followed
from app.elections.models import Candidate, Method, Round, RoundState, Tally
from app.elections.standing import ended, key
from app.people.models import Person
from app.rules.elections.rounds import Mark, Paper, Votes, paper_faults, vote_faults
from app.rules.elections.terms import Subject

LAST = 90  # a place behind everybody nominated


@dataclass(frozen=True)
class Written:
    """Another person named on ballots, and how often."""

    name: str
    votes: int


def count_box(voted: Round) -> None:
    """Open all envelopes together, once, and note the figures; see app.ballots.counting."""
    check_state(voted, RoundState.CLOSED)
    if voted.method is not Method.BOX:
        raise Refused("这一轮是纸质选票，请填写计票结果。")
    given = receipts.numbers([voted.box_id]).get(voted.box_id, 0)
    box = counting.count(voted.box_id, voted.asked, given)
    votes = counting.tally(box)
    for one in voted.tallies:
        one.yes, one.no, one.abstain = (votes.get((one.subject, ITEM, mark), 0) for mark in Mark)
    named: dict[str, int] = {}
    for words in counting.words(box):
        name = as_named(words.text)
        named[name] = named.get(name, 0) + 1
    voted.handed_out, voted.collected, voted.invalid = voted.present, given, box.invalid
    _counted(voted, [Written(name, number) for name, number in named.items()])


def enter_count(
    voted: Round,
    paper: Paper,
    votes: Mapping[int, tuple[int, int, int | None]],
    written: Sequence[Written],
) -> None:
    """Figures counted by hand: {tally id: (yes, no, abstain)}; abstain None is the rest. Refused
    at the figure that cannot be (fields yes-<id>, written, and the paper's own); entered again
    while nothing rests on them, the later figures stand."""
    if voted.method is not Method.PAPER or voted.state is RoundState.VOID:
        raise Refused("这一轮不是纸质选票，由系统计票。")
    check_open(voted.election)
    if voted.election.waits(Subject.RESULT) or followed(voted):
        raise Refused("后面已经有投票或者报告，不能再改这一轮的票数。")
    if faults := paper_faults(paper, voted.held_on):
        raise Refused(f"{faults[0].reason}。", faults[0].field)
    clear_written(voted)
    _check_names(voted, written)
    figures = {one: _whole_figures(paper, *votes[one.id]) for one in voted.tallies}
    plain = [Votes(f"yes-{one.id}", *figures[one]) for one in voted.tallies]
    plain += [Votes("written", one.votes, written=True) for one in written]
    if faults := vote_faults(plain, voted.seats, paper.valid, voted.held_on):
        raise Refused(f"{faults[0].reason}。", faults[0].field)
    for one, (yes, no, abstain) in figures.items():
        one.yes, one.no, one.abstain = yes, no, abstain
    voted.handed_out, voted.collected = paper.handed_out, paper.collected
    voted.invalid = paper.invalid
    _counted(voted, written)


def as_named(text: str) -> str:
    """A written name without the blanks people put into short names."""
    return "".join(text.split())


def _whole_figures(paper, yes, no, abstain):
    return yes, no, paper.valid - yes - no if abstain is None else abstain


def _check_names(voted, written):
    names = [one.name for one in written]
    on_ballot = {one.name for one in voted.tallies}
    if repeated := [name for name in names if name in on_ballot or names.count(name) > 1]:
        raise Refused(f"{repeated[0]}已在票上或者写了两次，得票请合在一起。", "written")


def _counted(voted, written):
    """Note those named on ballots; the elected among them stand as candidates from now on."""
    scope = Scope(frozenset({voted.election.organization.path}))
    by_name: dict[str, list[Person]] = {}
    for person in queries.full_members(scope, voted.election.organization, voted.held_on):
        by_name.setdefault(person.name, []).append(person)
    ranked = sorted(written, key=lambda one: (-one.votes, one.name))
    for position, one in enumerate(ranked, len(voted.tallies) + 1):
        named = by_name.get(one.name, [])
        tally = Tally(
            person_id=named[0].id if len(named) == 1 else None,
            name=one.name,
            position=position,
            written=True,
            yes=one.votes,
            no=0,
            abstain=0,
        )
        voted.tallies.append(tally)
    voted.state = RoundState.COUNTED
    db.session.flush()
    _let_stand(voted)


def _let_stand(voted):
    election, outcome = voted.election, ended(voted)
    known = {one.person_id for one in election.candidates if one.post is voted.post}
    for tally in voted.tallies:
        chosen = key(tally) in outcome.elected + outcome.tied
        if tally.written and tally.person_id not in {None, *known} and chosen:
            person = db.session.get(Person, tally.person_id)
            row = Candidate(person=person, post=voted.post, position=LAST, written_in=True)
            election.candidates.append(row)
    db.session.flush()
