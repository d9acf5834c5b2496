"""What the branch asks its superior and what the superior answers; a result agreed to ends it."""

from datetime import date

from app.core.db import db
from app.core.errors import Refused
from app.elections.actions.finishing import check_reportable, finish
from app.elections.actions.opening import check_open
from app.elections.models import Election, ElectionRequest, RequestState
from app.rules.base import Verdict
from app.rules.elections.nominating import check_candidates, check_head
from app.rules.elections.terms import ElectionKind, Subject, check_seats, check_shift
from app.rules.organizations import PostKind


def plan(
    election: Election,
    *,
    asked_on: date,
    number: str,
    planned_on: date,
    seats: int,
    secretary: bool = True,
    deputies: int = 0,
    reason: str = "",
    full_members: int,
    by: int | None = None,
) -> ElectionRequest:
    """换届请示: when and how many. A moved term and an unusual committee take a reason."""
    by_election = election.kind is ElectionKind.BY
    if not seats and not secretary and not deputies:
        raise Refused("请至少选一个要选举的职务。", "seats")
    committee = seats > 0 or (by_election and election.committee)
    verdict = Verdict() if by_election else check_seats(seats, full_members, asked_on)
    if verdict.refusals:
        raise Refused(str(verdict.refusals[0]), "seats")
    moved = check_shift(election.term_ends_on, planned_on) if election.term_ends_on else Verdict()
    for warning in (*verdict.warnings, *moved.warnings):
        if not reason:
            raise Refused(f"{warning}。请写明理由。", "reason")
    if planned_on < asked_on:
        raise Refused("选举大会的日期不能早于请示日期。", "planned_on")
    election.planned_on, election.seats, election.committee = planned_on, seats, committee
    election.secretary, election.deputies = secretary or not by_election, deputies
    election.reason = reason
    return _ask(election, Subject.PLAN, asked_on, number, by)


def nominees(
    election: Election, *, asked_on: date, number: str, by: int | None = None
) -> ElectionRequest:
    """候选人预备人选请示: enough candidates (EL-05) and somebody for each head (EL-18)."""
    if not election.agreed(Subject.PLAN):
        raise Refused("换届请示还没有批复，批复后再报候选人预备人选。")
    standing = len(election.standing_for(PostKind.COMMITTEE_MEMBER))
    verdict = Verdict()
    if election.seats:
        verdict = check_candidates(standing, election.seats, asked_on)
    if election.secretary:
        verdict += check_head(len(election.standing_for(PostKind.SECRETARY)), asked_on)
    if election.deputies:
        verdict += check_head(len(election.standing_for(PostKind.DEPUTY)), asked_on)
    if verdict.refusals:
        raise Refused("；".join(map(str, verdict.refusals)) + "。")
    return _ask(election, Subject.CANDIDATES, asked_on, number, by)


def result(
    election: Election, *, asked_on: date, number: str, by: int | None = None
) -> ElectionRequest:
    """选举结果报告, once everybody is elected (BR-27)."""
    check_reportable(election)
    if asked_on < election.held_on:
        raise Refused("报告日期不能早于选举大会。", "asked_on")
    return _ask(election, Subject.RESULT, asked_on, number, by)


def decide(
    request: ElectionRequest,
    *,
    agreed: bool,
    decided_on: date,
    reply_number: str,
    comment: str,
    by: int | None = None,
) -> None:
    """The superior agrees or returns with a reason; never the account (`by`) that asked. Consent to
    candidates is consent to who is left out of the count (EL-08); a result agreed to lets the
    posts follow."""
    election = request.election
    check_open(election)
    if request.state is not RequestState.WAITING:
        raise Refused(f"这件事{request.state.label}。")
    if by is not None and by == request.asked_by_id:
        raise Refused("这件事是您自己报的，请由上级党组织的其他人批复。", "outcome")
    if decided_on < request.asked_on:
        raise Refused("批复日期不能早于请示日期。", "decided_on")
    if not agreed and not comment:
        raise Refused("退回的，请写明要补正什么。", "comment")
    request.state = RequestState.AGREED if agreed else RequestState.RETURNED
    request.asked_by_id = by
    request.decided_on, request.reply_number = decided_on, reply_number
    request.comment = comment
    db.session.flush()
    if agreed and request.about is Subject.CANDIDATES:
        for one in election.left_out:
            one.consented_on = decided_on
    if agreed and request.about is Subject.RESULT:
        finish(election, decided_on, reply_number)
    db.session.flush()


def _ask(election, about, asked_on, number, by):
    check_open(election)
    request = election.request(about)
    if request and request.state is not RequestState.RETURNED:
        raise Refused(f"{about.label}{request.state.label}，不能再报。")
    if request is None:
        request = ElectionRequest(election=election, about=about)
    request.state, request.asked_on, request.number = RequestState.WAITING, asked_on, number
    request.asked_by_id = by
    request.decided_on, request.reply_number, request.comment = None, "", ""
    db.session.add(request)
    db.session.flush()
    return request
