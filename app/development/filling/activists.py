"""Fills the papers of applicants and activists."""

from app.development.filling.dossier import Dossier, Filling, Known, exact, known, names, told
from app.development.rows import read_date
from app.development.sheets.activists import (
    ActivistRecord,
    FilingRoster,
    FilingRow,
    Guide,
    Recommendation,
    TalkRecord,
    Transfer,
    filing_report,
)
from app.development.sheets.parts import UNSAID, Course, Inspection, Opinion
from app.printing.words import when
from app.rules.development.case import HelperRole, NoticeKind, ReviewKind
from app.rules.development.steps import Step

AGREED = "经讨论，同意确定为入党积极分子。"
FILED = "已备案。"


def talk_record(one: Dossier) -> TalkRecord:
    talk = one.taken(Step.TALK)
    return TalkRecord(
        organization=one.branch,
        person=one.person,
        applied=one.day(Step.APPLY),
        held=one.day(Step.TALK),
        place=talk.place if talk else "",
        talkers=names(talk.done_by) if talk else (),
        content=told(talk.content) if talk else (),
    )


def recommendation(one: Dossier) -> Recommendation:
    return Recommendation(
        organization=one.branch,
        person=one.person,
        applied=one.day(Step.APPLY),
        talked=one.day(Step.TALK),
        decision=one.said(Step.ACTIVIST, AGREED),
        superior=one.said(Step.ACTIVIST_FILED, FILED),
    )


def filing(chosen: list[Dossier]):
    first = chosen[0]
    return filing_report(
        names=[one.name for one in chosen],
        decided=exact(first.day(Step.ACTIVIST)) or first.today,
        recipient=first.recipient,
        sender=first.branch,
        day=first.asked(Step.ACTIVIST_FILED),
        body=first.body(Step.ACTIVIST),
    )


def filing_roster(chosen: list[Dossier]) -> FilingRoster:
    return FilingRoster(
        organization=chosen[0].branch,
        rows=tuple(
            FilingRow(
                person=one.person,
                applied=one.day(Step.APPLY),
                decided=one.day(Step.ACTIVIST),
                guides=tuple(row.name for row in one.helpers(HelperRole.CONTACT)),
            )
            for one in chosen
        ),
        filled=chosen[0].asked(Step.ACTIVIST_FILED),
    )


def activist_record(one: Dossier) -> ActivistRecord:
    hung = one.notice(NoticeKind.PROSPECT)
    listed = one.taken(Step.PROSPECT_LISTED)
    return ActivistRecord(
        organization=one.branch,
        person=one.person,
        applied=one.day(Step.APPLY),
        activist_since=one.day(Step.ACTIVIST),
        decision=one.said(Step.ACTIVIST, AGREED),
        filing=one.said(Step.ACTIVIST_FILED, FILED),
        guides=tuple(
            Guide(row.name, since=known(row.since_on), until=known(row.until_on))
            for row in one.helpers(HelperRole.CONTACT)
        ),
        inspections=inspections(one, ReviewKind.ACTIVIST),
        courses=courses(one),
        transfers=tuple(
            Transfer(known(move.on), move.source, move.target) for move in one.case.moves
        ),
        prospect_decision=one.said(Step.PROSPECT, "经讨论，同意确定为发展对象人选。"),
        notice=_hung(hung),
        consent=Opinion(("同意列为发展对象。",), known(listed.agreed_on))
        if listed and listed.agreed_on
        else UNSAID,
        filled=one.today,
    )


def inspections(one: Dossier, kind: ReviewKind, until: Known = "") -> tuple[Inspection, ...]:
    """The 考察 of that kind, oldest first, as far as they were known at `until`."""
    return tuple(
        Inspection(
            period=when(known(_on(leaf))),
            content=told(leaf.content),
            guide=Opinion(told(leaf.contact_opinion), known(_on(leaf)))
            if leaf.contact_opinion
            else UNSAID,
            branch=Opinion(told(leaf.branch_opinion), known(_on(leaf)))
            if leaf.branch_opinion
            else UNSAID,
        )
        for leaf in sorted(one.leaves("review"), key=lambda leaf: leaf.on)
        if leaf.code == kind and not (exact(until) and _on(leaf).earliest > exact(until))
    )


def courses(one: Dossier) -> tuple[Course, ...]:
    return tuple(
        Course(span=f"{known(_on(leaf))}", title=leaf.content, hours=leaf.number or None)
        for leaf in one.leaves("training")
    )


def _hung(hung):
    if hung is None:
        return UNSAID
    row, opinions = hung
    open_still = [one for one in opinions if one.settled_on is None]
    result = "公示期间没有收到反映。" if not opinions else f"公示期间收到反映 {len(opinions)} 件"
    if opinions:
        result += f"，{len(open_still)} 件正在处理。" if open_still else "，均已处理。"
    return Opinion((f"{when(row.posted_on)}至{when(row.until_on)}公示。{result}",), row.until_on)


def _on(leaf):
    return read_date(leaf.on)


ACTIVISTS = {
    "talk_record": Filling("talk_record", "谈话记录", talk_record, Step.APPLY),
    "recommendation": Filling("recommendation", "推荐（推优）登记表", recommendation, Step.TALK),
    "filing_report": Filling("filing_report", "备案报告", filing, Step.ACTIVIST, joint=True),
    "filing_roster": Filling("filing_roster", "备案名册", filing_roster, Step.ACTIVIST, joint=True),
    "activist_record": Filling(
        "activist_record", "入党积极分子培养考察登记表", activist_record, Step.ACTIVIST
    ),
}
