"""健全组织: what in a part of the tree is not set up as it should be, grouped by kind."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.findings.engine import Finding
from app.organizations.models import Organization
from app.structure.duties import WHAT, findings

HEADINGS = ("事项", "党组织", "上级", "情况", "依据", "自何时起", "状态")
WIDTHS = (24, 30, 24, 48, 44, 14, 8)


class Group(NamedTuple):
    """One kind of thing: its key, its name, and (organisation, finding) in tree order."""

    key: str
    title: str
    lines: list[tuple[Organization, Finding]]


def groups(organizations: Sequence[Organization], day: date) -> list[Group]:
    """The kinds that somewhere are off, what must be mended first, the more frequent first."""
    by_id = {one.id: one for one in organizations}
    found: dict[str, list] = {}
    for finding in findings(organizations, day):
        key = finding.subject.removeprefix("structure/")
        found.setdefault(key, []).append((by_id[finding.organization_id], finding))
    made = [Group(key, WHAT[key], lines) for key, lines in found.items()]
    return sorted(made, key=lambda one: (one.lines[0][1].state.value == "info", -len(one.lines)))


def rows(found: Sequence[Group]) -> list[list]:
    """Every line under HEADINGS."""
    return [
        [
            group.title,
            one.long_name,
            one.parent.name if one.parent else "",
            finding.why,
            finding.cite,
            finding.since.isoformat(),
            finding.state.label,
        ]
        for group in found
        for one, finding in group.lines
    ]
