"""People of an election: candidates, who is left out of the count, who watches the vote."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from app.core.db import db
from app.core.errors import Refused
from app.elections.actions.opening import check_open
from app.elections.actions.removing import take_out
from app.elections.models import Candidate, Duty, Election, LeftOut, Teller
from app.elections.standing import contests
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.elections.nominating import Exclusion, check_scrutineer
from app.rules.elections.terms import ElectionKind, Subject
from app.rules.organizations import PostKind, check_secretary


def nominate(
    election: Election,
    standing: Mapping[PostKind, Sequence[Person]],
    day: date,
    *,
    confirmed: Mapping[int, PartialDate | None],
    reason: str = "",
) -> None:
    """Who stands for which post, in the order given; replaces who stood. Of a term's election the
    heads stand for the committee too; a secretary of less than a year takes a reason (BR-29)."""
    check_open(election)
    if election.waits(Subject.CANDIDATES) or election.agreed(Subject.CANDIDATES):
        raise Refused("人选已经报上级，不能再改；需要改的，请上级先退回。")
    _check_heads(election, standing)
    _check_secretaries(standing, day, confirmed, reason)
    take_out(election, "candidates", election.candidates)
    for post, people in standing.items():
        for position, person in enumerate(people, 1):
            election.candidates.append(Candidate(person=person, post=post, position=position))
    if reason:
        election.remark = reason
    db.session.flush()


def leave_out(election: Election, person: Person, kind: Exclusion, note: str) -> LeftOut:
    """Propose not to count somebody in 应到会 (EL-08); asked for with the candidates."""
    check_open(election)
    if kind is Exclusion.OTHER and not note:
        raise Refused("请写明是什么情形。", "note")
    if any(one.person_id == person.id for one in election.left_out):
        raise Refused("这名党员已经在名单里。", "person_id")
    if election.waits(Subject.CANDIDATES) or election.agreed(Subject.CANDIDATES):
        raise Refused("名单已经报上级，不能再加；需要加的，请上级先退回。", "person_id")
    row = LeftOut(person=person, kind=kind, note=note)
    election.left_out.append(row)
    db.session.flush()
    return row


def count_again(election: Election, row: LeftOut) -> None:
    """Take somebody off the list of those who are left out, before the first vote."""
    _before_the_vote(election)
    take_out(election, "left_out", [row])


def decide_left_out(election: Election, day: date) -> None:
    """The assembly passes the list of those who are left out; the superior consented before."""
    _before_the_vote(election)
    without = [one.person.name for one in election.left_out if one.consented_on is None]
    if not election.left_out:
        raise Refused("没有提出不计入应到会的党员。")
    if without:
        raise Refused(f"{'、'.join(without)}还没有经上级同意，不能提交大会。")
    for one in election.left_out:
        one.decided_on = day
    db.session.flush()


def appoint_tellers(
    election: Election, scrutineers: Collection[Person], tellers: Collection[Person], day: date
) -> None:
    """监票人 and 计票人, as the assembly passed them; a candidate does not watch (EL-11)."""
    check_open(election)
    standing = {one.person_id for one in election.candidates}
    for person in scrutineers:
        if refusals := check_scrutineer(person.id in standing, day).refusals:
            raise Refused(f"{person.name}：{refusals[0]}。", "scrutineers")
    both = {one.id for one in scrutineers} & {one.id for one in tellers}
    if both:
        raise Refused("同一个人不能既监票又计票。", "tellers")
    take_out(election, "tellers", election.tellers)
    for role, people in ((Duty.SCRUTINEER, scrutineers), (Duty.TELLER, tellers)):
        election.tellers += [Teller(person=person, role=role) for person in people]
    db.session.flush()


def publish(election: Election, day: date) -> None:
    """The candidates are made known and talked over by the members (EL-06)."""
    check_open(election)
    if not election.agreed(Subject.CANDIDATES):
        raise Refused("候选人预备人选还没有批复。", "published_on")
    if day < election.request(Subject.CANDIDATES).decided_on:
        raise Refused("公布日期不能早于批复日期。", "published_on")
    if election.rounds:
        raise Refused("已经开始投票，不能再改公布日期。", "published_on")
    election.published_on = day
    db.session.flush()


def give_duties(election: Election, duties: Mapping[int, str]) -> None:
    """Who of the new committee looks after what: {person id: 组织委员}."""
    elected = {
        one.person_id
        for found in contests(election)
        if found.post is PostKind.COMMITTEE_MEMBER
        for one in found.elected
    }
    for one in election.candidates:
        if one.post is PostKind.COMMITTEE_MEMBER and one.person_id in elected:
            one.duty = duties.get(one.person_id, one.duty)
    db.session.flush()


def _check_heads(election, standing):
    if not election.committee or election.kind is ElectionKind.BY:
        return
    for_committee = {person.id for person in standing.get(PostKind.COMMITTEE_MEMBER, ())}
    for post in (PostKind.SECRETARY, PostKind.DEPUTY):
        for person in standing.get(post, ()):
            if person.id not in for_committee:
                message = f"{person.name}要先列为委员候选人，才能作{post.label}候选人。"
                raise Refused(message, post.value)


def _check_secretaries(standing, day, confirmed, reason):
    for person in standing.get(PostKind.SECRETARY, ()):
        warnings = check_secretary(confirmed.get(person.id), day).warnings
        if warnings and not reason:
            raise Refused(f"{person.name}：{warnings[0]}。确定提名的，请写明理由。", "reason")


def _before_the_vote(election):
    check_open(election)
    if election.rounds:
        raise Refused("已经开始投票，应到会名单不能再改。")
