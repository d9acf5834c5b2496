"""Rounds of votes: opened for those present, voted in, closed, void; seats left unfilled."""

from collections.abc import Collection
from datetime import date

from app.access.scope import Scope
from app.ballots import actions as boxes
from app.ballots.models import BoxState
from app.ballots.questionnaire import Answers, Choosing, Item, Questionnaire
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.elections import queries
from app.elections.actions.opening import check_open
from app.elections.actions.removing import take_out
from app.elections.models import (
    Duty,
    Election,
    Method,
    Round,
    RoundState,
    RoundVoter,
    Tally,
)
from app.elections.standing import Contest, by_strokes, contest, contests, of_body
from app.people.models import Person
from app.rules.elections.rounds import (
    Mark,
    check_committee_quorum,
    check_fewer,
    check_quorum,
)
from app.rules.elections.terms import ElectionKind, Subject
from app.rules.evaluations import FLOOR
from app.rules.organizations import PostKind
from app.rules.votes import Body

ITEM = "vote"
NAME_MOST = 20  # characters of another person's name


def due_in(election: Election, body: Body, day: date) -> list[Person]:
    """Who is due that day: the branch's voters without those left out by consent and decision, or
    the committee as it was elected."""
    scope, branch = _whole(election), election.organization
    if body is Body.ASSEMBLY:
        out = {one.person_id for one in election.left_out if one.holds}
        return [p for p in queries.full_members(scope, branch, day) if p.id not in out]
    elected = contest(election, PostKind.COMMITTEE_MEMBER)
    people = {one.person_id: one.person for one in election.candidates}
    new = [people[one.person_id] for one in elected.elected if one.person_id] if elected else []
    if elected and election.kind is ElectionKind.TERM:
        return by_strokes(new)
    held = [post.person for post in queries.committee(scope, branch, day)]
    return by_strokes({person.id: person for person in [*held, *new]}.values())


def names_on_ballot(election: Election, found: Contest) -> list[Person]:
    """EL-12: candidates by strokes; heads in the approved order; after equal votes these alone.

    A head the superior agreed to who was not elected to the committee does not stand; without
    another, the committee chooses among its members.
    """
    people = {one.person_id: one.person for one in election.candidates}
    if found.tied:
        again = [people[one.person_id] for one in found.tied if one.person_id in people]
        return by_strokes(again)
    elected = {one.person_id for one in found.elected}
    standing = [
        one.person for one in election.standing_for(found.post) if one.person_id not in elected
    ]
    if found.post is PostKind.COMMITTEE_MEMBER:
        return by_strokes(standing)
    committee = contest(election, PostKind.COMMITTEE_MEMBER)
    if committee is None or election.kind is ElectionKind.BY:
        return standing
    members = [people[one.person_id] for one in committee.elected if one.person_id]
    heads = {one.person_id for other in contests(election) if other.post is not committee.post
             for one in other.elected}  # fmt: skip
    free = [person for person in members if person.id not in heads]
    return [person for person in standing if person in free] or by_strokes(free)


def open_round(
    election: Election,
    post: PostKind,
    *,
    method: Method,
    held_on: date,
    present: Collection[int],
    place: str = "",
) -> Round:
    """Freeze who is due, who is present and who stands, and begin to vote."""
    if held_on > clock.today():
        raise Refused("选举的日期还没有到，到那一天再投票或登记结果。", "held_on")
    found = _may_vote(election, post, held_on)
    due = due_in(election, found.body, held_on)
    here = {person.id for person in due} & set(present)
    check = check_quorum if found.body is Body.ASSEMBLY else check_committee_quorum
    if refusals := check(len(due), len(here), held_on).refusals:
        raise Refused(f"{refusals[0]}。", "present")
    if method is Method.BOX and len(here) < FLOOR:
        raise Refused(f"到会不足 {FLOOR} 人，系统投票会看得出谁投了什么，请用纸质选票。", "method")
    people = names_on_ballot(election, found)
    if not people:
        raise Refused("票上没有候选人；没有候选人了，可以另行提名或者减少名额。")
    form = _questionnaire(people, found.left) if method is Method.BOX else None
    box = boxes.open_box(form, FLOOR) if form else None
    voted = Round(
        election=election, post=post, number=_next_number(election, post), seats=found.left,
        again=bool(found.tied), method=method, held_on=held_on, due=len(due), present=len(here),
        questionnaire=form and form.dump(), box_id=box and box.id,
    )  # fmt: skip
    voted.tallies = [
        Tally(person_id=person.id, name=person.name, position=place_)
        for place_, person in enumerate(people, 1)
    ]
    db.session.add(voted)
    db.session.flush()
    voters = [RoundVoter(round_id=voted.id, person_id=p.id, present=p.id in here) for p in due]
    db.session.add_all(voters)
    if found.body is Body.ASSEMBLY or election.held_on is None:
        election.held_on = held_on
        election.place = place or election.place
    db.session.flush()
    return voted


def cast(voted: Round, person_id: int, answers: Answers) -> None:
    """Seal one vote. The caller has read it against the ballot and the list of those present."""
    if voted.state is not RoundState.OPEN or voted.method is not Method.BOX:
        raise Refused("这一轮投票已经结束，这一票没有计入。")
    boxes.cast(voted.box_id, voted.asked, str(person_id), answers)


