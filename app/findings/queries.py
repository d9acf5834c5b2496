"""What is owed, asked for: the findings of the organisations a person may see."""

from collections.abc import Sequence
from datetime import date

from app.access.scope import Scope
from app.findings.engine import Finding
from app.findings.memory import recall
from app.organizations.models import Organization


def of_organizations(
    scope: Scope, organizations: Sequence[Organization], day: date
) -> dict[int, list[Finding]]:
    """{organization_id: findings, most urgent first}; organisations out of scope are left out."""
    return recall([o for o in organizations if scope.covers(o.path)], day)
