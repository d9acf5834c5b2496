"""Counts people for a plan's report and for an analysis of activists, and says them in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.development.plans.queries import Activist
from app.rules.dates import PartialDate, add_years
from app.rules.members import Gender, Stage

AGES = ((18, 20), (21, 25), (26, 30), (31, 35), (36, 200))
UNSAID = "未登记"


@dataclass
class Standing:
    """A committee's year in figures, everything below it included."""

    accepted: int = 0
    by_unit: Counter = field(default_factory=Counter)
    by_gender: Counter = field(default_factory=Counter)
    stages: Counter = field(default_factory=Counter)


def standings(
    paths: Sequence[str], accepted: Iterable, stages: Iterable[tuple[str, Stage, int]]
) -> dict[str, Standing]:
    """{path: figures} for each of these organisations."""
    found = {path: Standing() for path in paths}
    for path, unit, gender, people in accepted:
        for one in _above(found, path):
            one.accepted += people
            one.by_unit[unit.label] += people
            one.by_gender[gender.label if gender else UNSAID] += people
    for path, stage, people in stages:
        for one in _above(found, path):
            one.stages[stage] += people
    return found


@dataclass(frozen=True)
class Activists:
    """The body of activists by several sides: (name of the side, counts)."""

    total: int
    sides: tuple[tuple[str, Counter], ...]

    @property
    def text(self) -> str:
        """A first draft of the analysis, one line a side."""
        if not self.total:
            return "目前没有入党积极分子。"
        lines = [f"现有入党积极分子 {self.total} 人。"]
        for side, counts in self.sides:
            told = "，".join(f"{name} {n} 人" for name, n in counts.items() if n)
            lines.append(f"按{side}：{told}。")
        return "\n".join(lines)


def activists(people: Sequence[Activist], day: date) -> Activists:
    """By unit, gender, age, education and how long they have been activists."""
    spans = ("不满半年", "半年以上不满一年", "满一年", UNSAID)
    ages = [*(_age_name(bounds) for bounds in AGES), UNSAID]
    by_unit = Counter(one.unit.label for one in people)
    return Activists(
        len(people),
        (
            ("单位", Counter(dict(by_unit.most_common()))),
            ("性别", _in_order((g.label for g in Gender), (_gender(p) for p in people))),
            ("年龄", _in_order(ages, (_age(p.birth, day) for p in people))),
            ("学历", Counter(p.education or UNSAID for p in people)),
            ("培养时间", _in_order(spans, (_span(p.since, day) for p in people))),
        ),
    )


def _in_order(names, values):
    counted = Counter(values)
    ordered = {name: counted.pop(name) for name in names if name in counted}
    return Counter(ordered | counted)


def _gender(person):
    return person.gender.label if person.gender else UNSAID


def _age(birth: PartialDate | None, day):
    """By the latest day of birth it may be: a year alone is told as it stands."""
    if birth is None:
        return UNSAID
    years = day.year - birth.year - (add_years(birth.earliest, day.year - birth.year) > day)
    return next((_age_name(bounds) for bounds in AGES if bounds[0] <= years <= bounds[1]), UNSAID)


def _age_name(bounds):
    low, high = bounds
    return f"{low} 岁以上" if high >= 200 else f"{low}—{high} 岁"


def _span(since, day):
    if since is None:
        return UNSAID
    months = (day.year - since.year) * 12 + day.month - since.earliest.month
    months -= since.earliest.day > day.day
    return "不满半年" if months < 6 else "半年以上不满一年" if months < 12 else "满一年"


def _above(found, path):
    steps = path.strip("/").split("/")
    paths = ("/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps)))
    return [found[one] for one in paths if one in found]
