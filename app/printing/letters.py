"""公文 as plain values: what a letter says, and how its title and the people in it are named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Letter:
    """A 公文 without a printed head: `paragraphs` are its body, `attachments` their names, `number`
    a 发文字号 such as 计党发〔2026〕12号; a line of the title may end with each of `title_parts`.
    """

    title: str
    recipient: str
    paragraphs: tuple[str, ...]
    sender: str
    day: date | str = ""
    number: str = ""
    attachments: tuple[str, ...] = ()
    title_parts: tuple[str, ...] = ()

    @property
    def title_lines(self) -> tuple[str, ...]:
        """As few lines as 20 characters of 2号 allow, broken only between the parts."""
        lines = [""]
        for part in self.title_parts or (self.title,):
            if lines[-1] and len(lines[-1] + part) > 20:
                lines.append(part)
            else:
                lines[-1] += part
        return tuple(lines)


def titled(*parts: str) -> dict:
    """A letter's title and the parts it may be broken between."""
    return {"title": "".join(parts), "title_parts": parts}


def comrades(names: Sequence[str]) -> str:
    """王一鸣同志; 王一鸣、沈思远同志; 王一鸣等3名同志 – short enough for a title."""
    if len(names) > 2 or (len(names) == 2 and sum(map(len, names)) > 8):
        return f"{names[0]}等{len(names)}名同志"
    return f"{'、'.join(names)}同志"


def all_comrades(names: Sequence[str]) -> str:
    """王一鸣、沈思远、苏和3名同志: nobody left out, for the body of a letter."""
    if len(names) == 1:
        return f"{names[0]}同志"
    return f"{'、'.join(names)}{len(names)}名同志"
