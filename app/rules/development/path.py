"""Where a person stands on the way, what may be done next, from when to when, and by whom."""

from dataclasses import dataclass, replace
from datetime import date

from app.rules.base import Labelled, Reason, Strength
from app.rules.dates import PartialDate
from app.rules.development.bounds import Bound, earliest, latest, passed_on, passed_over, pending
from app.rules.development.case import Case, Deed, Outcome, Probation, ReviewKind, probation
from app.rules.development.linter import news
from app.rules.development.reading import by, span
from app.rules.development.steps import STEPS, Actor, S, Step
from app.rules.development.texts import NOW, later, text_of
from app.rules.members import Standing
from app.rules.workdays import PACKAGED, Calendar

FACTS_FIRST = frozenset({"helpers", "notice", "agreed_on", "papers"})
"""Fields of a step that are gathered before it is taken; votes and the like come with it."""
AT_SUPERIOR = (
    S.ACTIVIST_FILED,
    S.PROSPECT_LISTED,
    S.PREREVIEW,
    S.SUPERIOR_TALK,
    S.APPROVED,
    S.APPROVAL_FILED,
    S.CONFIRMATION_APPROVED,
)
HALTING = (S.CONFIRMATION_APPROVED, S.APPROVED, S.ACCEPTED, S.PREREVIEW, S.POLITICAL_REVIEW)
ASK = {
    S.TALK: "支部书记、副书记或者组织委员",
    S.COURSE: "基层党委或者县级党委组织部门",
    S.SUPERIOR_TALK: "上级党委的委员或者组织员",
    S.APPROVAL_FILED: "上级党委",
}
ASK_ACTOR = {
    Actor.APPLICANT: "本人",
    Actor.BRANCH: "支部书记或者组织委员",
    Actor.BRANCH_COMMITTEE: "支委会",
    Actor.CONTACTS: "培养联系人",
    Actor.ASSEMBLY: "支部书记（召开支部党员大会）",
    Actor.SUPERIOR: "上级党委组织部门或者组织员",
}


class State(Labelled):
    OPEN = "open", "办理中"
    FINISHED = "finished", "已办结"
    STOPPED = "stopped", "已停止"


@dataclass(frozen=True)
class NextStep:
    """A step that may be taken now or is waited for. `latest` is the limit, `most` how far a
    reason stretches it; `missing` what would speak against taking it as things are. A `gap` was
    passed over long ago: only its record is wanted, no day or condition of today binds it."""

    step: Step
    actor: Actor
    ask: str
    earliest: Bound | None
    latest: Bound | None
    most: Bound | None
    missing: tuple[Reason, ...]
    gap: bool = False

    def ready(self, day: date) -> bool:
        return not self.missing and (self.earliest is None or self.earliest.day <= day)


@dataclass(frozen=True)
class Lasting:
    """Step 6 or 21 under way; the rules fix how often only for step 6."""

    step: Step
    since: PartialDate
    last: PartialDate | None
    due: Bound | None


@dataclass(frozen=True)
class Path:
    """`why` says what ended or halted the way; `waiting` is what of `next` lies with the
    superior. `done` are the deeds by step and turn."""

    state: State
    why: str
    done: tuple[Deed, ...]
    next: tuple[NextStep, ...]
    lasting: tuple[Lasting, ...]
    probation: Probation | None

    @property
    def waiting(self) -> tuple[NextStep, ...]:
        return tuple(one for one in self.next if one.step in AT_SUPERIOR)


def path(case: Case, day: date, calendar: Calendar = PACKAGED) -> Path:
    """The way as it stands on the day; all dates are derived from the deeds."""
    state, why = _state(case)
    ahead = tuple(_next(case, step, day, calendar) for step in _open_steps(case))
    return Path(
        state,
        why,
        tuple(sorted(case.deeds, key=lambda deed: (deed.step, deed.turn))),
        ahead,
        tuple(_lasting(case, day)) if state is State.OPEN else (),
        probation(case),
    )


