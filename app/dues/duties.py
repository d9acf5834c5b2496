"""What is owed of dues where they are kept in the portal: bases of the year, what nobody has paid
for months, the yearly telling, answers from above. No names: committees read findings.

Who has not paid is told first, on the own page; the branch has it among its findings from the next
step of DUE-C2 on.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.dues import facts
from app.dues.queries import arrears
from app.findings.engine import STATES, Finding, State
from app.organizations.models import Organization
from app.rules.dates import add_months
from app.rules.dues.months import first_day, leaving, month_of
from app.rules.dues.using import Told
from app.rules.meetings import DueState, asked_years
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

LEAD = timedelta(days=7)
ANSWER = timedelta(days=30)
"""Ours: how long what was asked may wait above."""
TELLINGS = {
    Told.PUBLISHED: ("DUE-31", "published", "党费公布", "还没有向党员公布党费收缴情况。", "去公布"),
    Told.REPORTED: (
        "DUE-32", "reported", "党费报告", "还没有在党员大会或党代会上报告党费情况。", "去登记",
    ),
    Told.CHECKED: ("DUE-32.1", "checked", "党费检查", "还没有检查下级的党费工作。", "去登记"),
}  # fmt: skip


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What branches that keep their dues here owe, and the committees above them."""
    present = [one for one in organizations if one.in_force(day)]
    branches = [one for one in present if one.kind is OrganizationKind.BRANCH]
    above = [one for one in present if one.kind is not OrganizationKind.BRANCH]
    begun = facts.kept([one.id for one in branches]) if branches else {}
    known = {one.id: one for one in branches if one.id in begun}
    if known:
        yield from _of_branches(known, {key: since for key, (_, since) in begun.items()}, day)
    committees = [one for one in above if one.kind is OrganizationKind.COMMITTEE]
    if committees:
        yield from _of_committees(committees, day)
    for key, waits in (facts.asked_of(above) if above else {}).items():
        one = next(place for place in above if place.id == key)
        yield _answer(one, "request", "请求下拨党费", "件请求下拨", "DUE-29", waits, day)


def _of_branches(known, begun, day):
    ids, years = list(known), asked_years(day)
    told = facts.told(ids, years)
    for key, one in known.items():
        for year in years:
            if year >= begun[key].year:
                yield _told(one, Told.PUBLISHED, year, told, day)
    until = _fixing_day(day.year, day)
    for key, left in facts.unfixed(ids, day.year, until, day).items():
        yield from _unfixed(known[key], left, begun[key], until, day)
    steps = tuple(one for one in rule("DUE-C2").nearest(day).value if one > 1)
    for key, reached in arrears.steps(EVERYTHING, month_of(day), steps, ids).items():
        yield from _unpaid(known[key], steps, reached, day)


def _of_committees(committees, day):
    begun = facts.kept()
    years = asked_years(day)
    told = facts.told([one.id for one in committees], years)
    for one in committees:
        first = min((since for path, since in begun.values() if path.startswith(one.path)),
                    default=None)  # fmt: skip
        if first is None:
            continue
        for year in years:
            if year >= first.year:
                yield _told(one, Told.REPORTED, year, told, day)
                yield _told(one, Told.CHECKED, year, told, day)
    for key, waits in facts.reductions_for(committees).items():
        one = next(place for place in committees if place.id == key)
        yield _answer(one, "reduction", "减免党费", "件减免", "DUE-22", waits, day)


def _unfixed(branch, left, begun, until, day):
    page = f"/dues/branch/{branch.id}?year={day.year}"
    if left.old:
        last = max(until, begun + ANSWER)
        yield _finding(
            branch, "DUE-15", f"dues/fixed/{day.year}", what="党费核定",
            why=f"还有 {left.old} 名党员没有核定{day.year}年的党费基数。",
            since=date(day.year, 1, 1), last=last, day=day, press="去核定", url=page,
        )  # fmt: skip
    if left.new:
        since = left.first.earliest
        last = add_months(since.replace(day=1), 2) - timedelta(days=1)
        yield _finding(
            branch, "DUE-17", f"dues/begun/{since.isoformat()}", what="新党员的党费核定",
            why=f"{left.new} 名今年接收的党员还没有核定党费，从支部大会通过之日起交。",
            since=since, last=last, day=day, press="去核定", url=page,
        )  # fmt: skip


