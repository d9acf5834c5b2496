"""Whether the superior's word and the public notice stand behind a listing as 发展对象."""

from datetime import timedelta

from app.rules.base import Reason
from app.rules.dates import in_words
from app.rules.development.case import NoticeKind, Sort
from app.rules.development.reading import Reading, by, span
from app.rules.development.steps import S

LISTED = S.PROSPECT_LISTED
# No holiday leaves fewer than five working days in it; nothing longer is counted day by day.
SURELY_LONG = timedelta(days=60)


def judge(file: Reading) -> None:
    text = file.text(LISTED)
    deed = file.deeds[LISTED]
    if text is None or not file.passed(LISTED):
        return
    if deed.agreed_on is not None:
        _agreement(file, deed, text)
    elif text.consent:
        reason = by("DEV-C2", file.lo[LISTED], "没有登记上级党委同意的日期，不能列为发展对象")
        mend = "报上级党委，同意后再公示、列为发展对象"
        file.add(Sort.GAP, LISTED, reason, (file.fact(LISTED),), mend, "agreed_on", at_entry=True)
    if text.notice_days:
        _notice(file, deed, text)


def _agreement(file, deed, text):
    lo, hi = span(deed.agreed_on)
    word = "同意" if text.consent else "备案"
    own = (f"上级党委{word}", str(deed.agreed_on))
    message = None
    if lo > file.hi[LISTED]:
        message, other = f"列为发展对象早于上级党委{word}", file.fact(LISTED)
    elif file.lo[S.PROSPECT] and file.lo[S.PROSPECT] > hi:
        message, other = f"上级党委{word}早于支委会确定发展对象", file.fact(S.PROSPECT)
    if message:
        reason = by("DEV-C2", file.lo[LISTED], message)
        mend = f"核对日期；上级党委{word}在支委会讨论之后、列为发展对象之前"
        file.add(Sort.WRONG, LISTED, reason, (own, other), mend, "agreed_on")


def _notice(file, deed, text):
    listed, closes = file.lo[LISTED], file.hi[LISTED]
    notice = _relevant(file, closes)
    if notice is None:
        message = f"没有登记公示，列为发展对象前应当公示不少于 {text.notice_days} 个工作日"
        mend = "公示期满后再列为发展对象；已经公示的，补登起止日期"
        reason = by("DEV-08", listed, message)
        facts = (file.fact(LISTED),)
        file.add(Sort.GAP, LISTED, reason, facts, mend, "notice", at_entry=True)
        return
    _placed(file, notice, deed)
    if notice.posted_on <= notice.until < closes:
        _length(file, notice, text.notice_days)
    if file.case.floating and notice.places < 2:
        message = "流动人员应当在流出地、流入地同时公示，只登记了一处"
        _wrong(file, notice, message, "在另一处同时公示不少于 5 个工作日，补登第二处地点")
    if notice.open_opinions:
        message = f"公示期间的反映有 {notice.open_opinions} 件还没有处理完"
        _wrong(file, notice, message, "调查处理并登记结果后，再列为发展对象")


def _relevant(file, closes):
    """The last notice put up by the day of listing; a short one may have been put up again."""
    found = [one for one in file.case.notices if one.kind is NoticeKind.PROSPECT]
    if len(found) > 1:
        found.sort(key=lambda one: one.posted_on)
        found = [one for one in found if one.posted_on <= closes] or found
    return found[-1] if found else None


def _placed(file, notice, deed):
    """支委会, consent, notice, listing: in this order."""
    discussed = file.lo[S.PROSPECT]
    if notice.until < notice.posted_on:
        _wrong(file, notice, "公示结束早于张贴", "核对公示起止日期")
    elif notice.until >= file.hi[LISTED]:
        message = f"公示到{in_words(notice.until)}才期满，不能提前列为发展对象"
        _wrong(file, notice, message, "公示期满的第二天起才可以列为发展对象", file.fact(LISTED))
    elif deed.agreed_on and span(deed.agreed_on)[0] > notice.posted_on:
        fact = ("上级党委同意", str(deed.agreed_on))
        message = "上级党委同意以前就张贴了公示"
        _wrong(file, notice, message, "上级党委同意后重新公示", fact)
    elif discussed and discussed > notice.posted_on:
        message = "支委会确定以前就张贴了公示"
        mend = "核对日期；支委会讨论、上级党委同意后再公示"
        _wrong(file, notice, message, mend, file.fact(S.PROSPECT))


def _length(file, notice, needed):
    if notice.until - notice.posted_on > SURELY_LONG:
        return
    counted = file.calendar.between(notice.posted_on, notice.until)
    if counted.days >= needed and not counted.provisional:
        return
    ends = file.calendar.after(notice.posted_on, needed)
    if not counted.provisional or (notice.until - notice.posted_on).days < needed:
        message = f"公示满 {counted.days} 个工作日，不足 {needed} 个（张贴当天不计）"
        mend = f"重新公示；从{in_words(notice.posted_on)}张贴算起，应公示到{in_words(ends.last)}"
        _wrong(file, notice, message, mend)
        return
    message = f"公示暂算 {counted.days} 个工作日：当年放假安排没有录入，以公布的安排为准"
    reason = by("DEV-08", file.lo[LISTED], message)
    mend = "请管理员录入当年的放假安排"
    file.add(Sort.UNSURE, LISTED, reason, (_fact(notice),), mend, "notice")


def _fact(notice):
    return "公示", f"{in_words(notice.posted_on)}至{in_words(notice.until)}"


def _wrong(file, notice, message, mend, *facts):
    reason = by("DEV-08", file.lo[LISTED], message)
    file.add(Sort.WRONG, LISTED, reason, (_fact(notice), *facts), mend, "notice")


def judge_plain_dates(file: Reading) -> None:
    """Notices, reviews, courses and moves of days that have not come."""
    case, today = file.case, file.day
    for notice in case.notices:
        if notice.posted_on > today:
            _ahead(file, LISTED, notice.kind.label, notice.posted_on, "notice")
    for review in case.reviews:
        if span(review.on)[0] > today:
            _ahead(file, S.TRAINING, review.kind.label, review.on)
    for training in case.trainings:
        if span(training.on)[0] > today:
            _ahead(file, S.TRAINING, "入党积极分子培训", training.on)
    for move in case.moves:
        if span(move.on)[0] > today:
            _ahead(file, S.ASSIGNED, "组织关系转接", move.on)


def _ahead(file, step, what, on, field="on"):
    message = f"{what}的日期（{on}）还没有到"
    file.add(Sort.WRONG, step, Reason(message), ((what, str(on)),), "核对日期", field)
