"""The balance of an organisation's book: every movement passes here, and none below nought."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.core.db import db, is_postgresql
from app.core.errors import Refused
from app.dues.models import DuesBook
from app.rules.money import yuan


def move(organization_id: int, amount: int) -> None:
    """Add to the balance (or take from it). Whoever else moves it waits; refused where it would
    fall below nought."""
    dialect = postgresql if is_postgresql() else sqlite
    made = dialect.insert(DuesBook).values(organization_id=organization_id, balance=0)
    db.session.execute(made.on_conflict_do_nothing())
    book = db.session.scalars(
        select(DuesBook)
        .where(DuesBook.organization_id == organization_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if book.balance + amount < 0:
        raise Refused(
            f"党费结余只有 {yuan(book.balance)} 元，不够这一笔的 {yuan(-amount)} 元。"
            "钱已经上缴或使用的，先冲正那一笔。",
            "amount",
        )
    book.balance += amount
    db.session.flush()
