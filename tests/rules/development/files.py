"""Development files for tests and measurements: a clean one of any time, and ways to spoil it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.rules.dates import PartialDate, add_months
from app.rules.development.case import (
    Case,
    Deed,
    Helper,
    HelperRole,
    Notice,
    NoticeKind,
    Organ,
    Review,
    ReviewKind,
    Votes,
)
from app.rules.development.linter import lint
from app.rules.development.steps import ARCHIVE, STEPS, Step
from app.rules.members import Stage
from app.rules.workdays import PACKAGED

TODAY = date(2026, 11, 16)
FINISHED = date(2028, 6, 1)
"""By then every file below has come to its end."""
OLD, ACROSS, NEW = date(2019, 3, 1), date(2024, 7, 1), date(2024, 12, 2)
"""First days of files wholly under the 2014 text, with the change between the pre-review and
the assembly, and with all from step 7 on under the 2026 text."""
VOTES = Votes(due=12, present=10, yes=10, secret=True)
DATED = tuple(step for step in Step if not STEPS[step].lasting)


def on(day: date | str) -> PartialDate:
    return PartialDate.parse_iso(day) if isinstance(day, str) else PartialDate.of(day)


def days_of(applied: date) -> dict[Step, date]:
    """A day for every step, each within its limits under either text; 22 and 23 never early."""
    activist = add_months(applied, 7)
    prospect = add_months(activist, 13)
    consent = prospect + timedelta(days=7)
    listed = notice_end(consent) + timedelta(days=1)
    accepted = listed + timedelta(days=60)
    approved = accepted + timedelta(days=40)
    ends = add_months(accepted, 12)
    return {
        Step.APPLY: applied,
        Step.TALK: applied + timedelta(days=20),
        Step.ACTIVIST: activist,
        Step.ACTIVIST_FILED: activist + timedelta(days=7),
        Step.CONTACTS: activist + timedelta(days=9),
        Step.PROSPECT: prospect,
        Step.PROSPECT_LISTED: listed,
        Step.INTRODUCERS: listed + timedelta(days=3),
        Step.POLITICAL_REVIEW: listed + timedelta(days=20),
        Step.COURSE: listed + timedelta(days=25),
        Step.EXAMINED: listed + timedelta(days=35),
        Step.PREREVIEW: listed + timedelta(days=42),
        Step.BOOKLET: listed + timedelta(days=45),
        Step.ACCEPTED: accepted,
        Step.SUPERIOR_TALK: accepted + timedelta(days=20),
        Step.APPROVED: approved,
        Step.APPROVAL_FILED: approved + timedelta(days=4),
        Step.ASSIGNED: approved + timedelta(days=6),
        Step.OATH: approved + timedelta(days=15),
        Step.CONFIRMATION_ASKED: ends - timedelta(days=5),
        Step.CONFIRMATION_VOTED: ends + timedelta(days=3),
        Step.CONFIRMATION_APPROVED: ends + timedelta(days=30),
        Step.ARCHIVED: ends + timedelta(days=45),
    }


def notice_end(consent: date) -> date:
    """Posted the day after consent, for five full working days."""
    return PACKAGED.after(consent + timedelta(days=1), 5).last


def clean_file(
    applied: date = ACROSS, until: Step = Step.ARCHIVED, on_day: date = TODAY, **facts
) -> Case:
    """A file without a fault on `on_day`: all steps up to `until` whose day has come by then.

    A file that is not finished may be late by then; `facts` replace fields of the Case.
    """
    days = {step: day for step, day in days_of(applied).items() if step <= until and day <= on_day}
    case = Case(
        name="张三",
        birth=on(date(applied.year - 20, 6, 1)),
        stage=stage_after(days),
        deeds=tuple(deed(step, day) for step, day in days.items()),
        helpers=tuple(_helpers(days)),
        reviews=tuple(_reviews(days)),
        notices=tuple(_notices(days)),
        papers=frozenset(ARCHIVE) if Step.ARCHIVED in days else None,
    )
    return replace(case, **facts)


def deed(step: Step, day: date, **facts) -> Deed:
    return replace(Deed(step, on(day), **_facts(step, day)), **facts)


def _facts(step, day):
    if step is Step.PROSPECT_LISTED:
        return {"agreed_on": on(_consent(day))}
    if step is Step.COURSE:
        return {"days": 3, "hours": 24, "until": on(day + timedelta(days=2))}
    if step in {Step.ACCEPTED, Step.CONFIRMATION_VOTED}:
        return {"votes": VOTES, "organ": Organ.ASSEMBLY}
    if step in {Step.PREREVIEW, Step.APPROVED, Step.CONFIRMATION_APPROVED}:
        return {"organ": Organ.COMMITTEE}
    return {}


def _consent(listed):
    """The last day on which consent could be given for being listed then."""
    day = listed - timedelta(days=2)
    while notice_end(day) >= listed:
        day -= timedelta(days=1)
    return day


def _helpers(days):
    long_ago = on("2005-07-01")
    if Step.CONTACTS in days:
        since = on(days[Step.CONTACTS])
        for name in ("李四", "王五"):
            yield Helper(HelperRole.CONTACT, name, since, full=True, full_since=long_ago)
    if Step.INTRODUCERS in days:
        since = on(days[Step.INTRODUCERS])
        for name in ("李四", "王五"):
            yield Helper(HelperRole.INTRODUCER, name, since, full=True, full_since=long_ago)


def _reviews(days):
    if Step.ACTIVIST not in days:
        return
    end = days.get(Step.PROSPECT, max(days.values()))
    for number in (1, 2, 3):
        day = add_months(days[Step.ACTIVIST], 5 * number)
        if day <= end:
            yield Review(ReviewKind.ACTIVIST, on(day))


def _notices(days):
    listed = days.get(Step.PROSPECT_LISTED)
    if listed is not None:
        posted = _consent(listed) + timedelta(days=1)
        yield Notice(NoticeKind.PROSPECT, posted, notice_end(_consent(listed)))


def stage_after(steps: Iterable[Step]) -> Stage:
    reached = [made for step in sorted(steps) if (made := STEPS[step].makes)]
    return reached[-1] if reached else Stage.APPLICANT


def alter(case: Case, step: Step, **facts) -> Case:
    """The same file with other facts in one step; `on` may be a day or an ISO text."""
    if "on" in facts and not isinstance(facts["on"], PartialDate):
        facts["on"] = on(facts["on"])
    deeds = tuple(replace(d, **facts) if d.step is step else d for d in case.deeds)
    return replace(case, deeds=deeds)


def without(case: Case, *steps: Step) -> Case:
    return replace(case, deeds=tuple(d for d in case.deeds if d.step not in steps))


def with_deeds(case: Case, *deeds: Deed) -> Case:
    return replace(case, deeds=(*case.deeds, *deeds))


def found(case: Case, day: date = FINISHED) -> list[tuple[str, int, str]]:
    """(sort, step, rule) of every fault; rule "" where only the facts contradict each other."""
    return [(f.sort.value, int(f.step), f.reason.rule_id) for f in lint(case, day)]
