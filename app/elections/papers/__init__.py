"""Builds the papers of an election from the record; what is not known yet stays to be written."""

from app.elections import path, standing
from app.elections.models import Election
from app.elections.papers.paper import MEMBER, Paper
from app.elections.papers.results import count_of, elected_of, tally
from app.elections.papers.voting import ballot, method, prints
from app.elections.sheets import letters
from app.elections.sheets.parts import LeftOut, Sitting, TimeLine, Timetable
from app.rules.elections.terms import Subject, timetable
from app.rules.organizations import PostKind
from app.rules.registry import rule


def printable(election: Election) -> list[Paper]:
    """The papers that can be printed of the election as it stands, in the order of the path."""
    found = [PAPERS["timetable"]] if election.term_ends_on else []
    for about in Subject:
        request = election.request(about)
        if request:
            found.append(PAPERS[f"{about.value}_request"])
        if election.agreed(about):
            found.append(PAPERS[f"{about.value}_reply"])
        if about is Subject.CANDIDATES and election.agreed(Subject.CANDIDATES):
            found.append(PAPERS["method"])
            found += [ballot(one) for one in standing.contests(election) if prints(election, one)]
            found += [tally(one) for one in election.rounds if one.has_figures]
    return found


def paper_of(election: Election, code: str) -> Paper | None:
    """The printable paper of that code."""
    return next((one for one in printable(election) if one.code == code), None)


def _sitting(election):
    branch = election.organization
    body = "支部委员会第一次会议" if election.committee else "支部党员大会"
    return Sitting(
        branch=branch.long_name,
        superior=branch.parent.name if branch.parent else "上级党组织",
        kind=election.kind.label,
        seats=election.seats,
        deputies=election.deputies,
        secretary=election.secretary,
        body=body,
    )


def _plan_request(election, _day):
    asked = election.request(Subject.PLAN)
    return letters.plan_request(
        _sitting(election),
        end=election.term_ends_on,
        planned=election.planned_on,
        reason=election.reason,
        number=asked.number,
        day=asked.asked_on,
    )


def _plan_reply(election, _day):
    asked = election.request(Subject.PLAN)
    return letters.plan_reply(
        _sitting(election),
        planned=election.planned_on,
        number=asked.reply_number,
        day=asked.decided_on,
    )


def _names(election, post):
    return [person.name for person in standing.candidates(election, post)]


def _nominees(election):
    return {
        "members": _names(election, MEMBER),
        "secretaries": _names(election, PostKind.SECRETARY),
        "deputies": _names(election, PostKind.DEPUTY),
        "left_out": [LeftOut(one.person.name, one.why) for one in election.left_out],
    }


def _nominees_request(election, _day):
    asked = election.request(Subject.CANDIDATES)
    return letters.nominees_request(
        _sitting(election), number=asked.number, day=asked.asked_on, **_nominees(election)
    )


def _nominees_reply(election, _day):
    asked = election.request(Subject.CANDIDATES)
    return letters.nominees_reply(
        _sitting(election), number=asked.reply_number, day=asked.decided_on, **_nominees(election)
    )


def _result_report(election, _day):
    asked = election.request(Subject.RESULT)
    fewer = ""
    if election.fewer_seats is not None:
        fewer = f"经{election.fewer_consent}名选举人同意，委员名额减为{election.fewer_seats}名。"
    return letters.result_report(
        _sitting(election),
        held=election.held_on,
        counts=[count_of(one) for one in election.rounds if one.counted],
        elected=elected_of(election),
        first_meeting=election.first_meeting_on or "",
        fewer=fewer,
        number=asked.number,
        day=asked.asked_on,
    )


def _result_reply(election, _day):
    asked = election.request(Subject.RESULT)
    return letters.result_reply(
        _sitting(election),
        elected=elected_of(election),
        number=asked.reply_number,
        day=asked.decided_on,
    )


def _timetable(election, _day):
    planned = election.planned_on or election.term_ends_on
    done = {one.step: one.day for one in path.lines(election) if one.done}
    rows = tuple(
        TimeLine(
            one.day,
            one.step.label,
            str(rule(one.rule_id).cite(one.day)),
            _told(done, one.step),
        )
        for one in timetable(election.term_ends_on, election.organization.unit_type, planned)
    )
    return Timetable(
        branch=election.organization.long_name, title=f"{election.title}时间表", rows=rows
    )


def _told(done, step):
    if step not in done:
        return ""
    day = done[step]
    return f"{day.year}年{day.month}月{day.day}日" if day else "已办"


PAPERS = {
    code: Paper(code, label, form, make)
    for code, label, form, make in (
        ("timetable", "换届时间表", "election_timetable", _timetable),
        ("plan_request", "换届请示", "election_request", _plan_request),
        ("plan_reply", "换届请示的批复", "election_reply", _plan_reply),
        ("candidates_request", "候选人预备人选请示", "election_request", _nominees_request),
        ("candidates_reply", "候选人预备人选批复", "election_reply", _nominees_reply),
        ("method", "选举办法", "election_method", method),
        ("result_request", "选举结果报告", "election_request", _result_report),
        ("result_reply", "选举结果批复", "election_reply", _result_reply),
    )
}
