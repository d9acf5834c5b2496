"""A course on paper: the certificate of one trainee, and the roster as rows of a table."""

from app.development.models import Course, Trainee
from app.development.sheets.prospects import CourseCertificate

HEADINGS = (
    "姓名", "性别", "民族", "出生日期", "党支部", "人员类别", "工作单位及职务", "结果",
    "证书编号", "备注",
)  # fmt: skip
WIDTHS = (12, 6, 10, 14, 28, 10, 28, 8, 20, 24)
_RESULTS = {True: "合格", False: "不合格", None: ""}


def certificate(course: Course, trainee: Trainee) -> CourseCertificate:
    """What the certificate of one trainee says."""
    return CourseCertificate(
        name=trainee.member.name,
        organization=trainee.member.organization.long_name,
        organizer=course.organization.name,
        course=course.name,
        first=course.started_on,
        last=course.ended_on,
        days=course.days or None,
        hours=course.hours or None,
        mode="线上" if course.online else "线下",
        result=_RESULTS[trainee.passed],
        number=trainee.certificate,
        day=course.ended_on,
    )


def table_row(trainee: Trainee) -> list[str]:
    """One trainee under HEADINGS."""
    member = trainee.member
    person = member.person
    return [
        person.name,
        person.gender.label if person.gender else "",
        person.ethnicity,
        str(person.birth or ""),
        member.organization.long_name,
        member.stage.label,
        person.job,
        _RESULTS[trainee.passed],
        trainee.certificate,
        trainee.note,
    ]
