"""Money for tests: a budget in force, requests in every state, payments, a meeting."""

from datetime import date

from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db
from app.funds import actions, books, budgeting, paying
from app.funds.budgeting import Planned
from app.funds.models import Line, Request
from app.meetings.models import Meeting
from app.rules.funds.kinds import Level, LineKind, Purpose
from tests.meetings import made as meetings

TODAY = date(2026, 11, 16)
TITLE = "研究经费的支委会"
LINES = (
    Planned(LineKind.WORK, "党建工作经费", 500_000),
    Planned(LineKind.DUES, "党费返还", 120_000),
    Planned(LineKind.ALLOWANCE, "书记待遇", 240_000),
)


def drafted(world, organization=None, year=2026, lines=LINES):
    return budgeting.draft(
        organization or world.here, year, None, lines=lines, note="按年度计划编制。",
        by=world.people["周敏"].id,
    )  # fmt: skip


def budget(world, organization=None, year=2026, lines=LINES):
    """A budget in force."""
    made = drafted(world, organization, year, lines)
    budgeting.send(made, by=world.people["周敏"].id)
    budgeting.approve(
        made, by=world.people["吴赟"].id, held=Level.SUPERIOR, name="计算机学院党委 吴赟"
    )
    return made


def line(made, kind=LineKind.WORK) -> Line:
    return next(one for one in made.lines if one.kind is kind)


def part(amount, text="资料费"):
    return actions.Part(text, amount)


def asked(world, of: Line, amount=80_000, **facts) -> Request:
    given = {
        "title": "红色教育主题党日", "activity_on": date(2026, 11, 27),
        "by": world.people["周敏"].id,
        "purpose": Purpose.DUES_TRAINING if of.kind is LineKind.DUES else Purpose.MEETING,
    }  # fmt: skip
    return actions.request(of, parts=[part(amount)], **given | facts)


def decision(world, **facts):
    """The branch's committee meeting that agreed to the money; made if there is none."""
    query = select(Meeting).where(Meeting.title == TITLE)
    if not facts and (held := db.session.scalar(query)):
        return held
    item = {"title": "研究主题党日经费", "resolution": "同意从党建工作经费列支。"}
    return meetings.meeting(world, items=[item], **{"title": TITLE} | facts)


def decided(world, of: Line, amount=80_000, meeting=None, **facts) -> Request:
    made = asked(world, of, amount, **facts)
    held = meeting or decision(world)
    actions.decide(
        made, meeting=held, item_number=held.items[0].number,
        decision=held.items[0].resolution, why="",
    )  # fmt: skip
    return made


def agree(world, made: Request, by="吴赟", held=Level.HIGHER):
    actions.approve(
        made, by=world.people[by].id, held=held, name=f"计算机学院党委 {by}", opinion="同意。"
    )


def approved(world, of: Line, amount=80_000, **facts) -> Request:
    made = decided(world, of, amount, **facts)
    agree(world, made)
    return made


def paid(world, made: Request, amount=None, voucher="记-001", **facts):
    given = {
        "happened_on": TODAY, "summary": f"{made.title}支出", "attachments": 2,
        "handler": "郑一诺", "by": world.people["周敏"].id,
    }  # fmt: skip
    return paying.pay(
        made, amount=made.reserved if amount is None else amount, voucher=voucher, **given | facts
    )


def settle(world, made: Request, actual=None, **facts):
    given = {
        "settled_on": TODAY, "people": 16, "why": "", "voucher": "", "attachments": 0,
        "handler": "郑一诺", "by": world.people["周敏"].id,
    }  # fmt: skip
    return paying.settle(made, actual=made.spent if actual is None else actual, **given | facts)


def kept(made):
    """The number of a row that is committed now."""
    db.session.commit()
    return made.id


def figures(line):
    """What the line holds, keeps and has spent, as stored."""
    db.session.refresh(line)
    return line.balance, line.reserved, line.spent


def balanced() -> bool:
    """Whether every line agrees with its ledger."""
    return list(books.faults(EVERYTHING)) == []
