"""What the daily letter says: how many things of which kind, the next day and its article; pure.

Letters leave the house, so nobody's name is in them, and nothing of a ballot.
"""

from collections.abc import Sequence
from datetime import date

from app.findings.engine import Finding, State

TOLD = frozenset({State.LATE, State.SOON})
MOST = 12


def subject_of(findings: Sequence[Finding]) -> str:
    late = sum(one.state is State.LATE for one in findings)
    return f"支部手册：{len(findings)} 件待办" + (f"，{late} 件超期" if late else "")


def text_of(name: str, findings: Sequence[Finding], day: date, address: str) -> str:
    """The letter's text. `findings` are in the order of urgency; each kind is told once."""
    kinds: dict[str, list[Finding]] = {}
    for one in findings:
        kinds.setdefault(one.duty, []).append(one)
    lines = [
        f"{name}同志：",
        "",
        f"截至{day.year}年{day.month}月{day.day}日，支部还有这些事要办：",
        "",
    ]
    for duty, told in list(kinds.items())[:MOST]:
        first = told[0]
        word = "已超期" if first.state is State.LATE else "将到期"
        number = f"{len(told)} 件，" if len(told) > 1 else ""
        cite = f"（依据{first.cite}）" if first.cite else ""
        lines.append(f"· {duty}：{number}{first.due.month}月{first.due.day}日{word}{cite}")
    if len(kinds) > MOST:
        lines.append(f"· 另有 {len(kinds) - MOST} 类")
    return "\n".join(
        [*lines, "", f"去办理：{address}", "", "不想再收到：登录后在“我的账号”里取消。"]
    )
