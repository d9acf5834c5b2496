"""Whether a report can be sent: what is empty, how long it is, what is not as usual; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.base import FINE, Verdict
from app.rules.reports import (
    check_asked_length,
    check_length,
    check_problems_share,
    check_promises,
)


@dataclass(frozen=True)
class Readiness:
    """`empty` names sections without text; `characters` counts the whole, `problems` the part on
    problems and causes, both without blanks; `verdict` holds what would need a reason."""

    empty: tuple[str, ...]
    characters: int
    problems: int
    verdict: Verdict

    @property
    def share(self) -> str:
        """问题和原因 as a part of the whole, in per cent, downwards."""
        return f"{self.problems * 100 // self.characters}%" if self.characters else "0%"


def readiness(
    sections: Sequence[tuple[str, str, str]],
    promises: int,
    day: date,
    *,
    shortest: int | None = None,
    longest: int | None = None,
    local: Collection[str] = (),
) -> Readiness:
    """Judge (key, title, text) sections; `local` are the local rules that are switched on there.

    The length that the committee asks for takes the place of EV-12.
    """
    counts = {key: len("".join(text.split())) for key, _, text in sections}
    whole, problems = sum(counts.values()), counts.get("problems", 0)
    verdict = check_promises(promises, day)
    if shortest or longest:
        verdict += check_asked_length(whole, shortest, longest)
    elif "EV-12" in local:
        verdict += check_length(whole, day)
    verdict += check_problems_share(problems, whole, day) if "EV-06" in local else FINE
    empty = tuple(title for key, title, _ in sections if not counts[key])
    return Readiness(empty, whole, problems, verdict)
