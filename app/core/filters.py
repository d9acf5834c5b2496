"""How dates, moments, amounts and absent values look on a page."""

from app.core import clock
from app.rules.money import in_words, yuan

WEEKDAYS = "一二三四五六日"


def day(value) -> str:
    """11月21日, or with its year when that is not this year."""
    if value is None:
        return "—"
    short = f"{value.month}月{value.day}日"
    return short if value.year == clock.today().year else f"{value.year}年{short}"


def full_day(value) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else "—"


def weekday(value) -> str:
    return f"星期{WEEKDAYS[value.weekday()]}"


def moment(value) -> str:
    """An instant on the branches' wall clock: 2026-11-21 10:42."""
    return clock.here(value).strftime("%Y-%m-%d %H:%M") if value else "—"


def hour(value) -> str:
    return value.strftime("%H:%M") if value else ""


def dash(value):
    """Something to see where the record says nothing."""
    return "—" if value is None or value == "" else value


def init_app(app):
    for one in (day, full_day, weekday, moment, hour, dash, yuan, in_words):
        app.jinja_env.filters[one.__name__] = one
    app.jinja_env.globals["today"] = clock.today
