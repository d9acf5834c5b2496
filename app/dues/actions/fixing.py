"""核定: a person's base of the year and its changes within it; the months are owing's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.dues.actions import owing
from app.dues.models import DuesBase, DuesSetting
from app.dues.queries.payers import Settings
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.months import (
    first_day,
    first_owed,
    name,
    of_year,
)
from app.rules.dues.payers import MOVING, Employer, Part, Payer
from app.rules.dues.reckoning import Due, check_parts, reckon
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
    owing.owe(base, base.first_month, min(later, default=of_year(year).last + 1) - 1)
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
        owing.owe_all(ids, year)
        told = [
            (key, f"{person.name} {year}年", organization.path)
            for key, (person, *_) in zip(ids, piece, strict=True)
        ]
        audit.record_all(audit.CREATED, DuesBase.audit_name, told)
        made += ids
    return made


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
