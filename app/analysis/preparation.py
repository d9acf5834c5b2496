"""组织生活会的准备: every step before and after the meeting, whether it is done, by which article,
and what to press. Gathered from the features that hold the records."""

from dataclasses import dataclass
from datetime import date

from app.access.policy import Can
from app.access.scope import Scope
from app.analysis import queries
from app.analysis.models import AnalysisRound
from app.core.filters import day as short_day
from app.evaluations import queries as evaluations
from app.evaluations.models import Kind, State
from app.meetings import queries as meetings
from app.meetings.duties import form_address
from app.meetings.talks import coverage as talks
from app.rectification import queries as rectification
from app.rectification.models import Item
from app.rules.meetings import MeetingKind
from app.rules.registry import rule
from app.rules.talks import verdict


@dataclass(frozen=True)
class Step:
    """One step: what stands on record, and the press for who may (`needs`)."""

    title: str
    done: bool
    words: str
    rule_id: str
    press: str
    address: str
    needs: Can

    def cite(self, day: date) -> str:
        return str(rule(self.rule_id).nearest(day).cite)


@dataclass(frozen=True)
class Preparation:
    """A round with its steps; `items` are what it put on the list of rectification."""

    steps: tuple[Step, ...]
    items: tuple[Item, ...]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)


def of_round(scope: Scope, round: AnalysisRound, due: int, today: date) -> Preparation:
    """The steps of a round as they stand; `due` is how many members are to write."""
    branch, year = round.organization, round.year
    told = talks.of_branches(scope, [branch], year, today)[branch.id]
    handed = queries.handed(scope, [round.id]).get(round.id, queries.Handed())
    held = meetings.listed(
        scope, organization_id=branch.id, kind=MeetingKind.LIFE, year=year, limit=5
    )
    meeting = next((one for one in held if one.counts), None)
    items = rectification.of_source(scope, queries.SOURCE, [round.id]).get(round.id, [])
    [review] = evaluations.of_year(scope, [branch.id], year, Kind.MEMBER_REVIEW)[-1:] or [None]
    notes = f"/analysis/{round.id}/notes"
    return Preparation(
        (
            _noted("会前学习", round.study_on, round.study_note, "还没有记。", notes),
            _talks(told, branch, year, today),
            _noted("征求意见", round.opinions_on, "", "还没有记。", notes),
            _checks(round, handed, due),
            _meeting(meeting, branch, year),
            _list(round, items),
            _review(review, branch, year),
        ),
        tuple(items),
    )


def _noted(title, on, said, missing, address):
    words = f"{short_day(on)}{'：' + said if said else ''}。" if on else missing
    return Step(title, on is not None, words, "BR-19", "记下", address, Can.ANALYSIS_RUN)


def _talks(told, branch, year, today):
    reasons = [reason.message for reason in verdict(told, today).reasons]
    words = "；".join(reasons) + "。" if reasons else "三类谈话都有记录。"
    address = f"/meetings/talks?organization={branch.id}&year={year}"
    return Step("谈心谈话", told.whole, words, "BR-21", "看还缺谁", address, Can.MEETINGS_VIEW)


def _checks(round, handed, due):
    words = f"交了 {handed.checks} 份，应交 {due} 份；支部意见写了 {handed.opinions} 份。"
    words += f"{short_day(round.due_on)}前交齐。" if round.open else ""
    return Step(
        "对照检查",
        handed.checks >= due > 0,
        words,
        "BR-19",
        "看交了谁的",
        f"/analysis/{round.id}/checks",
        Can.ANALYSIS_RUN,
    )


def _meeting(meeting, branch, year):
    if meeting:
        words = f"{short_day(meeting.held_on)}，到 {meeting.present} 人，应到 {meeting.due} 人。"
        address, press, needs = f"/meetings/{meeting.id}", "看记录", Can.MEETINGS_VIEW
    else:
        words, press, needs = "还没有记录。", "记组织生活会", Can.MEETINGS_LOG
        address = form_address(branch, MeetingKind.LIFE, until=date(year, 12, 31))
    return Step("组织生活会", meeting is not None, words, "BR-19", press, address, needs)


def _list(round, items):
    open_ = sum(item.open for item in items)
    words = f"列了 {len(items)} 项，办理中 {open_} 项。" if items else "还没有列。"
    address = f"/analysis/{round.id}/problems"
    return Step("整改清单", bool(items), words, "BR-19", "列一项", address, Can.ANALYSIS_RUN)


def _review(campaign, branch, year):
    if campaign:
        words, address = f"{campaign.state.label}。", f"/evaluations/{campaign.id}"
        needs, press = Can.EVALUATIONS_RESULTS, "打开"
    else:
        words, press, needs = "还没有开展。", "组织评议", Can.EVALUATIONS_RUN
        address = f"/evaluations/new?organization={branch.id}&year={year}"
    done = campaign is not None and campaign.state is State.COUNTED
    return Step("民主评议党员", done, words, "BR-20", press, address, needs)
