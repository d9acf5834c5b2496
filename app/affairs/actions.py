"""Every change of an opinion that somebody answers for: raised, given, answered, told, closed."""

from datetime import date

from app.access.scope import Scope
from app.affairs.letters import with_ids
from app.affairs.models import RaisedOpinion, Remark, RemarkKind
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.people.models import Person
from app.rectification import actions as rectification
from app.rectification.models import Item, Source
from app.rules.affairs import OpinionState, Origin, check_due, may_become
from app.rules.rectification import SourceKind


def raise_signed(
    branch: Organization, author: Person, *, subject: str, text: str,
    above: Organization | None = None,
) -> RaisedOpinion:  # fmt: skip
    """Somebody raises an opinion under the own name; with `above` it is about the branch's
    secretary and goes there."""
    made = _raise(above or branch, Origin.SIGNED, clock.today(), subject, text, author)
    made.about_id = branch.id if above else None
    db.session.flush()
    return made


def raise_received(
    branch: Organization, *, held_on: date, subject: str, text: str
) -> RaisedOpinion:
    """What somebody came with on a reception day is followed like any other opinion."""
    return _raise(branch, Origin.RECEPTION, held_on, subject, text, None)


def assign(opinion: RaisedOpinion, *, person: Person, due_on: date, due_reason: str = "") -> None:
    """Say who answers by when. Refused for a day past AF-L1 without a reason, where it is on."""
    branch, today = opinion.organization, clock.today()
    on = organizations.local_rules(Scope(frozenset({branch.path})), [branch])[branch.id]
    found = check_due(opinion.asked_on, due_on, on, today)
    if found.refusals:
        raise Refused(f"{found.refusals[0]}。", "due_on")
    if found.warnings and not due_reason:
        raise Refused(f"{found.warnings[0]}。", "due_reason")
    _become(opinion, OpinionState.ASSIGNED)
    audit.because(due_reason)
    opinion.person, opinion.due_on, opinion.due_reason = person, due_on, due_reason or ""
    opinion.answered_on = opinion.told_on = opinion.closed_on = None
    db.session.flush()


def answer(opinion: RaisedOpinion, *, text: str, by: str) -> Remark:
    """Whoever sees to it writes the answer; it is read by the author once it is fed back."""
    _become(opinion, OpinionState.ANSWERED)
    opinion.answered_on = clock.today()
    return _remark(opinion, RemarkKind.ANSWER, text, by)


def give_back(opinion: RaisedOpinion, *, why: str) -> None:
    """The secretary is not content with the answer: it is written anew by the same person."""
    if opinion.state is not OpinionState.ANSWERED:
        raise Refused("只有写好、还没有反馈的答复才能退回。", "why")
    audit.because(why)
    _become(opinion, OpinionState.ASSIGNED)
    opinion.answered_on = None
    db.session.flush()


def tell(opinion: RaisedOpinion) -> None:
    """Feed the answer back: from now on whoever raised it can read it."""
    _become(opinion, OpinionState.TOLD)
    opinion.told_on = clock.today()
    db.session.flush()


def respond(opinion: RaisedOpinion, *, settled: bool, text: str, by: str) -> None:
    """Whoever signed it says whether that settles it; if not, it stands at the beginning again."""
    if opinion.state is not OpinionState.TOLD:
        raise Refused("答复反馈以后再说是不是解决了。", "text")
    if not settled and not text:
        raise Refused("请写明还有什么没有解决。", "text")
    _become(opinion, OpinionState.CLOSED if settled else OpinionState.RAISED)
    if settled:
        opinion.closed_on = clock.today()
    else:
        opinion.asked_on, opinion.told_on, opinion.answered_on = clock.today(), None, None
        opinion.person, opinion.due_on = None, None
    if text:
        _remark(opinion, RemarkKind.FOLLOW_UP, text, by)
    db.session.flush()


def close(opinion: RaisedOpinion, *, why: str) -> None:
    """The branch says that it is at its end, and why; what is answered is fed back first."""
    _become(opinion, OpinionState.CLOSED)
    audit.because(why)
    opinion.closed_on, opinion.ended_why = clock.today(), why
    db.session.flush()


def publish(opinion: RaisedOpinion, *, question: str, answer: str) -> None:
    """Make question and answer known to the branch, in words that name nobody."""
    if opinion.about_id:
        raise Refused("对书记的意见不公开。", "answer")
    if opinion.state not in {OpinionState.TOLD, OpinionState.CLOSED}:
        raise Refused("先把答复反馈给提意见的人，再公开。", "answer")
    opinion.public_question, opinion.public_answer = question, answer
    opinion.published_on = opinion.published_on or clock.today()
    db.session.flush()


def withdraw(opinion: RaisedOpinion, *, why: str) -> None:
    """Take it off the open list."""
    audit.because(why)
    opinion.public_question = opinion.public_answer = ""
    opinion.published_on = None
    db.session.flush()


def list_item(opinion: RaisedOpinion, *, problem: str, due_on: date) -> Item:
    """What the opinion shows to be wrong becomes an item to mend, in the branch's words."""
    source = Source(
        SourceKind.OPINION, opinion.id, f"{opinion.raised}的意见", f"/affairs/{opinion.id}"
    )
    return rectification.raise_item(
        opinion.organization, source=source, problem=problem, due_on=due_on, person=opinion.person
    )


def _raise(branch, origin, asked_on, subject, text, author):
    [row] = with_ids(RaisedOpinion, [{"origin": origin, "asked_on": asked_on}])
    opinion = RaisedOpinion(
        **row, organization=branch, author=author, subject=subject, text=text,
        state=OpinionState.RAISED,
    )  # fmt: skip
    db.session.add(opinion)
    db.session.flush()
    return opinion


def _remark(opinion, kind, text, by):
    position = max((one.position for one in opinion.remarks), default=0) + 1
    [row] = with_ids(Remark, [{"position": position, "kind": kind, "text": text}])
    remark = Remark(**row, opinion=opinion, said_on=clock.today(), said_by=by)
    db.session.add(remark)
    db.session.flush()
    return remark


def _become(opinion, state):
    found = may_become(opinion.state, state)
    if not found:
        raise Refused(f"{found.reasons[0]}。")
    opinion.state = state
