"""Every change of demands: remind those who owe, return a record, answer."""

from collections.abc import Sequence

from app.access.scope import Scope
from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.findings.demands import queries
from app.findings.demands.models import Demand, DemandKind
from app.findings.demands.records import Record
from app.findings.engine import Finding
from app.organizations.models import Organization

MINUTES = {"meetings": 5, "evaluations": 30, "development": 10, "elections": 20, "structure": 15}
"""What settling one thing of a feature takes a practised secretary; measured on ourselves."""
USUAL_MINUTES = 5
MINUTES_TO_CORRECT = 3
AGAIN_AFTER = 3  # days within which the same organisation is not reminded of the same thing again


def urge(
    asker: Organization,
    owing: Sequence[tuple[Organization, list[Finding]]],
    *,
    by: Account | None = None,
) -> list[Demand]:
    """Remind exactly these of exactly this, each once in three days; the reminders made.

    Nobody urges himself, nor a branch of what it waits for from above. Refused where nobody is
    left to remind.
    """
    today, now = clock.today(), clock.now()
    scope = Scope(frozenset({asker.path}))
    recent = queries.urged_since(scope, [one.id for one, _ in owing], today, AGAIN_AFTER)
    made = [
        Demand(
            kind=DemandKind.URGE,
            organization=organization,
            asker=asker,
            made_on=today,
            made_at=now,
            made_by=by,
            subject=finding.subject,
            what=f"{finding.what}：{finding.why}"[:200],
            rule_id=finding.rule_id,
            cite=finding.cite,
            address=finding.press_url,
            minutes=MINUTES.get(finding.subject.partition("/")[0], USUAL_MINUTES)
            * len(finding.instances),
        )
        for organization, findings in owing
        for finding in findings
        if organization.id != asker.id
        and not finding.superior
        and (organization.id, finding.subject) not in recent
    ]
    if not made:
        raise Refused(
            f"没有要催办的：{AGAIN_AFTER} 天内已经催办过，或者都已办结，或者要由本级、上级办理。"
        )
    db.session.add_all(made)
    db.session.flush()
    return made


def send_back(
    asker: Organization, record: Record, *, field: str, reason: str, by: Account | None = None
) -> Demand:
    """Return a record, naming the field and what is to be mended. Refused while an earlier
    return of the same record is unanswered."""
    scope = Scope(frozenset({record.organization.path}))
    if any(one.open for one in queries.of_record(scope, record.subject)):
        raise Refused("这条记录已经退回，正等支部更正。", "reason")
    now = clock.now()
    demand = Demand(
        kind=DemandKind.RETURN,
        organization=record.organization,
        asker=asker,
        made_on=clock.today(),
        made_at=now,
        made_by=by,
        subject=record.subject,
        what=record.title[:200],
        address=record.address,
        field=field,
        reason=reason,
        minutes=MINUTES_TO_CORRECT,
    )
    audit.because(reason)
    db.session.add(demand)
    db.session.flush()
    return demand


def answer(demand: Demand, *, text: str, by: Account | None = None) -> None:
    """The organisation's word on a returned record: mended, or why it stands as it is."""
    if not demand.open:
        raise Refused("已经答复过。", "text")
    demand.answer, demand.answered_on, demand.answered_by = text, clock.today(), by
    db.session.flush()
