"""How each row came out, as plain values for a page; whole ID numbers never stand in it."""

from app.development.history.columns import ID_NUMBER, Key
from app.development.history.judging import Judged
from app.development.history.merging import added
from app.development.history.reading import History, HistoryRow
from app.members.importing.stored import packed
from app.members.roster.outcome import Problem, Severity
from app.members.roster.table import Sheet
from app.rules.development.case import Sort
from app.rules.identity import mask

STEP = 50
KINDS = {
    "ready": "可以导入",
    "wrong": "有不符",
    "different": "与在册不同",
    "same": "都已有",
    "refused": "不能导入",
}


def of(sheets: list[Sheet], history: History, judged: list[Judged]) -> dict:
    """Lists, texts and numbers only: it is stored with the import."""
    return {
        "table": packed(sheets),
        "sheet": history.table.sheet.name,
        "heading": history.table.heading_row,
        "columns": [
            [c.letter, c.heading, c.field.label if c.field else "", c.why]
            for c in history.table.mapping.columns
            if c.heading or c.field
        ],
        "skipped": [[one.row, one.text, one.why] for one in history.skipped],
        "rows": [_row(one) for one in judged],
    }


def counts(judged: list[Judged]) -> dict[str, int]:
    """rows = ready + same + refused; wrong and different are among the ready ones."""
    kinds = [one.kind for one in judged]
    ready = [one for one in judged if one.kind == "ready"]
    return {
        "rows": len(judged),
        **{kind: kinds.count(kind) for kind in ("ready", "same", "refused")},
        "wrong": sum(one.wrong for one in ready),
        "different": sum(bool(one.different) for one in ready),
    }


def rows(preview: dict, kind: str, start: int) -> tuple[list[dict], int]:
    """One page of the rows of one kind, and how many there are."""
    found = [row for row in preview["rows"] if not kind or kind in row["kinds"]]
    return found[start : start + STEP], len(found)


def _row(one: Judged) -> dict:
    person = one.match.person
    kinds = [one.kind]
    if one.kind == "ready":
        kinds += ["wrong"] * one.wrong + ["different"] * bool(one.different)
    return {
        "number": one.row.number,
        "kind": one.kind,
        "kinds": kinds,
        "name": one.row.name,
        "branch": person.branch if person else "",
        "opens": one.file_id is None,
        "added": added(one.merged.new) if person else [],
        "same": one.merged.same,
        "different": [list(found) for found in one.different] if one.kind != "refused" else [],
        "problems": [_problem(one.row, problem) for problem in one.problems],
        "faults": [fault_of(fault) for fault in one.faults],
        "hidden": one.row.person.hidden,
    }


def fault_of(fault) -> dict:
    """What the linter says, as plain values; the same on the linter's own page."""
    return {
        "sort": fault.sort.value,
        "label": fault.sort.label,
        "step": fault.step.label,
        "message": fault.message,
        "strength": fault.strength.value,
        "facts": [list(pair) for pair in fault.facts],
        "mend": fault.mend,
        "rule": fault.reason.rule_id,
        "cite": str(fault.reason.cite) if fault.reason.cite else "",
        "wrong": fault.sort is Sort.WRONG,
    }


def _problem(row: HistoryRow, problem: Problem) -> dict:
    key: Key | None = problem.field
    text = row.person.raw.get(key, "") if key else ""
    return {
        "column": problem.column,
        "field": key.label if key else "",
        "text": f"尾号 {mask(text)[-4:]}" if text and key == ID_NUMBER else text,
        "message": problem.message,
        "refuses": problem.severity is Severity.REFUSE,
    }
