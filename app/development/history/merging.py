"""Sets what a row tells beside what already lies in the file: new, there already, different.

Pure: the file comes in as the plain rows of app.development.rows. Nothing is overwritten.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from app.development.history.columns import HELPERS, NOTICES, REVIEWS, Facet, of_step, paper_name
from app.development.history.told import ATTRIBUTES, Told
from app.rules.dates import PartialDate
from app.rules.development.case import Case, NoticeKind

_FACETS = {attribute: facet for facet, attribute in ATTRIBUTES.items()}
ABSENT = "没有"


class Different(NamedTuple):
    """What stands on record stays; `told` is what the workbook says."""

    what: str
    known: str
    told: str


@dataclass(frozen=True)
class Merged:
    """`new` is what will be added; `same` how many things are there already."""

    new: Told
    same: int = 0
    different: tuple[Different, ...] = ()


class Known(NamedTuple):
    """The rows that lie in one file, each once, and the case they make."""

    file: Any = None
    steps: Iterable[Any] = ()
    helpers: Iterable[Any] = ()
    leaves: Iterable[Any] = ()
    notices: Iterable[Any] = ()
    case: Case | None = None


def merge(told: Told, known: Known) -> Merged:
    """Told once is enough: what the file holds is left as it is, what differs is listed."""
    if known.file is None:
        return Merged(told)
    parts = (
        _sorted(told.steps, _steps(known.steps), _step_key, _differing_facts),
        _sorted(told.helpers, _helpers(known.helpers), _helper_key, _differing_helper),
        _sorted(told.reviews, _leaves(known, "review"), _review_key, _nothing),
        _sorted(told.notices, _notices(known.notices), _notice_key, _differing_notice),
        _sorted(told.papers, _leaves(known, "paper"), lambda paper: paper.code, _nothing),
    )
    own = tuple(_of_file(told, known.file))
    new = replace(
        told,
        steps=parts[0][0],
        helpers=parts[1][0],
        reviews=parts[2][0],
        notices=parts[3][0],
        papers=parts[4][0],
        floating=told.floating if told.floating and not known.file.floating else None,
        leaves_on=told.leaves_on if known.file.leaves_on is None else None,
    )
    different = tuple(one for _, _, found in parts for one in found) + own
    return Merged(new, sum(same for _, same, _ in parts), different)


def _sorted(told, known: dict, key, differences):
    """(what is new, how much is there already, what differs)."""
    new, same, different = [], 0, []
    for one in told:
        row = known.get(key(one))
        if row is None:
            new.append(one)
        elif found := list(differences(one, row)):
            different += found
        else:
            same += 1
    return tuple(new), same, different


def _steps(rows):
    return {(row.step, row.turn): row for row in rows}


def _step_key(told):
    return int(told.step), told.turn


def _differing_facts(told, row):
    for attribute, value in told.facts.items():
        before = getattr(row, attribute)
        if before != value and not (before is None and value == 0):
            facet = _FACETS.get(attribute, Facet.OUTCOME)
            label = of_step(told.step, facet, told.turn).label
            yield Different(label, shown(before), shown(value))


def _helpers(rows):
    return {(row.role, row.name): row for row in rows}


def _helper_key(told):
    return told.role, told.name


def _differing_helper(told, row):
    for attribute, word in (("since_on", "起"), ("until_on", "止")):
        before, value = getattr(row, attribute), getattr(told, attribute)
        if value is not None and before != value:
            what = f"{HELPERS[told.role]}{told.name}{word}"
            yield Different(what, shown(before), shown(value))


def _leaves(known, what):
    return {
        (leaf.code, leaf.on) if what == "review" else leaf.code: leaf
        for leaf in known.leaves
        if leaf.what == what
    }


def _review_key(told):
    return told.kind.value, told.on.iso


def _nothing(_told, _row):
    return ()


def _notices(rows):
    return {(row.kind, row.posted_on): row for row in rows}


def _notice_key(told):
    return told.kind, told.posted_on


def _differing_notice(told, row):
    if told.until_on != row.until_on:
        what = f"{NOTICES[NoticeKind(told.kind)]}截止日期"
        yield Different(what, shown(row.until_on), shown(told.until_on))


def _of_file(told: Told, file):
    if told.leaves_on and file.leaves_on and told.leaves_on != file.leaves_on:
        yield Different("预计离开日期", shown(file.leaves_on), shown(told.leaves_on))
    if told.floating is False and file.floating:
        yield Different("是否流动", "是", "否")


def added(new: Told) -> list[str]:
    """What would be added, in words for one line each."""
    words = [of_step(told.step, turn=told.turn).label.removesuffix("日期") for told in new.steps]
    words += [f"{HELPERS[told.role]}{told.name}" for told in new.helpers]
    for kind, label in REVIEWS.items():
        if number := sum(told.kind is kind for told in new.reviews):
            words.append(f"{label.removesuffix('日期')} {number} 次")
    words += [NOTICES[told.kind] for told in new.notices]
    words += [paper_name(paper.code) for paper in new.papers]
    return words


def shown(value) -> str:
    """A fact as a person reads it."""
    if value is None or value == "":
        return ABSENT
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, date):
        return str(PartialDate.of(value))
    if isinstance(value, Enum):
        return value.label
    return str(value)
