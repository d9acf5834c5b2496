"""The headings under which a member examines himself before the 组织生活会.

Practice, no regulation: the articles name study, talks, opinions, criticism and a list of what is
to be mended (BR-19), not what a written check says. Kept as data, so that it is easily changed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """`problems`: each line of it is one problem that may be put on the list of rectification;
    `past`: opens with what became of last year's."""

    key: str
    title: str
    hint: str
    problems: bool = False
    past: bool = False


SECTIONS = (
    Section("past", "上年整改情况", "去年列出的问题，改到哪一步，没有改完的说明原因。", past=True),
    Section("belief", "理想信念", "学习贯彻党的创新理论、坚定理想信念方面的情况和差距。"),
    Section("purpose", "宗旨意识", "联系服务师生群众、为群众办实事方面的情况和差距。"),
    Section("conduct", "作风纪律", "遵守纪律规矩、参加组织生活、工作作风方面的情况和差距。"),
    Section("duty", "履职担当", "本职工作和党内分工中发挥先锋模范作用的情况和差距。"),
    Section("integrity", "廉洁自律", "遵守廉洁纪律、师德学风和科研诚信方面的情况和差距。"),
    Section(
        "problems", "存在问题", "一行写一个具体问题，支部可以逐条列入整改清单。", problems=True
    ),
    Section("effort", "努力方向", "针对问题写措施：做什么、到什么时候。"),
)
PROBLEMS = next(section.key for section in SECTIONS if section.problems)
PAST = next(section.key for section in SECTIONS if section.past)


def problems_in(text: str) -> list[str]:
    """The problems that a text of that section names, one a line, each once, in its order."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))
