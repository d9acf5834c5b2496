"""Every change of a round: set, ordered, heard, commented, judged, told, confirmed, closed."""

from collections.abc import Collection, Mapping
from datetime import date

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.debriefs.actions import source_of
from app.debriefs.models import Debrief
from app.debriefs.rounds.models import DebriefRound, Hearing
from app.evaluations import actions as evaluations
from app.evaluations.models import Campaign, Kind
from app.organizations.models import Organization
from app.people.models import Person
from app.rectification import actions as rectification
from app.rectification.models import Item
from app.rules.evaluations import DEFAULT_MINIMUM, DebriefMark
from app.rules.reports import check_outline


def hold(organization: Organization, year: int, **facts) -> DebriefRound:
    """Set the year's round of a committee; the facts are the columns of DebriefRound."""
    if not clock.today().year - 1 <= year <= clock.today().year:
        raise Refused("只安排今年和去年的述职。", "year")
    _check(facts)
    held = DebriefRound(organization=organization, year=year, opened_on=clock.today(), **facts)
    db.session.add(held)
    db.session.flush()
    return held


def edit(held: DebriefRound, **facts) -> None:
    """Change what is asked; refused once the round is closed."""
    _check_open(held)
    _check(facts)
    for name, value in facts.items():
        setattr(held, name, value)
    db.session.flush()


def choose(held: DebriefRound, campaign: Campaign | None) -> None:
    """Say which evaluation's votes stand beside the opinions; None for none."""
    _check_open(held)
    held.campaign_id = campaign.id if campaign else None
    db.session.flush()


def evaluate(held: DebriefRound, secretaries: Collection[int], *, title: str = "") -> Campaign:
    """Prepare the evaluation of those who report, on the questions of the official form and the
    days of the round: the day of the meeting, else from the last day for reports until feedback.
    Refused where the committee has the year's evaluation already."""
    _check_open(held)
    if not secretaries:
        raise Refused("这次述职没有书记，先在组织里登记书记。")
    first = max(held.held_on or held.submit_by, clock.today())
    [campaign] = evaluations.prepare(
        [held.organization], kind=Kind.SECRETARY_REVIEW, year=held.year, title=title,
        minimum=DEFAULT_MINIMUM, opens_on=first,
        closes_on=first if held.held_on else max(first, held.feedback_by),
    )  # fmt: skip
    everybody = evaluations.foreseen(campaign, clock.today(), all_of_them=True)
    evaluations.leave_out(
        campaign, [one.subject for one in everybody if one.person_id not in secretaries]
    )
    held.campaign_id = campaign.id
    db.session.flush()
    return campaign


def arrange(
    held: DebriefRound,
    known: Mapping[int, Hearing],
    rows: list[tuple[Organization, int | None, bool]],
) -> None:
    """Give the branches their places: (branch, position, reports in writing). A place is held
    once; who reports in writing needs none."""
    _check_open(held)
    given = [position for _, position, written in rows if position and not written]
    if len(set(given)) < len(given):
        raise Refused("发言顺序有重复的号，请核对。")
    for branch, position, written in rows:
        hearing = _of(held, branch, known.get(branch.id))
        hearing.position, hearing.written = (None if written else position), written
    db.session.flush()


def deliver(
    held: DebriefRound, branch: Organization, hearing: Hearing | None, debrief: Debrief | None,
    *, on: date, minutes: int | None,
) -> Hearing:  # fmt: skip
    """The report was given on that day, in so many minutes (none for one in writing)."""
    hearing = _ready(held, branch, hearing, debrief)
    if on > clock.today():
        raise Refused("述职的日期还没有到。", "delivered_on")
    hearing.delivered_on, hearing.minutes = on, minutes
    db.session.flush()
    return hearing


def comment(
    held: DebriefRound, branch: Organization, hearing: Hearing | None, debrief: Debrief | None,
    *, text: str, by: str,
) -> Hearing:  # fmt: skip
    """What the superior said of this report, and who said it."""
    hearing = _ready(held, branch, hearing, debrief)
    hearing.comment, hearing.commented_by, hearing.commented_on = text, by, clock.today()
    db.session.flush()
    return hearing


def decide(
    held: DebriefRound, branch: Organization, hearing: Hearing | None, debrief: Debrief | None,
    *, overall: DebriefMark, opinion: str,
) -> Hearing:  # fmt: skip
    """The committee's overall opinion (EV-03); votes stand beside it and decide nothing. Refused
    once it was told."""
    hearing = _ready(held, branch, hearing, debrief)
    if hearing.told_on:
        raise Refused("综合评价已经反馈给本人，不再修改。")
    hearing.overall, hearing.opinion, hearing.decided_on = overall, opinion, clock.today()
    db.session.flush()
    return hearing


def tell(hearing: Hearing | None) -> None:
    """Give the opinion to the secretary, who sees it from now on."""
    if hearing is None or hearing.overall is None:
        raise Refused("还没有综合评价，请先填综合评价。")
    if hearing.told_on is None:
        hearing.told_on = clock.today()
    db.session.flush()


def confirm(hearing: Hearing | None, *, reply: str) -> None:
    """The secretary has read it and says what follows."""
    if hearing is None or hearing.told_on is None:
        raise Refused("上级还没有反馈。")
    if hearing.confirmed_on:
        raise Refused("已经确认过了。")
    hearing.reply, hearing.confirmed_on = reply, clock.today()
    db.session.flush()


def list_problem(
    debrief: Debrief | None, *, problem: str, measure: str, due_on: date, person: Person | None
) -> Item:
    """Put what the comment found on the branch's list of rectification; the secretary answers."""
    if debrief is None or not debrief.submitted:
        raise Refused("报告还没有提交，不能列整改清单。")
    if due_on < clock.today():
        raise Refused("完成时限已经过了，请填以后的日期。", "due_on")
    source = source_of(debrief)._replace(title=f"{debrief.year}年度述职点评")
    return rectification.raise_item(
        debrief.organization, source=source, problem=problem, measure=measure, due_on=due_on,
        person=person,
    )  # fmt: skip


def publish(held: DebriefRound, untold: list[str], told: int) -> None:
    """Make the overall opinions known to the branches that were asked; refused while somebody who
    reported was not told first."""
    if untold:
        raise Refused(f"{'、'.join(untold)}还没有反馈综合评价，先反馈本人再公布。")
    if not told:
        raise Refused("还没有反馈综合评价，反馈以后再公布。")
    held.published_on = held.published_on or clock.today()
    db.session.flush()


def close(held: DebriefRound, untold: list[str], unsent: list[str], *, why: str) -> None:
    """End the round. `untold` submitted without having been told an opinion: refused; `unsent` did
    not submit: it takes a reason."""
    _check_open(held)
    if untold:
        raise Refused(f"{'、'.join(untold)}还没有反馈综合评价。", "why")
    if unsent and not why:
        raise Refused(f"{'、'.join(unsent)}没有提交报告，请写明原因。", "why")
    held.closed_on, held.closed_why = clock.today(), why
    db.session.flush()


def _ready(held, branch, hearing, debrief):
    _check_open(held)
    if debrief is None or not debrief.submitted:
        raise Refused("这个支部的述职报告还没有提交。")
    return _of(held, branch, hearing)


def _of(held, branch, hearing):
    if hearing is None:
        hearing = Hearing(round=held, organization=branch)
        db.session.add(hearing)
    return hearing


def _check(facts):
    if verdict := check_outline(facts.get("more", "")):
        return
    raise Refused(f"{verdict.reasons[0]}。", "more")


def _check_open(held):
    if not held.open:
        raise Refused("这次述职已经结束。")
