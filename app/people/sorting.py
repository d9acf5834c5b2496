"""Keys to find and order people by: pinyin, its initials, and the strokes of the surname."""

from functools import lru_cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin

STROKE_TABLE = Path("/usr/share/rime-data/stroke.dict.yaml")
"""Character, tab, its strokes as letters h s p n z (横竖撇点折): Debian's rime-data-stroke."""

_ORDER = str.maketrans("hspnz", "12345")


def pinyin_of(name: str) -> str:
    """Pinyin without tones or blanks: 欧阳懿 → ouyangyi; a surname is read as a surname."""
    return "".join(lazy_pinyin(_read_as_surname(name), errors="default")).lower()[:200]


def initials_of(name: str) -> str:
    """The first letters of the pinyin: 欧阳懿 → oyy."""
    letters = lazy_pinyin(_read_as_surname(name), style=Style.FIRST_LETTER, errors="default")
    return "".join(letters).lower()[:60]


def stroke_key(name: str) -> str:
    """The order of 姓氏笔画: for each character its number of strokes, then the strokes in turn."""
    strokes = _strokes()
    keys = []
    for character in name:
        turn = strokes.get(character)
        keys.append(f"{len(turn):02d}{turn}" if turn else "99")
    return "-".join(keys)[:400]


_SURNAMES = {"单": "善", "仇": "求", "解": "谢", "曾": "增", "查": "渣", "区": "欧", "朴": "瓢",
             "盖": "葛", "任": "人", "缪": "庙", "翟": "宅", "冼": "显", "覃": "秦", "尉": "玉",
             "乐": "月", "华": "话", "宁": "佞", "召": "少", "折": "蛇", "员": "运", "种": "虫",
             "燕": "烟", "纪": "几", "洗": "显", "繁": "婆", "令": "铃", "秘": "闭"}  # fmt: skip
"""Surnames read otherwise than the word; each stands for a character with the surname's sound."""


def _read_as_surname(name: str) -> str:
    first = name[:1]
    return _SURNAMES.get(first, first) + name[1:]


@lru_cache(maxsize=1)
def _strokes() -> dict[str, str]:
    table = {}
    with STROKE_TABLE.open(encoding="utf-8") as lines:
        for line in lines:
            character, tab, turn = line.rstrip("\n").partition("\t")
            if tab and len(character) == 1:
                turns = turn.translate(_ORDER)
                known = table.get(character)
                if known is None or len(turns) < len(known):  # the simplified shape is the shorter
                    table[character] = turns
    return table
