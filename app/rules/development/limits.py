"""Whether the time between two steps is long or short enough, and which limit has run out."""

from app.rules.base import Strength
from app.rules.dates import in_words
from app.rules.development.case import ReviewKind, Sort
from app.rules.development.reading import Reading, by, span
from app.rules.development.steps import S, Step
from app.rules.development.texts import JUDGED_SINCE, later, text_of


def judge(file: Reading) -> None:
    _age(file)
    _talk(file)
    _training(file)
    _reviews(file)
    _accepted(file)
    _assembly(file)
    _approval(file)
    _oath(file)


def vague_of(file: Reading, first: Step, second: Step) -> Step:
    """Which of two steps is to blame when their days leave a limit open."""
    return first if file.lo[first] != file.hi[first] else second


def _age(file):
    lo, hi, birth = file.lo[S.APPLY], file.hi[S.APPLY], file.case.birth
    text = file.text(S.APPLY)
    if text is None:
        return
    on = file.deeds[S.APPLY].on
    if birth is None:
        reason = by("DEV-01", lo, "没有出生日期，无法判断申请入党时是否年满 18 周岁")
        file.add(Sort.GAP, S.APPLY, reason, (file.fact(S.APPLY),), "补上出生日期")
        return
    born_lo, born_hi = span(birth)
    if lo >= later(born_hi, 12 * text.age):
        return
    grown = later(born_lo, 12 * text.age)
    facts = (("出生日期", str(birth)), file.fact(S.APPLY))
    if hi < grown:
        message = f"递交入党申请书时未满 {text.age} 周岁"
        mend = f"核对两个日期；{in_words(grown)}起才可以申请"
        file.add(Sort.WRONG, S.APPLY, by("DEV-01", lo, message), facts, mend)
    elif lo != hi:
        file.imprecise(S.APPLY, on, "DEV-01", lo, f"无法判断是否年满 {text.age} 周岁")
    else:
        message = f"出生日期只记到{birth.precision.label}，无法判断是否年满 {text.age} 周岁"
        file.add(Sort.GAP, S.APPLY, by("DEV-01", lo, message), facts, "补上出生的具体日期")


def _talk(file):
    applied, talked = file.hi[S.APPLY], file.lo[S.TALK]
    if applied is None:
        return
    if file.deeds[S.TALK] is None:
        waits = applied >= JUDGED_SINCE and file.open and not file.taken_after(S.TALK)
        if waits and file.day > later(applied, file.today.talk):
            message = f"收到入党申请书满 {file.today.talk} 个月，还没有派人谈话"
            _overdue(file, S.TALK, S.APPLY, "DEV-02", message, "尽快派人谈话，补登谈话记录")
        return
    text = file.text(S.TALK)
    if text is None or file.hi[S.TALK] <= later(file.lo[S.APPLY], text.talk):
        return
    due = later(applied, text.talk)
    if talked <= due:
        step = vague_of(file, S.APPLY, S.TALK)
        what = f"无法判断谈话是否在 {text.talk} 个月内"
        file.imprecise(step, file.deeds[step].on, "DEV-02", talked, what)
        return
    message = f"谈话应当在收到入党申请书后 {text.talk} 个月内（{in_words(due)}前）进行"
    file.add(
        Sort.LATE,
        S.TALK,
        by("DEV-02", talked, message),
        (file.fact(S.APPLY), file.fact(S.TALK)),
        "核对两个日期；确实晚了的，写明原因",
        at_entry=True,
    )


def _training(file):
    """DEV-07; a transfer in between does not interrupt it (§12)."""
    text = file.text(S.PROSPECT)
    first_lo, first_hi = file.lo[S.ACTIVIST], file.hi[S.ACTIVIST]
    if text is None or first_lo is None or not file.passed(S.PROSPECT):
        return
    lo, hi = file.lo[S.PROSPECT], file.hi[S.PROSPECT]
    if lo >= later(first_hi, text.training):
        return
    soonest = later(first_lo, text.training)
    if hi >= soonest:
        step = vague_of(file, S.ACTIVIST, S.PROSPECT)
        what = f"无法判断培养教育是否满 {text.training} 个月"
        file.imprecise(step, file.deeds[step].on, "DEV-07", lo, what)
        return
    message = "培养教育和考察不满一年，不能确定为发展对象"
    file.add(
        Sort.WRONG,
        S.PROSPECT,
        by("DEV-07", lo, message),
        (file.fact(S.ACTIVIST), file.fact(S.PROSPECT)),
        f"{in_words(soonest)}以后再由支委会讨论确定",
    )


def _reviews(file):
    """DEV-05 from the activist's day to step 7; an open stretch runs to today."""
    begun = file.hi[S.ACTIVIST]
    if begun is None or not file.passed(S.ACTIVIST):
        return
    ended = file.lo[S.PROSPECT] if file.passed(S.PROSPECT) else None
    if ended is None and (file.deeds[S.PROSPECT] or file.taken_after(S.PROSPECT)):
        return
    end = ended or file.day
    text = text_of(end)
    if text is None:
        return
    previous = max(begun, JUDGED_SINCE)
    for lo, hi in _reviewed(file, ReviewKind.ACTIVIST):
        if lo > end:
            break
        if lo > later(previous, text.review):
            _review_gap(file, previous, lo, text.review)
        previous = max(previous, hi)
    if end <= later(previous, text.review):
        return
    if ended:
        _review_gap(file, previous, ended, text.review)
    elif file.open:
        due = later(previous, text.review)
        message = f"每 {text.review} 个月考察一次，这一次应在{in_words(due)}前"
        file.add(
            Sort.LATE,
            S.TRAINING,
            by("DEV-05", end, message),
            (("上一次考察或确定之日", in_words(previous)), ("今天", in_words(end))),
            "尽快考察并登记结果",
        )


def _reviewed(file, kind):
    return sorted([span(one.on) for one in file.case.reviews if one.kind is kind])


def _review_gap(file, previous, following, months):
    message = f"{in_words(previous)}至{in_words(following)}超过 {months} 个月没有考察记录"
    file.add(
        Sort.GAP,
        S.TRAINING,
        by("DEV-05", following, message),
        (("前一次", in_words(previous)), ("后一次", in_words(following))),
        "补登这段时间的考察；没有考察的，在培养考察登记表上说明",
    )


def _accepted(file):
    """DEV-26: probation is counted from this day, so its month never suffices."""
    lo, hi = file.lo[S.ACCEPTED], file.hi[S.ACCEPTED]
    if lo != hi and hi >= JUDGED_SINCE:
        on = file.deeds[S.ACCEPTED].on
        file.imprecise(S.ACCEPTED, on, "DEV-26", lo, "预备期的起止无法确定")


def _assembly(file):
    """DEV-14, new in 2026: judged by the assembly's own day."""
    examined = file.hi[S.PREREVIEW]
    if examined is None or not file.passed(S.PREREVIEW):
        return
    if file.deeds[S.ACCEPTED] is None:
        months = file.open and file.today and file.today.assembly
        waits = months and not file.taken_after(S.ACCEPTED)
        if waits and file.day > later(examined, months):
            message = f"预审合格满 {months} 个月，还没有召开支部党员大会讨论"
            mend = "尽快召开支部党员大会；需要重新预审的，报上级党委"
            _overdue(file, S.ACCEPTED, S.PREREVIEW, "DEV-14", message, mend)
        return
    text = file.text(S.ACCEPTED)
    if text is None or text.assembly is None:
        return
    held = file.lo[S.ACCEPTED]
    if file.hi[S.ACCEPTED] <= later(file.lo[S.PREREVIEW], text.assembly):
        return
    due = later(examined, text.assembly)
    if held <= due:
        step = vague_of(file, S.PREREVIEW, S.ACCEPTED)
        what = f"无法判断大会是否在预审合格后 {text.assembly} 个月内召开"
        file.imprecise(step, file.deeds[step].on, "DEV-14", held, what)
        return
    file.add(
        Sort.WRONG,
        S.ACCEPTED,
        by("DEV-14", held, f"支部党员大会应当在预审合格后 {text.assembly} 个月内召开"),
        (file.fact(S.PREREVIEW), file.fact(S.ACCEPTED), ("最晚", in_words(due))),
        "重新报上级党委预审，合格后 1 个月内召开大会",
    )


