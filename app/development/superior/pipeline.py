"""How many people stand at which of the 25 steps, over a subtree and below each part of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.organizations.models import Organization
from app.rules.development.steps import STEPS, Phase, Step
from app.rules.members import Stage


@dataclass(frozen=True)
class Part:
    """An organisation's people by the last step they took; `without` have no file here."""

    organization: Organization
    steps: Counter
    without: Counter

    @property
    def total(self) -> int:
        return self.steps.total()

    def of_phase(self, phase: Phase) -> int:
        return sum(n for step, n in self.steps.items() if STEPS[Step(step)].phase is phase)

    @property
    def phases(self) -> list[tuple[Phase, int, list[tuple[Step, int]]]]:
        """(phase, people, [(step, people)]) of all five."""
        return [
            (
                phase,
                self.of_phase(phase),
                [(step, self.steps[step]) for step in Step if step.about.phase is phase],
            )
            for phase in Phase
        ]

    @property
    def missing(self) -> str:
        """Those without a file in words: 申请人 3 人、预备党员 1 人."""
        return "、".join(f"{s.label} {self.without[s]} 人" for s in Stage if self.without[s])


def parts(
    organizations: Sequence[Organization],
    standings: Iterable[tuple[int, str, int, int]],
    without: Iterable[tuple[str, Stage, int]],
) -> list[Part]:
    """One part an organisation, everything below it included."""
    made = {one.path: Part(one, Counter(), Counter()) for one in organizations}
    for _, path, step, people in standings:
        for part in _above(made, path):
            part.steps[step] += people
    for path, stage, people in without:
        for part in _above(made, path):
            part.without[stage] += people
    return list(made.values())


@dataclass(frozen=True)
class Bar:
    """One step's bar in the picture, in its own units."""

    step: Step
    people: int
    x: float
    height: float


@dataclass(frozen=True)
class Block:
    phase: Phase
    people: int
    x: float
    width: float
    bars: tuple[Bar, ...]


WIDTH, STEP, GAP, TALLEST = 972, 35, 21, 150


def drawn(part: Part) -> list[Block]:
    """Five blocks from left to right, a bar a step; the tallest bar is TALLEST high."""
    most = max(part.steps.values(), default=0) or 1
    blocks, x = [], 0.0
    for phase, people, counted in part.phases:
        bars = tuple(
            Bar(step, n, x + position * STEP + STEP / 2, TALLEST * n / most)
            for position, (step, n) in enumerate(counted)
        )
        width = STEP * len(counted)
        blocks.append(Block(phase, people, x, width, bars))
        x += width + GAP
    return blocks


def _above(made, path):
    steps = path.strip("/").split("/")
    paths = ("/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps)))
    return [made[one] for one in paths if one in made]
