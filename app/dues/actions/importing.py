"""Every change of an import: read and judged, confirmed, undone, given up."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.dues.actions import books, fixing, paying
from app.dues.actions.books import Movement
from app.dues.actions.paying import Paid
from app.dues.importing import judging, reading
from app.dues.importing.judging import CHANGED, NEW, REFUSED, SAME, Judge
from app.dues.models import DuesBase, DuesEntry, DuesImport, DuesMonth, DuesPayment
from app.dues.models.imports import Kind, State
from app.dues.queries import payers
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.dues.months import Handed, Months, index, of_year, overdue_from, year_and_month
from app.rules.dues.using import Move

KEPT = timedelta(days=30)


def start(
    organization: Organization, kind: Kind, year: int, content: bytes, filename: str,
    account_id: int,
) -> DuesImport:  # fmt: skip
    """Read and judge a file; nothing but the import itself is written."""
    table = reading.read(content, filename, kind)
    if not table.lines:
        raise Refused("表里没有内容。", "file")
    rows = judge_of(organization, year).rows(kind, table)
    lines = [[line.number, line.cells] for line in table.lines]
    made = DuesImport(
        organization=organization, account_id=account_id, kind=kind, year=year,
        filename=filename[:200], made_at=clock.now(), counts=_counts(rows),
        rows=[{"table": lines, "unused": table.unused, "excluded": table.excluded}, *rows],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def confirm(imported: DuesImport, *, by: str) -> bool:
    """Write the previewed rows, once. False: the record has changed since, so the preview is made
    anew and nothing is written."""
    if imported.state is not State.OPEN:
        raise Refused("这次导入已经办完。")
    head, *shown = imported.rows
    judge = judge_of(imported.organization, imported.year)
    table = reading.Table([reading.Line(*one) for one in head["table"]])
    rows = judge.rows(imported.kind, table)
    if rows != shown:
        imported.rows, imported.counts = [head, *rows], _counts(rows)
        db.session.flush()
        return False
    wanted = [row for row in rows if row["kind"] in (NEW, CHANGED)]
    if not wanted:
        raise Refused("没有可以导入的行。请改正文件再传，或放弃这次导入。")
    audit.because(f"导入“{imported.filename}”")
    write = {Kind.BASES: _bases, Kind.PAYMENTS: _payments, Kind.OPENINGS: _openings}
    imported.trail = write[imported.kind](imported, judge, wanted, by)
    imported.state, imported.settled_at = State.CONFIRMED, clock.now()
    db.session.flush()
    _record("确认导入", imported)
    return True


def undo(imported: DuesImport, *, by: str) -> list[str]:
    """Take back what nothing was built on; what stays is said."""
    if imported.state is not State.CONFIRMED:
        raise Refused("这次导入没有可撤销的内容。")
    why = f"撤销导入“{imported.filename}”"
    audit.because(why)
    trail = imported.trail or {}
    kept = _void(trail.get("bases", []), why) + list(trail.get("changed", []))
    for payment in _rows(DuesPayment, trail.get("payments", [])):
        if not payment.countered:
            paying.counter(payment, why=why, by=by)
    kept += _unowe(trail.get("months", []))
    for entry in _rows(DuesEntry, trail.get("entries", [])):
        if not entry.countered:
            books.counter(entry, why=why, handler=by)
    imported.state, imported.settled_at, imported.rows = State.UNDONE, clock.now(), None
    imported.trail = {"kept": kept}
    db.session.flush()
    _record("撤销导入", imported)
    return kept


def drop(imported: DuesImport) -> None:
    """Give up an import that was not confirmed; nothing of the file stays."""
    if imported.state is not State.OPEN:
        raise Refused("这次导入已经办完。")
    imported.state, imported.settled_at, imported.rows = State.DROPPED, clock.now(), None
    db.session.flush()


def forget_old() -> None:
    """Drop what files said after thirty days; what undoing needs stays. For the daily job."""
    before = clock.now() - KEPT
    stale = update(DuesImport).where(DuesImport.made_at < before, DuesImport.rows.is_not(None))
    db.session.execute(
        stale.where(DuesImport.state == State.OPEN).values(rows=None, state=State.DROPPED)
    )
    db.session.execute(stale.values(rows=None))


def judge_of(organization: Organization, year: int) -> Judge:
    """What judges rows of a branch: its people and its record, in a fixed number of statements."""
    scope = Scope(frozenset({organization.path}))
    early = Months(index(year - 3, 1), index(year, 1) - 1)
    return Judge(
        organization, year, clock.today(), payers.members(scope, organization),
        payers.settings(scope, organization), payers.bases(scope, organization, year),
        payers.months(scope, organization, of_year(year)),
        payers.months(scope, organization, early),
    )  # fmt: skip


def _bases(imported, judge, rows, by):
    people = _people(rows)
    joined = {one.person_id: one.joined_on for one in judge.members}
    new, changed = [], []
    for row in rows:
        person, income = people[row["person"]], judge.income(row)
        if row["kind"] == NEW:
            due = fixing.checked(
                imported.organization, joined[person.id], imported.year, income, judge.settings
            )
            new.append((person, income, due))
        else:
            fixing.fix(
                imported.organization, person, joined[person.id], imported.year, income,
                judge.settings, by=by,
            )  # fmt: skip
            changed.append(f"{person.name}：改过的基数请单独更正")
    ids = fixing.fix_many(imported.organization, imported.year, new, by=by)
    return {"bases": ids, "changed": changed}


def _payments(imported, judge, rows, by):
    people, by_month = _people(rows), {}
    for row in rows:
        facts = row["facts"]
        for month, amount in facts["months"].items():
            due = judge.months[row["person"]][int(month)].due
            note = facts["note"] or ("导入：与应交不同" if amount != due else "")
            line = Paid(
                people[row["person"]], int(month), amount, Handed(facts["handed"]),
                facts["handed_by"], note,
            )  # fmt: skip
            by_month.setdefault(int(month), []).append(line)
    made = []
    for month, lines in sorted(by_month.items()):
        day = PartialDate(*year_and_month(month))
        made += paying.pay(imported.organization, lines, day, by=by, import_id=imported.id)
    return {"payments": [one.id for one in made]}


def _openings(imported, _judge, rows, by):
    months, entries = [], []
    for row in rows:
        facts = row["facts"]
        if "balance" in facts:
            day = judging.day_of(facts["day"])
            made = books.record(
                imported.organization,
                Movement(Move.OPENING, facts["balance"], day, "导入", handler=by,
                         import_id=imported.id),
            )  # fmt: skip
            entries.append(made.id)
            continue
        for month in facts["months"]:
            db.session.add(
                DuesMonth(
                    person_id=row["person"], month=month, organization=imported.organization,
                    due=facts["monthly"], paid=0, overdue=overdue_from(month, False),
                )
            )  # fmt: skip
            months.append([row["person"], month])
    db.session.flush()
    return {"months": months, "entries": entries}


def _people(rows) -> dict[int, Person]:
    ids = [row["person"] for row in rows]
    query = select(Person).where(Person.id.in_(ids))
    return {one.id: one for one in db.session.scalars(query)}


def _void(ids, why) -> list[str]:
    kept = []
    for base in _rows(DuesBase, ids):
        held = db.session.scalars(select(DuesMonth).where(DuesMonth.base_id == base.id)).all()
        if base.void_on or any(row.paid for row in held):
            kept.append(f"{base.person.name}：已经交过或改过")
            continue
        for row in held:
            db.session.delete(row)
        base.void_on, base.void_why = clock.today(), why
    db.session.flush()
    return kept


def _unowe(keys) -> list[str]:
    kept = []
    for person_id, month in keys:
        gone = db.session.execute(
            delete(DuesMonth).where(
                DuesMonth.person_id == person_id, DuesMonth.month == month, DuesMonth.paid == 0
            )
        ).rowcount
        if not gone:
            kept.append(f"{month % 12 + 1}月的欠交已经补过")
    return kept


def _rows(model, ids):
    return list(db.session.scalars(select(model).where(model.id.in_(ids)))) if ids else []


def _counts(rows):
    kinds = [row["kind"] for row in rows]
    return {kind: kinds.count(kind) for kind in (NEW, CHANGED, SAME, REFUSED)}


def _record(verb, imported):
    audit.record(
        verb, "党费导入", imported.filename, subject_id=imported.id,
        path=imported.organization.path, changes=imported.counts,
    )  # fmt: skip
