"""核定: a person's base of the year, its months, changes within the year, and the end of paying."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import case, delete, insert, literal, select, union_all, update

from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.dues.models import DuesBase, DuesMonth, DuesReduction, DuesSetting
from app.dues.queries.payers import Settings
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.months import (
    first_day,
    first_owed,
    name,
    of_year,
    overdue_from,
    year_and_month,
)
from app.rules.dues.payers import MOVING, Employer, Part, Payer
from app.rules.dues.reckoning import Due, check_parts, reckon
from app.rules.dues.using import RequestState
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

CHUNK = 1000


@dataclass(frozen=True)
class Income:
    """What one person's base rests on, as it was typed or imported."""

    payer: Payer
    employer: Employer
    parts: Mapping[Part, int]
    first_month: int
    quarterly: bool = False
    consent: str = ""
    reason: str = ""


def settle(setting: DuesSetting | None, organization: Organization, **facts) -> DuesSetting:
    """Say what holds for the organisation and everything below it that says nothing itself."""
    if setting is None:
        setting = DuesSetting(organization=organization)
        db.session.add(setting)
    for key, value in facts.items():
        setattr(setting, key, value)
    db.session.flush()
    return setting


def checked(
    organization: Organization, joined, year: int, income: Income, settings: Settings
) -> Due:
    """What would be due a month; refused where this can be no base of that year."""
    if organization.kind is not OrganizationKind.BRANCH or organization.temporary:
        raise Refused("党费由正式设立的党支部收缴；临时党支部不收党费。")
    months = of_year(year)
    if not months.first <= income.first_month <= months.last:
        raise Refused(f"起交月份应在{year}年内。", "first_month")
    first = first_owed(joined, year, settings.start)
    if first is None or income.first_month < first:
        found = rule("DUE-17")
        since = f"从{name(first)}起" if first else "以后"
        message = f"支部大会接收以后才交纳，这个人{since}交"
        raise Refused(f"{found.reason(first_day(income.first_month), message)}。", "first_month")
    if income.quarterly and not income.consent.strip():
        message = "按季交纳须经支部同意，请写明哪次会议同意的"
        raise Refused(f"{rule('DUE-18').reason(clock.today(), message)}。", "consent")
    day = first_day(income.first_month)
    verdict = check_parts(income.payer, income.employer, income.parts, day)
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", "parts")
    return reckon(income.payer, income.employer, income.parts, day, settings.rounding)


def fix(
    organization: Organization,
    person: Person,
    joined,
    year: int,
    income: Income,
    settings: Settings,
    *,
    by: str,
) -> DuesBase:
    """Fix a person's base from a month of the year on, until the next one that stands. A base of
    the same month is taken back and stays as history. Within the year a reason is asked for
    (DUE-15), unless pay is followed (DUE-16) or the base moves by itself."""
    due = checked(organization, joined, year, income, settings)
    standing = _standing(person, year)
    same = next((one for one in standing if one.first_month == income.first_month), None)
    before = [one for one in standing if one.first_month < income.first_month]
    _ask_why(organization, income, same, before, settings)
    if same:
        same.void_on, same.void_why = clock.today(), income.reason
        db.session.flush()
    base = DuesBase(
        person=person,
        organization=organization,
        year=year,
        **_columns(income, due),
        fixed_on=clock.today(),
        fixed_by=by,
        reason=income.reason,
    )
    db.session.add(base)
    db.session.flush()
    later = [one.first_month for one in standing if one.first_month > income.first_month]
    _owe(base, min(later, default=of_year(year).last + 1) - 1)
    return base


def fix_many(
    organization: Organization,
    year: int,
    incomes: Sequence[tuple[Person, Income, Due]],
    *,
    by: str,
) -> list[int]:
    """Fix many at once who have no base of the year yet, in a few statements; the bases' ids. What
    is due was `checked`."""
    made = []
    for start in range(0, len(incomes), CHUNK):
        piece = incomes[start : start + CHUNK]
        rows = [
            {
                "person_id": person.id,
                "organization_id": organization.id,
                "year": year,
                **_columns(income, due),
                "fixed_on": clock.today(),
                "fixed_by": by,
                "reason": income.reason,
                "quarterly": income.quarterly,
                "void_why": "",
                "version": 1,
            }
            for person, income, due in piece
        ]
        query = insert(DuesBase).returning(DuesBase.id, sort_by_parameter_order=True)
        ids = list(db.session.scalars(query, rows))
        owe_all(ids, year)
        told = [
            (key, f"{person.name} {year}年", organization.path)
            for key, (person, *_) in zip(ids, piece, strict=True)
        ]
        audit.record_all(audit.CREATED, DuesBase.audit_name, told)
        made += ids
    return made