def _state(case):
    if case.day(S.ARCHIVED):
        return State.FINISHED, "已转为正式党员，材料已归档"
    cancelled = _cancelled(case)
    if cancelled:
        return State.STOPPED, f"{cancelled.on} 支部大会决定取消预备党员资格"
    if case.standing is not Standing.NORMAL:
        return State.STOPPED, case.standing.label
    for step in HALTING:
        deed = case.last(step)
        if deed and deed.outcome is Outcome.FAILED and case.day(step) is None:
            return State.STOPPED, f"{deed.on}“{step.label}”没有通过"
    return State.OPEN, ""


def _cancelled(case):
    turns = case.turns(S.CONFIRMATION_VOTED)
    return turns[-1] if turns and turns[-1].outcome is Outcome.CANCELLED else None


def _open_steps(case):
    decision = pending(case)
    if _cancelled(case):
        return [S.CONFIRMATION_APPROVED] if decision else []
    if case.standing is not Standing.NORMAL:
        return []
    found = [
        step
        for step, about in STEPS.items()
        if not about.lasting
        and case.day(step) is None
        and all(case.day(need) for need in about.needs)
    ]
    # An extension waits for its approval while probation already runs on.
    if decision and S.CONFIRMATION_APPROVED not in found:
        found.append(S.CONFIRMATION_APPROVED)
    return found


def _next(case, step, day, calendar):
    about = STEPS[step]
    actor = about.actor
    if actor is Actor.BRANCH_COMMITTEE and not case.has_committee:
        actor = Actor.ASSEMBLY
    ask = ASK.get(step) or ASK_ACTOR[actor]
    if passed_over(case, step):
        return NextStep(step, actor, ask, None, None, None, (), gap=True)
    first = earliest(case, step, day, calendar)
    limit, most = latest(case, step, day)
    missing = _missing(case, step, max(day, first.day) if first else day, calendar)
    return NextStep(step, actor, ask, first, limit, most, missing)


def _missing(case, step, day, calendar):
    """What the linter would say of the step taken on that day with nothing more known of it."""
    if step is S.CONFIRMATION_APPROVED and pending(case):
        return ()
    turns = case.turns(step)
    deed = Deed(step, PartialDate.of(day), turn=len(turns) + 1)
    trial = replace(case, deeds=(*case.deeds, deed))
    found = [
        fault.reason
        for fault in news(case, trial, day, calendar)
        if fault.objects or fault.field in FACTS_FIRST
    ]
    if turns and turns[-1].outcome is Outcome.FAILED:
        found.insert(0, Reason(f"上次（{turns[-1].on}）没有通过"))
    if step is S.ACCEPTED and case.temporary_branch and not found:
        found.append(by("DEV-23", day, "临时党组织不能接收预备党员", Strength.MUST))
    return tuple(found)


def _lasting(case, day):
    if passed_on(case, S.ACTIVIST) and not _over(case, S.PROSPECT):
        reviewed = _last_review(case, ReviewKind.ACTIVIST)
        since = case.day(S.ACTIVIST)
        months = (text_of(day) or NOW).review
        reason = by("DEV-05", day, f"每 {months} 个月考察一次")
        last = max(span(since)[1], span(reviewed)[1] if reviewed else date.min)
        yield Lasting(S.TRAINING, since, reviewed, Bound(later(last, months), reason))
    if passed_on(case, S.APPROVED) and not passed_on(case, S.CONFIRMATION_APPROVED):
        reviewed = _last_review(case, ReviewKind.PROBATIONARY)
        yield Lasting(S.PROBATION, case.day(S.ACCEPTED) or case.day(S.APPROVED), reviewed, None)


def _over(case, step):
    return case.day(step) or passed_over(case, step)


def _last_review(case, kind):
    return max((one.on for one in case.reviews if one.kind is kind), key=span, default=None)
