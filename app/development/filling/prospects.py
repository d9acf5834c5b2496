"""Fills the papers of prospects: consent, notice, political review, course, pre-review."""

from app.calendars.queries import calendar
from app.development.filling.activists import inspections
from app.development.filling.dossier import Dossier, Filling, exact, known, names, told
from app.development.sheets.accepting import EXAMINED, Check, CommitteeExamination
from app.development.sheets.activists import FilingRoster, FilingRow, prospect_report
from app.development.sheets.letters import prereview_request
from app.development.sheets.parts import UNSAID, Opinion
from app.development.sheets.prospects import (
    Candidate,
    CourseCertificate,
    NoticeRecord,
    PublicNotice,
    Remark,
    ReviewLetter,
    ReviewReport,
    ReviewSubject,
)
from app.meetings.attendance import CAME
from app.printing.words import when
from app.rules.development.case import HelperRole, NoticeKind, Outcome, ReviewKind
from app.rules.development.steps import Step
from app.rules.registry import rule


def consent(chosen: list[Dossier]):
    first = chosen[0]
    decided = exact(first.day(Step.PROSPECT)) or first.today
    return prospect_report(
        names=[one.name for one in chosen],
        decided=decided,
        recipient=first.recipient,
        sender=first.branch,
        consent=rule("DEV-C2").nearest(decided).value == "同意",
        day=first.asked(Step.PROSPECT_LISTED),
        body=first.body(Step.PROSPECT),
    )


def prospect_roster(chosen: list[Dossier]) -> FilingRoster:
    return FilingRoster(
        organization=chosen[0].branch,
        title="发展对象人选名册",
        basis_label="确定积极分子时间",
        rows=tuple(
            FilingRow(
                person=one.person,
                applied=one.day(Step.APPLY),
                basis=one.day(Step.ACTIVIST),
                decided=one.day(Step.PROSPECT),
                guides=tuple(row.name for row in one.helpers(HelperRole.CONTACT)),
            )
            for one in chosen
        ),
        filled=chosen[0].asked(Step.PROSPECT_LISTED),
    )


def public_notice(chosen: list[Dossier]) -> PublicNotice:
    """The notice on record; before there is one, blanks for its days and receiver."""
    first = chosen[0]
    row = hung[0] if (hung := first.notice(NoticeKind.PROSPECT)) else None
    counted = row and calendar().between(row.posted_on, row.until_on)
    return PublicNotice(
        organization=first.branch,
        candidates=tuple(_candidate(one) for one in chosen),
        first=row.posted_on if row else "",
        last=row.until_on if row else "",
        working_days=counted.days if counted and not counted.provisional else None,
        receiver=row.receiver if row else "",
        phone=row.contact if row else "",
        elsewhere=row.second_place if row else "",
        posted=row.posted_on if row else "",
    )


def _candidate(one: Dossier) -> Candidate:
    person = one.person
    return Candidate(
        name=person.name,
        sex=person.sex,
        ethnicity=person.ethnicity,
        born=person.born,
        education=person.education,
        work=person.work,
        applied=one.day(Step.APPLY),
        activist_since=one.day(Step.ACTIVIST),
    )


def notice_record(one: Dossier) -> NoticeRecord:
    hung = one.notice(NoticeKind.PROSPECT)
    if hung is None:
        return NoticeRecord(organization=one.branch, person=one.person)
    row, opinions = hung
    counted = calendar().between(row.posted_on, row.until_on)
    over = row.until_on < one.today
    settled = all(said.settled_on for said in opinions)
    result = "公示期间没有收到反映。" if not opinions else "公示期间的反映均已调查处理。"
    return NoticeRecord(
        organization=one.branch,
        person=one.person,
        places=tuple(place for place in (row.place, row.second_place) if place),
        first=row.posted_on,
        last=row.until_on,
        working_days=None if counted.provisional else counted.days,
        receiver=row.receiver,
        phone=row.contact,
        remarks=tuple(_remark(said) for said in opinions) if opinions or over else None,
        result=Opinion((result,), row.until_on) if over and settled else UNSAID,
        filled=one.today,
    )


def _remark(said):
    way = "署名反映" if said.giver else "未署名反映"
    settled = f"{when(said.settled_on)} {said.result or ''}" if said.settled_on else ""
    return Remark(said.received_on, way, said.content, settled)


def review_letter(one: Dossier) -> ReviewLetter:
    return ReviewLetter(
        organization=one.branch,
        recipient="",
        name=one.name,
        subjects=(ReviewSubject(one.name, "本人", one.person.born, one.person.work),),
        day=one.today,
    )


