"""From records to printed training papers and rows of tables."""

from collections.abc import Sequence
from datetime import date

from app.access.scope import EVERYTHING
from app.core import proofs
from app.core.filters import day as short_day
from app.core.web import public_url
from app.members.models import Member
from app.organizations.models import Organization
from app.printing.words import paragraphs
from app.rules.dates import Period, in_words
from app.rules.meetings import DueState
from app.rules.study import target
from app.rules.training import Mark, PlaceState, Span
from app.training import sheets
from app.training.hours import queries as hours
from app.training.models import TrainingClass, TrainingPlace
from app.training.secretaries import Standing, coverage

REGISTER = "training"
RESULTS = {True: "合格", False: "不合格", None: ""}
ROSTER_HEADINGS = (
    "姓名", "性别", "党支部", "职务或类别", "状态", "结果", "证书编号", "到课", "学时",
)  # fmt: skip
ROSTER_WIDTHS = (12, 6, 28, 14, 10, 8, 24, 10, 8)
STATISTICS_HEADINGS = (
    "党支部", "书记", "任职时间", "上半年集中培训", "下半年集中培训", "实践活动", "任职培训",
    "备注",
)  # fmt: skip
STATISTICS_WIDTHS = (30, 12, 14, 18, 18, 18, 18, 24)
ENTRY_HEADINGS = (
    "姓名", "日期", "培训名称", "主办单位", "形式", "地点", "主讲", "学时", "考核结果", "证明材料",
)  # fmt: skip
ENTRY_WIDTHS = (12, 14, 30, 26, 10, 18, 12, 8, 10, 20)


def notice(training: TrainingClass, day: date) -> sheets.Notice:
    """The notice as it is sent out, with the sessions as its annex."""
    host = training.organization
    return sheets.Notice(
        **sheets.notice_title(training.title),
        organizer=host.name,
        addressees=_addressees(training),
        kind=training.kind.label,
        target=training.target.label,
        period=period(training),
        place="线上" if training.online and not training.place else training.place,
        capacity=training.capacity,
        until=in_words(training.enrol_until),
        hours=f"{training.hours:g}",
        purpose=paragraphs(training.purpose),
        contact=training.contact,
        partner=partner(training),
        sessions=tuple(_session(one) for one in training.sessions),
        day=training.announced_on or day,
    )


def roster(
    training: TrainingClass, places: Sequence[TrainingPlace], posts, day: date
) -> sheets.Roster:
    """Everybody enrolled; `posts` is {person id: Party posts in words}."""
    rows = tuple(
        sheets.RosterRow(
            one.person.name,
            one.person.gender.label if one.person.gender else "",
            one.organization.long_name,
            posts.get(one.person_id, ""),
            one.label,
            RESULTS[one.passed],
            one.certificate or "",
        )
        for one in places
        if one.state is PlaceState.ENROLLED
    )
    return sheets.Roster(
        f"{training.title}学员名册", training.organization.name, period(training), rows, day
    )


def roster_row(training: TrainingClass, place: TrainingPlace, posts) -> list:
    """One person under ROSTER_HEADINGS."""
    came = [s for s in training.sessions if place.mark_of.get(s.id) is Mark.CAME]
    person = place.person
    return [
        person.name,
        person.gender.label if person.gender else "",
        place.organization.long_name,
        posts.get(place.person_id, ""),
        place.label,
        RESULTS[place.passed],
        place.certificate or "",
        f"{len(came)}/{len(training.sessions)}",
        sum(one.hours for one in came),
    ]


def sign_in(
    training: TrainingClass, places: Sequence[TrainingPlace], day: date
) -> list[sheets.SignIn]:
    """Sheets of at most six sessions each; what was marked is printed, the rest is signed."""
    found = []
    for first in range(0, max(len(training.sessions), 1), 6):
        part = training.sessions[first : first + 6]
        rows = tuple(
            (
                one.person.name,
                one.organization.long_name,
                tuple(_mark(one.mark_of.get(each.id)) for each in part),
            )
            for one in places
            if one.state is PlaceState.ENROLLED
        )
        found.append(
            sheets.SignIn(
                f"{training.title}签到表",
                training.organization.name,
                training.place,
                tuple(f"{short_day(one.held_on)}{_when(one)}" for one in part),
                rows,
                day,
            )
        )
    return found


def certificate(place: TrainingPlace) -> sheets.Certificate:
    """The certificate of one who passed."""
    training = place.training
    code = proofs.code_of(REGISTER, place.id, *said(place))
    return sheets.Certificate(
        place.certificate or "",
        place.person.name,
        place.organization.long_name,
        training.title,
        training.organization.name,
        training.started_on,
        training.ended_on,
        f"{training.hours:g}",
        place.result or RESULTS[place.passed],
        code,
        public_url("home.verify", code=code),
        training.finished_on or training.ended_on,
    )


