"""公示: put up, corrected, and the opinions received while it hung, each to be settled."""

from datetime import date

from app.calendars.queries import calendar
from app.core import audit
from app.core.db import db
from app.core.errors import Refused
from app.core.filters import full_day
from app.development.actions.changing import change, refuse_closed
from app.development.actions.judging import touch
from app.development.models import File, FileNotice, Opinion
from app.rules.development.case import NoticeKind
from app.rules.registry import rule
from app.rules.workdays import Counted


def usual_end(posted_on: date) -> Counted:
    """The last of the working days that a notice put up that day hangs at least (DEV-08)."""
    days = rule("DEV-08").nearest(posted_on).value
    return calendar().after(posted_on, days)


def shortfall(notice: FileNotice) -> str:
    """What a notice of a prospect lacks in working days (DEV-08), or '': told while it can still
    be lengthened; the step that rests on it refuses later."""
    posted, until = notice.posted_on, notice.until_on
    if notice.kind is not NoticeKind.PROSPECT or not rule("DEV-08").in_force(posted):
        return ""
    usual = usual_end(posted)
    if until >= usual.last:
        return ""
    hung = calendar().between(posted, until).days
    return (
        f"公示只有 {hung} 个工作日，不少于 {usual.days} 个才够。"
        f"请延长到{full_day(usual.last)}，再更正最后一天。"
    )


def post(
    file: File, kind: NoticeKind, *, posted_on: date, until_on: date, reason: str = "", **facts
) -> FileNotice:
    """A notice is put up; `facts` are place, second_place, receiver and contact."""
    refuse_closed(file)
    _check(posted_on, until_on)
    with change(file, reason):
        notice = FileNotice(file=file, kind=kind, posted_on=posted_on, until_on=until_on, **facts)
        db.session.add(notice)
    return notice


def correct(notice: FileNotice, *, reason: str = "", **facts) -> None:
    _check(facts.get("posted_on", notice.posted_on), facts.get("until_on", notice.until_on))
    with change(notice.file, reason):
        for name, value in facts.items():
            setattr(notice, name, value)


def remove(notice: FileNotice, why: str) -> None:
    """Take back a notice entered by mistake; one with opinions stays."""
    if notice.opinions:
        raise Refused("这次公示已经登记了反映，不能删除。", "why")
    with change(notice.file, why):
        db.session.delete(notice)


def receive(notice: FileNotice, *, received_on: date, content: str, giver: str = "") -> Opinion:
    """Something was said about the person; who said it may stay open. Nothing is asked of the
    linter: what was said was said, and a step taken meanwhile is told as not settled."""
    refuse_closed(notice.file)
    if received_on < notice.posted_on:
        raise Refused("收到日期早于公示开始日期，请核对。", "received_on")
    opinion = Opinion(notice=notice, received_on=received_on, content=content, giver=giver or None)
    db.session.add(opinion)
    touch(notice.file)
    db.session.flush()
    return opinion


def settle(opinion: Opinion, *, settled_on: date, result: str) -> None:
    """What came of it. Settled once; a correction is written over with its trail."""
    if settled_on < opinion.received_on:
        raise Refused("处理日期早于收到日期，请核对。", "settled_on")
    audit.because("处理公示期间的反映")
    with change(opinion.file):
        opinion.settled_on, opinion.result = settled_on, result


def _check(posted_on, until_on):
    if until_on < posted_on:
        raise Refused("公示结束日期不能早于张贴日期。", "until_on")
