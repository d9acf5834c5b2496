"""Whether the training contacts and introducers could be that: how many, who, since when."""

from app.rules.base import Strength
from app.rules.development.case import Helper, HelperRole, Sort
from app.rules.development.reading import Reading, by, span
from app.rules.development.steps import S
from app.rules.development.texts import text_of
from app.rules.life import PunishmentKind

CONTACT = HelperRole.CONTACT
NAMED = {HelperRole.CONTACT: S.CONTACTS, HelperRole.INTRODUCER: S.INTRODUCERS}
RULE = {HelperRole.CONTACT: "DEV-04", HelperRole.INTRODUCER: "DEV-09"}


def judge(file: Reading) -> None:
    contacts, introducers = [], []
    for one in file.case.helpers:
        (contacts if one.role is CONTACT else introducers).append(one)
    if (text := file.text(S.CONTACTS)) is not None:
        _contacts(file, contacts, text)
    if (text := file.text(S.INTRODUCERS)) is not None:
        _introducers(file, introducers, text)


def _contacts(file, contacts, text):
    if not contacts:
        _only_names(file, S.CONTACTS, "DEV-04", 1, text.most_contacts)
        return
    for one in contacts:
        _full(file, one)
    if len(contacts) > text.most_contacts or len({one.name for one in contacts}) < len(contacts):
        _together(file, contacts, text.most_contacts)
    if file.deeds[S.PROSPECT] is not None:
        end, field = file.hi[S.PROSPECT], S.PROSPECT
    elif file.taken_after(S.PROSPECT) or not file.open:
        return
    else:
        end, field = file.day, None
    if end is None or any(_in_place(file, one, end) for one in contacts):
        return
    gone = tuple((one.name, _gone(one)) for one in contacts)
    if field is None:
        reason = by("DEV-04", end, "培养联系人已经离开或者不再担任，还没有另行指定")
        file.add(Sort.LATE, S.CONTACTS, reason, gone, "另行指定一至两名正式党员", "helpers")
    elif text_of(end) is not None:
        reason = by("DEV-04", end, "确定发展对象时没有在任的培养联系人")
        mend = "补登接任的培养联系人；没有指定的，指定后听取其意见再讨论"
        file.add(Sort.GAP, S.CONTACTS, reason, (*gone, file.fact(field)), mend, "helpers")


def _introducers(file, introducers, text):
    if not introducers:
        _only_names(file, S.INTRODUCERS, "DEV-09", text.introducers, text.introducers)
        return
    for one in introducers:
        _full(file, one)
        if one.punishments:
            _fit(file, one, S.INTRODUCERS, _start(file, one))
    held = file.hi[S.ACCEPTED]
    judged_at = S.ACCEPTED if held and text_of(held) else S.INTRODUCERS
    end = held or file.day
    if file.deeds[S.ACCEPTED] is None or held:
        _two(file, [one for one in introducers if _named_by(file, one, end)], judged_at, text, end)


def _two(file, serving, step, text, end):
    """Those who serve on the day of the assembly, or today while it has not been held."""
    for one in serving:
        if one.left_on and span(one.left_on)[1] < end:
            message = f"入党介绍人{one.name}已经转出或者不在本支部"
            reason = by("DEV-09", end, message, Strength.NORMALLY)
            if not _explained(file, step):
                facts = ((one.name, f"{one.left_on} 离开"), _when(file, step))
                mend = "另行确定入党介绍人，或者写明理由"
                file.add(Sort.WRONG, step, reason, facts, mend, "helpers")
        if step is S.ACCEPTED and one.punishments:
            _fit(file, one, step, span(file.deeds[step].on), but=_start(file, one))
    names = {one.name for one in serving}
    facts = tuple((one.role.label, one.name) for one in serving)
    facts = facts or (("入党介绍人", "没有在任的"),)
    if len(names) < len(serving):
        reason = by("DEV-09", end, "两名入党介绍人是同一个人")
        mend = f"确定 {text.introducers} 名不同的正式党员作入党介绍人"
        file.add(Sort.WRONG, step, reason, facts, mend, "helpers")
    elif len(serving) != text.introducers:
        message = f"入党介绍人应为 {text.introducers} 名，登记了 {len(serving)} 名"
        mend = f"确定 {text.introducers} 名正式党员作入党介绍人，更换的登记起止日期"
        file.add(Sort.WRONG, step, by("DEV-09", end, message), facts, mend, "helpers")


def _only_names(file, step, rule_id, least, most):
    """Old records often give names and no more."""
    number, day = len(file.deeds[step].by), file.lo[step]
    if least <= number <= most:
        return
    bounds = f"{least}" if least == most else f"{least}—{most}"
    who = "入党介绍人" if step is S.INTRODUCERS else "培养联系人"
    facts = ((who, "、".join(file.deeds[step].by) or "没有登记"),)
    if number:
        message = f"{who}应为 {bounds} 名，登记了 {number} 名"
        mend = f"核对名单；确定 {bounds} 名正式党员"
        file.add(Sort.WRONG, step, by(rule_id, day, message), facts, mend, "helpers")
    else:
        reason = by(rule_id, day, f"没有登记{who}是谁")
        file.add(Sort.GAP, step, reason, facts, f"补登 {bounds} 名正式党员", "helpers")


