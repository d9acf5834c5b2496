"""Amounts of money: whole fen, how they are typed and how they are told; knows no book."""

import re
import unicodedata

MOST = 100_000_000_00
"""Beyond a hundred million yuan it is a slip of the pen."""

DIGITS, PLACES, SECTIONS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿")


def fen_of(text: str, *, most: int = MOST) -> int:
    """Fen of an amount typed in yuan: full-width digits, a yuan sign, commas between thousands and
    the character 元 are read; ValueError tells in Chinese what is wrong."""
    plain = unicodedata.normalize("NFKC", text).replace("¥", "").strip()
    plain = plain.removesuffix("元").strip()
    if re.fullmatch(r"[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]*)?", plain):
        plain = plain.replace(",", "").replace("，", "")
    if re.fullmatch(r"-[0-9.]+", plain):
        raise ValueError("金额不能是负数。")
    if not re.fullmatch(r"[0-9]+(\.[0-9]*)?", plain):
        raise ValueError("请填金额，例如 1280 或 1280.50。")
    whole, _, part = plain.partition(".")
    if len(part) > 2:
        raise ValueError("金额只到分，小数点后最多两位。")
    fen = int(whole[-15:].rjust(1, "0")) * 100 + int(part.ljust(2, "0") or 0)
    if len(whole.lstrip("0")) > 15 or fen > most:
        raise ValueError(f"金额不能超过 {yuan(most)} 元。")
    return fen


def yuan(fen: int) -> str:
    """1,280.50 – as pages, papers and messages tell an amount."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def in_words(fen: int) -> str:
    """壹仟贰佰捌拾元伍角整 – as vouchers and receipts write an amount."""
    if fen < 0:
        return "负" + in_words(-fen)
    whole, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    words = _whole(whole) + "元" if whole or not fen else ""
    if jiao:
        words += DIGITS[jiao] + "角"
    elif cents and whole:
        words += "零"
    return words + (DIGITS[cents] + "分" if cents else "整")


def _whole(number: int) -> str:
    """A whole number in sections of four places, with one 零 for any gap."""
    if not number:
        return DIGITS[0]
    words, section, gap = "", 0, False
    while number:
        number, four = divmod(number, 10_000)
        if four:
            told = _four(four) + SECTIONS[section]
            words = told + (DIGITS[0] if gap and words else "") + words
        gap = four < 1000
        section += 1
    return words


def _four(number: int) -> str:
    """Up to four places; a gap inside is one 零."""
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += (DIGITS[0] if gap and words else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return words
