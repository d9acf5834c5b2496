"""How each row came out, as plain values for a page; whole ID numbers never stand in it."""

from app.members.importing.branches import unit_of
from app.members.importing.judging import Judged, Place
from app.members.roster.compare import Outcome
from app.members.roster.fields import Field
from app.members.roster.outcome import PersonRow, Problem, Severity
from app.rules.identity import mask

STEP = 100
KINDS = {"new": "新增", "update": "更新", "duplicate": "重复", "refused": "不能导入"}
COLUMNS = (Field.STAGE, Field.BIRTH, Field.ID_NUMBER, Field.JOINED_ON, Field.BRANCH)


def of(judged: Judged) -> dict:
    """Lists, texts and numbers only: it is stored with the import."""
    names = {p.branch.id: p.branch.name for p in judged.places.values() if p.branch}
    places = {place.key: place for place in judged.places.values()}.values()
    return {
        "rows": [_row(outcome, names) for outcome in judged.outcomes],
        "skipped": [list(one) for one in map(_skipped, judged.reading.skipped)],
        "places": [_place(place) for place in places],
        "groups": len(
            {
                (judged.place_of(row).key, group)
                for row in judged.reading.rows
                if (group := row.values.get(Field.GROUP))
            }
        ),
    }


def rows(preview: dict, kind: str, start: int) -> tuple[list[dict], int]:
    """One page of the rows of one kind ('warned': taken, but to be looked at), and how many."""
    if kind == "warned":
        found = [r for r in preview["rows"] if r["kind"] in ("new", "update") and r["problems"]]
    else:
        found = [row for row in preview["rows"] if not kind or row["kind"] == kind]
    return found[start : start + STEP], len(found)


def row(preview: dict, number: int) -> dict | None:
    return next((row for row in preview["rows"] if row["number"] == number), None)


def unknown_places(preview: dict) -> list[dict]:
    """Branches the record does not know, answered or not, the most people first."""
    places = [place for place in preview["places"] if not place["known"]]
    return sorted(places, key=lambda place: (-place["people"], place["name"]))


def respelt_places(preview: dict) -> list[dict]:
    """Branches on record that the file writes otherwise: to be seen, not to be answered."""
    return [p for p in preview["places"] if p["known"] and p["spellings"] != [p["branch"]]]


def _row(outcome: Outcome, names) -> dict:
    row = outcome.row
    return {
        "number": row.number,
        "kind": outcome.kind.value,
        "name": row.values.get(Field.NAME) or row.raw.get(Field.NAME, ""),
        "cells": {field.value: _cell(row, field) for field in COLUMNS},
        "changes": [
            [c.field.label, _shown(c.field, c.before, names), _shown(c.field, c.after, names)]
            for c in outcome.changes
        ],
        "problems": [_problem(row, problem) for problem in outcome.problems],
        "hidden": row.hidden,
    }


def _problem(row: PersonRow, problem: Problem) -> dict:
    return {
        "column": problem.column,
        "field": problem.field.label if problem.field else "",
        "text": _raw(row, problem.field),
        "message": problem.message,
        "refuses": problem.severity is Severity.REFUSE,
    }


def _cell(row: PersonRow, field: Field) -> str:
    value = row.values.get(field)
    return _shown(field, value, {}) if value is not None else _raw(row, field)


def _raw(row: PersonRow, field: Field | None) -> str:
    text = row.raw.get(field, "") if field else ""
    return _ending(text) if field is Field.ID_NUMBER else text


def _shown(field: Field, value, names) -> str:
    if value is None or value == "":
        return "新设的支部" if field is Field.BRANCH else "（空）"
    if field is Field.ID_NUMBER:
        return _ending(value)
    if field is Field.BRANCH and isinstance(value, int):
        return names.get(value, "另一个支部")
    return getattr(value, "label", None) or str(value)


def _ending(number: str) -> str:
    return f"尾号 {mask(number)[-4:]}" if number else ""


def _skipped(one) -> tuple[int, str, str]:
    return one.row, one.text, one.why


def _place(place: Place) -> dict:
    named = place.named
    return {
        "name": named.name,
        "spellings": list(named.spellings),
        "people": named.people,
        "known": named.branch is not None,
        "like": [branch.id for branch in named.like],
        "verb": place.verb,
        "branch_id": place.branch.id if place.branch else None,
        "branch": place.branch.name if place.branch else "",
        "unit": place.unit or unit_of(named.name).value,
    }
