"""Whether a round may be held and its figures can be true, and how it ends.

Everything is counted in whole numbers and of 应到会: those with the right to vote who are not left
out of the count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.base import FINE, Labelled, Reason, Strength, Verdict, against
from app.rules.registry import rule


class Mark(Labelled):
    """EL-13: what may be said of a candidate."""

    YES = "yes", "赞成"
    NO = "no", "不赞成"
    ABSTAIN = "abstain", "弃权"


def check_quorum(due: int, present: int, day: date) -> Verdict:
    """EL-07: at least four fifths of those due; nobody due means the list is not right yet."""
    if due <= 0:
        return against(Reason("应到会有选举权的人数为零，请核对名单"))
    needed = rule("EL-07").nearest(day).value
    if present > due:
        return against(Reason(f"实到 {present} 人多于应到 {due} 人，请核对"))
    if needed.met(present, due):
        return FINE
    short = needed.least(due) - present
    message = f"应到会 {due} 人，实到 {present} 人，不足五分之四，还差 {short} 人，不能选举"
    return against(rule("EL-07").reason(day, message))


def check_committee_quorum(due: int, present: int, day: date) -> Verdict:
    """BR-12 for the new committee's first meeting; no other bar was seen for it (EL-18)."""
    needed = rule("BR-12").nearest(day).value
    if due > 0 and present <= due and needed.met(present, due):
        return FINE
    return against(
        rule("BR-12").reason(day, f"委员 {due} 人，到会 {present} 人，须有半数以上委员到会")
    )


def votes_needed(due: int, day: date) -> int:
    """EL-15: the fewest votes that elect, more than half of those due."""
    return rule("EL-15").nearest(day).value.least(due)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a counted round, at the figure it is seen in ('' for all together)."""

    field: str
    reason: Reason


@dataclass(frozen=True)
class Paper:
    """The ballots of one round: present voters, handed out, collected, of these invalid."""

    present: int
    handed_out: int
    collected: int
    invalid: int

    @property
    def valid(self) -> int:
        return self.collected - self.invalid


def paper_faults(paper: Paper, day: date) -> tuple[Fault, ...]:
    """EL-12 no ballot for the absent; EL-14 no more collected than handed out, else the election
    does not stand and is held again."""
    found = []
    if min(paper.handed_out, paper.collected, paper.invalid) < 0:
        found.append(Fault("collected", Reason("票数不能是负数")))
    if paper.handed_out > paper.present:
        message = f"发出 {paper.handed_out} 张，多于实到的 {paper.present} 人，不能代人领票、投票"
        found.append(Fault("handed_out", rule("EL-12").reason(day, message)))
    if paper.collected > paper.handed_out:
        more = f"收回 {paper.collected} 张，多于发出的 {paper.handed_out} 张"
        message = f"{more}，选举无效，须作废后重新投票"
        found.append(Fault("collected", rule("EL-14").reason(day, message)))
    if paper.invalid > paper.collected:
        found.append(Fault("invalid", Reason("无效票不能多于收回的票")))
    return tuple(found)


@dataclass(frozen=True)
class Votes:
    """What somebody got: `key` names the person in this round; `written` in by hand (EL-13)."""

    key: str
    yes: int
    no: int = 0
    abstain: int = 0
    written: bool = False


def vote_faults(votes: Sequence[Votes], seats: int, valid: int, day: date) -> tuple[Fault, ...]:
    """Whether these figures can come from so many valid ballots. `field` is the person's key."""
    found = []
    for one in votes:
        said = one.yes + one.no + one.abstain
        if min(one.yes, one.no, one.abstain) < 0:
            found.append(Fault(one.key, Reason("票数不能是负数")))
        elif one.written and one.yes > valid:
            found.append(Fault(one.key, Reason(f"得票 {one.yes}，多于有效票 {valid} 张")))
        elif not one.written and said != valid:
            message = f"赞成、不赞成、弃权合计 {said} 票，与有效票 {valid} 张不符"
            found.append(Fault(one.key, Reason(message)))
    picked = sum(one.yes for one in votes)
    if picked > seats * valid:
        message = (
            f"得票合计 {picked}，每张有效票最多选 {seats} 人，{valid} 张最多 {seats * valid}；"
            "多选的票是无效票"
        )
        found.append(Fault("", rule("EL-14").reason(day, message)))
    written = sum(one.yes for one in votes if one.written)
    refused = sum(one.no for one in votes if not one.written)
    if written > refused:
        message = f"另选他人 {written} 票，多于不赞成的 {refused} 票；投不赞成票的才能另选"
        found.append(Fault("", rule("EL-13").reason(day, message)))
    return tuple(found)


@dataclass(frozen=True)
class Outcome:
    """How a round ended: who is elected, in the order of votes; who must be voted on again because
    equal votes left it open; how many seats are still to be filled."""

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    left: int
    reasons: tuple[Reason, ...]


def outcome(
    due: int, seats: int, votes: Sequence[Votes], day: date, *, again: bool = False
) -> Outcome:
    """EL-15, EL-16: more than half of those due elect; of too many the most votes, and equal votes
    at the last seat are voted on once more. `again`: such a vote among the tied, who have passed
    the bar already; there the most votes decide."""
    least = votes_needed(due, day)
    ranked = sorted(votes, key=lambda one: -one.yes)
    passed = [one for one in ranked if one.yes > 0 if again or one.yes >= least]
    bar = rule("EL-15").reason(day, f"应到会 {due} 人，赞成票超过半数，即至少 {least} 票当选")
    if again:
        bar = rule("EL-16").reason(day, "就票数相等的人再次投票，得赞成票多的当选")
    if len(passed) <= seats:
        elected = tuple(one.key for one in passed)
        left = seats - len(elected)
        short = rule("EL-17").reason(day, f"还有 {left} 个名额没有选出，须另行选举")
        return Outcome(elected, (), left, (bar, short) if left else (bar,))
    last = passed[seats - 1].yes
    sure = tuple(one.key for one in passed if one.yes > last)
    equal = tuple(one.key for one in passed if one.yes == last)
    if len(sure) + len(equal) == seats:
        told = rule("EL-16").reason(day, f"超过半数的有 {len(passed)} 人，得票多的 {seats} 人当选")
        return Outcome(sure + equal, (), 0, (bar, told))
    told = rule("EL-16").reason(
        day, f"{len(equal)} 人都是 {last} 票，只剩 {seats - len(sure)} 个名额，须就他们再次投票"
    )
    return Outcome(sure, equal, seats - len(sure), (bar, told))


def check_fewer(seats: int, elected: int, consent: int, voters: int, day: date) -> Verdict:
    """EL-17: the seats may be reduced to those elected when half or more of the voters, those who
    take part in this election, agree."""
    if not 0 < elected < seats:
        return against(Reason("只有选出了人、又没有选满，才能减少名额"))
    if consent > voters:
        return against(Reason(f"同意 {consent} 人，多于选举人 {voters} 人，请核对"))
    needed = rule("EL-17").nearest(day).value
    if needed.met(consent, voters):
        return FINE
    message = f"选举人 {voters} 人，减少名额须半数以上同意，即至少 {needed.least(voters)} 人"
    return against(rule("EL-17").reason(day, message, Strength.MUST))
