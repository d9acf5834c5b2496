"""Papers for the vote itself: the method that the assembly passes, and the ballots."""

from datetime import date

from app.elections import standing
from app.elections.actions.voting import due_in, names_on_ballot
from app.elections.models import Duty, Election
from app.elections.papers.paper import MEMBER, Paper
from app.elections.sheets.parts import Ballot, ElectionMethod
from app.elections.standing import Contest
from app.printing.words import numeral
from app.rules.votes import Body


def method(election: Election, day: date) -> ElectionMethod:
    """选举办法 of this election, as the clauses say it."""
    due = len(due_in(election, Body.ASSEMBLY, day)) if election.open else None
    heads = "、".join(
        found.post.label for found in standing.contests(election) if found.post is not MEMBER
    )
    where = "新一届支部委员会第一次会议" if election.committee else "支部党员大会"
    texts = ["根据《中国共产党章程》和《中国共产党基层组织选举工作条例》，制定本办法。"]
    if election.seats:
        standing_ = len(election.standing_for(MEMBER))
        texts.append(
            f"选举支部委员会委员{election.seats}名，候选人{standing_}名，差额选举，"
            "差额不少于应选人数的20%。候选人按姓氏笔画为序。"
        )
    if heads:
        texts.append(f"{heads}由{where}选举，一般实行等额选举，候选人按上级同意的次序排列。")
    texts += [
        "有选举权的到会人数不少于应到会有选举权人数的五分之四，会议有效"
        + (f"。应到会有选举权的党员{due}名。" if due else "。"),
        "选举采用无记名投票方式。因故不能到会的，不能委托他人代为投票；到会但不能填写选票的，"
        "可以由非候选人按本人意愿代写。",
        "对候选人可以投赞成票、不赞成票，也可以弃权；投不赞成票的可以另选他人，弃权的不能另选。"
        "一张票所选人数等于或者少于应选人数的为有效票，多于应选人数的为无效票。",
        "收回的选票等于或者少于发出的选票，选举有效；多于发出的选票，选举无效，重新选举。",
        "得赞成票超过应到会有选举权人数的半数的始得当选。超过半数的人多于应选名额时，得票多的当选；"
        "票数相等不能确定的，就票数相等的人再次投票。当选人少于应选名额的，对不足的名额另行选举；"
        "接近应选名额的，经半数以上选举人同意，可以减少名额。",
        f"选举设监票人和计票人，由大会通过；已列为候选人的不得担任监票人。{_tellers(election)}",
        "选举由上届支部委员会主持，不设委员会的由上届书记主持。本办法经大会通过后施行。",
    ]
    numbered = tuple(f"{numeral(place)}、{text}" for place, text in enumerate(texts, 1))
    return ElectionMethod(
        branch=election.organization.long_name,
        title=f"{election.organization.long_name}{election.kind.label}选举办法",
        paragraphs=numbered,
        day=election.held_on or election.planned_on or "",
    )


def _tellers(election):
    said = [
        f"{role.label}：{'、'.join(names)}。"
        for role in Duty
        if (names := [one.person.name for one in election.tellers if one.role is role])
    ]
    return "".join(said)


def prints(election: Election, found: Contest) -> bool:
    """Whether ballots of this vote are wanted next."""
    before = standing.of_body(election, Body.ASSEMBLY) if found.body is Body.COMMITTEE else []
    ready = election.published_on is not None and all(one.done for one in before)
    return ready and not found.done and found.under_way is None


def ballot(found: Contest) -> Paper:
    """选票 of the next round, one for everybody due."""
    again = "（再次投票）" if found.tied else ""
    label = f"{found.post.label}选票{again}"

    def make(election, day):
        held = election.held_on or election.planned_on or day
        due = len(due_in(election, found.body, day)) or 2
        strokes = found.post is MEMBER or found.tied
        return Ballot(
            branch=election.organization.long_name,
            title=label,
            names=tuple(person.name for person in names_on_ballot(election, found)),
            seats=found.left,
            order="候选人按姓氏笔画为序" if strokes else "候选人按上级同意的次序",
            copies=due,
            held=held,
        )

    return Paper(f"ballot_{found.post.value}", label, "election_ballot", make)
