"""One report as the reader may have it: loaded in scope, with its round, outline and items."""

from flask import abort, g
from flask_login import current_user

from app.access.policy import Can
from app.core import clock
from app.debriefs import queries
from app.debriefs.models import Debrief
from app.debriefs.readiness import Readiness, readiness
from app.debriefs.rounds import queries as rounds
from app.debriefs.rounds.models import DebriefRound
from app.organizations import queries as organizations
from app.rectification import queries as rectification
from app.rectification.models import Item
from app.rules.rectification import SourceKind
from app.rules.reports import Section, outline


def report(debrief_id: int) -> Debrief:
    """The report in the reader's scope, else 404."""
    return queries.one(g.scope, debrief_id) or abort(404)


def items_of(debrief: Debrief) -> list[Item]:
    """What came of it on the list of rectification, by part and number."""
    found = rectification.of_source(g.scope, SourceKind.DEBRIEF, [debrief.id], notes=True)
    return found.get(debrief.id, [])


def round_of(debrief: Debrief) -> DebriefRound | None:
    """The round that asks for it, if a committee set one."""
    return rounds.governing(g.scope, debrief.organization, debrief.year)


def outline_of(held: DebriefRound | None) -> tuple[Section, ...]:
    """The sections asked for."""
    return held.outline if held else outline()


def local_rules(debrief: Debrief) -> frozenset[str]:
    """The local rules that are on for its branch."""
    branch = debrief.organization
    return organizations.local_rules(g.scope, [branch])[branch.id]


def ready(debrief: Debrief, held: DebriefRound | None) -> Readiness:
    """Whether it can be sent as it is saved."""
    return readiness(
        [(s.key, s.title, getattr(debrief, s.key)) for s in outline_of(held)],
        len(debrief.promises),
        clock.today(),
        shortest=held and held.shortest,
        longest=held and held.longest,
        local=local_rules(debrief),
    )


def readable(debrief: Debrief) -> bool:
    """What is not submitted is the writer's alone."""
    return debrief.submitted or current_user.may(Can.DEBRIEFS_WRITE, debrief.organization.path)
