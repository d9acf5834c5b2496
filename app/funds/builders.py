"""Fills papers and tables from budgets, requests and the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.funds import pictures
from app.funds.books import Moved, Posted, Spent
from app.funds.models import Adjustment, Budget, Line, Request
from app.funds.sheets import (
    BudgetRow,
    BudgetSheet,
    CostRow,
    EstimateRow,
    LedgerRow,
    LedgerSheet,
    RequestSheet,
    Section,
    StatementRow,
    StatementSection,
    StatementSheet,
)
from app.printing.words import paragraphs, percent, when
from app.rules.funds.kinds import AdjustmentState, Book, BudgetState, EntryKind
from app.rules.money import in_words, yuan

OUT = {EntryKind.CARRIED_OUT: "结转下年", EntryKind.GIVEN_BACK: "收回"}


def budget(found: Budget, adjustments: Sequence[Adjustment], day: date) -> BudgetSheet:
    """The 预算表: the figures first approved, the agreed adjustments below them."""
    sections = []
    for book in Book:
        lines = [one for one in found.lines if one.kind.book is book]
        if lines:
            rows = tuple(
                BudgetRow(one.name, one.kind.label, one.kind.source, yuan(one.planned), one.remark)
                for one in lines
            )
            sections.append(Section(book.label, rows, yuan(sum(one.planned for one in lines))))
    decided = found.decided_on
    return BudgetSheet(
        title=f"{found.year}年党组织经费预算表",
        organization=found.organization.long_name,
        sections=tuple(sections),
        total=yuan(sum(one.planned for one in found.lines)),
        note=paragraphs(found.note),
        adjustments=tuple(
            f"{when(one.decided_on)}，{one.line.name}由 {yuan(one.amount_before)} 元调整为"
            f" {yuan(one.amount_after)} 元：{one.reason}（{one.decided_by}批复）"
            for one in adjustments
            if one.state is AdjustmentState.APPROVED
        ),
        decision=f"{when(decided)}　{found.decided_by}批复同意。" if decided else "",
        filled=found.submitted_on or day,
    )


def request(asked: Request) -> RequestSheet:
    """The 申请表 as it stands."""
    decision = ()
    if asked.meeting:
        held = f"{when(asked.meeting.held_on)}　{asked.meeting.title}"
        decision = (held, *paragraphs(asked.decision))
    elif asked.undecided_why:
        decision = (f"没有集体研究：{asked.undecided_why}",)
    approval = ()
    if asked.approved_on:
        approval = (asked.opinion, f"{asked.approved_by}　{when(asked.approved_on)}")
    settled = ""
    if asked.settled_on:
        settled = f"{when(asked.settled_on)}结清，实际花费 {yuan(asked.spent)} 元"
        if asked.per_head is not None:
            settled += f"，{asked.people} 人参加，人均 {yuan(asked.per_head)} 元"
        settled += f"。{asked.settled_why}"
    return RequestSheet(
        title="党组织活动经费申请表",
        organization=asked.organization.long_name,
        subject=asked.title,
        day=asked.activity_on,
        place=asked.place,
        participants=asked.participants,
        line=f"{asked.line.name}（{asked.line.kind.source}）",
        purpose=asked.purpose.label,
        content=paragraphs(asked.content),
        effect=paragraphs(asked.effect),
        estimate=tuple(EstimateRow(one.text, yuan(one.amount)) for one in asked.estimates),
        amount=yuan(asked.amount),
        in_words=in_words(asked.amount),
        applicant=asked.made_by.name if asked.made_by else "",
        decision=decision,
        approval=approval,
        settled=settled,
        filled=asked.made_on,
    )


def ledger(found: Budget, book: Book, posted: Sequence[Posted], day: date) -> LedgerSheet:
    """The 台账 of one book; counter-entries and what they cancel stand both in it."""
    amounts = [one.entry.amount for one in posted]
    return LedgerSheet(
        title=f"{found.year}年{book.label}收支台账",
        organization=found.organization.long_name,
        rows=tuple(map(ledger_row, posted)),
        income=yuan(sum(one for one in amounts if one > 0)),
        expense=yuan(-sum(one for one in amounts if one < 0)),
        balance=yuan(sum(amounts)),
        filled=day,
    )


def ledger_row(posted: Posted) -> LedgerRow:
    """One entry with the columns of rulebook 8.11."""
    entry, asked = posted.entry, posted.entry.request
    meeting = asked.meeting if asked else None
    return LedgerRow(
        day=entry.happened_on,
        voucher=entry.voucher,
        source=entry.line.kind.source,
        summary=entry.summary,
        purpose=entry.purpose.label if entry.purpose else entry.kind.label,
        income=yuan(entry.amount) if entry.amount > 0 else "",
        expense=yuan(-entry.amount) if entry.amount < 0 else "",
        balance=yuan(posted.running),
        decided=f"{meeting.held_on.isoformat()}\n{meeting.title}" if meeting else "",
        handler=entry.handler,
        witness=entry.witness,
        approver=entry.approver,
        attachments=str(entry.attachments or ""),
        remark="；".join(filter(None, ["已冲正" if posted.cancelled else "", entry.remark])),
    )


def statement(
    found: Budget,
    moved: Iterable[Moved],
    spent: Iterable[Spent],
    requests: Iterable[Request],
    day: date,
) -> StatementSheet:
    """The 决算表: what each line was given, spent and had left, and where the rest went."""
    by_line: dict[int, dict[EntryKind, int]] = {}
    for one in moved:
        by_line.setdefault(one.line_id, {})[one.kind] = one.amount
    used = [one for one in spent if one.amount]
    sections = []
    for book in Book:
        lines = [one for one in found.lines if one.kind.book is book]
        if lines:
            sections.append(_section(book, lines, by_line, used))
    closed = found.state is BudgetState.CLOSED
    return StatementSheet(
        title=f"{found.year}年党组织经费决算表",
        organization=found.organization.long_name,
        sections=tuple(sections),
        costs=tuple(
            CostRow(
                one.title,
                one.activity_on,
                yuan(one.spent),
                str(one.people or ""),
                yuan(one.per_head) if one.per_head is not None else "",
            )
            for one in requests
            if one.spent
        ),
        picture=pictures.printed([one for one in found.lines if one.given]),
        state=f"{when(found.closed_on)}决算" if closed else "本年还没有决算，下列是到填表日期的数",
        filled=found.closed_on or day,
    )


def _section(book, lines, by_line, used):
    rows = tuple(_statement_row(one, by_line.get(one.id, {})) for one in lines)
    names: dict[str, int] = {}
    ids = {one.id for one in lines}
    for one in used:
        if one.line_id in ids:
            label = one.purpose.label if one.purpose else "其他支出"
            names[label] = names.get(label, 0) + one.amount
    kinds: dict[EntryKind, int] = {}
    for one in lines:
        for kind, amount in by_line.get(one.id, {}).items():
            kinds[kind] = kinds.get(kind, 0) + amount
    total = _row("合计", sum(one.planned for one in lines), sum(one.spent for one in lines), kinds)
    purposes = tuple((label, yuan(amount)) for label, amount in names.items())
    return StatementSection(book.label, rows, total, purposes)


def _statement_row(line: Line, kinds: Mapping[EntryKind, int]) -> StatementRow:
    return _row(line.name, line.planned, line.spent, kinds)


def _row(name, planned, spent, kinds):
    adjusted, carried = kinds.get(EntryKind.ADJUSTED, 0), kinds.get(EntryKind.CARRIED_IN, 0)
    given = planned + adjusted + carried
    ends = [f"{label} {yuan(-kinds[kind])}" for kind, label in OUT.items() if kinds.get(kind)]
    return StatementRow(
        name=name,
        planned=yuan(planned),
        adjusted=yuan(adjusted) if adjusted else "",
        carried=yuan(carried) if carried else "",
        given=yuan(given),
        spent=yuan(spent),
        share=percent(spent, given) if given else "—",
        rest=yuan(given - spent),
        end="\n".join(ends),
    )
