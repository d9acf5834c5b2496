"""Every change of hours earned outside and of how hours are counted."""

from datetime import date

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.members.models import Member
from app.members.roster.table import RosterError
from app.organizations.models import Organization
from app.rules.training import FROM_ABOVE
from app.training.hours import entered, reading
from app.training.hours.models import HoursCounting, HoursImport, OutsideHours


def enter(branch: Organization, member: Member, *, by: str, held_on: date, **facts) -> OutsideHours:
    """Note what a member studied elsewhere. Refused for a day ahead, or one before the record
    knows of the person."""
    verdict = reading.check(member, held_on, clock.today())
    if not verdict:
        raise Refused(f"{verdict.reasons[0].message}。", "held_on")
    made = OutsideHours(
        organization=branch,
        person=member.person,
        held_on=held_on,
        entered_on=clock.today(),
        entered_by=by[:100],
        **facts,
    )
    db.session.add(made)
    db.session.flush()
    return made


def remove(entry: OutsideHours, *, why: str) -> None:
    """Entered by mistake; the trail keeps that it was."""
    audit.because(why)
    db.session.delete(entry)
    db.session.flush()


def read_file(
    branch: Organization, content: bytes, filename: str, *, by: str, above: bool = True
) -> HoursImport:
    """Read and judge a file; nothing of it counts until it is confirmed. Refused where a branch
    (not `above`) says of itself what those above say."""
    try:
        rows = reading.texts_of(content, filename)
    except RosterError as error:
        raise Refused(str(error), "file") from error
    barred = {word for kind in FROM_ABOVE for word in (kind.label, kind.value)}
    if not above and (bad := [n for n, one in rows if one.get("counts_as") in barred]):
        raise Refused(
            f"第 {bad[0]} 行计作书记培训：由上级党组织登记，请清空“计作”，只计学时。", "file"
        )
    imported = HoursImport(
        organization=branch, filename=filename[:200], made_at=clock.now(), made_by=by[:100]
    )
    _judge(imported, rows)
    db.session.add(imported)
    db.session.flush()
    return imported


def confirm(imported: HoursImport, *, by: str) -> int:
    """Write the rows that are in order, judged anew; how many there were."""
    if imported.confirmed_at or imported.undone_at:
        raise Refused("这个文件已经办完。")
    found = _judge(imported, [(one["number"], one["texts"]) for one in imported.rows])
    good = [one for one in found if not one.errors]
    if not good:
        raise Refused("没有可以登记的行，请改好表格再传。")
    audit.because(f"导入学时表“{imported.filename}”")
    whole = _whole(imported.organization)
    people = {m.person_id: m.person for m in entered.members_of(whole, imported.organization)}
    db.session.add_all(
        OutsideHours(
            organization=imported.organization,
            person=people[one.person_id],
            entered_on=clock.today(),
            entered_by=by[:100],
            import_id=imported.id,
            **reading.facts_of(one.texts),
        )
        for one in good
    )
    imported.confirmed_at, imported.rows = clock.now(), None
    db.session.flush()
    return len(good)


def undo(imported: HoursImport) -> int:
    """Take back everything a file made, or give up one that was not confirmed; how many rows."""
    if imported.undone_at:
        raise Refused("这个文件已经撤回。")
    audit.because(f"撤回学时表“{imported.filename}”")
    written = entered.written_by(_whole(imported.organization), imported)
    for one in written:
        db.session.delete(one)
    imported.undone_at, imported.rows = clock.now(), None
    db.session.flush()
    return len(written)


def count(
    organization: Organization,
    own: HoursCounting | None,
    *,
    whole_day: float,
    half_day: float,
    one_hour: float,
    basis: str,
) -> None:
    """Count hours so from here downwards; what is recorded already stays as it was counted."""
    if half_day > whole_day:
        raise Refused("半天的学时不能比全天多。", "half_day")
    if one_hour > half_day:
        raise Refused("每小时的学时不能比半天多。", "one_hour")
    own = own or HoursCounting(organization=organization)
    db.session.add(own)
    own.whole_day, own.half_day, own.one_hour = whole_day, half_day, one_hour
    own.basis = basis or ""
    db.session.flush()


def count_as_above(own: HoursCounting) -> None:
    """No own word any more: the organisations above decide, else ED-31."""
    db.session.delete(own)
    db.session.flush()


def _judge(imported, rows):
    whole = _whole(imported.organization)
    members = entered.members_of(whole, imported.organization)
    known = entered.known_outside(whole, [one.person_id for one in members])
    found = reading.judge(rows, members, known, clock.today())
    imported.rows = [one.stored() for one in found]
    bad = sum(1 for one in found if one.errors)
    imported.counts = {"good": len(found) - bad, "bad": bad}
    return found


def _whole(organization) -> Scope:
    return Scope(frozenset({organization.path}))