def review_report(one: Dossier) -> ReviewReport:
    row = one.taken(Step.POLITICAL_REVIEW)
    return ReviewReport(
        organization=one.branch,
        person=one.person,
        conclusion=told(row.content) if row else (),
        investigators=names(row.done_by) if row else (),
        day=known(row.taken_on) if row else "",
    )


def course_certificate(one: Dossier) -> CourseCertificate:
    row = one.taken(Step.COURSE)
    if row is None:
        return CourseCertificate(name=one.name, organization=one.branch)
    return CourseCertificate(
        name=one.name,
        organization=one.branch,
        organizer=row.done_by or one.recipient,
        first=known(row.taken_on),
        last=known(row.until_on),
        days=row.days,
        hours=row.hours,
        result="合格" if row.outcome is Outcome.PASSED else "不合格",
        number=row.number,
        day=known(row.until_on or row.taken_on),
    )


def committee_examination(one: Dossier) -> CommitteeExamination:
    row, held = one.taken(Step.EXAMINED), one.meeting(Step.EXAMINED)
    vote = one.vote(Step.EXAMINED)
    item = (
        next((i for i in held.items if i.subject_id == one.file.member.person_id), None)
        if (held)
        else None
    )
    return CommitteeExamination(
        organization=one.branch,
        person=one.person,
        held=one.day(Step.EXAMINED),
        place=held.place if held else "",
        host=held.chair.name if held else "",
        recorder=held.recorder.name if held else "",
        due=vote.due if vote else None,
        present=vote.present if vote else None,
        attendees=tuple(a.person.name for a in held.attendance if a.code in CAME) if held else (),
        checks=_checks(one),
        discussion=told(item.discussion) if item else (),
        qualified=row.outcome is Outcome.PASSED if row else None,
        filled=one.day(Step.EXAMINED),
    )


def _checks(one):
    """What the record knows of each thing the committee looks at."""
    introducers = "、".join(row.name for row in one.helpers(HelperRole.INTRODUCER))
    found = {
        "入党申请书": f"{when(one.day(Step.APPLY))}递交" if one.day(Step.APPLY) else "",
        "培养教育考察": f"已考察 {n} 次" if (n := _reviews(one)) else "",
        "公示情况": _hung(one),
        "入党介绍人": introducers,
        "政治审查": _of(one, Step.POLITICAL_REVIEW),
        "短期集中培训": _of(one, Step.COURSE),
    }
    return tuple(Check(check.what, found.get(check.what, "")) for check in EXAMINED)


def _reviews(one):
    return len(inspections(one, ReviewKind.ACTIVIST, one.day(Step.EXAMINED)))


def _hung(one):
    hung = one.notice(NoticeKind.PROSPECT)
    return f"{when(hung[0].posted_on)}至{when(hung[0].until_on)}公示" if hung else ""


def _of(one, step):
    row = one.taken(step)
    if row is None:
        return ""
    result = "合格" if row.outcome is Outcome.PASSED else "不合格"
    return f"{when(known(row.taken_on))}，{result}"


def prereview(chosen: list[Dossier]):
    first = chosen[0]
    return prereview_request(
        names=[one.name for one in chosen],
        examined=exact(first.day(Step.EXAMINED)) or first.today,
        recipient=first.recipient,
        sender=first.branch,
        day=first.asked(Step.PREREVIEW),
        body=first.body(Step.EXAMINED),
    )


_S = Step
PROSPECTS = {
    "consent_request": Filling(
        "filing_report", "列为发展对象的请示", consent, _S.PROSPECT, joint=True
    ),
    "prospect_roster": Filling(
        "filing_roster", "发展对象人选名册", prospect_roster, _S.PROSPECT, joint=True
    ),
    "public_notice": Filling("public_notice", "公示", public_notice, _S.PROSPECT, joint=True),
    "notice_record": Filling(
        "notice_record", "公示情况登记表", notice_record, _S.PROSPECT, discreet=True
    ),
    "review_letter": Filling("review_letter", "政治审查函", review_letter, _S.PROSPECT_LISTED),
    "review_report": Filling(
        "review_report", "政治审查综合报告", review_report, _S.PROSPECT_LISTED
    ),
    "course_certificate": Filling(
        "course_certificate", "短期集中培训证明", course_certificate, _S.COURSE
    ),
    "committee_examination": Filling(
        "committee_examination", "支委会审查记录", committee_examination, _S.COURSE
    ),
    "prereview_request": Filling(
        "prereview_request", "预审请示", prereview, _S.EXAMINED, joint=True
    ),
}
