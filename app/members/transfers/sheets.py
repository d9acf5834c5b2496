"""组织关系介绍信 in three parts: the stub that stays, the letter that goes, the 回执."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TransferLetter:
    """`number` is 〔2026〕第12号; `stage` 正式党员 or 预备党员; `age` in full years or empty."""

    number: str
    issuer: str
    recipient: str
    branch: str
    name: str
    sex: str
    age: str
    ethnicity: str
    stage: str
    id_number: str
    issued: date | str
    valid_days: str
    valid_until: date | str
    dues_until: str
    phone: str = ""
    reissued: bool = False


def transfer_letter(transfer, id_number: str, *, reissued: bool = False) -> TransferLetter:
    """The sheet of one letter; `id_number` is what the reader may print."""
    person, issued, until = transfer.member.person, transfer.issued_on, transfer.valid_until
    return TransferLetter(
        number=transfer.letter_number,
        issuer=transfer.issuer.name,
        recipient=transfer.place,
        branch=transfer.origin.long_name,
        name=person.name,
        sex=person.gender.label if person.gender else "",
        age=_age(person.birth, issued),
        ethnicity=person.ethnicity,
        stage=transfer.member.stage.label,
        id_number=id_number,
        issued=issued,
        valid_days=str((until - issued).days),
        valid_until=until,
        dues_until=str(transfer.dues_until or ""),
        phone=person.phone,
        reissued=reissued,
    )


def _age(birth, day):
    """Full years on the day, where the birth is known to the month at least."""
    if birth is None or birth.month is None:
        return ""
    born = birth.earliest
    return str(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
