"""Fields: what is typed, cleaned, with Chinese messages; knows no form and no feature."""

import re
from datetime import datetime

from wtforms import (
    DateField,
    DecimalField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import (
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
    ValidationError,
)

from app.rules import money
from app.rules.dates import PartialDate

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
NEEDED = "请填写这一项。"
NOT_OFFERED = "请从列出的选项中选择。"
YEARS = range(1900, 2200)
"""Years that records of people and branches name; beyond them it is a slip of the pen, and adding
months would leave the calendar."""


def clean_line(text):
    """One line of plain text: no control or invisible characters, no blank ends."""
    return clean_text(text).replace("\n", " ").replace("\t", " ") if text is not None else None


def clean_text(text):
    """Plain text of several lines, without control or invisible characters."""
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return LONE_SURROGATE.sub("", CONTROL.sub("", text)).strip()


class Line(StringField):
    """A single-line text, at most `most` characters (the column's width)."""

    def __init__(self, label, *, most=100, needed=False, **options):
        super().__init__(label, _validators(options, needed, most), filters=[clean_line], **options)
        self.most = most


class Paragraphs(TextAreaField):
    """A longer text, at most `most` characters."""

    def __init__(self, label, *, most=10_000, needed=False, rows=4, **options):
        super().__init__(label, _validators(options, needed, most), filters=[clean_text], **options)
        self.most, self.rows = most, rows


class Day(DateField):
    """A full date; the browser's own picker, ISO on the wire."""

    def __init__(self, label, *, needed=False, **options):
        validators = _validators(options, needed, None)
        super().__init__(label, validators, format=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"], **options)

    def process_formdata(self, valuelist):
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("请按“年-月-日”填写，例如 2026-11-20。") from None
        given, self.data = self.data, None
        self.data = _of_our_time(given)


class Clock(TimeField):
    """A time of day."""

    def __init__(self, label, *, needed=False, **options):
        super().__init__(label, _validators(options, needed, None), **options)

    def process_formdata(self, valuelist):
        self.data = None
        text = next(iter(valuelist), "").strip()
        if not text:
            return
        for shape in ("%H:%M", "%H:%M:%S"):
            try:
                self.data = datetime.strptime(text, shape).time()  # noqa: DTZ007
            except ValueError:
                continue
            else:
                return
        raise ValueError("请填写几点几分，例如 15:00。")


class Between(NumberRange):
    """A limit on what was read; what could not be read has its own message already."""

    def __call__(self, form, field):
        if field.data is not None:
            super().__call__(form, field)


class Count(IntegerField):
    """A whole number from nought to `most`; blank stays blank."""

    def __init__(self, label, *, most=100_000, needed=False, **options):
        limits = [Needed(NEEDED) if needed else Optional()]
        limits.append(Between(0, most, message=f"请填 0 到 {most} 的整数。"))
        super().__init__(label, limits, **options)

    def process_formdata(self, valuelist):
        if not any(text.strip() for text in valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("请填整数。") from None


class Halves(DecimalField):
    """A number in steps of a half, above nought, at most `most`; blank stays blank."""

    def __init__(self, label, *, most, needed=False, **options):
        limits = [Needed(NEEDED) if needed else Optional()]
        super().__init__(label, limits, places=None, **options)
        self.most = most

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else f"{self.data:g}"

    def process_formdata(self, valuelist):
        text, self.data = (valuelist[0] if valuelist else "").strip(), None
        if not text:
            return
        if not re.fullmatch(r"[0-9]{1,4}(\.[05])?", text) or not 0 < float(text) <= self.most:
            raise ValueError(f"请填 0.5 到 {self.most} 的数，可以有半个。")
        self.data = float(text)


class Yuan(StringField):
    """An amount of money, typed in yuan and read as whole fen; blank stays blank."""

    def __init__(self, label, *, needed=False, most=money.MOST, **options):
        super().__init__(label, _validators(options, needed, None), **options)
        self.most = most

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else money.yuan(self.data).replace(",", "")

    def process_formdata(self, valuelist):
        text = clean_line(valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            self.data = money.fen_of(text, most=self.most)


class KnownDate(StringField):
    """A date that may be known only to its month or year: 1998、1998-07、1998-07-01."""

    def __init__(self, label, *, needed=False, **options):
        super().__init__(label, _validators(options, needed, None), **options)

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return self.data.iso if self.data else ""

    def process_formdata(self, valuelist):
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        numbers = re.fullmatch(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月?))?年?", text)
        try:
            if not numbers:
                raise ValueError
            year, *rest = (part for part in numbers.groups() if part)
            given = PartialDate.parse_iso("-".join([year, *(p.zfill(2) for p in rest)]))
        except ValueError:
            raise ValueError("请填写年、年月或年月日，例如 1998-07 或 1998-07-01。") from None
        self.data = _of_our_time(given)


class Choice(SelectField):
    """One of (value, label) pairs; '' stands for none when it is offered."""

    def __init__(self, label, *, needed=False, pairs=(), **options):
        options.setdefault("coerce", str)
        super().__init__(label, _validators(options, needed, None), **options)
        self.offer(pairs)

    def offer(self, pairs) -> None:
        """What may be chosen here, already scoped by the caller."""
        self.choices = [SelectChoice(str(value), label) for value, label in pairs]

    @property
    def chosen(self) -> str:
        """The label of the present choice."""
        return next((c.label for c in self.choices if c.value == str(self.data)), "")

    def process_formdata(self, valuelist):
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NOT_OFFERED) from None

    def pre_validate(self, form):
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(NOT_OFFERED) from None


class Choices(SelectMultipleField):
    """Several of (value, label) pairs that are offered."""

    def process_formdata(self, valuelist):
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NOT_OFFERED) from None

    def pre_validate(self, form):
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(NOT_OFFERED) from None


def _of_our_time(day):
    if day and day.year not in YEARS:
        raise ValueError(f"年份应在 {YEARS[0]} 至 {YEARS[-1]} 之间，请核对。")
    return day


class Needed(InputRequired):
    """Something was typed, and something is left of it once blanks are taken away."""

    def __call__(self, form, field):
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data:
            raise StopValidation(self.message)


def _validators(options, needed, most):
    validators = list(options.pop("validators", ()))
    if needed:
        validators.insert(0, Needed(NEEDED))
    if most:
        validators.append(Length(max=most, message=f"最多 {most} 个字。"))
    return validators
