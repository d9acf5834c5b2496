"""The queue of a committee: what waits, by kind, with the days that are left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.development.actions.requests import SUBMITTED
from app.development.superior.queries import Waiting
from app.organizations.models import Organization
from app.rules.development.steps import Step
from app.rules.development.superior import Limit, limit
from app.rules.registry import rule

KINDS = {
    Step.ACTIVIST_FILED: "入党积极分子备案",
    Step.PROSPECT_LISTED: "发展对象同意",
    Step.PREREVIEW: "发展对象预审",
    Step.SUPERIOR_TALK: "派人谈话",
    Step.APPROVED: "接收预备党员审批",
    Step.APPROVAL_FILED: "审批结果备案",
    Step.CONFIRMATION_APPROVED: "转正审批",
}
SOON = 14  # days left below which a line is marked


@dataclass(frozen=True)
class Line:
    """One request in the queue. `left` counts days to the limit, negative when it has passed."""

    waiting: Waiting
    branch: Organization | None
    since: date
    limit: Limit | None
    left: int | None

    @property
    def state(self) -> str:
        """late, soon or plain, as the page colours it."""
        if self.left is None or self.left > SOON:
            return "plain"
        return "late" if self.left < 0 else "soon"

    @property
    def cite(self):
        return self.limit and rule(self.limit.rule_id).nearest(self.since).cite


@dataclass(frozen=True)
class Group:
    step: Step
    label: str
    lines: tuple[Line, ...]

    @property
    def late(self) -> int:
        return sum(line.state == "late" for line in self.lines)


def groups(
    rows: Sequence[Waiting],
    branches: Mapping[int, Organization],
    local: Mapping[int, frozenset[str]],
    day: date,
) -> list[Group]:
    """The rows by kind, in the order of the steps; in a kind the fewest days left first."""
    by_step: dict[int, list[Line]] = {}
    for row in rows:
        by_step.setdefault(row.step, []).append(_line(row, branches, local, day))
    return [
        Group(step, KINDS[step], tuple(sorted(by_step[step], key=_urgency)))
        for step in SUBMITTED
        if step in by_step
    ]


def talk_first(rows: Collection[Waiting]) -> set[int]:
    """Files whose talk still waits: their approval cannot be decided yet."""
    return {row.file_id for row in rows if row.step == Step.SUPERIOR_TALK}


def _line(row, branches, local, day):
    found = limit(
        Step(row.step),
        submitted=row.submitted_on,
        assembly=row.assembly,
        local=local.get(row.branch_id, frozenset()),
    )
    left = (found.due - day).days if found else None
    return Line(row, branches.get(row.branch_id), row.submitted_on, found, left)


def _urgency(line):
    return (line.left is None, line.left or 0, line.since, line.waiting.id)
