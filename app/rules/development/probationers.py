"""Whether probation lasted as it must: 转正, extension, cancelling, and their approval in time."""

from itertools import pairwise

from app.rules.base import Reason, Strength
from app.rules.dates import in_words
from app.rules.development.case import Deed, Outcome, Sort
from app.rules.development.reading import Reading, by, span
from app.rules.development.steps import STEPS, S, Step
from app.rules.development.texts import JUDGED_SINCE, later, text_of
from app.rules.votes import Matter

VOTED, APPROVED = S.CONFIRMATION_VOTED, S.CONFIRMATION_APPROVED
MATTERS = {
    Outcome.PASSED: Matter.CONFIRM,
    Outcome.FAILED: Matter.CONFIRM,
    Outcome.EXTENDED: Matter.EXTEND,
    Outcome.CANCELLED: Matter.CANCEL,
}
ALONGSIDE = (S.APPROVAL_FILED, S.ASSIGNED, S.OATH)
"""Nothing waits for these, so they are easily forgotten."""


def judge(file: Reading) -> None:
    voted = [deed for deed in file.turned if deed.step is VOTED]
    if file.turned:
        _turned(file, voted)
    if file.passed(VOTED):
        _confirmed(file, voted)
        if file.lo[VOTED] is not None:
            _approved(file, file.deeds[VOTED], file.deeds[APPROVED])
    elif file.deeds[VOTED] is None and (voted or not file.turned):
        _expired(file, voted)
    if file.deeds[VOTED] is not None or voted:
        _forgotten(file)


def _ends(file, extensions):
    """(earliest, latest) day of 转正, or None where the assembly's day is not to be built on."""
    first, last = file.lo[S.ACCEPTED], file.hi[S.ACCEPTED]
    text = text_of(first) if first else None
    if text is None or not file.passed(S.ACCEPTED):
        return None
    first, last = later(first, text.probation), later(last, text.probation)
    for deed in extensions:
        first, last = later(first, deed.months or 0), later(last, deed.months or 0)
    return first, last


def _confirmed(file, voted):
    lo, hi, text = file.lo[VOTED], file.hi[VOTED], file.text(VOTED)
    deed = file.deeds[VOTED]
    extensions = [one for one in voted if one.outcome is Outcome.EXTENDED and one.turn < deed.turn]
    ends = _ends(file, extensions)
    if text is None or ends is None:
        return
    if lo >= ends[1] and hi <= later(ends[0], text.put_off):
        return
    facts = [file.fact(S.ACCEPTED), *((e.outcome.label, f"{e.months} 个月") for e in extensions)]
    facts.append(file.fact(VOTED))
    if hi < ends[0]:
        rule_id = "DEV-27" if extensions else "DEV-26"
        message = f"预备期到{in_words(ends[0])}才满，支部大会不能提前讨论通过转正"
        reason = by(rule_id, lo, message)
        mend = f"{in_words(ends[0])}以后再讨论转正"
        file.add(Sort.WRONG, VOTED, reason, tuple(facts), mend)
    elif lo < ends[1]:
        step = VOTED if file.lo[S.ACCEPTED] == file.hi[S.ACCEPTED] else S.ACCEPTED
        what = "无法判断讨论转正时预备期是否已满"
        file.imprecise(step, file.deeds[step].on, "DEV-26", lo, what)
    elif lo > later(ends[1], text.put_off) and not deed.reason:
        message = f"预备期满后 {text.put_off} 个月才讨论转正"
        reason = by("DEV-31", lo, f"{message}；推迟讨论最长 {text.put_off} 个月")
        mend = "核对日期；确实晚了的，写明原因"
        file.add(Sort.LATE, VOTED, reason, tuple(facts), mend, at_entry=True)


def _expired(file, voted):
    """Probation is over and nobody has discussed it."""
    if any(deed.outcome is Outcome.CANCELLED for deed in voted):
        return
    ends = _ends(file, voted)
    if ends is None or not file.open or not file.passed(S.APPROVED):
        return
    if file.deeds[APPROVED] is not None or file.deeds[S.ARCHIVED] is not None:
        return
    last = ends[1]
    facts = (file.fact(S.ACCEPTED), ("预备期满", in_words(last)))
    if _moved(file):
        if file.day > later(last, file.today.put_off):
            message = f"转入的预备党员推迟讨论转正，最长 {file.today.put_off} 个月，已经超过"
            reason = by("DEV-31", file.day, message, Strength.MUST)
            file.add(Sort.LATE, VOTED, reason, facts, "尽快召开支部党员大会讨论")
    elif file.day > last:
        reason = by("DEV-26", file.day, "预备期已满，应当及时讨论能否转正", Strength.NORMALLY)
        file.add(Sort.LATE, VOTED, reason, facts, "请本人提出转正申请，召开支部党员大会讨论")


def _moved(file):
    """DEV-31 is for probationers who came from elsewhere."""
    accepted = file.hi[S.ACCEPTED]
    return any(span(move.on)[1] >= accepted for move in file.case.moves)


