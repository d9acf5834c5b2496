"""From when and until when a step may be taken, each with the rule that says so."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.base import Reason
from app.rules.dates import in_words
from app.rules.development.case import Case, Deed, NoticeKind, Outcome, probation
from app.rules.development.reading import by, span
from app.rules.development.steps import STEPS, S, Step
from app.rules.development.texts import NOW, later, text_of
from app.rules.registry import rule
from app.rules.workdays import Calendar

LAST_BUT_ONE = date.max - timedelta(days=1)


def _beyond():
    """{step: what can only be taken after it}; 转正 leaves all but the archive behind."""
    found = {step: set() for step in STEPS}
    for later_one in sorted(STEPS, reverse=True):
        for need in STEPS[later_one].needs:
            found[need] |= {later_one, *found[later_one]}
    for step, after in found.items():
        if step < S.CONFIRMATION_APPROVED:
            after.add(S.CONFIRMATION_APPROVED)
    return {step: frozenset(after) for step, after in found.items()}


BEYOND = _beyond()


@dataclass(frozen=True)
class Bound:
    """`provisional` (暂算): the working days counted belong to a year not yet arranged. The
    reason carries no rule where only the step before sets the day."""

    day: date
    reason: Reason
    provisional: bool = False


def earliest(case: Case, step: Step, today: date, calendar: Calendar) -> Bound | None:
    """None where nothing is known to wait for. A day known to the month counts as its last."""
    text = text_of(today) or NOW
    found = [_follows(case, step), _waits(case, step, text, today)]
    if step is S.PROSPECT_LISTED and text.notice_days:
        found.append(_noticed(case, text, today, calendar))
    known = [one for one in found if one is not None]
    # Of equal days the one with a rule behind it says more.
    return max(known, key=lambda one: (one.day, bool(one.reason.rule_id)), default=None)


def latest(case: Case, step: Step, today: date) -> tuple[Bound | None, Bound | None]:
    """The limit, and where a reason may stretch it, how far at most."""
    text = text_of(today) or NOW
    limit = LIMITS.get(step)
    if limit is None:
        return None, None
    return limit(case, text, today)


def passed_on(case: Case, step: Step) -> date | None:
    """The last day on which the step's counting turn may have been; of a course its end."""
    on = case.day(step)
    if step is S.COURSE and on and (course := case.last(step)).until:
        on = course.until
    return span(on)[1] if on else None


def passed_over(case: Case, step: Step) -> bool:
    """Whether a later step of its line, or 转正, has been taken: what is missing of it is a gap in
    the record, no longer something ahead."""
    return case.day(step) is None and any(case.day(later) for later in BEYOND[step])


def pending(case: Case) -> Deed | None:
    """What the assembly decided at 转正 and no superior has yet approved."""
    decided = [one for one in case.turns(S.CONFIRMATION_VOTED) if one.outcome is not Outcome.FAILED]
    if not decided:
        return None
    approved = {one.outcome for one in case.turns(S.CONFIRMATION_APPROVED)}
    return decided[-1] if decided[-1].outcome not in approved else None


def _follows(case, step):
    days = [(day, need) for need in STEPS[step].needs if (day := passed_on(case, need))]
    if step is S.CONFIRMATION_APPROVED and (decision := pending(case)):
        days = [(span(decision.on)[1], decision.step)]
    if not days:
        return None
    day, need = max(days)
    return Bound(day, Reason(f"在“{need.label}”之后"))


def _waits(case, step, text, today):
    if step is S.APPLY and case.birth:
        day = later(span(case.birth)[1], 12 * text.age)
        return Bound(day, by("DEV-01", today, f"年满 {text.age} 周岁"))
    if step is S.ACTIVIST and "DEV-L1" in case.local and (day := passed_on(case, S.APPLY)):
        months = rule("DEV-L1").on(today)
        reason = by("DEV-L1", today, f"递交入党申请书满 {months} 个月")
        return Bound(later(day, months), reason)
    if step is S.PROSPECT and (day := passed_on(case, S.ACTIVIST)):
        return Bound(later(day, text.training), by("DEV-07", today, "培养教育和考察满一年"))
    if step is S.CONFIRMATION_VOTED and (period := probation(case)):
        rule_id = "DEV-27" if case.extension else "DEV-26"
        return Bound(period.ends, by(rule_id, today, "预备期满"))
    return None


def _noticed(case, text, today, calendar):
    """After the notice on the board; where none hangs, one put up today at the soonest."""
    posted = [
        one for one in case.notices if one.kind is NoticeKind.PROSPECT and one.posted_on <= today
    ]
    notice = max(posted, key=lambda one: one.posted_on, default=None)
    begun = notice.posted_on if notice else today
    counted = calendar.after(begun, text.notice_days)
    last = max(counted.last, notice.until) if notice else counted.last
    message = f"公示满 {text.notice_days} 个工作日（到{in_words(last)}）"
    if counted.provisional:
        message += "，暂算"
    reason = by("DEV-08", today, message)
    return Bound(min(last, LAST_BUT_ONE) + timedelta(days=1), reason, counted.provisional)


def _after(case, since, months, rule_id, today, message):
    day = passed_on(case, since)
    if day is None or not months:
        return None
    return Bound(later(day, months), by(rule_id, today, message.format(months)))


def _talk(case, text, today):
    message = "收到入党申请书后 {} 个月内"
    return _after(case, S.APPLY, text.talk, "DEV-02", today, message), None


def _prereview(case, _text, today):
    if "DEV-L5" not in case.local:
        return None, None
    months = rule("DEV-L5").on(today)
    return _after(case, S.EXAMINED, months, "DEV-L5", today, "支委会审查后 {} 个月内"), None


def _assembly(case, text, today):
    return _after(case, S.PREREVIEW, text.assembly, "DEV-14", today, "预审合格后 {} 个月内"), None


def _approval(case, text, today):
    limit = _after(case, S.ACCEPTED, text.approval, "DEV-24", today, "支部大会后 {} 个月内")
    message = "特殊情况最长 {} 个月"
    return limit, _after(case, S.ACCEPTED, text.approval_most, "DEV-24", today, message)


def _oath(case, text, today):
    message = "一般在上级党委批准后 {} 个月内"
    return _after(case, S.APPROVED, text.oath, "DEV-25", today, message), None


def _asked(case, _text, today):
    period = probation(case)
    if period is None:
        return None, None
    return Bound(period.ends, by("DEV-26", today, "预备期满时提出")), None


def _voted(case, text, today):
    """及时 has no number; who came from elsewhere may be put off."""
    period, accepted = probation(case), passed_on(case, S.ACCEPTED)
    if period is None or not any(span(move.on)[1] >= accepted for move in case.moves):
        return None, None
    message = f"转入的预备党员可以推迟讨论，最长 {text.put_off} 个月"
    return None, Bound(later(period.ends, text.put_off), by("DEV-31", today, message))


def _confirmed(case, text, today):
    decision = pending(case)
    if decision is None:
        return None, None
    day = later(span(decision.on)[1], text.confirmation)
    return Bound(day, by("DEV-28", today, f"支部大会后 {text.confirmation} 个月内")), None


LIMITS = {
    S.TALK: _talk,
    S.PREREVIEW: _prereview,
    S.ACCEPTED: _assembly,
    S.SUPERIOR_TALK: _approval,
    S.APPROVED: _approval,
    S.OATH: _oath,
    S.CONFIRMATION_ASKED: _asked,
    S.CONFIRMATION_VOTED: _voted,
    S.CONFIRMATION_APPROVED: _confirmed,
}
