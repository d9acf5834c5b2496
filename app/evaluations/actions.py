"""Every change of a campaign: prepared, opened, voted in, closed, counted, graded, told."""

from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import Scope
from app.ballots import actions as boxes
from app.ballots import counting, receipts
from app.ballots.questionnaire import Answers
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import paper, queries
from app.evaluations.models import (
    NEXT,
    Campaign,
    Judged,
    Kind,
    Review,
    SelfEvaluation,
    State,
    Voter,
)
from app.organizations import queries as organizations
from app.rules.evaluations import Grade, check_minimum, check_voters, excellent_hint, gets_grade
from app.rules.members import Stage
from app.rules.organizations import PostKind


def prepare(branches, *, kind, year: int, title: str, minimum: int, opens_on, closes_on):
    """One campaign a branch, not open yet. Refused where the year has one of the kind already."""
    own_left_out = Kind(kind) is Kind.MEMBER_REVIEW
    if refusals := check_minimum(minimum - own_left_out).refusals:
        also = "；本人不评本人，所以还要多一票" if own_left_out else ""
        raise Refused(refusals[0].message + also, "minimum")
    if closes_on < opens_on:
        raise Refused("结束日期不能早于开始日期。", "closes_on")
    for branch in branches:
        if queries.of_year(_whole(branch), [branch.id], year, kind):
            raise Refused(f"{branch.name}{year}年度已有这项评议，请从列表中打开。", "branches")
    campaigns = [
        Campaign(
            organization=branch,
            kind=Kind(kind),
            year=year,
            title=title or f"{year}年度{Kind(kind).label}",
            minimum=minimum,
            opens_on=opens_on,
            closes_on=closes_on,
            state=State.DRAFT,
        )
        for branch in branches
    ]
    db.session.add_all(campaigns)
    db.session.flush()
    return campaigns


def open_campaign(campaign: Campaign, today: date) -> None:
    """Freeze who is judged, who votes and what is asked, and open the box."""
    _check_move(campaign, State.OPEN)
    if campaign.state is not State.DRAFT:
        raise Refused("这次评议已经开始过了。")
    if campaign.closes_on < today:
        raise Refused("结束日期已经过了，请先改日期。")
    members = queries.people(_whole(campaign.organization), campaign.organization)
    judged = _to_be_judged(campaign, members, today)
    voters = [m.person_id for m in members]
    if campaign.kind is Kind.SECRETARY_REVIEW:
        voters = [v for v in voters if v not in {j.person_id for j in judged}]
    if verdict := check_voters(len(voters), campaign.minimum).refusals:
        raise Refused(verdict[0].message)
    db.session.add_all([*judged, *(Voter(campaign_id=campaign.id, person_id=v) for v in voters)])
    form = paper.questionnaire(campaign.kind, [j.subject for j in judged])
    box = boxes.open_box(form, campaign.minimum)
    campaign.questionnaire = form.dump() | {"names": {j.subject: j.name for j in judged}}
    campaign.box_id, campaign.voters = box.id, len(voters)
    campaign.base = sum(m.stage is Stage.FULL for m in members)
    campaign.state = State.OPEN
    db.session.flush()


def vote(campaign: Campaign, person_id: int, answers: Answers, today: date) -> None:
    """Seal one person's ballot. The caller has read it against the questionnaire and the roster."""
    if not campaign.takes_votes(today):
        raise Refused("现在不是投票时间，这一票没有计入。")
    boxes.cast(campaign.box_id, campaign.asked, str(person_id), answers)


def extend(campaign: Campaign, closes_on: date, today: date) -> None:
    """A later last day; a closed campaign opens again, but only below the minimum."""
    if closes_on < today or closes_on < campaign.opens_on:
        raise Refused("新的结束日期不能早于今天，也不能早于开始日期。", "closes_on")
    if campaign.state is State.CLOSED:
        boxes.reopen(campaign.box_id)
        campaign.state = State.OPEN
    elif campaign.state not in {State.DRAFT, State.OPEN}:
        raise Refused("已经计票或销毁的评议不能再改日期。")
    campaign.closes_on = closes_on
    db.session.flush()


def close(campaign: Campaign) -> None:
    _check_move(campaign, State.CLOSED)
    boxes.close(campaign.box_id)
    campaign.state = State.CLOSED
    db.session.flush()


def count(campaign: Campaign) -> None:
    """Open all envelopes together, once; see app.ballots.counting."""
    _check_move(campaign, State.COUNTED)
    voters = receipts.numbers([campaign.box_id]).get(campaign.box_id, 0)
    counting.count(campaign.box_id, campaign.asked, voters)
    campaign.state = State.COUNTED
    db.session.flush()


def destroy(campaign: Campaign) -> None:
    """Give the round up: the envelopes are destroyed unopened, and paper is used."""
    _check_move(campaign, State.DESTROYED)
    boxes.destroy(campaign.box_id)
    campaign.state = State.DESTROYED
    db.session.flush()


