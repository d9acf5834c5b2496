"""What a member is asked on the workspace: to write or mend the pledge, matters near their day,
feedback to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.access.scope import Scope
from app.pledges import queries
from app.pledges.models import Pledge, PledgeFeedback, PledgeMatter
from app.rules.meetings import asked_years
from app.rules.pledges import PledgeState, Step, due, item_lead


@dataclass(frozen=True)
class Own:
    """`write_by` is the last day for a pledge that is asked for and not written; `beside` are the
    values that were asked for with the same statement."""

    write_by: date | None = None
    returned: list[Pledge] = field(default_factory=list)
    matters: list[PledgeMatter] = field(default_factory=list)
    told: list[PledgeFeedback] = field(default_factory=list)
    beside: tuple = ()

    def __len__(self):
        waiting = len(self.returned) + len(self.matters) + len(self.told)
        return waiting + (self.write_by is not None)


def of_person(scope: Scope, person_id: int, day: date, beside: Sequence = ()) -> Own:
    """Nothing for whoever is no member within the scope. `beside` are values of other features
    about the same person."""
    found = queries.to_do(scope, person_id, asked_years(day), day, beside)
    if found is None:
        return Own()
    member, asks, pledges, values = found
    written = any(one.year == day.year for one in pledges)
    asked = asks and not (written or member.exempt)
    until = day + item_lead(day)
    return Own(
        due(Step.PLEDGE, day.year, day) if asked else None,
        [one for one in pledges if one.state is PledgeState.RETURNED],
        [
            matter
            for one in pledges
            if one.public
            for matter in one.matters
            if not matter.done_on and not matter.unfinished_why and matter.due_on <= until
        ],
        [
            said
            for one in pledges
            for said in one.feedback
            if said.told_on and not said.confirmed_on
        ],
        values,
    )
