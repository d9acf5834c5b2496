"""Fills the paper and the table of activities from their rows."""

from app.activities.queries import Chain
from app.activities.sheets import ActivitySheet, CostRow
from app.core.filters import hour
from app.printing.words import paragraphs, when
from app.rules.money import yuan


def sheet(chain: Chain) -> ActivitySheet:
    """One activity with what was planned and what came of it."""
    activity, call, record = chain.activity, chain.activity.call, chain.record
    ends = f"—{hour(call.ended_at)}" if call.ended_at else "起"
    return ActivitySheet(
        organization=activity.organization.long_name,
        title=call.title,
        kind=activity.kind.label,
        held=call.held_on,
        span=f"{hour(call.started_at)}{ends}",
        place=call.place,
        called=len(call.called),
        came=record.present if record else "",
        foreseen=_hours(activity.hours),
        hours=_hours(record.hours if record else None),
        agenda=tuple(call.items),
        summary=paragraphs(activity.summary or (record.content if record else "") or ""),
        costs=tuple(_cost(one) for one in chain.requests),
        asked=yuan(chain.asked) if chain.requests else "",
        spent=yuan(chain.spent) if chain.requests else "",
        each=yuan(chain.each) if chain.requests and chain.each is not None else "",
        state=chain.state.label,
        by=activity.made_by.name if activity.made_by else "",
    )


def cells(number: int, chain: Chain) -> list:
    """One activity for a workbook, under sheets.HEADINGS."""
    activity, call = chain.activity, chain.activity.call
    hours = chain.record.hours if chain.record else activity.hours
    return [
        number, when(call.held_on), activity.organization.long_name, activity.kind.label,
        call.title, call.place, len(call.called), chain.came if chain.record else "",
        hours if hours is not None else "", _amount(chain.asked), _amount(chain.spent),
        _amount(chain.each) if chain.each is not None else "", chain.state.label,
    ]  # fmt: skip


def _cost(one):
    name = one.line.name or one.line.kind.label
    return CostRow(
        f"{name}：{one.purpose.label}", yuan(one.amount), yuan(one.spent), one.state.label
    )


def _hours(value):
    return f"{value:g}" if value else ""


def _amount(fen):
    return fen / 100 if fen else 0
