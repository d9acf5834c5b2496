"""What was voted on secretaries' reports: the one place that asks evaluations for it.

Today each branch holds its own 书记述职评议; where a round names a campaign of its committee, this
function alone has to ask that one instead.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.access.scope import Scope
from app.ballots.models import CountedMark
from app.core.db import db
from app.debriefs.rounds.models import DebriefRound
from app.evaluations import queries as evaluations
from app.evaluations.models import Kind
from app.evaluations.paper import OVERALL
from app.organizations.models import Organization
from app.rules.evaluations import DebriefMark


@dataclass(frozen=True)
class Shares:
    """The overall marks of one branch's secretary in the order of `DebriefMark`; without `counted`
    the evaluation at `address` is still under way and tells nothing."""

    counted: bool
    votes: tuple[int, ...]
    address: str

    @property
    def ballots(self) -> int:
        return sum(self.votes)

    @property
    def words(self) -> str:
        """好 20、较好 4、一般 0、差 0（共 24 票）."""
        if not self.counted:
            return "还没有计票"
        told = "、".join(
            f"{mark.label} {number}" for mark, number in zip(DebriefMark, self.votes, strict=True)
        )
        return f"{told}（共 {self.ballots} 票）"


def of_round(
    scope: Scope, held: DebriefRound, branches: Sequence[Organization]
) -> dict[int, Shares]:
    """{organization_id: its secretary's marks} of a round, branches without any left out."""
    return of_year(scope, branches, held.year)


def of_year(scope: Scope, branches: Sequence[Organization], year: int) -> dict[int, Shares]:
    """The same of one year, whichever round it belongs to; two statements however many branches."""
    ids = [one.id for one in branches]
    found = evaluations.of_year(scope, ids, year, Kind.SECRETARY_REVIEW)
    votes = _overall([one.box_id for one in found if one.counted])
    return {
        one.organization_id: Shares(
            one.counted,
            tuple(votes[one.box_id, mark.value] for mark in DebriefMark) if one.counted else (),
            f"/evaluations/{one.id}",
        )
        for one in found
    }


def _overall(boxes):
    """{(box, mark): votes on the overall item}; a box that is counted holds nothing but marks."""
    if not boxes:
        return Counter()
    query = (
        select(CountedMark.box_id, CountedMark.mark, func.count())
        .where(CountedMark.box_id.in_(boxes), CountedMark.item == OVERALL)
        .group_by(CountedMark.box_id, CountedMark.mark)
    )
    return Counter({(box, mark): number for box, mark, number in db.session.execute(query)})
