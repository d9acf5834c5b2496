"""What became of last year's report: its problems and promises as plain sentences; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.debriefs.facts import Fact
from app.rules.rectification import ItemState


@dataclass(frozen=True)
class Became:
    """One item that came of the report and how it stands: `last` is the latest note, or why it
    was given up."""

    problem: str
    measure: str
    responsible: str
    due_on: date
    state: ItemState
    done_on: date | None
    last: str
    id: int = 0


@dataclass(frozen=True)
class Past:
    """Last year's report (`year`) as it was submitted, its `promised` measures, what the superior's
    comment `found`, and how many resolutions were followed since. `debrief_id` is 0 without one."""

    year: int
    problems: str
    plans: str
    promised: tuple[Became, ...]
    found: tuple[Became, ...]
    resolutions: Mapping[ItemState, int]
    debrief_id: int = 0
    organization_id: int = 0


def past_facts(past: Past) -> tuple[Fact, ...]:
    """The sentences that open this year's report; nothing that the record does not say."""
    return tuple(_told(past))


def _told(past) -> Iterator[Fact]:
    ledger = f"/rectification/?organization={past.organization_id}"
    if past.debrief_id:
        where = {"source": f"{past.year}年度述职报告", "address": f"/debriefs/{past.debrief_id}"}
        said = f"{past.year}年度述职查摆的问题：{' '.join(past.problems.split())}"
        yield Fact("查摆的问题", said, **where)
        if not past.promised:  # a report from before promises had rows of their own
            said = f"{past.year}年度述职提出的措施：{' '.join(past.plans.split())}"
            yield Fact("承诺的措施", said, **where)
    for subject, items, said in (
        ("承诺的措施", past.promised, f"{past.year}年度述职承诺整改措施"),
        ("点评的问题", past.found, "上级点评后列入整改"),
    ):
        if items:
            head = f"{said}{len(items)}项，{counted(items)}。"
            yield Fact(subject, head, source="整改台账", address=f"{ledger}&source=debrief")
        for number, one in enumerate(items, 1):
            line, page = f"（{number}）{became(one)}", f"/rectification/{one.id}"
            yield Fact(subject, line, source="整改事项", address=page)
    numbers = {state: past.resolutions.get(state, 0) for state in ItemState}
    if whole := sum(numbers.values()):
        parts = "、".join(f"{state.label}{number}项" for state, number in numbers.items() if number)
        said = f"本年度会议决议跟踪办理{whole}项：{parts}。"
        yield Fact("会议决议", said, source="整改台账", address=f"{ledger}&source=resolution")


def counted(items) -> str:
    """已办结2项、办理中1项, in the order of the states."""
    numbers = {state: sum(one.state is state for one in items) for state in ItemState}
    ended = numbers[ItemState.DONE] + numbers[ItemState.ACCEPTED]
    told = [
        f"已办结{ended}项" if ended else "",
        f"办理中{numbers[ItemState.OPEN]}项" if numbers[ItemState.OPEN] else "",
        f"不再办理{numbers[ItemState.DROPPED]}项" if numbers[ItemState.DROPPED] else "",
    ]
    return "、".join(filter(None, told))


def became(one: Became) -> str:
    """One promise and what became of it, in a sentence."""
    said = (one.measure or one.problem).rstrip("。；")
    who = f"{one.responsible}，" if one.responsible else ""
    head = f"{said}（{who}{_full(one.due_on)}前）"
    last = f"：{one.last.rstrip('。')}" if one.last else ""
    if one.state is ItemState.OPEN:
        return f"{head}，还在办理{last}。"
    if one.state is ItemState.DROPPED:
        return f"{head}，不再办理{last}。"
    late = "，比约定的晚" if one.done_on > one.due_on else ""
    return f"{head}，{_full(one.done_on)}办结{late}{last}。"


def _full(day):
    return f"{day.year}年{day.month}月{day.day}日"
