"""The one shape of what a branch owes about single people: a finding with a press."""

from datetime import timedelta

from app.access.policy import Can
from app.findings.engine import Finding, State
from app.rules.registry import rule

ANSWER_WITHIN = 30  # days for what waits for a word; our own habit, no regulation


def owed(
    branch, rule_id, subject, what, why, since, due, day, label, url, person_id=None
) -> Finding:
    """One thing a branch owes; without a rule it is our own habit. `url` is where it is settled."""
    late, soon = due < day, due - timedelta(days=7) <= day
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite) if rule_id else "",
        organization_id=branch.id,
        path=branch.path,
        subject=subject,
        what=what,
        why=why,
        since=since,
        due=due,
        state=State.LATE if late else State.SOON if soon else State.OPEN,
        press_label=label,
        press_url=url,
        press_needs=Can.MEMBERS_EDIT,
        person_id=person_id,
    )
