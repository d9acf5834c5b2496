"""What was counted and who was elected, as plain values for papers."""

from app.core.filters import full_day
from app.elections import standing
from app.elections.models import Duty, Election, Round
from app.elections.papers.paper import MEMBER, Paper
from app.elections.sheets.parts import Count, Elected, Line, TallyReport
from app.printing.words import numeral
from app.rules.elections.rounds import votes_needed
from app.rules.organizations import PostKind


def tally(voted: Round) -> Paper:
    """监票计票报告单 of one counted round, marked where it became void."""

    def make(election, _day):
        return TallyReport(
            branch=election.organization.long_name,
            count=count_of(voted),
            scrutineers=_role(election, Duty.SCRUTINEER),
            tellers=_role(election, Duty.TELLER),
            void=f"{full_day(voted.void_on)}作废，理由：{voted.void_why}" if voted.void else "",
        )

    label = f"监票计票报告单（{voted.label}{'，已作废' if voted.void else ''}）"
    return Paper(f"tally_{voted.id}", label, "election_tally", make)


def _role(election, role):
    return tuple(one.person.name for one in election.tellers if one.role is role)


def count_of(voted: Round) -> Count:
    """A counted round as a plain value, the most votes first."""
    found = standing.ended(voted)
    lines = tuple(
        Line(
            one.name,
            one.yes,
            one.no,
            one.abstain,
            elected=standing.key(one) in found.elected,
            written=one.written,
            tied=standing.key(one) in found.tied,
        )
        for one in sorted(voted.tallies, key=lambda one: (-(one.yes or 0), one.position))
    )
    winners = [one.name for one in lines if one.elected]
    outcome = f"{'、'.join(winners)}当选。" if winners else "没有人当选。"
    if found.tied:
        equal = "、".join(one.name for one in lines if one.tied)
        outcome += f"{equal}票数相等，须就他们再次投票。"
    elif found.left:
        outcome += f"还有{found.left}个名额须另行选举。"
    again = f"第{numeral(voted.turn)}次投票" if voted.turn > 1 else ""
    return Count(
        title=f"{voted.post.label}选举{again}",
        held=voted.held_on,
        due=voted.due,
        present=voted.present,
        handed_out=voted.handed_out,
        collected=voted.collected,
        invalid=voted.invalid or 0,
        seats=voted.seats,
        least=votes_needed(voted.due, voted.held_on),
        lines=lines,
        outcome=outcome,
        again=voted.again,
    )


def elected_of(election: Election) -> list[Elected]:
    """Everybody elected, heads first; a head is not named again among the members."""
    found = {one.post: one for one in standing.contests(election)}
    duties = {one.person_id: one.duty for one in election.candidates if one.duty}
    heads, taken = [], set()
    for post in (PostKind.SECRETARY, PostKind.DEPUTY):
        for one in found[post].elected if post in found else ():
            heads.append(Elected(one.name, post.label, one.yes))
            taken.add(one.person_id)
    members = [
        Elected(one.name, duties.get(one.person_id, ""), one.yes)
        for one in (found[MEMBER].elected if MEMBER in found else ())
        if one.person_id not in taken
    ]
    return heads + members
