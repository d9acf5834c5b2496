"""The 18-digit citizen number: shape, birth date, checksum. The area code is not judged."""

import re
import unicodedata
from datetime import date

from app.rules.base import FINE, Reason, Verdict
from app.rules.members import Gender

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def normalize_id_number(text: str) -> str:
    """Full-width digits and x become plain ones, blanks and separators go; nothing is judged."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in _LOOSE)


_LOOSE = {"Cc", "Cf", "Pd"}


def check_id_number(text: str, *, today: date | None = None) -> Verdict:
    """Judges a number already normalised. With `today`, a birth date still to come is refused."""
    fault = _shape_fault(text) or _birth_fault(text, today) or _checksum_fault(text)
    return Verdict((Reason(fault),)) if fault else FINE


def birth_of(number: str) -> date:
    """The birth date of a number that passed the check; ValueError if it holds none."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def gender_of(number: str) -> Gender:
    """The 17th digit is odd for men."""
    return Gender.MALE if int(number[16]) % 2 else Gender.FEMALE


def mask(number: str) -> str:
    """Only the last four stay readable: enough to tell two people apart, the least that is."""
    return "*" * (len(number) - 4) + number[-4:] if len(number) > 4 else "*" * len(number)


def _shape_fault(text):
    if re.fullmatch(r"[0-9]{15}", text):
        return "这是 15 位旧号码，请填写 18 位公民身份号码"
    if len(text) != 18:
        return f"公民身份号码应为 18 位，现为 {len(text)} 位"
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return "公民身份号码前 17 位应为数字，最后一位应为数字或 X"
    return None


def _birth_fault(text, today):
    shown = text[6:14]
    try:
        born = birth_of(text)
    except ValueError:
        return f"公民身份号码第 7 至 14 位（{shown}）不是有效的出生日期"
    if born.year < 1900 or (today and born > today):
        return f"公民身份号码中的出生日期（{shown}）不合理，请核对"
    return None


def _checksum_fault(text):
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    if CHECKS[total % 11] != text[17]:
        return "公民身份号码校验位不符，请逐位核对"
    return None
