"""Dues for tests: bases fixed, months paid, a book with money in it."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core.db import db
from app.core.tables import workbook
from app.dues.actions import asking, books, fixing, importing, paying
from app.dues.actions.books import Decision, Movement
from app.dues.actions.fixing import Income
from app.dues.actions.paying import Paid
from app.dues.importing.reading import HEADINGS
from app.dues.models import DuesBook, DuesMonth
from app.dues.models.imports import Kind
from app.dues.queries import payers
from app.rules.dues.months import Months, index
from app.rules.dues.payers import Employer, Part, Payer
from app.rules.dues.using import Move, Purpose

TODAY = date(2026, 11, 16)
JANUARY, NOVEMBER = index(2026, 1), index(2026, 11)
DECIDED = Decision(date(2026, 10, 8), "10月8日支委会")


def income(base=6000, payer=Payer.WAGE, first=JANUARY, **facts):
    """An income whose base is so many yuan."""
    fixed = payer in {Payer.STUDENT, Payer.JOBLESS, Payer.RELIEF, Payer.ALLOWANCE}
    parts = {} if fixed else {Part.TOTAL: round(base * 100)}
    return Income(payer, Employer.INSTITUTION, parts, first, **facts)


def fixed(world, name="欧阳懿", base=6000, *, year=2026, branch=None, **facts):
    """A base of the year for somebody in the branch."""
    branch = branch or world.here
    member = world.members[name]
    made = fixing.fix(
        branch, member.person, member.joined_on, year, income(base, **facts),
        payers.settings(EVERYTHING, branch), by="周敏",
    )  # fmt: skip
    db.session.commit()
    return made


def paid(world, name="欧阳懿", months=(JANUARY,), on=TODAY, branch=None, **facts):
    """Payments of these months, each on the day given or within its month."""
    made = []
    for month in months:
        day = on or date(month // 12, month % 12 + 1, 10)
        facts.setdefault("note", "")
        made += paying.pay(
            branch or world.here, [Paid(world.people[name], month, **facts)], day, by="周敏"
        )
    db.session.commit()
    return made


def through(world, name, first, last, **facts):
    """Paid for each of these months of 2026 within the month."""
    return paid(world, name, range(index(2026, first), index(2026, last) + 1), None, **facts)


def moved(organization, move=Move.OPENING, amount=100_00, **facts):
    """A movement of the organisation's book."""
    given = {"happened_on": TODAY, "summary": "", "handler": "周敏"}
    made = books.record(organization, Movement(move=move, amount=amount, **given | facts))
    db.session.commit()
    return made


def reduced(world, name="欧阳懿", first=10, last=12, amount=0, **facts):
    """A reduction the branch asks for, for months of 2026."""
    made = asking.ask_reduction(
        world.here, world.people[name], Months(index(2026, first), index(2026, last)),
        amount=amount, hardship="家庭困难。", decided_on=date(2026, 10, 8),
        decision="10月8日支委会", by="周敏", **facts,
    )  # fmt: skip
    db.session.commit()
    return made


def balance(organization):
    db.session.expire_all()
    book = db.session.get(DuesBook, organization.id)
    return book.balance if book else 0


def month(world, name, number):
    db.session.expire_all()
    return db.session.get(DuesMonth, (world.people[name].id, index(2026, number)))


def asked(world, amount=500_00, organization=None, superior=None):
    """Money asked of the college for training."""
    made = asking.ask_money(
        organization or world.here, superior or world.college, amount=amount,
        purpose=Purpose.TRAINING, summary="党员外出学习", decision=DECIDED, by="周敏",
    )  # fmt: skip
    db.session.commit()
    return made


def gift(world, amount=2000_00):
    made = asking.enter_gift(
        world.here, world.people["欧阳懿"], amount=amount, given_on=TODAY, note=""
    )
    db.session.commit()
    return made


def sheet(kind, *rows):
    """An .xlsx with the template's headings and these rows by heading."""
    headings = HEADINGS[kind]
    return workbook("表", headings, [[row.get(one, "") for one in headings] for row in rows])


def imported(world, kind=Kind.BASES, rows=({"姓名": "王毛方", "计算基数（已算好的）": "6000"},)):
    made = importing.start(
        world.here, kind, 2026, sheet(kind, *rows), "党费.xlsx", world.accounts["secretary"].id
    )
    db.session.commit()
    return made
