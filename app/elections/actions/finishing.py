"""The end of an election: the first meeting, then the posts and the term that follow from it."""

from datetime import date, timedelta

from app.access.scope import Scope
from app.core.db import db
from app.core.errors import Refused
from app.elections import queries
from app.elections.actions.nominating import give_duties
from app.elections.actions.opening import check_open
from app.elections.models import Election, ElectionState
from app.elections.standing import contest, contests, of_body
from app.organizations import actions as organizations
from app.rules.elections.terms import ElectionKind
from app.rules.organizations import PostKind
from app.rules.votes import Body

HEADS = (PostKind.SECRETARY, PostKind.DEPUTY)


def hold_first_meeting(
    election: Election, day: date, *, convener_id: int | None, duties: dict[int, str]
) -> None:
    """The new committee has met: chaired by a newly elected member whom the outgoing committee
    recommended (EL-09), its heads elected (EL-18), its work divided."""
    check_open(election)
    open_posts = [one.post.label for one in of_body(election, Body.COMMITTEE) if not one.done]
    if open_posts:
        raise Refused(f"{'、'.join(open_posts)}还没有选出，请先登记选举情况。")
    if day < election.held_on:
        raise Refused("第一次会议不能早于选举大会。", "first_meeting_on")
    elected = {one.person_id for one in _members(election)}
    if elected and convener_id not in elected:
        raise Refused("主持人应是上届委员会推荐的一名新当选委员。", "convener_id")
    election.first_meeting_on, election.convener_id = day, convener_id
    give_duties(election, duties)


def check_reportable(election: Election) -> None:
    """Refused unless everybody is elected and on the branch's register."""
    check_open(election)
    found = contests(election)
    open_posts = [one.post.label for one in found if not one.done]
    if open_posts:
        raise Refused(f"{'、'.join(open_posts)}还没有选满，不能报告结果。")
    if of_body(election, Body.COMMITTEE) and election.first_meeting_on is None:
        raise Refused("还没有登记新支委会第一次会议。")
    strangers = [one.name for ballot in found for one in ballot.elected if one.person_id is None]
    if strangers:
        raise Refused(f"{'、'.join(strangers)}不在本支部有选举权的党员中，请核对得票后重新登记。")


def finish(election: Election, day: date, number: str) -> None:
    """The superior has agreed: posts end and begin, the term begins with the assembly's day. What
    is done is not done twice."""
    if election.state is ElectionState.DONE:
        return
    check_reportable(election)
    branch, began = election.organization, election.held_on
    taken = _posts(election)
    basis = f"{election.title}选举结果批复" + (f"（{number}）" if number else "")
    for post in queries.committee(Scope(frozenset({branch.path})), branch, began):
        if _ends(election, post, taken) and post.started_on < began:
            organizations.end_post(post, ended_on=began - timedelta(days=1))
    held = {
        (post.person_id, post.kind)
        for post in queries.committee(Scope(frozenset({branch.path})), branch, began)
    }
    for person, (kind, duty) in taken.items():
        if (person.id, kind) not in held:
            organizations.appoint(
                branch, person, kind=kind, started_on=began, duty=duty, basis=basis[:200]
            )
    if election.kind is ElectionKind.TERM:
        organizations.edit(branch, elected_on=began)
    election.state, election.filed_on = ElectionState.DONE, day
    db.session.flush()


def _posts(election):
    """{person: (kind of post, duty)}: a head holds that post alone."""
    people = {one.person_id: one.person for one in election.candidates}
    taken = {}
    for one in election.candidates:
        if one.post is PostKind.COMMITTEE_MEMBER and one.person_id in _ids(_members(election)):
            taken[one.person_id] = (PostKind.COMMITTEE_MEMBER, one.duty)
    for post in HEADS:
        found = contest(election, post)
        for tally in found.elected if found else ():
            taken[tally.person_id] = (post, "")
    return {people[person_id]: given for person_id, given in taken.items()}


def _ends(election, post, taken):
    """A new committee follows the whole old one; a 补选 only who is replaced or moves up."""
    if election.kind is ElectionKind.TERM:
        return True
    kinds = {kind for kind, _ in taken.values() if kind in HEADS}
    return post.kind in kinds or any(person.id == post.person_id for person in taken)


def _members(election):
    found = contest(election, PostKind.COMMITTEE_MEMBER)
    return found.elected if found else ()


def _ids(tallies):
    return {one.person_id for one in tallies}