def close(voted: Round) -> None:
    """Take no more votes; on paper: the ballots are collected."""
    check_state(voted, RoundState.OPEN)
    if voted.box_id:
        boxes.close(voted.box_id)
    voted.state = RoundState.CLOSED
    db.session.flush()


def can_be_void(voted: Round) -> bool:
    """Whether it still stands and nothing rests on it."""
    election = voted.election
    return election.open and not (voted.void or followed(voted) or election.waits(Subject.RESULT))


def void(voted: Round, *, why: str, by: str) -> None:
    """The round does not stand and is held again: envelopes are destroyed unopened; figures that
    were counted stay to be read, and count for nothing. `by` is the name of who decides."""
    check_open(voted.election)
    if not can_be_void(voted):
        raise Refused("这一轮不能作废：已经作废，或者后面已经有投票、报告。")
    if not why:
        raise Refused("请写明为什么作废。", "why")
    if voted.box_id and voted.box.state is not BoxState.COUNTED:
        if voted.state is RoundState.OPEN:
            boxes.close(voted.box_id)
        boxes.destroy(voted.box_id)
    _unstand(voted)
    audit.because(why)
    voted.state = RoundState.VOID
    voted.void_on, voted.void_by, voted.void_why = clock.today(), by, why
    _date_again(voted.election)
    db.session.flush()


def _date_again(election):
    """The day and place of an election are those of its last vote that stands; see open_round."""
    stand = [one for one in election.rounds if one.state is not RoundState.VOID]
    assemblies = {one.post for one in of_body(election, Body.ASSEMBLY)}
    days = [one.held_on for one in stand if one.post in assemblies] or [o.held_on for o in stand]
    election.held_on = days[-1] if days else None
    if not days:
        election.place = ""


def fewer(election: Election, consent: int) -> None:
    """EL-17: with the consent of half or more of the voters the seats are those filled."""
    check_open(election)
    found = contest(election, PostKind.COMMITTEE_MEMBER)
    if found is None or not found.counted or found.under_way or found.tied:
        raise Refused("先完成一轮投票并且没有票数相等的，才能减少名额。", "consent")
    voters = found.counted[-1].present
    verdict = check_fewer(
        found.seats, len(found.elected), consent, voters, found.counted[-1].held_on
    )
    if verdict.refusals:
        raise Refused(f"{verdict.refusals[0]}。", "consent")
    election.fewer_seats, election.fewer_consent = len(found.elected), consent
    db.session.flush()


def _may_vote(election, post, day):
    check_open(election)
    found = contest(election, post)
    if found is None or found.done:
        raise Refused("这个职务没有要选的名额了。")
    if found.under_way:
        raise Refused("上一轮还没有计票，请先计票或者作废。")
    if election.published_on is None or day < election.published_on:
        raise Refused("候选人还没有公布、酝酿，不能选举。", "held_on")
    roles = {one.role for one in election.tellers}
    if found.body is Body.ASSEMBLY and roles != set(Duty):
        raise Refused("请先登记监票人和计票人。")
    if found.body is Body.COMMITTEE and not all(
        one.done for one in of_body(election, Body.ASSEMBLY)
    ):
        raise Refused("委员还没有选满，不能召开新支委会第一次会议。")
    others = [one for one in of_body(election, found.body) if one.under_way]
    if others:
        raise Refused(f"{others[0].post.label}的投票还没有计票。")
    return found


def _questionnaire(people, seats):
    marks = tuple(mark.value for mark in Mark)
    return Questionnaire(
        subjects=tuple(str(person.id) for person in people),
        items=(Item(ITEM, marks, needed=True),),
        own_left_out=False,
        text_most=NAME_MOST,
        texts_most=NAME_MOST * len(people),
        choosing=Choosing(Mark.YES.value, seats, Mark.NO.value),
    )


def clear_written(voted: Round) -> None:
    """Forget who was named on ballots of this round, before it is counted anew."""
    _unstand(voted)
    take_out(voted, "tallies", [one for one in voted.tallies if one.written])


def _unstand(voted):
    """Who stands only because ballots of this round named him stands no longer."""
    named = {one.person_id for one in voted.tallies if one.written}
    standing = voted.election.candidates
    gone = [
        one
        for one in standing
        if one.written_in and one.post is voted.post and one.person_id in named
    ]
    take_out(voted.election, "candidates", gone)


def followed(voted: Round) -> bool:
    """Whether something rests on this round's figures: a later round, fewer seats."""
    later = [
        one
        for one in voted.election.rounds
        if one.id > voted.id and one.state is not RoundState.VOID
    ]
    return bool(later) or voted.election.fewer_seats is not None


def _next_number(election, post):
    return 1 + sum(one.post is post for one in election.rounds)


def check_state(voted: Round, state: RoundState) -> None:
    """Refused unless the election is open and the round in that state."""
    check_open(voted.election)
    if voted.state is not state:
        raise Refused(f"这一轮{voted.state.label}，不能这样操作。")


def _whole(election):
    return Scope(frozenset({election.organization.path}))
