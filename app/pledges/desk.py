"""What a member is asked on the workspace: to write or mend the pledge, matters near their day,
feedback to confirm."""

from dataclasses import dataclass, field
from datetime import date

from app.access.scope import Scope
from app.members import queries as members
from app.organizations import queries as organizations
from app.pledges import queries
from app.pledges.models import Pledge, PledgeFeedback, PledgeMatter
from app.rules.meetings import asked_years
from app.rules.pledges import BASIS, PledgeState, Step, due, item_lead


@dataclass(frozen=True)
class Own:
    """`write_by` is the last day for a pledge that is asked for and not written."""

    write_by: date | None = None
    returned: list[Pledge] = field(default_factory=list)
    matters: list[PledgeMatter] = field(default_factory=list)
    told: list[PledgeFeedback] = field(default_factory=list)

    def __len__(self):
        waiting = len(self.returned) + len(self.matters) + len(self.told)
        return waiting + (self.write_by is not None)


def of_person(scope: Scope, person_id: int, day: date) -> Own:
    """Nothing for whoever is no member within the scope."""
    member = members.of_person(scope, person_id)
    if member is None:
        return Own()
    pledges = [one for one in queries.of_person(scope, person_id) if one.year in asked_years(day)]
    here = member.organization
    asked = BASIS in organizations.local_rules(scope, [here], day).get(here.id, ())
    written = any(one.year == day.year for one in pledges)
    until = day + item_lead(day)
    return Own(
        due(Step.PLEDGE, day.year, day) if asked and not written and not member.exempt else None,
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
    )
