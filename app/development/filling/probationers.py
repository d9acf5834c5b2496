"""Fills the papers of probation and of the whole file: oath, registers, 全程纪实, 材料清单."""

from app.development.filling.activists import courses, inspections
from app.development.filling.dossier import Dossier, Filling, known, names
from app.development.rows import read_date
from app.development.sheets.parts import UNSAID, Opinion
from app.development.sheets.probation import (
    OUTCOMES,
    ArchiveList,
    ConfirmationReview,
    Material,
    OathRecord,
    ProbationaryRecord,
    ProcessRecord,
)
from app.development.sheets.probation import Step as StepRow
from app.printing.words import numeral, when
from app.rules.development.case import HelperRole, Outcome, ReviewKind, probation
from app.rules.development.steps import PAPERS, STEPS, Phase, Step

PROPOSED = {
    Outcome.PASSED: OUTCOMES[0],
    Outcome.EXTENDED: OUTCOMES[1],
    Outcome.CANCELLED: OUTCOMES[2],
}


def oath_record(chosen: list[Dossier]) -> OathRecord:
    first = chosen[0]
    row = first.taken(Step.OATH)
    said = names(row.done_by) if row else ()
    return OathRecord(
        organization=first.branch,
        held=first.day(Step.OATH),
        place=row.place if row else "",
        host=said[0] if len(said) > 1 else "",
        leader=said[-1] if said else "",
        sworn=tuple(one.name for one in chosen),
        filled=first.today,
    )


def probationary_record(one: Dossier) -> ProbationaryRecord:
    term = probation(one.case)
    return ProbationaryRecord(
        organization=one.branch,
        person=one.person,
        joined=one.day(Step.ACCEPTED),
        approved=one.day(Step.APPROVED),
        start=term.since if term else "",
        end=term.until if term else "",
        introducers=_introducers(one),
        sworn_on=one.day(Step.OATH),
        group=group.name if (group := one.file.member.group) else "",
        inspections=inspections(one, ReviewKind.PROBATIONARY),
        courses=courses(one),
        assembly=_decided(one, Step.CONFIRMATION_VOTED, "支部党员大会讨论：{}。"),
        approval=_decided(one, Step.CONFIRMATION_APPROVED, "上级党委审批：同意{}。"),
        filled=one.today,
    )


def confirmation_review(one: Dossier) -> ConfirmationReview:
    term, voted = probation(one.case), one.taken(Step.CONFIRMATION_VOTED)
    seen = inspections(one, ReviewKind.PROBATIONARY)
    return ConfirmationReview(
        organization=one.branch,
        person=one.person,
        joined=one.day(Step.ACCEPTED),
        start=term.since if term else "",
        end=term.until if term else "",
        applied=one.day(Step.CONFIRMATION_ASKED),
        introducers=_introducers(one),
        performance=seen[-1].content if seen else (),
        proposal=PROPOSED.get(voted.outcome, "") if voted else "",
        filled=one.today,
    )


def process_record(one: Dossier) -> ProcessRecord:
    places = {phase: numeral(number) for number, phase in enumerate(Phase, start=1)}
    return ProcessRecord(
        organization=one.branch,
        person=one.person,
        steps=tuple(
            _process(one, step, f"{places[about.phase]}、{about.phase.label}")
            for step, about in STEPS.items()
        ),
        filled=one.today,
    )


def _process(one, step, stage):
    row, about = one.taken(step), STEPS[step]
    if about.lasting:
        return StepRow(step, stage, about.name, result=_seen(one, step))
    if row is None:
        return StepRow(step, stage, about.name)
    return StepRow(
        number=step,
        stage=stage,
        name=about.name,
        day=known(row.taken_on),
        responsible=row.done_by or _helped(one, step),
        result=_result(one, step, row),
    )


def _helped(one, step):
    roles = {Step.CONTACTS: HelperRole.CONTACT, Step.INTRODUCERS: HelperRole.INTRODUCER}
    return "、".join(row.name for row in one.helpers(roles[step])) if step in roles else ""


def _result(one, step, row):
    vote = one.vote(step)
    parts = [row.outcome.label if step in _JUDGED else "", row.number, vote.told if vote else ""]
    if step is Step.COURSE:
        parts += [f"{row.days} 天" if row.days else "", f"{row.hours} 学时" if row.hours else ""]
    return "，".join(part for part in parts if part)


_JUDGED = frozenset(
    {
        Step.POLITICAL_REVIEW, Step.EXAMINED, Step.PREREVIEW, Step.ACCEPTED, Step.APPROVED,
        Step.CONFIRMATION_VOTED, Step.CONFIRMATION_APPROVED,
    }
)  # fmt: skip


def _seen(one, step):
    kind = ReviewKind.ACTIVIST if step is Step.TRAINING else ReviewKind.PROBATIONARY
    days = [when(known(r.on)) for r in one.case.reviews if r.kind is kind]
    return f"考察 {len(days)} 次：{'、'.join(days)}" if days else ""


def archive_list(one: Dossier) -> ArchiveList:
    there = {leaf.code: leaf for leaf in one.leaves("paper")}
    return ArchiveList(
        organization=one.branch,
        person=one.person,
        materials=tuple(
            Material(
                step=str(int(step)),
                name=paper.name,
                there=code in there if there else None,
                day=known(read_date(there[code].on)) if code in there else "",
                remark=there[code].content if code in there else "",
                kept=paper.named,
            )
            for code, (step, paper) in PAPERS.items()
        ),
        confirmed=_confirmed(one),
        filled=one.today,
    )


def _confirmed(one):
    term = probation(one.case)
    return term.ends if term and one.case.day(Step.CONFIRMATION_APPROVED) else ""


def _introducers(one):
    return tuple(row.name for row in one.helpers(HelperRole.INTRODUCER))


def _decided(one, step, words):
    row = one.taken(step)
    if row is None or row.outcome not in PROPOSED:
        return UNSAID
    return Opinion((words.format(PROPOSED[row.outcome]),), known(row.taken_on))


PROBATIONERS = {
    "oath_record": Filling("oath_record", "入党宣誓记录", oath_record, Step.APPROVED, joint=True),
    "probationary_record": Filling(
        "probationary_record", "预备党员教育考察登记表", probationary_record, Step.APPROVED
    ),
    "confirmation_review": Filling(
        "confirmation_review", "转正审查登记表", confirmation_review, Step.CONFIRMATION_ASKED
    ),
    "process_record": Filling("process_record", "全程纪实表", process_record),
    "archive_list": Filling("archive_list", "党员档案材料清单", archive_list),
}