def said(place: TrainingPlace) -> tuple:
    """What a certificate says and a check compares."""
    training = place.training
    return (
        place.certificate, place.person.name, training.title, training.organization.name,
        training.ended_on, place.passed,
    )  # fmt: skip


def proof(member: Member, year: int, day: date) -> sheets.Proof:
    """The year of one member from every source, and what it is measured by."""
    earned = hours.earned_by(EVERYTHING, member.person_id, year)
    student = hours.student(EVERYTHING, member.person_id, day)
    number = f"{member.organization.code}-XS-{year}-{member.id:05}"
    total = f"{earned.hours:g}"
    code = proofs.code_of("hours", hours_number(member, year), number, member.name, total)
    return sheets.Proof(
        number,
        member.name,
        (member.person.id_number or "")[-4:],
        member.organization.long_name,
        year,
        total,
        earned.classes,
        _standard(student, year),
        tuple(reversed([_entry(one) for one in hours.entries(EVERYTHING, member.person_id, year)])),
        code,
        public_url("home.verify", code=code),
        day,
    )


def hours_number(member: Member, year: int) -> int:
    """Member and year as one number, for the code on the proof."""
    return member.id * 10_000 + year


def statistics(
    found: Sequence[Standing], organization: Organization, half: Period, picture: str, day: date
) -> sheets.Statistics:
    asked, done = coverage(found, half)
    part = f"，占 {done * 100 // asked}%" if asked else ""
    return sheets.Statistics(
        f"{half.label}党支部书记培训情况统计表",
        organization.name,
        f"应参加 {asked} 人，已参加 {done} 人{part}，未参加 {asked - done} 人",
        tuple(_statistics_row(one) for one in found),
        picture,
        day,
    )


def statistics_row(one: Standing) -> list:
    """One secretary under STATISTICS_HEADINGS."""
    row = _statistics_row(one)
    return [
        row.branch, row.name, in_words(row.since), row.first, row.second, row.practice,
        row.induction, row.note,
    ]  # fmt: skip


def period(training: TrainingClass) -> str:
    """2026年12月3日, or from–to."""
    first, last = training.started_on, training.ended_on
    return in_words(first) if first == last else f"{in_words(first)}至{in_words(last)}"


def partner(training: TrainingClass) -> str:
    return training.invited.name if training.invited else training.partner


def _addressees(training):
    host = training.organization
    names = [f"{host.stem}各党支部" if host.parent_id else "各学院党委、党总支，各党支部"]
    if training.invited:
        names.append(training.invited.name)
    return "、".join(names)


def _session(one):
    return sheets.SessionRow(
        one.held_on, _when(one), one.topic, one.teacher, one.place, f"{one.hours:g}"
    )


def _when(one):
    if one.starts_at and one.ends_at:
        return f"{one.starts_at:%H:%M}—{one.ends_at:%H:%M}"
    return "" if one.span is Span.HOURS else one.span.label


def _mark(code):
    return code.label if code else ""


def _entry(one):
    return sheets.EntryRow(
        f"{one.day.month}月{one.day.day}日",
        f"{one.title}（{one.note}）" if one.note else one.title,
        one.host, one.form, one.place, one.teacher, f"{one.hours:g}", one.result, one.proof,
    )  # fmt: skip


def _standard(student, year):
    if student is None or student.exempt:
        return "不作硬性要求"
    aim = target(on_committee=student.on_committee, year=year)
    # ED-02's number was not read in a text in force: it is printed without an article.
    return f"{aim.hours} 学时（{aim.cite}）" if aim.seen else f"{aim.hours} 学时"


def _statistics_row(one):
    return sheets.StatisticsRow(
        one.branch.long_name,
        one.person.name,
        one.since,
        _owed(one.halves[0] if one.by_halves else None, one.year, one),
        _owed(one.halves[1] if one.by_halves else None, one.year, one),
        _owed(one.practice if one.by_halves else None, None, one),
        _owed(one.induction, None, one),
        "" if one.by_halves else "按年要求",
    )


def _owed(asked, year, one):
    if asked is None and not one.by_halves and year is not None:
        asked = year
    if asked is None:
        return "不要求"
    if asked.done_on:
        return f"{short_day(asked.done_on)}已参加"
    return "待补" if asked.state is DueState.LATE else f"{short_day(asked.due)}前"


def register(member: Member, year: int) -> list[list]:
    """The member's year under ENTRY_HEADINGS, the earliest first."""
    found = hours.entries(EVERYTHING, member.person_id, year)
    return [
        [
            member.name, in_words(one.day), one.title, one.host, one.form, one.place, one.teacher,
            one.hours, one.result, one.proof,
        ]
        for one in reversed(found)
    ]  # fmt: skip
