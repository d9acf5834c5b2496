"""Fills papers and forms from pledges: letters, the board, the ledger, comments, feedback."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace

from app.pledges.models import Pledge, PledgeComment, PledgeMatter
from app.pledges.sheets import (
    Board,
    BoardRow,
    CommentRecord,
    FeedbackRow,
    FeedbackSlip,
    Ledger,
    LedgerRow,
    Letter,
    MatterRow,
    comment_record,
)
from app.pledges.sheets import letter as letter_sheet
from app.printing.words import when
from app.rules.pledges import Outcome, figures_shown

FEW = "参评人数少，不公布票数"


def carried(matters: Sequence[PledgeMatter], post: str) -> SimpleNamespace:
    """A form's first contents: last year's open matters, each to be given a new day."""
    lines = [
        SimpleNamespace(
            heading=one.heading,
            text=one.text,
            measure=one.measure,
            due_on=None,
            responsible=one.responsible,
        )
        for one in matters
    ]
    return SimpleNamespace(post=post[:60], matters=lines)


def letter(pledge: Pledge) -> Letter:
    """The 承诺书 as it stands."""
    return letter_sheet(
        organization=pledge.organization.long_name,
        year=pledge.year,
        personal=pledge.person is not None,
        name=pledge.person.name if pledge.person else "",
        post=pledge.post,
        rows=[
            MatterRow(m.heading.label, m.text, m.measure, m.due_on, m.responsible)
            for m in pledge.matters
        ],
        opinion=pledge.opinion,
        reviewed=pledge.reviewed_on or "",
        published=pledge.published_on or "",
        filled=pledge.submitted_on,
    )


def board(pledges: Sequence[Pledge], organization: str, year: int, day: date) -> Board:
    """What is published, the organisation's own first and without a name."""
    own = next((one for one in pledges if one.person_id is None), None)
    return Board(
        title=f"{year}年公开承诺公示栏",
        organization=organization,
        own=tuple(f"{m.text}（{_short(m.due_on)}前）" for m in own.matters) if own else (),
        rows=tuple(_on_board(one) for one in pledges if one.person_id),
        filled=day,
    )


def ledger(pledges: Sequence[Pledge], organization: str, year: int, day: date) -> Ledger:
    """Every matter of these pledges, one a row."""
    rows = [_in_ledger(one, matter, day) for one in pledges for matter in one.matters]
    return Ledger(f"{year}年公开承诺台账", organization, tuple(rows), day, len(pledges))


LEDGER = [
    "姓名", "承诺内容", "完成时限", "责任人", "进展", "完成情况", "未完成原因", "评诺结果",
]  # fmt: skip


def cells(row: LedgerRow) -> list:
    """One row of the ledger for a workbook, under LEDGER."""
    return [
        row.name, row.text, row.due, row.responsible, "\n".join(row.progress), row.kept, row.why,
        row.result,
    ]  # fmt: skip


def comment(made: PledgeComment) -> CommentRecord:
    """One comment as it is filed."""
    pledge = made.pledge
    return comment_record(
        year=pledge.year,
        organization=pledge.organization.long_name,
        name=pledge.name,
        commenter=made.commenter,
        day=made.commented_on,
        way=made.way.label,
        judgement=made.judgement,
        achievements=made.achievements,
        problems=made.problems,
        direction=made.direction,
        mend=made.mend_by or "",
    )


def feedback(pledge: Pledge, day: date) -> FeedbackSlip:
    """The evaluation and every opinion with its answer."""
    rows = [
        FeedbackRow(
            one.opinion,
            one.source.label,
            one.responsible,
            one.result,
            one.told_on or "",
            one.way.label if one.way else "",
            f"{one.confirmed_by}\n{when(one.confirmed_on)}" if one.confirmed_on else "",
        )
        for one in pledge.feedback
    ]
    title = f"{pledge.year}年公开承诺评议反馈单"
    place = pledge.organization.long_name
    return FeedbackSlip(title, place, pledge.name, _figures(pledge, day), tuple(rows), day)


def kept(matter: PledgeMatter) -> str:
    """完成情况 of a matter in words."""
    if matter.outcome is Outcome.KEPT:
        return f"{_short(matter.done_on)}完成"
    return matter.outcome.label


def _on_board(pledge):
    many = len(pledge.matters) > 1
    texts = (f"{n}. {m.text}" if many else m.text for n, m in enumerate(pledge.matters, 1))
    return BoardRow(
        name=pledge.person.name,
        post=pledge.post,
        matters=tuple(texts),
        dues=tuple(f"{_short(m.due_on)}前" for m in pledge.matters),
        state=tuple(kept(m) for m in pledge.matters),
    )


def _in_ledger(pledge, matter, day):
    return LedgerRow(
        name=pledge.person.name if pledge.person else "党组织",
        text=f"{matter.text}：{matter.measure}",
        due=matter.due_on,
        responsible=matter.responsible or (pledge.person.name if pledge.person else ""),
        progress=tuple(f"{_short(note.told_on)}：{note.text}" for note in matter.notes),
        kept=kept(matter),
        why=matter.unfinished_why,
        result=_figures(pledge, day),
    )


def _figures(pledge, day):
    """The counted evaluation in words; not where so few voted that it would tell who said what."""
    found = pledge.evaluation
    if found is None:
        return ""
    if not figures_shown(found.voters, day):
        return FEW
    return (
        f"参评 {found.voters} 人：满意 {found.satisfied}，基本满意 {found.fairly}，"
        f"不满意 {found.dissatisfied}"
    )


def _short(day):
    return f"{day.month}月{day.day}日"
