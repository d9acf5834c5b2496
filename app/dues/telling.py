"""How a base, a month and a payment are told in words, with the rules behind them."""

from app.dues.models import DuesBase
from app.rules.dues.months import first_day, name
from app.rules.dues.payers import FIXED_AMOUNT, Payer
from app.rules.dues.reckoning import (
    BASIS_OF,
    BASIS_OF_WAGES,
    cap,
    percent,
    permille_of,
)
from app.rules.money import yuan
from app.rules.registry import rule


def reckoned(base: DuesBase) -> str:
    """从2026年1月起每月 90.00 元（基数 6,000.00 元 × 1.5%）"""
    since = f"从{name(base.first_month)}起每月 {yuan(base.monthly)} 元"
    if base.base is None or base.permille is None:
        return f"{since}（{base.payer.label}）"
    return f"{since}（{base.payer.label}，基数 {yuan(base.base)} 元 × {percent(base.permille)}）"


def cites(base: DuesBase) -> list[tuple[str, str]]:
    """(rule id, citation) behind a base: its rate's first."""
    day = first_day(base.first_month)
    return [(one, str(rule(one).nearest(day).cite)) for one in _rules(base, day)]


def _rules(base, day):
    if base.payer in FIXED_AMOUNT:
        return ["DUE-09"]
    if base.payer is Payer.FARMER:
        return ["DUE-08"]
    rate = permille_of(base.payer, base.base, day)[1] if base.base is not None else "DUE-01"
    basis = BASIS_OF.get(base.payer) or BASIS_OF_WAGES[base.employer]
    return [rate, basis, *(["DUE-11"] if base.monthly == cap(day) else [])]
