"""The numbers of both versions of the 细则, read from the book once instead of once a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.rules.dates import add_months
from app.rules.life import PunishmentKind
from app.rules.registry import rule
from app.rules.sources import DEVELOPMENT_2014, DEVELOPMENT_2026

JUDGED_SINCE = DEVELOPMENT_2014.in_force
REVISED = DEVELOPMENT_2026.in_force

PAPER_CODES = {
    "入党志愿书": "booklet",
    "入党申请书": "application",
    "政治审查材料": "review_report",
    "转正申请书": "confirmation_application",
    "入党积极分子培养考察登记表": "activist_record",
    "预备党员教育考察登记表": "probationary_record",
    "培养教育考察材料": "activist_record",
}
_PUNISHMENTS = {kind.label: kind for kind in PunishmentKind}


@lru_cache(maxsize=1 << 16)
def later(day: date, months: int) -> date:
    """add_months, remembered: dates repeat over many files, and this is the dearest part of
    judging one. Past the last day there is it stays there, so that no slip of the pen raises."""
    try:
        return add_months(day, months)
    except (ValueError, OverflowError):
        return date.max


@dataclass(frozen=True, eq=False)
class Text:
    """One version's values; None where the version had no such rule. Periods are months."""

    since: date
    age: int
    talk: int
    most_contacts: int
    review: int
    training: int
    notice_days: int | None
    consent: bool
    introducers: int
    barred: frozenset[PunishmentKind]
    unsuited: frozenset[PunishmentKind]
    course_days: int
    course_hours: int
    leaving: int
    assembly: int | None
    approval: int
    approval_most: int
    oath: int | None
    probation: int
    extensions: int
    shortest_extension: int
    longest_extension: int
    confirmation: int
    put_off: int
    approval_papers: Mapping[str, str]
    archive_papers: Mapping[str, str]


def _read(day: date) -> Text:
    def value(rule_id):
        found = rule(rule_id)
        return found.on(day) if found.in_force(day) else None

    bars, course, extension = value("DEV-10"), value("DEV-12"), value("DEV-27")
    return Text(
        since=day,
        age=value("DEV-01"),
        talk=value("DEV-02"),
        most_contacts=value("DEV-04")["最多"],
        review=value("DEV-05"),
        training=12 * value("DEV-07"),
        notice_days=value("DEV-08"),
        consent=value("DEV-C2") == "同意",
        introducers=value("DEV-09"),
        barred=_kinds(bars["不能"]),
        unsuited=_kinds(bars["不宜"]),
        course_days=course["天"],
        course_hours=course["学时"],
        leaving=value("DEV-13"),
        assembly=value("DEV-14"),
        approval=value("DEV-24")["个月"],
        approval_most=value("DEV-24")["最长"],
        oath=value("DEV-25"),
        probation=12 * value("DEV-26"),
        extensions=extension["次"],
        shortest_extension=extension["最短"],
        longest_extension=extension["最长"],
        confirmation=value("DEV-28"),
        put_off=value("DEV-31"),
        approval_papers=_papers(value("DEV-22")),
        archive_papers=_papers(value("DEV-30")),
    )


def _kinds(names):
    return frozenset(_PUNISHMENTS[name] for name in names)


def _papers(names):
    """{code: the name that version uses}"""
    return {PAPER_CODES[name]: name for name in names}


THEN, NOW = _read(JUDGED_SINCE), _read(REVISED)


def text_of(day: date) -> Text | None:
    """The version in force on the day; None before 2014-05-28, where nothing is judged."""
    if day >= REVISED:
        return NOW
    return THEN if day >= JUDGED_SINCE else None
