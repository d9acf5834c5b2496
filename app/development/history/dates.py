"""The dates of a member's stages that a file brings: only what is empty is filled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.development.actions.stages import derived
from app.development.history.merging import Different, shown
from app.rules.dates import PartialDate
from app.rules.development.case import Case
from app.rules.life import DATE_OF, STAGES

WORDS = {
    "applied_on": "申请入党日期",
    "activist_on": "确定积极分子日期",
    "prospect_on": "列为发展对象日期",
    "joined_on": "入党日期",
    "confirmed_on": "转正日期",
}


@dataclass(frozen=True)
class Dates:
    """`filled` are columns of the member that are empty now; `different` what stays as it is."""

    filled: Mapping[str, PartialDate] = field(default_factory=dict)
    different: tuple[Different, ...] = ()


def dates_of(person, case: Case) -> Dates:
    """What the case says of the days of the stages, beside what the roster says."""
    days = derived(case)
    filled, different = {}, []
    for stage, on in days.items():
        name = DATE_OF[stage]
        known = getattr(person, name)
        if known is None:
            filled[name] = on
        elif not _one_of_the_other(known, on):
            different.append(Different(f"名册上的{WORDS[name]}", shown(known), shown(on)))
    reached = max(days, key=STAGES.index, default=None)
    if reached and STAGES.index(reached) > STAGES.index(person.stage):
        different.append(Different("名册上的人员类别", person.stage.label, reached.label))
    return Dates(filled, tuple(different))


def _one_of_the_other(known: PartialDate, told: PartialDate) -> bool:
    """A month on record and a day within it do not contradict each other."""
    inner, outer = sorted((known, told), key=lambda one: one.latest - one.earliest)
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest
