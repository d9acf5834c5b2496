"""Whether the steps of a file can have followed one another: future, missing, in what order."""

from itertools import pairwise

from app.rules.base import Reason, Strength
from app.rules.dates import in_words
from app.rules.development.case import Outcome, Sort
from app.rules.development.reading import Reading, by, span
from app.rules.development.steps import STEPS, Step
from app.rules.development.texts import JUDGED_SINCE

NEEDS = tuple((step, row.needs) for step, row in STEPS.items())
# 转正 is asked for; prolonging and cancelling need no application.
UNASKED = (Step.CONFIRMATION_ASKED, Step.CONFIRMATION_VOTED)


def _closure():
    earlier: dict[Step, frozenset[Step]] = {}
    for step, needs in NEEDS:
        earlier[step] = frozenset(needs).union(*(earlier[need] for need in needs))
    return earlier


BEFORE = _closure()
"""All that must have been taken before a step, directly or not."""
PAIRS = tuple((first, step) for step in Step for first in sorted(BEFORE[step]))


def judge(file: Reading) -> None:
    if file.last > file.day:
        _future(file)
    if file.repeated:
        _turns(file)
    if not _plain(file):
        _missing(file)
        _inverted(file)
    if file.failed:
        _not_passed(file)
    if file.first < JUDGED_SINCE:
        _unjudged(file)


def _plain(file):
    """The usual case, quickly: every day known, nothing missing, each step after its needs."""
    if not file.exact:
        return False
    done, begun = file.done, file.begun
    for step, needs in NEEDS:
        day = begun[step]
        if day is None:
            continue
        for need in needs:
            earlier = done[need]
            if earlier is None or earlier > day:
                return False
    return not file.turned


def _future(file):
    for step in Step:
        day = file.lo[step]
        if day is not None and day > file.day:
            _not_yet(file, file.deeds[step])
            file.doubt(step)
            file.done[step] = file.begun[step] = None
    for deed in [one for one in file.turned if span(one.on)[0] > file.day]:
        _not_yet(file, deed)
        file.turned.remove(deed)


def _not_yet(file, deed):
    file.add(
        Sort.WRONG,
        deed.step,
        Reason(f"{deed.step.label}的日期（{deed.on}）还没有到"),
        ((deed.step.label, str(deed.on)), ("今天", in_words(file.day))),
        "核对日期；这一步办完后再登记",
    )


def _turns(file):
    for step, turns in file.repeated.items():
        for first, second in pairwise(turns):
            if span(first.on)[0] > span(second.on)[1]:
                file.add(
                    Sort.WRONG,
                    step,
                    Reason(f"{step.label}：第 {second.turn} 次早于第 {first.turn} 次"),
                    (
                        (f"第 {first.turn} 次", str(first.on)),
                        (f"第 {second.turn} 次", str(second.on)),
                    ),
                    "核对这两次的日期",
                )
                file.doubt(step)


def _taken(file):
    """{step: latest day of its first turn}, decisions to extend or cancel included."""
    found = {step: day for step in Step if (day := file.begun[step]) is not None}
    for deed in file.turned:
        if deed.step is Step.CONFIRMATION_VOTED and deed.step not in found:
            found[deed.step] = span(deed.on)[1]
    return found


def _missing(file):
    taken = _taken(file)
    for step in Step:
        if file.deeds[step] is not None or step in taken or STEPS[step].lasting:
            continue
        later = [one for one in taken if step in BEFORE[one]]
        if later and not _dispensable(file, step, later):
            _miss(file, step, later[0], taken[later[0]])


def _dispensable(file, step, later):
    if step is UNASKED[0]:
        return file.deeds[UNASKED[1]] is None
    if step is Step.COURSE:
        return any(file.deeds[one] and file.deeds[one].reason for one in EXCUSING if one in later)
    return False


# DEV-12: the special case is explained where the person goes on without the course.
EXCUSING = (Step.EXAMINED, Step.PREREVIEW, Step.ACCEPTED)