def _approved(file, decision: Deed, approval: Deed | None):
    """DEV-28 for whatever the assembly decided."""
    held = span(decision.on)
    if approval is None:
        archived = file.deeds[S.ARCHIVED] is not None
        lasts = file.open or decision.outcome is Outcome.CANCELLED
        if not lasts or file.today is None:
            return
        if archived or held[1] < JUDGED_SINCE or file.day <= later(held[1], _months(file.day)):
            return
        message = (
            f"支部大会后满 {_months(file.day)} 个月，上级党委还没有审批“{decision.outcome.label}”"
        )
        facts = ((VOTED.label, str(decision.on)), ("今天", in_words(file.day)))
        file.add(Sort.LATE, APPROVED, by("DEV-28", file.day, message), facts, "请上级党委尽快审批")
        return
    lo, hi = span(approval.on)
    if approval is file.deeds[APPROVED] and file.lo[APPROVED] is None:
        return
    if text_of(lo) is None or hi <= later(held[0], _months(lo)):
        return
    if lo <= later(held[1], _months(lo)):
        vague = VOTED if held[0] != held[1] else APPROVED
        on = decision.on if vague is VOTED else approval.on
        what = f"无法判断审批是否在 {_months(lo)} 个月内"
        file.imprecise(vague, on, "DEV-28", lo, what)
        return
    message = f"转正的审批应当在支部大会后 {_months(lo)} 个月内，没有延长的规定"
    facts = ((VOTED.label, str(decision.on)), (APPROVED.label, str(approval.on)))
    mend = "核对日期；确实超过的，由支部党员大会重新讨论后再报批"
    file.add(Sort.WRONG, APPROVED, by("DEV-28", lo, message), facts, mend)


def _months(day):
    return text_of(day).confirmation


def _turned(file, voted):
    approvals = [deed for deed in file.turned if deed.step is APPROVED]
    plain = file.repeated.get(VOTED) or ([file.deeds[VOTED]] if file.deeds[VOTED] else [])
    _in_turn(file, sorted([*voted, *plain], key=lambda deed: deed.turn))
    _extensions(file, [deed for deed in voted if deed.outcome is Outcome.EXTENDED])
    for deed in voted:
        if text_of(span(deed.on)[0]) is None:
            continue
        _approved(file, deed, _approval_of(deed, approvals))
        if deed.outcome is Outcome.CANCELLED:
            _cancelled(file, deed)
    for deed in approvals:
        _stands_on(file, deed, voted)


def _approval_of(decision, approvals):
    same = [one for one in approvals if one.outcome is decision.outcome]
    return next((one for one in same if span(one.on)[1] >= span(decision.on)[0]), None)


def _in_turn(file, deeds):
    for first, second in pairwise(deeds):
        if span(first.on)[0] > span(second.on)[1]:
            message = f"第 {second.turn} 次讨论早于第 {first.turn} 次"
            facts = tuple((f"第 {one.turn} 次", str(one.on)) for one in (first, second))
            file.add(Sort.WRONG, VOTED, Reason(message), facts, "核对这两次的日期")


def _extensions(file, extended):
    for number, deed in enumerate(extended, 1):
        day = span(deed.on)[0]
        text = text_of(day)
        if text is None:
            continue
        bounds = f"{text.shortest_extension}—{text.longest_extension}"
        facts = ((deed.outcome.label, f"{deed.on}，{deed.months or '—'} 个月"),)
        if number > text.extensions:
            reason = by("DEV-27", day, "预备期只能延长一次")
            mend = "讨论按期转正或者取消预备党员资格"
            file.add(Sort.WRONG, VOTED, reason, facts, mend, "outcome")
        if deed.months is None:
            reason = by("DEV-27", day, f"没有登记延长几个月（{bounds} 个月）")
            file.add(Sort.GAP, VOTED, reason, facts, "补登延长的时间", "months")
        elif not text.shortest_extension <= deed.months <= text.longest_extension:
            reason = by("DEV-27", day, f"延长预备期须在 {bounds} 个月之间")
            file.add(Sort.WRONG, VOTED, reason, facts, f"改为 {bounds} 个月", "months")


def _cancelled(file, deed):
    day, end = span(deed.on)
    if not deed.reason:
        reason = by("DEV-33", day, "没有登记取消预备党员资格的原因")
        facts = ((deed.outcome.label, str(deed.on)),)
        mend = "补登属于哪一种情形：不履行党员义务、不具备党员条件，或者违反党纪情节较重"
        file.add(Sort.GAP, VOTED, reason, facts, mend, "reason")
    after = [step for step in Step if file.lo[step] and file.lo[step] > end]
    if after:
        message = f"已取消预备党员资格，之后不应再有“{after[0].label}”"
        facts = ((deed.outcome.label, str(deed.on)), *(file.fact(step) for step in after))
        mend = "核对日期；重新申请入党的，另立一份发展档案"
        file.add(Sort.WRONG, after[0], by("DEV-33", day, message), facts, mend)


def _stands_on(file, approval, voted):
    same = [deed for deed in voted if deed.outcome is approval.outcome]
    if any(span(deed.on)[0] <= span(approval.on)[1] for deed in same):
        return
    day = span(approval.on)[0]
    if text_of(day) is None:
        return
    what = approval.outcome.label
    facts = ((f"上级党委审批{what}", str(approval.on)),)
    if same:
        reason = Reason(f"上级党委审批早于支部大会讨论{what}", "", STEPS[APPROVED].cite(day))
        facts += ((VOTED.label, str(same[0].on)),)
        file.add(Sort.WRONG, APPROVED, reason, facts, "核对这两步的日期")
    else:
        reason = Reason(f"没有登记支部大会讨论{what}", "", STEPS[VOTED].cite(day))
        file.add(Sort.GAP, VOTED, reason, facts, "补登支部大会的讨论和票数", at_entry=True)


def _forgotten(file):
    approved = file.lo[S.APPROVED]
    if approved is None or approved < JUDGED_SINCE or not file.passed(S.APPROVED):
        return
    for step in ALONGSIDE:
        if file.deeds[step] is None:
            reason = Reason(f"没有登记“{step.label}”", "", STEPS[step].cite(approved))
            facts = ((step.label, "没有登记"), file.fact(S.APPROVED))
            file.add(Sort.GAP, step, reason, facts, f"补登“{step.label}”的日期；没有办的尽快办")
