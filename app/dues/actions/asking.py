"""What is decided above and told inside: reductions, requests, large gifts, the yearly telling."""

from datetime import date

from sqlalchemy import select

from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.dues.actions import books, owing
from app.dues.actions.books import Decision, Movement
from app.dues.models import (
    DuesDisclosure,
    DuesEntry,
    DuesGift,
    DuesMonth,
    DuesReduction,
    DuesRequest,
)
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.months import Months
from app.rules.dues.using import (
    Move,
    Purpose,
    RequestState,
    Told,
    check_large,
    check_reduction,
    may_decide,
)


def ask_reduction(
    organization: Organization, person: Person, span: Months, *, amount: int, hardship: str,
    decided_on: date, decision: str, by: str,
) -> DuesReduction:  # fmt: skip
    """The branch has studied somebody's hardship and asks the committee above."""
    if decided_on > clock.today():
        raise Refused("研究的日期还没有到。", "decided_on")
    rows = _months(organization, person, span)
    whole = len(rows) == span.last - span.first + 1
    due = max((row.due for row in rows), default=0)
    asked = due if whole else amount + 1
    _stop(check_reduction(*span, amount, asked, clock.today()), "amount")
    if not whole:
        raise Refused("这几个月里有的还没有核定应交党费，请先核定基数。", "last_month")
    made = DuesReduction(
        organization=organization, person=person, first_month=span.first, last_month=span.last,
        amount=amount, hardship=hardship, decided_on=decided_on, decision=decision,
        asked_on=clock.today(), asked_by=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def decide_reduction(
    reduction: DuesReduction, *, agreed: bool, answer: str, by: int | None, name: str
) -> None:
    """The committee above agrees or not; nobody decides the own. Agreed, the months ask for less at
    once; what was paid for them stays."""
    _stop(may_decide(reduction.person_id, by))
    _answer(reduction, agreed=agreed, answer=answer, name=name)
    db.session.flush()
    if agreed:
        owing.reduce_months(reduction)


def ask_money(
    organization: Organization, superior: Organization | None, *, amount: int, purpose: Purpose,
    summary: str, decision: Decision, by: str,
) -> DuesRequest:  # fmt: skip
    """Ask the next level up for dues for one purpose (DUE-29)."""
    if superior is None:
        raise Refused("本组织在这里没有上一级，不能请求下拨。")
    if amount <= 0:
        raise Refused("金额应大于 0。", "amount")
    if decision.on and decision.on > clock.today():
        raise Refused("会议日期还没有到。", "decided_on")
    made = DuesRequest(
        organization=organization, superior=superior, amount=amount, purpose=purpose,
        summary=summary, decided_on=decision.on, decision=decision.words,
        asked_on=clock.today(), asked_by=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def decide_request(
    request: DuesRequest, *, granted: int | None, answer: str, decision: Decision, name: str
) -> DuesEntry | None:
    """Grant what was asked for, less, or nothing (None). A grant needs the superior's own meeting
    and goes down at once, for that purpose only."""
    if granted is not None and granted > request.amount:
        raise Refused("同意的金额不能比请求的多。", "granted")
    _answer(request, agreed=granted is not None, answer=answer, name=name)
    request.granted = granted
    db.session.flush()
    if granted is None:
        return None
    return books.record(
        request.superior,
        Movement(
            Move.DOWN, granted, clock.today(), request.summary, request.purpose, decision,
            handler=name, counterpart=request.organization, request=request,
        ),
    )  # fmt: skip


def enter_gift(
    organization: Organization, person: Person, *, amount: int, given_on: date, note: str
) -> DuesGift:
    """Register a large voluntary payment; it stands in no sum of the branch."""
    if given_on > clock.today():
        raise Refused("交纳日期还没有到。", "given_on")
    _stop(check_large(amount, given_on), "amount")
    made = DuesGift(
        organization=organization, person=person, amount=amount, given_on=given_on, note=note
    )
    db.session.add(made)
    db.session.flush()
    return made


def follow_gift(
    gift: DuesGift, *, passed_on: date | None, receipt: str, receipt_on: date | None
) -> None:
    """Note that it went up whole, and the receipt that came back for the giver."""
    if passed_on and not gift.given_on <= passed_on <= clock.today():
        raise Refused("上缴日期应在交纳以后、今天以前。", "passed_on")
    if receipt_on and (passed_on is None or not passed_on <= receipt_on <= clock.today()):
        raise Refused("收据日期应在上缴以后、今天以前。", "receipt_on")
    gift.passed_on, gift.receipt, gift.receipt_on = passed_on, receipt, receipt_on
    db.session.flush()


def tell(
    organization: Organization, year: int, told: Told, *, done_on: date, how: str, figures: dict
) -> DuesDisclosure:
    """Publish inside the branch, or note the report or the check of a year; the figures are kept
    as they stand now. Published once more, the newer takes the place of the older."""
    if done_on > clock.today():
        raise Refused("日期还没有到。", "done_on")
    if done_on.year < year:
        raise Refused(f"{year}年的收缴情况还没有发生，请核对年度。", "done_on")
    query = select(DuesDisclosure).where(
        DuesDisclosure.organization_id == organization.id,
        DuesDisclosure.year == year,
        DuesDisclosure.told == told,
    )
    made = db.session.scalar(query)
    if made is None:
        made = DuesDisclosure(organization=organization, year=year, told=told)
        db.session.add(made)
    else:
        audit.because(f"再次登记：{how}")
    made.done_on, made.how, made.figures = done_on, how, figures
    db.session.flush()
    return made


def _answer(asked, *, agreed, answer, name):
    if asked.state is not RequestState.ASKED:
        raise Refused("这一件已经批复过了。")
    if not agreed and not answer.strip():
        raise Refused("不同意的，请写明原因。", "answer")
    asked.state = RequestState.AGREED if agreed else RequestState.REFUSED
    asked.answered_on, asked.answered_by = clock.today(), name[:100]
    asked.answer = answer.strip()


def _months(organization, person, span):
    query = select(DuesMonth).where(
        DuesMonth.person_id == person.id,
        DuesMonth.organization_id == organization.id,
        DuesMonth.month.between(*span),
    )
    return list(db.session.scalars(query))


def _stop(verdict, field=""):
    if verdict is not None and not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
