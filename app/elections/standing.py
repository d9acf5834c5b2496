"""How far the votes of an election have come: who is elected to what, who must be voted on again.

Everything follows from the figures of the counted rounds; nothing is stored twice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.elections.models import Election, Round, RoundState, Tally
from app.people.models import Person
from app.rules.elections.rounds import Outcome, Votes, outcome
from app.rules.organizations import PostKind
from app.rules.votes import Body


@dataclass(frozen=True)
class Contest:
    """The vote on one post, round by round; void rounds are left out. `left` seats are still to be
    filled; `tied` people alone are voted on next."""

    post: PostKind
    body: Body
    seats: int
    rounds: tuple[Round, ...]
    elected: tuple[Tally, ...]
    tied: tuple[Tally, ...]

    @property
    def left(self) -> int:
        return max(self.seats - len(self.elected), 0)

    @property
    def done(self) -> bool:
        return self.left == 0

    @property
    def under_way(self) -> Round | None:
        """The round that is being voted or waits for its count."""
        return next((one for one in self.rounds if one.under_way), None)

    @property
    def counted(self) -> list[Round]:
        return [one for one in self.rounds if one.counted]


def contests(election: Election) -> list[Contest]:
    """The posts this election fills, in the order of voting."""
    posts = [(PostKind.COMMITTEE_MEMBER, election.to_fill)] if election.seats else []
    posts += [(PostKind.SECRETARY, 1)] if election.secretary else []
    posts += [(PostKind.DEPUTY, election.deputies)] if election.deputies else []
    return [_contest(election, post, seats) for post, seats in posts]


def contest(election: Election, post: PostKind) -> Contest | None:
    return next((one for one in contests(election) if one.post is post), None)


def of_body(election: Election, body: Body) -> list[Contest]:
    """What the assembly, or the new committee at its first meeting, has to vote on."""
    return [one for one in contests(election) if one.body is body]


def ended(voted: Round) -> Outcome:
    """How a counted round ended; the keys are those of `key`."""
    return outcome(
        voted.due, voted.seats, votes_of(voted.tallies), voted.held_on, again=voted.again
    )


def key(tally: Tally) -> str:
    return str(tally.position)


def votes_of(tallies: Sequence[Tally]) -> list[Votes]:
    """The figures of these people as plain values."""
    return [
        Votes(key(one), one.yes or 0, one.no or 0, one.abstain or 0, one.written) for one in tallies
    ]


def by_strokes(people: Collection[Person]) -> list[Person]:
    """EL-12: the order of names on a ballot."""
    return sorted(people, key=lambda person: (person.strokes, person.name, person.id))


def candidates(election: Election, post: PostKind) -> list[Person]:
    """Who stands for a post, in the order of the ballot (EL-12): for the committee by strokes,
    heads as they were approved."""
    people = [one.person for one in election.standing_for(post)]
    return by_strokes(people) if post is PostKind.COMMITTEE_MEMBER else people


def _contest(election, post, seats):
    head = post is not PostKind.COMMITTEE_MEMBER
    body = Body.COMMITTEE if head and election.committee else Body.ASSEMBLY
    rounds = tuple(
        one for one in election.rounds if one.post is post and one.state is not RoundState.VOID
    )
    elected: list[Tally] = []
    tied: tuple[Tally, ...] = ()
    for voted in rounds:
        if voted.counted:
            found, by_key = ended(voted), {key(one): one for one in voted.tallies}
            elected += [by_key[one] for one in found.elected]
            tied = tuple(by_key[one] for one in found.tied)
    return Contest(post, body, seats, rounds, tuple(elected), tied)