def _unpaid(branch, steps, reached, day):
    *counts, talked = reached
    if not counts[0]:
        return
    step, number = next((one, n) for one, n in reversed(list(zip(steps, counts, strict=True))) if n)
    now = month_of(day)
    late = step >= leaving(day)
    why = f"{number} 名党员已连续 {step} 个月以上没有交党费，本人已收到提醒。"
    if late:
        why += (
            "没有正当理由的，先批评教育、限期改正，再由支部大会讨论；有没有正当理由由支部了解。"
            f"已谈话 {talked} 人。"
        )
    ends = first_day(now + 1) - timedelta(days=1)
    yield Finding(
        **_plain(branch, "DUE-20" if late else "DUE-C2", day),
        subject=f"dues/unpaid/{step}/{day.year}-{day.month:02d}",
        what="党费待补",
        why=why,
        since=first_day(now - step),
        due=first_day(now) - timedelta(days=1) if late else ends,
        state=State.LATE if late else State.SOON if step > steps[0] else State.OPEN,
        press_label="看谁没有交",
        press_url=f"/dues/branch/{branch.id}",
        press_needs=Can.DUES_KEEP,
    )


def _told(one, what, year, told, day):
    rule_id, kind, title, why, press = TELLINGS[what]
    done = (one.id, year, what) in told
    url = f"/dues/book/{one.id}?year={year}"
    last = date(year, 12, 31)
    return Finding(
        **_plain(one, rule_id, day),
        subject=f"dues/{kind}/{year}",
        what=title,
        why="" if done else f"{year}年{why}",
        since=date(year, 1, 1),
        due=last,
        state=_state(done, last, day),
        press_label=press,
        press_url=url,
        press_needs=Can.DUES_BOOK,
        line=f"dues/{kind}",
        title=title,
        period=f"{year}年",
        record_url=url if done else "",
    )


def _answer(one, kind, what, words, rule_id, waits, day):
    return _finding(
        one, rule_id, f"dues/{kind}/{waits.since.isoformat()}", what=what,
        why=f"下级报来的 {waits.number} {words}等批复。", since=waits.since,
        last=waits.since + ANSWER, day=day, press="去批复", url="/dues/", needs=Can.DUES_DECIDE,
    )  # fmt: skip


def _finding(one, rule_id, subject, *, what, why, since, last, day, press, url, needs=None):
    soon = DueState.SOON if day >= last - LEAD else DueState.DUE
    return Finding(
        **_plain(one, rule_id, day),
        subject=subject,
        what=what,
        why=why,
        since=since,
        due=last,
        state=STATES[DueState.LATE if day > last else soon],
        press_label=press,
        press_url=url,
        press_needs=needs or Can.DUES_KEEP,
    )


def _plain(one, rule_id, day):
    return {
        "rule_id": rule_id,
        "cite": str(rule(rule_id).nearest(day).cite),
        "organization_id": one.id,
        "path": one.path,
    }


def _state(done, last, day):
    """Done, late, near its end (OWN-04, 年), or still ahead."""
    if done:
        return State.DONE
    if day > last:
        return State.LATE
    lead = timedelta(days=rule("OWN-04").nearest(day).value["年"])
    return State.SOON if day >= last - lead else State.AHEAD


def _fixing_day(year, day) -> date:
    """Until when the year's bases should be fixed (DUE-C3)."""
    month = rule("DUE-C3").nearest(day).value
    return add_months(date(year, month, 1), 1) - timedelta(days=1)
