"""Every change of a yearly report: started, written, promised, submitted, returned."""

from collections.abc import Sequence

from app.core import audit, clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.debriefs.facts import YearRecord, drafted, facts
from app.debriefs.models import Debrief, DebriefPromise, DebriefStatus, PromiseList
from app.debriefs.past import Past, past_facts
from app.debriefs.readiness import Readiness
from app.rectification import actions as rectification
from app.rectification.models import Item, Source
from app.rules.rectification import SourceKind
from app.rules.registry import rule
from app.rules.reports import SECTIONS


def start(organization, person, record: YearRecord, past: Past | None = None) -> Debrief:
    """Begin the report of the record's year: what became of last year's promises opens it, the
    facts are drafted into their section."""
    if record.year > clock.today().year:
        raise Refused(f"{record.year}年还没有到，到时再写。", "year")
    found = drafted(facts(record))
    texts = {section.key: found if section.facts else "" for section in SECTIONS}
    if past:
        texts["rectification"] = drafted(past_facts(past))
    debrief = Debrief(
        organization=organization, person=person, year=record.year, promise_list=PromiseList(),
        **texts,
    )  # fmt: skip
    db.session.add(debrief)
    db.session.flush()
    return debrief


def edit(debrief: Debrief, **texts) -> None:
    """Write sections by key; refused once the report is submitted."""
    _check_open(debrief)
    for key, text in texts.items():
        setattr(debrief, key, text)
    db.session.flush()


def promise(debrief: Debrief, rows: list[dict]) -> None:
    """Write the measures for the year to come anew: each row has problem, measure, responsible,
    due_on and, where it was there before, its number. Numbers are never used twice.

    Refused for a day that is not after the report's year.
    """
    _check_open(debrief)
    early = next((row for row in rows if row["due_on"].year <= debrief.year), None)
    if early:
        raise Refused(f"“{early['measure'][:20]}”的时限应在{debrief.year}年以后。")
    known = {one.number: one for one in debrief.promises}
    edition = debrief.promise_list
    top = max([edition.last_number, *known])
    kept = []
    for row in map(dict, rows):
        one = known.get(row.pop("number", None))
        if one is None:
            top += 1
            one = DebriefPromise(debrief=debrief, number=top)
        for name, value in row.items():
            setattr(one, name, value)
        kept.append(one)
    debrief.promises[:] = kept
    edition.last_number = top
    renew(edition)
    db.session.flush()


def submit(debrief: Debrief, person, readiness: Readiness, *, note: str = "") -> None:
    """Send it to the organisation above in this person's name; every promise becomes an item of
    rectification with its day.

    No section may be empty; what is only usual takes a reason, which is kept.
    """
    _check_open(debrief)
    if readiness.empty:
        cite = rule("EV-11").nearest(clock.today()).cite
        empty = "、".join(readiness.empty)
        raise Refused(f"{empty}还没有写；确实没有内容的，请写明“无”和原因。（{cite}）")
    if readiness.verdict.warnings and not note:
        raise Refused("有和通常要求不一致的地方，请写明原因再提交。", "note")
    debrief.person, debrief.note = person, note if readiness.verdict.warnings else ""
    debrief.status, debrief.submitted_at = DebriefStatus.SUBMITTED, clock.now()
    debrief.returned_field = ""
    db.session.flush()


def list_promises(debrief: Debrief, items: Sequence[Item]) -> None:
    """Bring the items of rectification in line with the promises: new ones are raised, open ones
    reworded, and those no longer promised are dropped with a word why."""
    by_part = {item.source_part: item for item in items if item.source_part}
    source = source_of(debrief)
    for one in debrief.promises:
        item = by_part.pop(one.number, None)
        words = {
            "problem": one.problem, "measure": one.measure, "responsible": one.responsible,
            "due_on": one.due_on,
        }  # fmt: skip
        if item is None:
            place = source._replace(part=one.number)
            rectification.raise_item(debrief.organization, source=place, **words)
        elif item.open and words != {name: getattr(item, name) for name in words}:
            rectification.edit(item, goal=item.goal, person=None, **words)
    for item in by_part.values():
        if item.open:
            rectification.drop(item, why="述职报告修改后，不再列这一条。")


def source_of(debrief: Debrief) -> Source:
    """What its items say of where they come from; part 0 is the superior's comment."""
    return Source(
        SourceKind.DEBRIEF, debrief.id, f"{debrief.year}年度述职", f"/debriefs/{debrief.id}"
    )


def send_back(debrief: Debrief, *, reason: str, field: str = "", heard: bool = False) -> None:
    """Return a submitted report to its writer, saying what to change and in which section; not
    after it was `heard`."""
    if not debrief.submitted:
        raise Refused("报告还没有提交，或已经退回。")
    if heard:
        raise Refused("已经听取述职，报告不再退回；需要整改的，请列入整改清单。")
    audit.because(reason)
    debrief.status, debrief.comment = DebriefStatus.RETURNED, reason
    debrief.returned_field = field
    db.session.flush()


def _check_open(debrief):
    if debrief.submitted:
        raise Refused("报告已经提交。需要修改的，请上级党组织先退回。")
