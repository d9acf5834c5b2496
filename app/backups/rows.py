"""Rows of any table as lines of JSON and back; values that are encrypted stay so."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from app.core.db import batches

BATCH = 500


class Codec(NamedTuple):
    """How a column's value looks in JSON, and how it is read back; None is always null."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value):
    return value


def _json_read(text):
    """A JSON null is not an absent value; the database keeps them apart."""
    value = json.loads(text)
    return sa.JSON.NULL if value is None else value


CODECS = {
    sa.LargeBinary: Codec(lambda value: b64encode(value).decode(), b64decode),
    sa.DateTime: Codec(datetime.isoformat, datetime.fromisoformat),
    sa.Date: Codec(date.isoformat, date.fromisoformat),
    sa.Time: Codec(time.isoformat, time.fromisoformat),
    sa.JSON: Codec(_same, _json_read),
    sa.Boolean: Codec(_same, _same),
    sa.Integer: Codec(_same, _same),
    sa.String: Codec(_same, _same),
}


def lines(connection: sa.Connection, table: sa.Table, where=None) -> Iterator[bytes]:
    """Every row as one line, in the order of the primary key and never in that of arrival."""
    codecs = [_codec(column) for column in table.columns]
    query = sa.select(*(_read_bare(column) for column in table.columns))
    if where is not None:
        query = query.where(where)
    query = query.order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        values = [
            None if value is None else codec.write(value)
            for codec, value in zip(codecs, row, strict=True)
        ]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def load(connection: sa.Connection, table: sa.Table, source: Iterable[bytes]) -> int:
    """Put rows written by `lines` into the table and return their number.

    What refers to a later row of its own table is filled in a second step, so that rows may come
    in any order; what refers to an earlier one comes whole, for rows that are never changed.
    ValueError for a line that is no row of this table.
    """
    bare = sa.table(table.name, *(sa.column(c.name, _bare(c.type)) for c in table.columns))
    own = [
        c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)
    ]
    number, later = 0, []
    for batch in batches(_rows(table, source), BATCH):
        for row in batch:
            ahead = [name for name in own if row[name] is not None and row[name] >= row["id"]]
            later += [(name, row["id"], row[name]) for name in ahead]
            row.update(dict.fromkeys(ahead))
        connection.execute(sa.insert(bare), batch)
        number += len(batch)
    for name in own:
        pairs = [{"_id": key, "_to": value} for column, key, value in later if column == name]
        if pairs:
            move = sa.update(bare).where(bare.c.id == sa.bindparam("_id"))
            connection.execute(move.values({name: sa.bindparam("_to")}), pairs)
    return number


def _rows(table, source):
    names = [column.name for column in table.columns]
    codecs = [_codec(column) for column in table.columns]
    for line in source:
        values = json.loads(line)
        if not isinstance(values, list) or len(values) != len(names):
            raise ValueError(f"not a row of {table.name}")
        yield {
            name: None if value is None else codec.read(value)
            for name, codec, value in zip(names, codecs, values, strict=True)
        }


def _codec(column):
    bare = _bare(column.type)
    return next(codec for kind, codec in CODECS.items() if isinstance(bare, kind))


def _bare(kind):
    """The database's own type beneath the application's; absent JSON stays absent."""
    bare = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return sa.JSON(none_as_null=True) if isinstance(bare, sa.JSON) else bare


def _read_bare(column):
    if isinstance(column.type, sa.JSON):
        return sa.cast(column, sa.Text)
    return sa.type_coerce(column, _bare(column.type))