def _approval(file):
    """DEV-24: three months, six at most where there is a reason."""
    held = file.hi[S.ACCEPTED]
    if held is None or not file.passed(S.ACCEPTED):
        return
    deed = file.deeds[S.APPROVED]
    if deed is None:
        _awaits_approval(file, held)
        return
    text = file.text(S.APPROVED)
    if text is None or file.hi[S.APPROVED] <= later(file.lo[S.ACCEPTED], text.approval):
        return
    decided = file.lo[S.APPROVED]
    facts = (file.fact(S.ACCEPTED), file.fact(S.APPROVED))
    if decided > later(held, text.approval_most):
        message = f"上级党委审批超过支部大会后 {text.approval_most} 个月的最长期限"
        mend = "核对日期；确实超过的，重新召开支部党员大会讨论后再报批"
        file.add(Sort.WRONG, S.APPROVED, by("DEV-24", decided, message), facts, mend)
    elif decided > later(held, text.approval):
        if not deed.reason:
            message = f"上级党委审批超过支部大会后 {text.approval} 个月，没有写明理由"
            reason = by("DEV-24", decided, message, Strength.NORMALLY)
            mend = f"写明延长审批的特殊情况（最长 {text.approval_most} 个月）"
            file.add(Sort.WRONG, S.APPROVED, reason, facts, mend, "reason")
    else:
        step = vague_of(file, S.ACCEPTED, S.APPROVED)
        what = f"无法判断审批是否在 {text.approval} 个月内"
        file.imprecise(step, file.deeds[step].on, "DEV-24", decided, what)


def _awaits_approval(file, held):
    if not file.open or held < JUDGED_SINCE or file.taken_after(S.APPROVED):
        return
    text = file.today
    if file.day > later(held, text.approval_most):
        message = f"支部大会后满 {text.approval_most} 个月，超过审批的最长期限"
        mend = "请示上级党委；需要时重新召开支部党员大会讨论"
    elif file.day > later(held, text.approval):
        message = f"支部大会后满 {text.approval} 个月，上级党委还没有审批"
        mend = f"催办；特殊情况写明理由，最长 {text.approval_most} 个月"
    else:
        return
    _overdue(file, S.APPROVED, S.ACCEPTED, "DEV-24", message, mend)


def _oath(file):
    """DEV-25, new in 2026 and only 一般: a reason answers it."""
    approved = file.hi[S.APPROVED]
    if approved is None or not file.passed(S.APPROVED):
        return
    deed = file.deeds[S.OATH]
    if deed is None:
        months = file.open and file.today and file.today.oath
        waits = months and file.deeds[S.CONFIRMATION_VOTED] is None and not file.turned
        if waits and file.day > later(approved, months):
            message = f"上级党委批准满 {months} 个月，还没有举行入党宣誓"
            _overdue(file, S.OATH, S.APPROVED, "DEV-25", message, "尽快举行入党宣誓并登记")
        return
    text = file.text(S.OATH)
    if text is None or text.oath is None or deed.reason:
        return
    sworn = file.lo[S.OATH]
    if file.hi[S.OATH] <= later(file.lo[S.APPROVED], text.oath):
        return
    if sworn <= later(approved, text.oath):
        step = vague_of(file, S.APPROVED, S.OATH)
        what = f"无法判断宣誓是否在批准后 {text.oath} 个月内"
        file.imprecise(step, file.deeds[step].on, "DEV-25", sworn, what)
        return
    file.add(
        Sort.LATE,
        S.OATH,
        by("DEV-25", sworn, f"入党宣誓一般在上级党委批准后 {text.oath} 个月内举行"),
        (file.fact(S.APPROVED), file.fact(S.OATH)),
        "核对日期；确实晚了的，写明原因",
        at_entry=True,
    )


def _overdue(file, step, since, rule_id, message, mend):
    file.add(
        Sort.LATE,
        step,
        by(rule_id, file.day, message),
        (file.fact(since), ("今天", in_words(file.day))),
        mend,
    )
