"""Fills the papers of an assembly's vote: slips, count, resolution, and the request above."""

from app.access.scope import Scope
from app.development.filling.activists import inspections
from app.development.filling.dossier import Dossier, Filling, exact
from app.development.sheets.accepting import Count, VoteSlips, VoteSummary, resolution
from app.development.sheets.letters import Voted, approval_request
from app.meetings import people
from app.rules.development.case import Outcome, ReviewKind
from app.rules.development.steps import Step
from app.rules.meetings import MeetingKind
from app.rules.votes import Matter

ABOVE = {
    Step.ACCEPTED: Step.SUPERIOR_TALK,
    Step.CONFIRMATION_VOTED: Step.CONFIRMATION_APPROVED,
}
"""What a vote is sent up for."""
MATTERS = {
    Outcome.EXTENDED: Matter.EXTEND,
    Outcome.CANCELLED: Matter.CANCEL,
}


def _matter(one: Dossier, step: Step) -> Matter:
    if step is Step.ACCEPTED:
        return Matter.ACCEPT
    row = one.taken(step)
    return MATTERS.get(row and row.outcome, Matter.CONFIRM)


def slips(step: Step):
    def fill(chosen: list[Dossier]) -> VoteSlips:
        """As many as there are people with a vote today; none can be told from another."""
        branch = chosen[0].file.member.organization
        scope = Scope(frozenset({branch.path}))
        everybody = people.of_branch(scope, branch, MeetingKind.ASSEMBLY, chosen[0].today, None)
        return VoteSlips(
            organization=chosen[0].branch,
            candidates=tuple(one.name for one in chosen),
            copies=max(1, sum(one.counted for one in everybody.values())),
            matter=_matter(chosen[0], step),
        )

    return fill


def summary(step: Step):
    def fill(chosen: list[Dossier]) -> VoteSummary:
        first = chosen[0]
        held = first.meeting(step)
        counted = [(one, vote) for one in chosen if (vote := one.vote(step))]
        return VoteSummary(
            organization=first.branch,
            matter=_matter(first, step),
            counts=tuple(Count(one.name, vote) for one, vote in counted),
            held=first.day(step),
            place=held.place if held else "",
        )

    return fill


def resolved(step: Step):
    kind = ReviewKind.ACTIVIST if step is Step.ACCEPTED else ReviewKind.PROBATIONARY

    def fill(one: Dossier):
        """主要表现 is what the last 考察 says."""
        seen = inspections(one, kind, one.day(step))
        row = one.taken(step)
        return resolution(
            organization=one.branch,
            matter=_matter(one, step),
            name=one.name,
            performance=seen[-1].content if seen else (),
            vote=one.vote(step),
            held=one.day(step),
            months=row.months,
        )

    return fill


def request(step: Step):
    def fill(chosen: list[Dossier]):
        first = chosen[0]
        return approval_request(
            matter=_matter(first, step),
            people=[
                Voted(one.name, one.vote(step), one.taken(step).months, one.taken(step).reason)
                for one in chosen
            ],
            held=exact(first.day(step)) or first.today,
            recipient=first.recipient,
            sender=first.branch,
            day=first.asked(ABOVE[step]),
        )

    return fill


_A, _C = Step.ACCEPTED, Step.CONFIRMATION_VOTED
VOTES = {
    "vote_slips": Filling("vote_slips", "票决票", slips(_A), Step.BOOKLET, joint=True),
    "vote_summary": Filling("vote_summary", "票决情况表", summary(_A), _A, joint=True),
    "assembly_resolution": Filling("assembly_resolution", "支部大会决议", resolved(_A), _A),
    "approval_request": Filling("approval_request", "审批请示", request(_A), _A, joint=True),
    "confirmation_slips": Filling(
        "vote_slips", "转正票决票", slips(_C), Step.CONFIRMATION_ASKED, joint=True
    ),
    "confirmation_summary": Filling("vote_summary", "转正票决情况表", summary(_C), _C, joint=True),
    "confirmation_resolution": Filling("assembly_resolution", "转正大会决议", resolved(_C), _C),
    "confirmation_request": Filling(
        "approval_request", "转正（延长、取消）请示", request(_C), _C, joint=True
    ),
}
