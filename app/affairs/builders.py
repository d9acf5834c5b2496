"""Fills the papers of opinions and reception days from their rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.affairs.models import RaisedOpinion, ReceptionDay, RemarkKind
from app.affairs.sheets import LedgerRow, OpinionLedger, OpinionReply, ReceptionRecord, VisitRow
from app.core.filters import hour
from app.printing.words import paragraphs, when
from app.rules.affairs import OpinionState

UNSIGNED = "（不署名）"


def record(day: ReceptionDay) -> ReceptionRecord:
    """One reception day with everybody who came, named where they wished to be."""
    ends = f"—{hour(day.ended_at)}" if day.ended_at else "起"
    rows = tuple(
        VisitRow(
            one.visitor or UNSIGNED, one.people, one.matter, one.said or "",
            "转为意见办理" if one.opinion_id else "",
        )
        for one in day.visits
    )  # fmt: skip
    return ReceptionRecord(
        day.organization.long_name, day.held_on, f"{hour(day.started_at)}{ends}", day.place,
        day.receiver.name, rows, day.people,
    )  # fmt: skip


def reply(opinion: RaisedOpinion) -> OpinionReply:
    """The opinion, the latest answer, and what whoever raised it said of it."""
    answers = opinion.answers
    said = [one.text for one in opinion.remarks if one.kind is RemarkKind.FOLLOW_UP]
    settled = "已解决" if opinion.state is OpinionState.CLOSED and not opinion.ended_why else ""
    return OpinionReply(
        organization=opinion.organization.long_name,
        raised=str(opinion.raised),
        origin=opinion.origin.label,
        author=_author(opinion),
        subject=opinion.subject,
        text=paragraphs(opinion.text),
        helper=opinion.person.name if opinion.person else "",
        due=opinion.due_on or "",
        answer=paragraphs(answers[-1].text) if answers else (),
        answered=opinion.answered_on or "",
        told=opinion.told_on or "",
        response="；".join([settled, *said[-1:]] if settled else said[-1:]),
    )


def ledger(found: Sequence[RaisedOpinion], *, organization: str, day: date) -> OpinionLedger:
    """The branch's opinions in their order, with how many are in which state."""
    counted = Counter(one.state for one in found)
    totals = tuple((state.label, counted[state]) for state in OpinionState if counted[state])
    return OpinionLedger(organization, day, tuple(map(_row, found)), totals)


def cells(number: int, opinion: RaisedOpinion) -> list:
    """One opinion for a workbook, under sheets.HEADINGS."""
    row = _row(opinion)
    days = [when(one) for one in (row.due, row.answered, row.told)]
    return [number, row.raised, row.origin, row.author, row.subject, row.helper, *days, row.state]


def _row(opinion):
    return LedgerRow(
        str(opinion.raised), opinion.origin.label, _author(opinion), opinion.subject,
        opinion.person.name if opinion.person else "", opinion.due_on or "",
        opinion.answered_on or "", opinion.told_on or "", opinion.state.label,
    )  # fmt: skip


def _author(opinion):
    return opinion.author.name if opinion.author else UNSIGNED
