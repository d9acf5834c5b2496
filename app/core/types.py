"""Column types: tree paths, moments, partial dates, halves, amounts, months, encrypted values."""

import json
from datetime import UTC

from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator

from app.core import keys
from app.rules.dates import PartialDate

TreePath = String(200).with_variant(String(200, collation="C"), "postgresql")
"""Digits and slashes only; byte order, so that a range on it is a subtree on every database."""


class Moment(TypeDecorator):
    """An instant: aware in Python, UTC without a zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        return value and value.replace(tzinfo=UTC)


class Partial(TypeDecorator):
    """A date that may be known only to its month or year, stored as an ISO prefix that sorts."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.iso if value else None

    def process_result_value(self, value, dialect):
        return PartialDate.parse_iso(value) if value else None


class Halves(TypeDecorator):
    """A number in steps of a half, such as study hours; stored as whole halves, so that sums are
    exact on every database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else round(value * 2)

    def process_result_value(self, value, dialect):
        return None if value is None else value / 2

    def __repr__(self):
        return "Integer()"


class Fen(TypeDecorator):
    """An amount of money in whole fen; a type of its own, so that the trail tells it in yuan."""

    impl = BigInteger
    cache_ok = True

    def __repr__(self):
        return "BigInteger()"


class MonthNumber(TypeDecorator):
    """A month as its number in a row over the years; a type of its own, so that the trail tells it
    as a month."""

    impl = Integer
    cache_ok = True

    def __repr__(self):
        return "Integer()"


class Encrypted(TypeDecorator):
    """Text that only this instance's key can read."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else keys.encrypt(value.encode())

    def process_result_value(self, value, dialect):
        return None if value is None else keys.decrypt(value).decode()


class EncryptedJson(TypeDecorator):
    """A plain structure that only this instance's key can read."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else keys.encrypt(json.dumps(value).encode())

    def process_result_value(self, value, dialect):
        return None if value is None else json.loads(keys.decrypt(value))


class Code(TypeDecorator):
    """A rule's enumeration stored by its stable value; what may stand in it is the rule's word."""

    impl = Text
    cache_ok = True

    def __init__(self, enum):
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value, dialect):
        return None if value is None else self.enum(value).value

    def process_result_value(self, value, dialect):
        return None if value is None else self.enum(value)

    def __repr__(self):
        return "Text()"