def _miss(file, step, later, day):
    if day < JUDGED_SINCE:
        return
    deed = file.deeds[later] or next(one for one in file.turned if one.step is later)
    message = f"没有登记“{step.label}”，后面的“{later.label}”已经办理"
    mend = f"补登“{step.label}”的日期和材料；没有办的，先办这一步"
    if step is Step.COURSE:
        mend += "；个别特殊情况没有培训的，在支委会审查一步写明理由"
    file.add(
        Sort.GAP,
        step,
        _clause(step, day, message),
        ((step.label, "没有登记"), (later.label, str(deed.on))),
        mend,
        at_entry=True,
    )


RULES = {Step.POLITICAL_REVIEW: "DEV-11", Step.TALK: "DEV-02", Step.COURSE: "DEV-12"}


def _clause(step, day, message):
    """A must throughout: of the course only its length is 一般."""
    if step in RULES:
        return by(RULES[step], day, message, Strength.MUST)
    return Reason(message, "", STEPS[step].cite(day))


def _inverted(file):
    """Of all pairs in the wrong order the widest first; the rest that touch a step already
    named would only say the same again. Nothing more is built on the days of those named."""
    done, taken = file.done, _taken(file)
    found = []
    for first, second in PAIRS:
        earlier, day = done[first], taken.get(second)
        if earlier is None or day is None or earlier <= day or _may_precede(file, first, second):
            continue
        found.append((-(earlier - day).days, second - first, first, second))
    named: set[Step] = set()
    for _, _, first, second in sorted(found):
        if first in named or second in named:
            continue
        named |= {first, second}
        _invert(file, first, second)
    for step in named:
        file.doubt(step)


def _may_precede(file, first, second):
    if (first, second) == UNASKED and file.deeds[second] is None:
        return True
    return done_before(file.done[first]) and done_before(file.begun[second])


def done_before(day):
    return day is not None and day < JUDGED_SINCE


def _invert(file, first, second):
    earlier = _first(file, first, passed=True)
    later = _first(file, second)
    # Whichever is judged at all carries the fault; of two that are, the later step.
    at = first if span(later.on)[1] < JUDGED_SINCE else second
    day = span((later if at is second else earlier).on)[0]
    on = earlier.until if first is Step.COURSE and earlier.until else earlier.on
    message = f"“{second.label}”（{later.on}）早于“{first.label}”（{on}），先后颠倒"
    file.add(
        Sort.WRONG,
        at,
        Reason(message, "", STEPS[second].cite(day)),
        ((first.label, str(on)), (second.label, str(later.on))),
        "核对这两步的日期；核对清楚以前，与这两个日期有关的期限不作判断",
    )


def _first(file, step, passed=False):
    turns = file.repeated.get(step)
    if turns:
        fit = [deed for deed in turns if not passed or deed.outcome is Outcome.PASSED]
        return min(fit, key=lambda deed: span(deed.on))
    return file.deeds[step] or next(deed for deed in file.turned if deed.step is step)


def _not_passed(file):
    for step in Step:
        deed = file.deeds[step]
        if deed is None or deed.outcome is Outcome.PASSED:
            continue
        later = [one for one in _taken(file) if step in STEPS[one].needs]
        if not later or _excused(file, step, later):
            continue
        day = _taken(file)[later[0]]
        if day < JUDGED_SINCE:
            continue
        message = f"“{step.label}”没有通过，不能办理“{later[0].label}”"
        file.add(
            Sort.WRONG,
            later[0],
            _clause(step, day, message),
            (
                (step.label, f"{deed.on} {deed.outcome.label}"),
                (later[0].label, str(_first(file, later[0]).on)),
            ),
            f"“{step.label}”通过以后再办；已经通过的，补登通过的那一次",
        )


def _excused(file, step, later):
    return step is Step.COURSE and _dispensable(file, step, later)


def _unjudged(file):
    old = [step for step in Step if done_before(file.hi[step])]
    if not old:
        return
    file.add(
        Sort.UNSURE,
        old[0],
        by("DEV-V1", JUDGED_SINCE, "2014 年 5 月 28 日以前的步骤只作登记，不作判断"),
        tuple(file.fact(step) for step in old),
        "不需要处理",
    )
