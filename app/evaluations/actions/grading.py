"""What the branch committee makes of the result: grades, words, release of remarks, feedback."""

from datetime import date

from app.access.scope import Scope
from app.ballots import counting
from app.ballots.models import CountedText, Release
from app.core.db import db, renew
from app.core.errors import Refused
from app.evaluations import queries
from app.evaluations.models import Campaign, Kind, Review, SelfEvaluation, State
from app.rules.evaluations import Grade, excellent_hint


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
    renew(campaign)
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


def release(word: CountedText, decision: Release, reason: str) -> None:
    """What becomes of a voter's words; whatever is withheld needs a reason."""
    if decision is Release.WITHHELD and not reason:
        raise Refused("不公开的，请写明理由。", "reason")
    word.release, word.reason = decision, reason if decision is Release.WITHHELD else ""
    db.session.flush()


def publish(campaign: Campaign, today: date) -> None:
    """Show the result to everybody who took part or was judged; of words those that were read and
    found fit. 民主评议党员 is told to each person alone."""
    if campaign.kind is Kind.MEMBER_REVIEW:
        raise Refused("民主评议党员的结果逐人反馈给本人，不公布。")
    if not campaign.counted:
        raise Refused("计票以后才能公布结果。")
    unread = sum(word.release is Release.UNREAD for word in counting.words(campaign.box))
    if unread:
        raise Refused(f"还有 {unread} 条意见没有审核，请先审核意见。")
    campaign.published_on = campaign.published_on or today
    db.session.flush()


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


def _whole(organization) -> Scope:
    return Scope(frozenset({organization.path}))
