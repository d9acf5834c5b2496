"""Whether an event of a member's life may be recorded: dates, order, limits and grounds.

Dates known to a month or year refuse only when even their most favourable day breaks the rule.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from app.rules.base import Reason, Strength, Verdict, against
from app.rules.dates import PartialDate, add_months, add_years
from app.rules.life import FOLLOWS, EventKind, Ground, Happening, PunishmentKind, StopGround
from app.rules.members import Stage, Standing
from app.rules.registry import rule

PERSUADE_FIRST = frozenset({Ground.RELIGION, Ground.THREATENS, Ground.UNREFORMED})
_OF_PARTY = frozenset(EventKind) - {
    EventKind.APPLIED, EventKind.ACTIVIST, EventKind.PROSPECT, EventKind.JOINED, EventKind.LEFT,
    EventKind.CAME, EventKind.CARE, EventKind.DIED, EventKind.REWARDED,
}  # fmt: skip
_ANY_DAY = PartialDate(2000)
_ONLY_FULL = {EventKind.RECTIFYING, EventKind.PERSUADED, EventKind.WITHDREW, EventKind.REMOVED}


def judge(
    event: Happening, past: Sequence[Happening], *, stage: Stage, standing: Standing, today: date
) -> Verdict:
    """Whether somebody of that stage and standing can have this event; `past` in any order.

    What MUST refuses; what is only 一般 warns and takes a reason."""
    past = [one for one in past if one.on.earliest <= event.on.latest]
    limits = _LIMITS.get(event.kind)
    return (
        against(_impossible(event, stage, standing))
        + against(*_disorder(event, today))
        + (against(*limits(event, past)) if limits else Verdict())
    )


def possible(kind: EventKind, stage: Stage, standing: Standing) -> bool:
    """Whether such an event can be recorded of somebody of that stage and standing at all."""
    return _impossible(Happening(kind, _ANY_DAY), stage, standing) is None


def may_be_reminded(exempt: bool, day: date) -> Verdict:
    """ED-32: of the old and the ill nothing hard is asked; nobody reminds them in person."""
    found = rule("ED-32")
    return against(found.reason(day, "年老体弱、长期患病，不作硬性要求") if exempt else None)


def standing_since(stage: Stage, joined_on: PartialDate | None) -> PartialDate | None:
    """ED-14: 党籍 counts from the day the assembly accepted, once approved; nobody on the way
    has any."""
    return joined_on if stage.in_party else None


def contact_due(last: PartialDate) -> date:
    """ED-23: the last day on which somebody abroad should be in contact again."""
    return add_months(last.latest, rule("ED-23").nearest(last.latest).value)


def stop_due(lost: PartialDate) -> date:
    """ED-16: from this day on 党籍 is stopped if still nobody knows where the person is."""
    return add_months(lost.latest, rule("ED-16").nearest(lost.latest).value)


def removal_due(stopped: PartialDate) -> date:
    """ED-17: from this day on somebody stopped and never found is removed."""
    return add_years(stopped.latest, rule("ED-17").nearest(stopped.latest).value)


def stay_until(left: PartialDate) -> date:
    """ED-15: the last day of the years abroad within which 党籍 stays."""
    return add_years(left.latest, rule("ED-15").nearest(left.latest).value)


def _impossible(event, stage, standing):
    if event.kind not in FOLLOWS[standing]:
        return Reason(f"党籍状态是{standing.label}，不能再记{event.kind.label}，请核对")
    if event.kind is EventKind.CANCELLED and stage is not Stage.PROBATIONARY:
        return Reason(f"只有预备党员可以取消资格，现在是{stage.label}")
    if event.kind in _OF_PARTY and not stage.in_party:
        return Reason(f"{event.kind.label}只记党员的，现在是{stage.label}")
    if event.kind in _ONLY_FULL and stage is not Stage.FULL:
        return Reason(f"对预备党员不作{event.kind.label}，不合格的取消预备党员资格")
    return None


def _disorder(event, today) -> Iterable[Reason]:
    for name, day in (("日期", event.on), ("结束日期", event.ended_on)):
        if day and day.earliest > today:
            yield Reason(f"{name}（{day}）还没有到，请核对")
    for name, day in (("到期日期", event.until), ("结束日期", event.ended_on)):
        if day and day.latest < event.on.earliest:
            yield Reason(f"{name}（{day}）早于开始日期（{event.on}），请核对")
    if event.since and event.since.earliest > event.on.latest:
        yield Reason(f"“自何时起”（{event.since}）晚于决定日期（{event.on}），请核对")


def _applied(event, past):
    """ED-28.1: who was persuaded to leave or removed may not join again for five years."""
    out = _latest(past, EventKind.REMOVED, EventKind.WITHDREW)
    if out and add_years(out.on.earliest, _value("ED-28.1", event)) > event.on.latest:
        yield _reason("ED-28.1", event, f"{out.on}被劝退或者除名，满 5 年才可以重新申请入党")


def _stopped(event, _past):
    if event.stop_ground is StopGround.SETTLED:
        return
    if event.since is None:
        yield Reason("请填写自何时起失去联系或者出国（境）")
    elif event.stop_ground is StopGround.LOST:
        if add_months(event.since.earliest, _value("ED-16", event)) > event.on.latest:
            text = f"自{event.since}起失去联系，满 6 个月仍没有取得联系的才停止党籍"
            yield _reason("ED-16", event, text)
    elif add_years(event.since.earliest, _value("ED-15", event)) >= event.on.latest:
        yield _reason("ED-15", event, f"自{event.since}起出国（境），超过 5 年的才停止党籍")


def _removed(event, past):
    yield from _same_matter(event, past)
    if event.ground is Ground.STOPPED:
        yield _after_stop(event, _latest(past, EventKind.STOPPED))
    elif event.ground is Ground.SELF_LEFT:
        if event.since is None:
            yield Reason("请填写自何时起连续不参加组织生活、不交党费或者不做工作")
        elif add_months(event.since.earliest, _value("ED-27", event)) > event.on.latest:
            yield _reason("ED-27", event, f"自{event.since}起还不满连续 6 个月，不能按自行脱党除名")
    elif event.ground in PERSUADE_FIRST and not _latest(past, EventKind.PERSUADED):
        text = f"{event.ground.label}的应当先劝其退党，劝而不退的才予以除名；请先记劝其退党"
        yield _reason("ED-26", event, text)


def _after_stop(event, stop):
    if stop is None:
        return _reason("ED-17", event, "没有停止党籍的记录，请先记停止党籍，或者换一种情形")
    if add_years(stop.on.earliest, _value("ED-17", event)) > event.on.latest:
        return _reason("ED-17", event, f"{stop.on}停止党籍，满 2 年仍无法取得联系的才除名")
    return None


def _persuaded(event, past):
    yield from _same_matter(event, past)
    if event.ground not in PERSUADE_FIRST:
        yield _reason("ED-26", event, "第（二）（四）（五）项才先劝其退党，这种情形直接予以除名")
    rectifying = _latest(past, EventKind.RECTIFYING)
    if event.ground is Ground.RELIGION and not rectifying:
        yield _reason("ED-28.2", event, "信仰宗教的先作限期改正；请先记限期改正")
    if event.ground is Ground.UNREFORMED:
        yield _unreformed(event, rectifying)


def _unreformed(event, rectifying):
    if rectifying is None:
        return _reason("ED-26", event, "没有限期改正的记录；请先记限期改正")
    ends = rectifying.ended_on or rectifying.until
    if ends and ends.earliest > event.on.latest:
        return _reason("ED-26", event, f"限期改正到{ends}才期满，期满仍没有转变的才劝其退党")
    return None


def _withdrew(event, past):
    if not _latest(past, EventKind.PERSUADED):
        yield _reason("ED-26", event, "没有劝其退党的记录；请先记劝其退党")


def _rectifying(event, past):
    yield from _same_matter(event, past)
    if event.until is None:
        yield _reason("ED-25", event, "限期改正要写明到期日期，最长不超过 1 年")
    elif event.until.earliest > add_years(event.on.latest, _value("ED-25", event)):
        yield _reason("ED-25", event, f"限期改正到{event.until}，超过 1 年；请缩短期限")
    elif event.until.earliest > add_months(event.on.latest, _value("ED-25.1", event)):
        yield _reason("ED-25.1", event, f"限期改正到{event.until}，长于通常的 6 个月")


def _punished(event, _past):
    if event.punishment is not PunishmentKind.PROBATION_IN_PARTY:
        return
    if event.until is None:
        yield _reason("ED-28.3", event, "留党察看要写明到期日期，最长不超过 2 年")
    elif event.until.earliest > add_years(event.on.latest, _value("ED-28.3", event)):
        yield _reason("ED-28.3", event, f"留党察看到{event.until}，超过 2 年；请缩短期限")


def _floating(event, _past):
    if event.until and event.until.latest < add_months(event.on.earliest, _value("ED-24", event)):
        yield _reason("ED-24", event, "外出不满 6 个月的不按流动党员管理，不必记")
    elif event.fixed:
        yield _reason("ED-18", event, "外出 6 个月以上并且地点固定的应当转移组织关系；请办理转接")


def _abroad(event, _past):
    if event.until and event.until.earliest > stay_until(event.on):
        yield _reason("ED-15", event, f"计划到{event.until}返回，超过 5 年")


def _graduate(event, _past):
    if event.until is None:
        yield Reason("请填写保留到哪一天，一般不超过 2 年")
        return
    years = _value("ED-22", event)
    if event.until.earliest > add_years(event.on.latest, years + 1):
        yield _reason("ED-22", event, f"保留到{event.until}，超过 2 年加延长 1 年")
    elif event.until.earliest > add_years(event.on.latest, years):
        yield _reason("ED-22", event, f"保留到{event.until}，超过 2 年的须本人申请延长")


def _same_matter(event, past):
    """ED-28: one matter is not punished twice; whether it is one matter nobody can compute."""
    running = [p for p in past if p.kind is EventKind.PUNISHED and p.ended_on is None]
    if running:
        text = f"{running[-1].on}已给予{running[-1].punishment.label}；同一事项不再作组织处置"
        yield _reason("ED-28", event, text, Strength.NORMALLY)


_LIMITS: dict[EventKind, Callable] = {
    EventKind.APPLIED: _applied,
    EventKind.STOPPED: _stopped,
    EventKind.REMOVED: _removed,
    EventKind.PERSUADED: _persuaded,
    EventKind.WITHDREW: _withdrew,
    EventKind.RECTIFYING: _rectifying,
    EventKind.PUNISHED: _punished,
    EventKind.FLOATING: _floating,
    EventKind.ABROAD: _abroad,
    EventKind.GRADUATE: _graduate,
}


def _latest(past, *kinds):
    return max((p for p in past if p.kind in kinds), key=lambda p: p.on.latest, default=None)


def _value(rule_id, event):
    return rule(rule_id).nearest(event.on.latest).value


def _reason(rule_id, event, message, strength=None):
    return rule(rule_id).reason(event.on.latest, message, strength)
