"""A campaign while people vote: opened, voted in, extended, closed; slips with codes."""

from dataclasses import replace
from datetime import date

from app.access.scope import Scope
from app.ballots import actions as boxes
from app.ballots import codes
from app.ballots.questionnaire import Answers
from app.core import audit
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import paper, queries
from app.evaluations.actions.people import foreseen, questionnaire_of, roster
from app.evaluations.actions.tellers import seals_of
from app.evaluations.models import NEXT, Campaign, State, Voter, Who
from app.rules.evaluations import check_voters
from app.rules.members import Stage


def open_campaign(campaign: Campaign, today: date) -> None:
    """Freeze who is judged, who votes and what is asked, and open the box."""
    check_move(campaign, State.OPEN)
    if campaign.state is not State.DRAFT:
        raise Refused("这次评议已经开始过了。")
    if campaign.closes_on < today:
        raise Refused("结束日期已经过了，请先改日期。")
    whole = Scope(frozenset({campaign.organization.path}))
    seals = seals_of(campaign)
    judged, voters = foreseen(campaign, today), roster(campaign, today)
    if not judged:
        raise Refused("没有评议对象，请先核对名单。")
    groups = queries.groups(whole, campaign)
    planned = len(voters) + sum(g.codes for g in groups)
    if verdict := check_voters(planned, campaign.minimum).refusals:
        raise Refused(verdict[0].message)
    db.session.add_all(judged)
    db.session.add_all(Voter(campaign_id=campaign.id, person_id=v, group=g)
                       for v, g in voters.items())  # fmt: skip
    form = questionnaire_of(campaign, judged)
    box = boxes.open_box(form, campaign.minimum, seals)
    campaign.questionnaire = form.dump() | {
        "names": {j.subject: j.name for j in judged},
        "questions": [one.plain() for one in paper.questions_of(campaign)],
    }
    campaign.box_id, campaign.voters = box.id, planned
    for group in groups:
        group.voters = sum(g == group.code for g in voters.values()) or group.codes
    members = queries.people(whole, campaign.organization)
    campaign.base = sum(m.stage is Stage.FULL for m in members)
    campaign.state = State.OPEN
    db.session.flush()


def vote(campaign: Campaign, person_id: int, answers: Answers, today: date) -> str:
    """Seal one person's ballot; returns the number for the voter. The caller has read it against
    the questionnaire and the roster."""
    _check_time(campaign, today)
    whole = Scope(frozenset({campaign.organization.path}))
    group = queries.group_of(whole, campaign, person_id)
    sealed = replace(answers, group=group)
    return boxes.cast(campaign.box_id, campaign.asked, str(person_id), sealed)


def vote_by_code(campaign: Campaign, code: str, answers: Answers, today: date) -> str:
    """The same for whoever holds a code."""
    _check_time(campaign, today)
    return boxes.cast_by_code(campaign.box_id, campaign.asked, code, answers)


def issue_codes(campaign: Campaign, group_code: str) -> list[str]:
    """Fresh codes for a group, told here and never again; unused ones of before are worthless.
    So many are made that with the used ones the planned number is reached."""
    whole = Scope(frozenset({campaign.organization.path}))
    groups = {g.code: g for g in queries.groups(whole, campaign)}
    group = groups.get(group_code)
    if campaign.state is not State.OPEN or group is None or group.who is not Who.CODES:
        raise Refused("只有进行中的评议、持投票码的组才能印投票码。")
    codes.withdraw(campaign.box, group.code)
    _, used = codes.numbers(campaign.box).get(group.code, (0, 0))
    return codes.issue(campaign.box, group.code, group.codes - used)


def extend(campaign: Campaign, closes_on: date, today: date) -> None:
    """A later last day; a closed campaign opens again, but only below the minimum."""
    if closes_on < today or closes_on < campaign.opens_on:
        raise Refused("新的结束日期不能早于今天，也不能早于开始日期。", "closes_on")
    if campaign.state is State.CLOSED:
        boxes.reopen(campaign.box_id)
        campaign.state = State.OPEN
        campaign.closed_on, campaign.closed_by, campaign.closed_why = None, "", ""
    elif campaign.state not in {State.DRAFT, State.OPEN}:
        raise Refused("已经计票或销毁的评议不能再改日期。")
    campaign.closes_on = closes_on
    db.session.flush()


def stop(campaign: Campaign, today: date, *, why: str, by: str) -> None:
    """Close before or after the announced last day, by whoever runs it. Before that day is over,
    and while somebody could still vote, it takes a reason, shown to everybody who sees the
    campaign; `by` is the name of who stops."""
    check_move(campaign, State.CLOSED)
    early = cut_short(campaign, today)
    if early and not why:
        raise Refused("还没有到公布的结束日期，也不是人人都已投票，请写明为什么提前停止。", "why")
    audit.because(why)
    close(campaign)
    campaign.closed_on, campaign.closed_by = today, by
    campaign.closed_why = why if early else ""
    db.session.flush()


def cut_short(campaign: Campaign, today: date) -> bool:
    """Whether to stop now would keep somebody from voting who was told there is time."""
    whole = Scope(frozenset({campaign.organization.path}))
    received = queries.received(whole, [campaign]).get(campaign.id, 0)
    return today <= campaign.closes_on and received < campaign.voters


def close(campaign: Campaign) -> None:
    """Take no more votes."""
    check_move(campaign, State.CLOSED)
    boxes.close(campaign.box_id)
    campaign.state = State.CLOSED
    db.session.flush()


def check_move(campaign: Campaign, state: State) -> None:
    """Refused where a campaign may not go there now."""
    if state not in NEXT[campaign.state]:
        raise Refused(f"这次评议“{campaign.state.label}”，现在不能这样操作。")


def _check_time(campaign, today):
    if not campaign.takes_votes(today):
        raise Refused("现在不是投票时间，这一票没有计入。")