def _full(file, one: Helper):
    if one.full is not False and (one.full_since is None or _years_ago(one)):
        return
    step = NAMED[one.role]
    start = _start(file, one)
    if start is None or text_of(start[0]) is None:
        return
    since = span(one.full_since) if one.full_since else None
    if one.full is not False and (since is None or since[1] <= start[0]):
        return
    facts = ((one.role.label, one.name), ("担任之日", _since(file, one)))
    if one.full is False or since[0] > start[1]:
        shown = str(one.full_since) if since else "不是正式党员"
        message = f"{one.role.label}{one.name}担任时不是正式党员"
        facts += (("转正日期", shown),)
        mend = f"另行确定正式党员作{one.role.label}"
        reason = by(RULE[one.role], start[0], message)
        file.add(Sort.WRONG, step, reason, facts, mend, "helpers")
    else:
        message = f"日期只记到月，无法判断{one.role.label}{one.name}担任时是否已经转正"
        facts += (("转正日期", str(one.full_since)),)
        reason = by(RULE[one.role], start[0], message)
        file.add(Sort.GAP, step, reason, facts, "补上具体日期", "helpers")


def _years_ago(one):
    """The usual case, told without making dates."""
    return one.since is not None and one.full_since.year < one.since.year


def _fit(file, one: Helper, step, at, but=None):
    """DEV-10 on the day `at`; what already spoke against the person on the day `but` was said."""
    if at is None or at == but:
        return
    text = text_of(at[0])
    if text is None:
        return
    said = _bars(one, but) if but and text_of(but[0]) else ()
    for punishment, message, strength in _bars(one, at):
        if (punishment, message, strength) in said:
            continue
        if strength is not Strength.MUST and _explained(file, step):
            continue
        file.add(
            Sort.WRONG,
            step,
            by("DEV-10", at[0], f"入党介绍人{one.name}{message}", strength),
            ((one.name, f"{punishment.kind.label} {punishment.since}"), _when(file, step)),
            "另行确定入党介绍人" + ("" if strength is Strength.MUST else "，或者写明理由"),
            "helpers",
        )


def _bars(one, at):
    text, found = text_of(at[0]), []
    for punishment in one.punishments:
        if span(punishment.since)[0] > at[1]:
            continue
        restored, until = punishment.restored_on, punishment.until
        if punishment.kind is PunishmentKind.EXPULSION:
            found.append((punishment, "已被开除党籍", Strength.MUST))
        elif punishment.kind in text.barred:
            if restored is None or span(restored)[0] > at[1]:
                message = "受留党察看处分、尚未恢复党员权利，不能作入党介绍人"
                found.append((punishment, message, Strength.MUST))
        elif punishment.kind in text.unsuited and (until is None or span(until)[1] >= at[0]):
            message = f"受{punishment.kind.label}处分且在影响期内，不宜作入党介绍人"
            if until is None:
                message += "（影响期截止日没有登记）"
            found.append((punishment, message, Strength.NORMALLY))
    return found


def _together(file, contacts, most):
    """Whoever begins finds at most one other at work, and not oneself."""
    for one in contacts:
        start = _start(file, one)
        if start is None or text_of(start[0]) is None:
            continue
        others = [other for other in contacts if other is not one and _overlaps(file, other, start)]
        if any(other.name == one.name for other in others):
            message = f"培养联系人{one.name}登记了两次"
        elif len(others) >= most:
            message = f"培养联系人最多 {most} 名，{_since(file, one)} 有 {len(others) + 1} 名"
        else:
            continue
        facts = tuple((other.role.label, other.name) for other in (one, *others))
        mend = "核对名单；已经更换的，登记前一名不再担任的日期"
        reason = by("DEV-04", start[0], message)
        file.add(Sort.WRONG, S.CONTACTS, reason, facts, mend, "helpers")
        return


def _overlaps(file, other, at):
    """Surely at work then; the day one ends another may begin."""
    start = _start(file, other)
    end = _end(other)
    return start is not None and start[1] <= at[0] and (end is None or end[0] > at[1])


def _start(file, one):
    if one.since is not None:
        return span(one.since)
    step = NAMED[one.role]
    return None if file.lo[step] is None else (file.lo[step], file.hi[step])


def _since(file, one):
    return str(one.since or file.deeds[NAMED[one.role]].on)


def _end(one):
    if one.until is None and one.left_on is None:
        return None
    return min(span(on) for on in (one.until, one.left_on) if on is not None)


def _gone(one):
    return "、".join(
        f"{on} {word}"
        for on, word in ((one.until, "不再担任"), (one.left_on, "离开"))
        if on is not None
    )


def _in_place(file, one, day):
    start, end = _start(file, one), _end(one)
    return (start is None or start[0] <= day) and (end is None or end[1] >= day)


def _named_by(file, one, day):
    start = _start(file, one)
    ended = one.until is not None and span(one.until)[1] < day
    return not ended and (start is None or start[0] <= day)


def _explained(file, step):
    return any(file.deeds[one] and file.deeds[one].reason for one in {step, S.INTRODUCERS})


def _when(file, step):
    return file.fact(step)
