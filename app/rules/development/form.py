"""The JSON form of one person's file: read with errors that name the place, and written back."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from app.rules.base import Labelled
from app.rules.dates import PartialDate
from app.rules.development.case import (
    Case,
    Deed,
    Helper,
    HelperRole,
    Move,
    Notice,
    NoticeKind,
    Organ,
    Outcome,
    Review,
    ReviewKind,
    Training,
    Votes,
)
from app.rules.development.steps import PAPERS, Step
from app.rules.life import Punishment, PunishmentKind
from app.rules.members import Stage, Standing
from app.rules.registry import local_rules

MOST = 100_000
LOCAL_IDS = frozenset(one.id for one in local_rules("DEV"))


class FormError(ValueError):
    """The text is in Chinese and begins with the place: “deeds[3].on：…”."""


def from_json(data: Any) -> Case:
    """FormError for the first thing that cannot be read; nothing is guessed or left out.
    docs/development-case.md describes every field."""
    case = _object(Case, data, "")
    taken = Counter((deed.step, deed.turn) for deed in case.deeds)
    for (step, turn), times in taken.items():
        if times > 1:
            raise FormError(f"deeds：第 {step.value} 步第 {turn} 次写了 {times} 遍，用 turn 区分")
    return case


def to_json(case: Case) -> dict[str, Any]:
    """What from_json reads back as an equal Case; fields at their usual value are left out."""
    return _written(case)


class Form(NamedTuple):
    """How one field is read (value, place) and written."""

    read: Callable[[Any, str], Any]
    write: Callable[[Any], Any] = lambda value: value


def _text(value, place):
    if not isinstance(value, str):
        raise FormError(f"{place}：应为文字")
    return value


def _flag(value, place):
    if not isinstance(value, bool):
        raise FormError(f"{place}：应为 true 或 false")
    return value


def _whole(least, value, place):
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST:
        raise FormError(f"{place}：应为 {least} 到 {MOST} 的整数")
    return value


def _partial(value, place):
    try:
        return PartialDate.parse_iso(_text(value, place))
    except ValueError:
        raise FormError(
            f"{place}：“{value}”不是日期，写成 2026-05-11；只知道年月的写 2026-05"
        ) from None


def _day(value, place):
    on = _partial(value, place)
    if on.day is None:
        raise FormError(f"{place}：要写到日，例如 2026-05-11")
    return on.earliest


def _code(kind: type[Labelled], value, place):
    try:
        return kind(value)
    except ValueError:
        known = "、".join(f"{one.value}（{one.label}）" for one in kind)
        raise FormError(f"{place}：“{value}”不是可用的代码，可用：{known}") from None


def _step(value, place):
    if isinstance(value, bool) or not isinstance(value, int) or value not in range(1, 26):
        raise FormError(f"{place}：应为 1 到 25 的步骤号")
    return Step(value)


def _known(codes, value, place):
    if value not in codes:
        raise FormError(f"{place}：“{value}”不是可用的代码，可用：{'、'.join(sorted(codes))}")
    return value


def _list(form, value, place):
    if not isinstance(value, list):
        raise FormError(f"{place}：应为列表")
    return tuple(form.read(one, f"{place}[{number}]") for number, one in enumerate(value))


def _object(kind, value, place):
    if not isinstance(value, Mapping):
        raise FormError(f"{place or '整份档案'}：应为一组字段（JSON 对象）")
    forms, inside = FORMS[kind], f"{place}." if place else ""
    for name in value:
        if name not in forms:
            raise FormError(f"{inside}{name}：没有这个字段")
    read = {}
    for field in fields(kind):
        given = value.get(field.name)
        needed = field.default is MISSING
        if needed and given is None:
            raise FormError(f"{inside}{field.name}：缺少这一项")
        if given is not None:
            read[field.name] = forms[field.name].read(given, f"{inside}{field.name}")
    return kind(**read)


def _written(value):
    kind = type(value)
    return {
        field.name: FORMS[kind][field.name].write(given)
        for field in fields(kind)
        if (given := getattr(value, field.name)) != field.default
    }


def _code_of(kind):
    return Form(partial(_code, kind), lambda one: one.value)


def _one(kind):
    return Form(partial(_object, kind), _written)


def _many(form):
    return Form(partial(_list, form), lambda values: [form.write(one) for one in values])


def _set_of(codes):
    read = partial(_list, Form(partial(_known, codes)))
    return Form(lambda value, place: frozenset(read(value, place)), sorted)


TEXT, FLAG, STEP = Form(_text), Form(_flag), Form(_step, int)
COUNT, TURN = Form(partial(_whole, 0)), Form(partial(_whole, 1))
PARTIAL = Form(_partial, lambda on: on.iso)
DAY = Form(_day, date.isoformat)

FORMS: dict[type, dict[str, Form]] = {
    Votes: {
        "due": COUNT,
        "present": COUNT,
        "yes": COUNT,
        "no": COUNT,
        "abstain": COUNT,
        "written": COUNT,
        "secret": FLAG,
    },
    Punishment: {
        "kind": _code_of(PunishmentKind),
        "since": PARTIAL,
        "until": PARTIAL,
        "restored_on": PARTIAL,
    },
    Review: {"kind": _code_of(ReviewKind), "on": PARTIAL},
    Notice: {
        "kind": _code_of(NoticeKind),
        "posted_on": DAY,
        "until": DAY,
        "places": COUNT,
        "open_opinions": COUNT,
    },
    Training: {"on": PARTIAL, "hours": COUNT},
    Move: {"on": PARTIAL, "source": TEXT, "target": TEXT},
}
FORMS[Deed] = {
    "step": STEP,
    "on": PARTIAL,
    "turn": TURN,
    "until": PARTIAL,
    "agreed_on": PARTIAL,
    "submitted_on": PARTIAL,
    "outcome": _code_of(Outcome),
    "organ": _code_of(Organ),
    "by": _many(TEXT),
    "votes": _one(Votes),
    "days": COUNT,
    "hours": COUNT,
    "months": COUNT,
    "reason": TEXT,
}
FORMS[Helper] = {
    "role": _code_of(HelperRole),
    "name": TEXT,
    "since": PARTIAL,
    "until": PARTIAL,
    "full": FLAG,
    "full_since": PARTIAL,
    "left_on": PARTIAL,
    "punishments": _many(_one(Punishment)),
}
FORMS[Case] = {
    "name": TEXT,
    "birth": PARTIAL,
    "stage": _code_of(Stage),
    "standing": _code_of(Standing),
    "deeds": _many(_one(Deed)),
    "helpers": _many(_one(Helper)),
    "reviews": _many(_one(Review)),
    "notices": _many(_one(Notice)),
    "trainings": _many(_one(Training)),
    "moves": _many(_one(Move)),
    "papers": _set_of(frozenset(PAPERS)),
    "floating": FLAG,
    "leaves_on": DAY,
    "has_committee": FLAG,
    "temporary_branch": FLAG,
    "local": _set_of(LOCAL_IDS),
}
