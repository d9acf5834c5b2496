"""What only some provinces and schools ask, judged where the organisation has switched it on."""

from datetime import date

from app.rules.dates import in_words, periods_between
from app.rules.development.case import NoticeKind, ReviewKind, Sort
from app.rules.development.reading import Reading, by, span
from app.rules.development.steps import S
from app.rules.development.texts import JUDGED_SINCE, later, text_of
from app.rules.registry import rule


def judge(file: Reading) -> None:
    for rule_id in sorted(file.case.local):
        if rule_id in CHECKS:
            CHECKS[rule_id](file, rule(rule_id).on(file.day))


def _wait(file, months):
    """DEV-L1"""
    text, applied = file.text(S.ACTIVIST), file.lo[S.APPLY]
    if text is None or applied is None or file.hi[S.ACTIVIST] >= later(applied, months):
        return
    message = f"递交入党申请书不满 {months} 个月，不能确定为入党积极分子"
    facts = (file.fact(S.APPLY), file.fact(S.ACTIVIST))
    mend = f"{in_words(later(applied, months))}以后再讨论，或者写明理由"
    _wrong(file, S.ACTIVIST, "DEV-L1", message, facts, mend)


def _validity(file, years):
    """DEV-L4, on the day of the assembly."""
    text, reviewed = file.text(S.ACCEPTED), file.hi[S.POLITICAL_REVIEW]
    if text is None or reviewed is None or file.lo[S.ACCEPTED] <= later(reviewed, 12 * years):
        return
    message = f"政治审查结论超过 {years} 年"
    facts = (file.fact(S.POLITICAL_REVIEW), file.fact(S.ACCEPTED))
    _wrong(file, S.POLITICAL_REVIEW, "DEV-L4", message, facts, "重新审查，或者写明理由")


def _wrong(file, step, rule_id, message, facts, mend):
    if not file.deeds[step].reason:
        file.add(Sort.WRONG, step, by(rule_id, file.day, message), facts, mend)


def _prereview(file, months):
    """DEV-L5, from the day it was submitted, else from the branch committee's examination."""
    deed = file.deeds[S.PREREVIEW]
    begun = file.hi[S.EXAMINED]
    if deed is not None and deed.submitted_on is not None:
        begun = span(deed.submitted_on)[1]
    if begun is None or text_of(begun) is None:
        return
    due = later(begun, months)
    ended = file.day if deed is None else file.lo[S.PREREVIEW]
    if ended is None or ended <= due or (deed and deed.reason):
        return
    if deed is None and (not file.open or file.taken_after(S.PREREVIEW)):
        return
    message = f"上级党委预审应在 {months} 个月内（{in_words(due)}前）完成"
    facts = (file.fact(S.EXAMINED),) if file.deeds[S.EXAMINED] else ()
    reason = by("DEV-L5", file.day, message)
    file.add(Sort.LATE, S.PREREVIEW, reason, facts, "请上级党委尽快预审", at_entry=bool(deed))


def _hours(file, needed):
    """DEV-L7, before being chosen as a prospect."""
    if file.text(S.PROSPECT) is None:
        return
    hours = sum(one.hours for one in file.case.trainings if span(one.on)[0] <= file.hi[S.PROSPECT])
    if hours >= needed or file.deeds[S.PROSPECT].reason:
        return
    reason = by("DEV-L7", file.day, f"入党积极分子培训 {hours} 学时，不足 {needed} 学时")
    facts = (("培训学时", str(hours)), file.fact(S.PROSPECT))
    file.add(Sort.GAP, S.TRAINING, reason, facts, "补登或者补足培训学时", "hours")


def _notices(file, _moments):
    """DEV-L3: at the activist's stage and before 转正."""
    shown = {one.kind for one in file.case.notices}
    for step, kind in _NOTICES:
        if file.text(step) is None or not file.passed(step) or kind in shown:
            continue
        reason = by("DEV-L3", file.day, f"没有登记{kind.label}")
        file.add(Sort.GAP, step, reason, (file.fact(step),), "补登公示的起止日期", "notice")


_NOTICES = (
    (S.ACTIVIST, NoticeKind.ACTIVIST),
    (S.CONFIRMATION_VOTED, NoticeKind.CONFIRMATION),
)


def _reports(file, kind):
    """DEV-L2, until acceptance."""
    _periodic(file, kind, "DEV-L2", ReviewKind.REPORT, S.ACTIVIST, S.ACCEPTED)


def _notes(file, kind):
    """DEV-L6, while there are contacts to write."""
    _periodic(file, kind, "DEV-L6", ReviewKind.CONTACT, S.CONTACTS, S.PROSPECT)


def _periodic(file, kind, rule_id, review, first, last):
    """Every whole period between the two steps has its record; month-only records count."""
    begun = file.hi[first]
    ended = file.lo[last] if file.deeds[last] else (file.day if file.open else None)
    if begun is None or ended is None or ended < JUDGED_SINCE:
        return
    begun = max(begun, JUDGED_SINCE)
    written = [span(one.on) for one in file.case.reviews if one.kind is review]
    lacking = [
        period.label
        for period in periods_between(kind, begun, ended)
        if period.start > begun and period.end < ended and not _any_in(written, period)
    ]
    if not lacking:
        return
    reason = by(rule_id, file.day, f"{'、'.join(lacking)}没有{review.label}")
    facts = tuple((label, "没有登记") for label in lacking)
    file.add(Sort.GAP, S.TRAINING, reason, facts, f"补登这些季度的{review.label}")


def _any_in(written: list[tuple[date, date]], period):
    return any(lo <= period.end and hi >= period.start for lo, hi in written)


CHECKS = {
    "DEV-L1": _wait,
    "DEV-L2": _reports,
    "DEV-L3": _notices,
    "DEV-L4": _validity,
    "DEV-L5": _prereview,
    "DEV-L6": _notes,
    "DEV-L7": _hours,
}
"""{local rule: what judges it, given the file and the rule's value}"""