def foreseen(campaign: Campaign, today: date) -> list[str]:
    """The names that would stand on the ballot if it were opened today."""
    members = queries.people(_whole(campaign.organization), campaign.organization)
    return [one.name for one in _to_be_judged(campaign, members, today)]


def discard(campaign: Campaign) -> None:
    """Take back a campaign that was prepared and never opened."""
    if campaign.state is not State.DRAFT:
        raise Refused("已经开始的评议不能取消。")
    db.session.delete(campaign)
    db.session.flush()


def write_self(campaign: Campaign, person_id: int, text: str) -> SelfEvaluation:
    """个人自评; open to change until the votes are counted."""
    if campaign.state not in {State.OPEN, State.CLOSED}:
        raise Refused("评议还没有开始或已经计票，自评不能再改。")
    own = queries.self_evaluation(_whole(campaign.organization), campaign, person_id)
    own = own or SelfEvaluation(campaign_id=campaign.id, person_id=person_id)
    own.text = text
    db.session.add(own)
    db.session.flush()
    return own


def decide(campaign: Campaign, decisions: dict[int, dict], reason: str, today: date) -> None:
    """Grades and words of the branch committee: {judged_id: {grade, opinion, feedback, superior}}.

    More than a third excellent asks for a reason (ED-10); probationers stay ungraded (ED-11).
    """
    if not may_decide(campaign):
        raise Refused("计票以后（或改用纸质测评以后）才能评定等次。")
    judged = queries.judged(_whole(campaign.organization), campaign)
    found = queries.reviews(_whole(campaign.organization), campaign)
    graded = {j.id: _grade_for(j, decisions.get(j.id, {})) for j in judged}
    excellent = sum(grade is Grade.EXCELLENT for grade in graded.values())
    warnings = excellent_hint(excellent, campaign.base, today).warnings
    if warnings and not reason:
        raise Refused(f"{warnings[0]}。确需超过的，请写明理由。", "excess_reason")
    for one in judged:
        wanted = decisions.get(one.id, {})
        review = found.get(one.id) or Review(judged=one)
        values = {
            "grade": graded[one.id],
            "opinion": wanted.get("opinion", ""),
            "feedback": wanted.get("feedback", ""),
            "superior_opinion": wanted.get("superior_opinion", ""),
        }
        _change(review, values)
    campaign.excess_reason = reason if warnings else ""
    flag_modified(campaign, "excess_reason")  # the version rises: two savers notice each other
    db.session.flush()


def may_decide(campaign: Campaign) -> bool:
    """After counting, or after the ballots were given up for paper ones."""
    return campaign.state in {State.COUNTED, State.DESTROYED}


def tell(campaign: Campaign, today: date) -> int:
    """Show everybody with a grade (or none due) the own result; returns how many are told anew."""
    reviews = queries.reviews(_whole(campaign.organization), campaign).values()
    fresh = [r for r in reviews if r.told_on is None and r.grade is not None]
    if not fresh:
        raise Refused("没有需要反馈的人：请先评定等次并保存。")
    for review in fresh:
        review.told_on = today
    db.session.flush()
    return len(fresh)


def confirm(review: Review, today: date) -> None:
    """The person has read the feedback."""
    if review.told_on is None:
        raise Refused("结果还没有反馈。")
    review.confirmed_on = review.confirmed_on or today
    db.session.flush()


def _to_be_judged(campaign, members, today):
    if campaign.kind is Kind.SECRETARY_REVIEW:
        branch = campaign.organization
        holders = organizations.holders(_whole(branch), today, PostKind.SECRETARY)
        if branch.id not in holders:
            raise Refused("支部没有登记在任书记，请先在组织里登记。")
        person = holders[branch.id]
        return [_judged(campaign, person.id, person.name, 1, graded=False)]
    return [
        _judged(campaign, m.person_id, m.name, position, graded=gets_grade(m.stage, m.standing))
        for position, m in enumerate(members, 1)
    ]


def _judged(campaign, person_id, name, position, *, graded):
    return Judged(
        campaign_id=campaign.id, person_id=person_id, name=name, position=position, graded=graded
    )


def _grade_for(judged, wanted):
    if not judged.graded:
        return Grade.UNGRADED
    return Grade(wanted["grade"]) if wanted.get("grade") else None


def _change(review, values):
    """What was told and is changed must be told again."""
    if any(getattr(review, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(review, name, value)
        review.told_on = review.confirmed_on = None
    db.session.add(review)


def _check_move(campaign, state):
    if state not in NEXT[campaign.state]:
        raise Refused(f"这次评议“{campaign.state.label}”，现在不能这样操作。")


def _whole(organization) -> Scope:
    return Scope(frozenset({organization.path}))
