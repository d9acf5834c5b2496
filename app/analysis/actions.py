"""Every change of a round: opened, noted, checks handed in and judged, problems listed."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.analysis.models import AnalysisRound, Check
from app.analysis.queries import SOURCE
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.rectification import actions as rectification
from app.rectification.models import Item, Source
from app.rules.analysis import PAST, PROBLEMS, SECTIONS

KEYS = tuple(section.key for section in SECTIONS)
NOTHING = "还什么都没有写。不必每项都写，至少写一项。"
NOTHING_OWN = "现在只有上年整改情况，还没有写今年的。不必每项都写，至少再写一项。"


def open_round(branch: Organization, year: int, due_on: date) -> AnalysisRound:
    """Begin the branch's 党性分析 of a year; members may write from now on."""
    today = clock.today()
    if year > today.year:
        raise Refused(f"{year}年还没有到。", "due_on")
    if due_on < today:
        raise Refused("交对照检查的日子不能早于今天。", "due_on")
    made = AnalysisRound(organization=branch, year=year, opened_on=today, due_on=due_on)
    db.session.add(made)
    db.session.flush()
    return made


def note(
    round: AnalysisRound,
    *,
    due_on: date,
    study_on: date | None,
    study_note: str,
    opinions_on: date | None,
    opinions_note: str,
) -> None:
    """What no other record holds: the study before the meeting, the opinions asked for."""
    today = clock.today()
    for field, day in (("study_on", study_on), ("opinions_on", opinions_on)):
        if day and day > today:
            raise Refused("这一天还没有到，做完再记。", field)
    round.due_on = due_on
    round.study_on, round.study_note = study_on, study_note
    round.opinions_on, round.opinions_note = opinions_on, opinions_note
    db.session.flush()


def write(
    round: AnalysisRound, check: Check | None, person: Person, texts: Mapping[str, str]
) -> Check:
    """Hand in the own comparison check, or change it until the branch has given its opinion.

    Refused where nothing is said of this year: what became of last year's items is filled in when
    the form opens and is nobody's own word yet.
    """
    _still_open(round)
    if check and check.opinion_on:
        raise Refused("支部已经写了意见，不能再改；确需修改的，请支部先撤回意见。")
    kept = {key: (texts.get(key) or "").strip() for key in KEYS}
    if not any(text for key, text in kept.items() if key != PAST):
        raise Refused(NOTHING_OWN if kept[PAST] else NOTHING, PROBLEMS)
    if check is None:
        check = Check(round=round, person=person)
        db.session.add(check)
    check.texts, check.submitted_on = kept, clock.today()
    db.session.flush()
    return check


def judge(check: Check, opinion: str) -> None:
    """The branch's opinion on a check; an empty one takes it back."""
    opinion = opinion.strip()
    check.opinion = opinion or None
    check.opinion_on = clock.today() if opinion else None
    db.session.flush()


def list_problems(check: Check, chosen: Sequence[str], *, due_on: date, measure: str) -> list[Item]:
    """Put problems that a member named on the list, the member answering for them."""
    if not chosen:
        raise Refused("请先勾选要列入整改清单的问题。", "chosen")
    return [
        rectification.raise_item(
            check.round.organization,
            source=source_of(check.round, check.person_id),
            problem=problem,
            measure=measure,
            person=check.person,
            due_on=due_on,
        )
        for problem in chosen
    ]


def source_of(round: AnalysisRound, part: int = 0) -> Source:
    """The round as the source of an item; `part` is the member whose check named it, 0 for the
    branch itself."""
    return Source(SOURCE, round.id, round.title, f"/analysis/{round.id}", part)


def close(round: AnalysisRound) -> None:
    """End the writing; what was handed in stays readable."""
    _still_open(round)
    round.closed_on = clock.today()
    db.session.flush()


def reopen(round: AnalysisRound) -> None:
    if round.open:
        raise Refused("这次党性分析还没有结束。")
    round.closed_on = None
    db.session.flush()


def _still_open(round):
    if not round.open:
        raise Refused("这次党性分析已经结束，不能再交。")