def owe_all(base_ids: Sequence[int], year: int) -> None:
    """Every month of these new bases up to the year's end, by the database alone."""
    year_months = [select(literal(month).label("month")) for month in range(*_ends(year))]
    each = union_all(*year_months).subquery("each")
    month = each.c.month
    overdue = case((DuesBase.quarterly, month - month % 3 + 3), else_=month + 1)
    owed = (
        select(
            DuesBase.person_id, month, DuesBase.organization_id, DuesBase.id, DuesBase.monthly,
            0, overdue,
        )
        .join(each, month >= DuesBase.first_month)
        .where(DuesBase.id.in_(base_ids))
    )  # fmt: skip
    names = ["person_id", "month", "organization_id", "base_id", "due", "paid", "overdue"]
    db.session.execute(insert(DuesMonth).from_select(names, owed))


def stop(organization: Organization, person: Person, month: int, *, why: str) -> int:
    """From that month on nothing is owed here any more: the person left, died or lost membership.
    Months that were paid for stay; how many were taken away."""
    if not why.strip():
        raise Refused("请写明原因。", "why")
    found = db.session.execute(
        delete(DuesMonth).where(
            DuesMonth.person_id == person.id,
            DuesMonth.organization_id == organization.id,
            DuesMonth.month >= month,
            DuesMonth.paid == 0,
        )
    )
    audit.because(why)
    audit.record(
        "停止收缴", "党费核定", person.name, path=organization.path,
        changes={"first_month": month},
    )  # fmt: skip
    return found.rowcount


def reduce_months(reduction: DuesReduction) -> None:
    """Let the months of an agreed reduction ask for its amount instead."""
    db.session.execute(
        update(DuesMonth)
        .where(
            DuesMonth.person_id == reduction.person_id,
            DuesMonth.organization_id == reduction.organization_id,
            DuesMonth.month.between(reduction.first_month, reduction.last_month),
            DuesMonth.due > reduction.amount,
        )
        .values(due=reduction.amount, reduction_id=reduction.id)
        .execution_options(synchronize_session="fetch")
    )


def base_at(bases: Iterable[DuesBase], month: int) -> DuesBase | None:
    """Of a person's bases that stand, the one that holds in a month."""
    held = [one for one in bases if one.void_on is None and one.first_month <= month]
    year = year_and_month(month)[0]
    return max((one for one in held if one.year == year), key=lambda one: one.first_month,
               default=None)  # fmt: skip


def _ask_why(organization, income, same, before, settings):
    if same and not income.reason.strip():
        raise Refused("这个月起的基数已经核定过，改它请写明原因。", "reason")
    here = [one for one in before if one.organization_id == organization.id]
    moves = income.payer in MOVING or settings.follows_pay
    if here and not same and not moves and not income.reason.strip():
        message = "基数年内一般不变动，确需变动的请写明原因"
        raise Refused(f"{rule('DUE-15').reason(clock.today(), message)}。", "reason")


def _standing(person, year):
    query = select(DuesBase).where(
        DuesBase.person_id == person.id, DuesBase.year == year, DuesBase.void_on.is_(None)
    )
    return list(db.session.scalars(query.with_for_update()))


def _columns(income, due):
    kept = None
    if due.base is not None:
        kept = {"parts": {part.value: fen for part, fen in income.parts.items()}, "base": due.base}
    return {
        "first_month": income.first_month,
        "payer": income.payer,
        "employer": income.employer,
        "income": kept,
        "permille": due.permille,
        "monthly": due.monthly,
        "quarterly": income.quarterly,
        "consent": income.consent if income.quarterly else "",
    }


def _owe(base, last):
    """The months of one base; what was paid stays, an agreed reduction still holds."""
    rows = {
        one.month: one
        for one in db.session.scalars(
            select(DuesMonth)
            .where(
                DuesMonth.person_id == base.person_id,
                DuesMonth.month.between(base.first_month, last),
            )
            .with_for_update()
        )
    }
    reduced = _reduced(base, last)
    for month in range(base.first_month, last + 1):
        row = rows.get(month)
        if row is not None and row.organization_id != base.organization_id and row.paid:
            continue  # paid for in the branch the person came from
        if row is None:
            row = DuesMonth(person_id=base.person_id, month=month, paid=0)
            db.session.add(row)
        one = next((r for r in reduced if r.first_month <= month <= r.last_month), None)
        row.organization_id, row.base_id = base.organization_id, base.id
        row.due = min(base.monthly, one.amount) if one else base.monthly
        row.reduction_id = one.id if one else None
        row.overdue = overdue_from(month, base.quarterly)
    db.session.flush()


def _reduced(base, last):
    query = select(DuesReduction).where(
        DuesReduction.person_id == base.person_id,
        DuesReduction.organization_id == base.organization_id,
        DuesReduction.state == RequestState.AGREED,
        DuesReduction.first_month <= last,
        DuesReduction.last_month >= base.first_month,
    )
    return list(db.session.scalars(query))


def _ends(year):
    months = of_year(year)
    return months.first, months.last + 1
