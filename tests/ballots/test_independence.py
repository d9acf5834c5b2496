"""Envelopes and receipts: neither knows the other, and no column leads from one to the other."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import Date, DateTime, Time

import app.ballots
from app.ballots.envelopes import Envelope
from app.ballots.models import Box, CountedMark, CountedText
from app.ballots.receipts import Receipt
from app.core.audit import Audited
from app.core.db import Base

FOLDER = Path(app.ballots.__file__).parent
TABLES = (Box, Envelope, Receipt, CountedMark, CountedText)
PLACES = {"member", "person", "account", "evaluation_campaign", "evaluation_voter"}


def imported(module):
    for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def reachable(table):
    seen, todo = set(), [table]
    while todo:
        current = todo.pop()
        seen.add(current.name)
        todo += [fk.column.table for fk in current.foreign_keys if fk.column.table.name not in seen]
    return seen


@pytest.mark.parametrize(("one", "other"), [
    ("envelopes", "receipts"), ("receipts", "envelopes"), ("counting", "receipts"),
])  # fmt: skip
def test_whoever_opens_ballots_cannot_see_who_voted(one, other):
    assert f"app.ballots.{other}" not in set(imported(one))


@pytest.mark.parametrize("module", [p.stem for p in FOLDER.glob("*.py")])
def test_the_box_knows_no_person_campaign_or_account(module):
    above = {"people", "accounts", "members", "evaluations", "organizations"}
    assert not {name.split(".")[1] for name in imported(module) if name.startswith("app.")} & above


@pytest.mark.parametrize("model", TABLES)
def test_no_ballot_table_leads_to_a_person(model):
    assert not reachable(model.__table__) & PLACES


def test_envelopes_and_receipts_share_nothing_but_their_box():
    columns = {c.name for c in Envelope.__table__.columns}
    assert columns & {c.name for c in Receipt.__table__.columns} == {"box_id"}
    assert reachable(Envelope.__table__) == {"ballot_envelope", "ballot_box"}
    assert reachable(Receipt.__table__) == {"ballot_receipt", "ballot_box"}


@pytest.mark.parametrize("model", TABLES)
def test_no_ballot_table_has_a_clock_or_an_audit_trail(model):
    clocks = (DateTime, Date, Time)
    assert not [c.name for c in model.__table__.columns if isinstance(c.type, clocks)]
    assert not issubclass(model, Audited)


def test_nothing_points_at_an_envelope_or_a_receipt():
    for table in Base.metadata.tables.values():
        pointed = {fk.column.table.name for fk in table.foreign_keys}
        assert not pointed & {"ballot_envelope", "ballot_receipt"}, table.name
