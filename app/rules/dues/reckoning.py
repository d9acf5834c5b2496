"""How much is due a month: the rate of the base's band on the whole base, the cap, the rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dues.payers import FIXED_AMOUNT, Employer, Part, Payer, counted, deducted
from app.rules.money import yuan
from app.rules.registry import rule

BANDS = ("DUE-01", "DUE-02", "DUE-03", "DUE-04")
BASIS_OF = {
    Payer.ANNUAL: "DUE-05",
    Payer.SELF_EMPLOYED: "DUE-06",
    Payer.RETIRED: "DUE-07b",
}
BASIS_OF_WAGES = {
    Employer.INSTITUTION: "DUE-12",
    Employer.ORGAN: "DUE-13",
    Employer.ENTERPRISE: "DUE-13",
}


class Unit(Labelled):
    FEN = "fen", "分"
    JIAO = "jiao", "角"

    @property
    def fen(self) -> int:
        return 10 if self is Unit.JIAO else 1


class Way(Labelled):
    HALF_UP = "half_up", "四舍五入"
    UP = "up", "一律进位"


@dataclass(frozen=True)
class Rounding:
    """DUE-C1; no regulation says how."""

    unit: Unit = Unit.FEN
    way: Way = Way.HALF_UP

    def of(self, base: int, permille: int) -> int:
        """Fen of so many thousandths of a base in fen, in whole numbers only."""
        step, exact = self.unit.fen * 1000, base * permille
        if self.way is Way.UP:
            return -(-exact // step) * self.unit.fen
        return (2 * exact + step) // (2 * step) * self.unit.fen

    def __str__(self):
        return f"按{self.unit.label}{self.way.label}"


@dataclass(frozen=True)
class Due:
    """What is due a month and how it came about. `base` and `permille` are None for an amount that
    does not depend on any income; `rules` are the rules behind it, the rate's first."""

    monthly: int
    base: int | None
    permille: int | None
    words: str
    rules: tuple[str, ...]


ROUNDING = Rounding()


def base_of(payer: Payer, employer: Employer, parts: Mapping[Part, int]) -> int:
    """The base in fen: the parts that count, less what is taken off; or the total as typed."""
    if Part.TOTAL in parts:
        return parts[Part.TOTAL]
    whole = sum(parts.get(part, 0) for part in counted(payer, employer))
    return whole - sum(parts.get(part, 0) for part in deducted(payer))


def check_parts(payer: Payer, employer: Employer, parts: Mapping[Part, int], day: date) -> Verdict:
    """Whether these parts make a base of such a payer."""
    if payer in FIXED_AMOUNT:
        return FINE
    asked = counted(payer, employer)
    if Part.TOTAL not in parts and not any(part in parts for part in asked):
        return against(Reason(f"请填“{asked[0].label}”等收入，或者直接填已算好的基数"))
    base = base_of(payer, employer, parts)
    if base < 0:
        return against(rule("DUE-14").reason(day, "扣除的比计入的还多，请核对"))
    if payer is Payer.FARMER:
        return _check_farmer(base, day)
    return FINE


def permille_of(payer: Payer, base: int, day: date) -> tuple[int, str]:
    """The rate of the band a base in fen falls into, and the rule that says so. A band's upper end
    belongs to it."""
    if payer is Payer.RETIRED:
        band = rule("DUE-07").nearest(day).value
        low = base <= band["至"] * 100
        return (band["千分之"] if low else band["超过的千分之"]), "DUE-07"
    for rule_id in BANDS[:-1]:
        band = rule(rule_id).nearest(day).value
        if base <= band["至"] * 100:
            return band["千分之"], rule_id
    return rule(BANDS[-1]).nearest(day).value["千分之"], BANDS[-1]


def reckon(
    payer: Payer,
    employer: Employer,
    parts: Mapping[Part, int],
    day: date,
    rounding: Rounding = ROUNDING,
) -> Due:
    """What such a payer owes a month by the rules of the day; the parts must have been checked."""
    if payer in FIXED_AMOUNT:
        fixed = rule("DUE-09").nearest(day).value
        return Due(fixed, None, None, f"{payer.label}，每月 {yuan(fixed)} 元", ("DUE-09",))
    base = base_of(payer, employer, parts)
    if payer is Payer.FARMER:
        return Due(base, None, None, f"农民党员，每月 {yuan(base)} 元", ("DUE-08",))
    permille, rate = permille_of(payer, base, day)
    basis = BASIS_OF.get(payer) or BASIS_OF_WAGES[employer]
    monthly, most = rounding.of(base, permille), cap(day)
    words = f"基数 {yuan(base)} 元 × {percent(permille)} ＝ {yuan(monthly)} 元"
    if monthly <= most:
        return Due(monthly, base, permille, words, (rate, basis))
    words += f"，一般不超过 {yuan(most)} 元"
    return Due(most, base, permille, words, (rate, basis, "DUE-11"))


def cap(day: date) -> int:
    """DUE-11 in fen: nobody is asked for more; whoever is willing pays more."""
    return rule("DUE-11").nearest(day).value * 100


def percent(permille: int) -> str:
    """15 → 1.5%."""
    return f"{permille / 10:g}%"


def _check_farmer(amount, day):
    found = rule("DUE-08")
    least, most = (found.nearest(day).value[name] for name in ("至少", "至多"))
    if least <= amount <= most:
        return FINE
    return against(found.reason(day, f"农民党员每月交 {yuan(least)} 至 {yuan(most)} 元"))
