"""Which committee's round asks a branch: the nearest one above it; pure, by paths."""

from collections.abc import Iterable

from app.debriefs.rounds.models import DebriefRound


def nearest(rounds: Iterable[DebriefRound], path: str) -> DebriefRound | None:
    """Of these rounds of one year the one whose committee stands closest above that path."""
    asking = [one for one in rounds if path.startswith(one.organization.path)]
    return max(asking, key=lambda one: len(one.organization.path), default=None)


def above(path: str) -> list[str]:
    """The paths of everything an organisation stands in, itself last."""
    return [path[: end + 1] for end, c in enumerate(path) if c == "/" and end]
