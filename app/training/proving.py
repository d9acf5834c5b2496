"""What stands behind the code on a certificate or a proof of hours, for whoever holds the paper.

The page is public, so it tells no more than the paper says, with the name half covered.
"""

from app.access.scope import EVERYTHING
from app.core import clock, proofs
from app.members import queries as members
from app.training import builders, people


def certificate(code: proofs.Code) -> tuple[str, bool, list[tuple[str, str]]] | None:
    """(title, whether it still agrees with the record, what the record says)."""
    place = people.by_certificate(EVERYTHING, code.number)
    if place is None or not place.certificate:
        return None
    training = place.training
    return (
        "结业证书",
        proofs.mark_of(*builders.said(place)) == code.mark,
        [
            ("编号", place.certificate),
            ("姓名", covered(place.person.name)),
            ("培训班", training.title),
            ("举办单位", training.organization.name),
            ("时间", builders.period(training)),
            ("结果", builders.RESULTS[place.passed]),
        ],
    )


def hours(code: proofs.Code) -> tuple[str, bool, list[tuple[str, str]]] | None:
    """The number names the member and the year: see builders.hours_number."""
    member_id, year = divmod(code.number, 10_000)
    member = members.one(EVERYTHING, member_id)
    if member is None:
        return None
    sheet = builders.proof(member, year, clock.today())
    return (
        "学时证明",
        proofs.read(sheet.code).mark == code.mark,
        [
            ("编号", sheet.number),
            ("姓名", covered(member.name)),
            ("年度", f"{year}年"),
            ("现在记录的学时", sheet.hours),
        ],
    )


def covered(name: str) -> str:
    """The surname's character and a star for each other one."""
    return name[:1] + "＊" * (len(name) - 1)


VERIFIERS = {"training": certificate, "hours": hours}
