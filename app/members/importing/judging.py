"""A stored file with the answers given so far, judged against who is on record today."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.access.scope import Scope
from app.core import keys
from app.members.importing import queries
from app.members.importing.branches import Branch, Named, name_branches
from app.members.roster.cells import text_of
from app.members.roster.compare import Change, Existing, Kind, Outcome, classify
from app.members.roster.fields import Field
from app.members.roster.headings import Column, Table, choose_table, map_columns
from app.members.roster.headings import Mapping as Columns
from app.members.roster.judge import read_people
from app.members.roster.outcome import PersonRow, Problem, Reading, Severity
from app.members.roster.table import RosterError, Row, Sheet
from app.organizations.models import Organization
from app.rules.members import Standing
from app.rules.organizations import OrganizationKind

MOST_NAMES = 300
ENDED = "在册的党籍状态是“{}”，不能用名册改回，请先在个人页上核对。"
ELSEWHERE = "这个身份证号的人已在其他单位登记，请办理转接，不要重复登记。"
MAP, CREATE, SKIP = "map", "create", "skip"


@dataclass(frozen=True)
class Place:
    """A branch as the file names it, and what becomes of it: `verb` is '' until somebody says."""

    named: Named
    verb: str = ""
    branch: Branch | None = None
    unit: str = ""

    @property
    def key(self) -> str:
        return self.named.name


@dataclass(frozen=True)
class Judged:
    """`places` maps every spelling of a branch; `reading` rows keep what the file said."""

    reading: Reading
    outcomes: tuple[Outcome, ...]
    places: Mapping[str, Place]

    @property
    def counts(self) -> dict[str, int]:
        """rows = new + updated + duplicate + refused."""
        kinds = [outcome.kind for outcome in self.outcomes]
        return {
            "rows": len(kinds),
            "new": kinds.count(Kind.NEW),
            "updated": kinds.count(Kind.UPDATE),
            "duplicate": kinds.count(Kind.DUPLICATE),
            "refused": kinds.count(Kind.REFUSED),
        }

    @property
    def open_places(self) -> list[Place]:
        """Branches nobody has said yet what to do with, the most people first."""
        return [place for place in self.unknown_places if not place.verb]

    @property
    def unknown_places(self) -> list[Place]:
        """Branches the file names and the record does not know, answered or not."""
        unknown = {place.key: place for place in self.places.values() if not place.named.branch}
        return sorted(unknown.values(), key=lambda p: (-p.named.people, p.key))

    def place_of(self, row: PersonRow) -> Place:
        return self.places[_written(row)]


def judge(organization: Organization, sheets: list[Sheet], choices: dict, *, today: date) -> Judged:
    """Raises `RosterError` when the file, the heading or the mapping make no sense."""
    scope = Scope(frozenset({organization.path}))
    table = table_of(sheets, choices)
    reading = read_people(table, table.mapping, today=today)
    if not reading.rows:
        raise RosterError("标题行下面没有读到人员，请核对工作表和标题行。")
    places = _places(scope, organization, reading, choices.get("branches", {}))
    rows = tuple(_one_number(row) for row in reading.rows)
    outcomes = _compared(scope, rows, places)
    letter = _letter(table, Field.BRANCH)
    outcomes = tuple(_skipped(outcome, places, letter) for outcome in outcomes)
    return Judged(replace(reading, rows=rows), outcomes, places)


def table_of(sheets: list[Sheet], choices: dict) -> Table:
    """The sheet, heading row, mapping and corrected cells that were chosen, or what is found."""
    table = choose_table(sheets, choices.get("sheet"))
    if choices.get("heading"):
        table = _headed(table, choices["heading"])
    if columns := choices.get("columns"):
        table = table.mapped({int(index): field for index, field in columns.items()})
    return _corrected(table, choices.get("cells", {}))


def _headed(table: Table, number: int) -> Table:
    """The same sheet read below the row of that number."""
    rows = table.sheet.rows
    at = next((i for i, row in enumerate(rows) if row.number == number), None)
    if at is None:
        raise RosterError(f"第 {number} 行是空的，不能作标题行。")
    below = rows[at + 1 :]
    width = max((len(row.cells) for row in rows[at : at + 51]), default=0)
    cells = (*rows[at].cells, *[None] * (width - len(rows[at].cells)))
    heading = tuple(text_of(cell) for cell in cells)
    mapping = map_columns(heading, below)
    return replace(table, heading=heading, heading_row=number, mapping=mapping, rows=below)


def _corrected(table: Table, cells: dict) -> Table:
    """Typed values in place of the file's; a field the file lacks gets a column of its own."""
    if not cells:
        return table
    fields = dict.fromkeys(name for typed in cells.values() for name in typed)
    missing = [Field(name) for name in fields if Field(name) not in table.mapping.fields]
    width = max(len(table.heading), *(len(row.cells) for row in table.rows))
    added = [Column(width + n, f.label, f, 1.0, "由您补充") for n, f in enumerate(missing)]
    heading = (*table.heading, *[""] * (width - len(table.heading)), *(f.label for f in missing))
    mapping = Columns((*table.mapping.columns, *added))
    rows = [_typed(row, cells.get(str(row.number)), mapping.fields) for row in table.rows]
    return replace(table, heading=heading, mapping=mapping, rows=rows)


def _typed(row: Row, typed: dict | None, at: dict[Field, int]) -> Row:
    if not typed:
        return row
    cells = [*row.cells, *[None] * (max(at.values()) + 1 - len(row.cells))]
    for name, text in typed.items():
        cells[at[Field(name)]] = text or None
    return row._replace(cells=tuple(cells))


def _places(scope, organization, reading, answers) -> dict[str, Place]:
    branches = queries.branches(scope, organization)
    alone = organization.kind == OrganizationKind.BRANCH
    written = [_written(row) for row in reading.rows if not row.refused]
    written += [_written(row) for row in reading.rows if row.refused]
    if len(set(written)) > MOST_NAMES:
        raise RosterError(f"“所在党支部”一列有 {len(set(written))} 种写法，请核对是不是选错了列。")
    known = {branch.id: branch for branch in branches}
    places = {}
    for named in name_branches(written, branches, alone=known[organization.id] if alone else None):
        place = _answered(named, answers.get(named.name), known)
        places |= dict.fromkeys(named.spellings, place)
    return places


def _answered(named: Named, answer: dict | None, known: dict[int, Branch]) -> Place:
    if named.branch:
        return Place(named, MAP, named.branch)
    match (answer or {}).get("verb"):
        case "map" if answer["id"] in known:
            return Place(named, MAP, known[answer["id"]])
        case "create" if named.name:
            return Place(named, CREATE, unit=answer["unit"])
        case "skip":
            return Place(named, SKIP)
    return Place(named)


def _compared(scope, rows, places) -> list[Outcome]:
    """The branch is compared by what it is, not by how it is written."""
    bare = tuple(replace(row, values=_without(row.values, Field.BRANCH)) for row in rows)
    numbers = {row.values[Field.ID_NUMBER] for row in bare if Field.ID_NUMBER in row.values}
    marks = {number: keys.fingerprint(number) for number in numbers}
    names = [row.values[Field.NAME] for row in bare if Field.NAME in row.values]
    known = queries.known(scope, marks.values(), names)
    by_name: dict[str, list] = {}
    for one in known:
        by_name.setdefault(one["name"], []).append(one)
    by_mark = {one["mark"]: one for one in known if one["mark"]}
    reading = Reading(None, bare, ())
    outcomes = classify(reading, Existing(marks.__getitem__, by_mark, by_name))
    taken = queries.elsewhere(scope, marks.values())
    return [
        _placed(_elsewhere(outcome, marks, taken), row, places)
        for outcome, row in zip(outcomes, rows, strict=True)
    ]


def _elsewhere(outcome: Outcome, marks, taken) -> Outcome:
    """Nobody is registered twice, and nobody who has left comes back by a roster."""
    mark = marks.get(outcome.row.values.get(Field.ID_NUMBER))
    if mark in taken and outcome.kind in {Kind.NEW, Kind.UPDATE}:
        return _refused(outcome, Field.ID_NUMBER, ELSEWHERE)
    standing = outcome.known and outcome.known["standing"]
    if standing not in {None, Standing.NORMAL} and not outcome.row.duplicate_of:
        return _refused(outcome, Field.NAME, ENDED.format(standing.label))
    return outcome


def _placed(outcome: Outcome, row: PersonRow, places) -> Outcome:
    """Put the branch back; somebody on record who is now told to be in another one is an update."""
    outcome = replace(outcome, row=row)
    place, known = places[_written(row)], outcome.known
    if known is None or row.duplicate_of or outcome.kind is Kind.REFUSED:
        return outcome
    if place.branch is None or place.branch.id == known["organization_id"]:
        moved = place.verb == CREATE
    else:
        moved = True
    if not moved or (not _written(row)):
        return outcome
    after = place.branch.id if place.branch else None
    change = Change(Field.BRANCH, known["organization_id"], after)
    return Outcome(row, Kind.UPDATE, known, (*outcome.changes, change), row.problems)


def _skipped(outcome: Outcome, places, letter) -> Outcome:
    place = places[_written(outcome.row)]
    if place.verb != SKIP or outcome.kind not in {Kind.NEW, Kind.UPDATE}:
        return outcome
    message = f"所在党支部“{place.key}”没有对应的支部，按您的选择先不导入。"
    return _refused(outcome, Field.BRANCH, message, letter)


def _refused(outcome: Outcome, field: Field, message: str, letter: str = "") -> Outcome:
    problem = Problem(outcome.row.number, letter, field, message, Severity.REFUSE)
    return Outcome(outcome.row, Kind.REFUSED, problems=(*outcome.problems, problem))


def _one_number(row: PersonRow) -> PersonRow:
    """A person has one number on record: of two the staff number stays."""
    if Field.STAFF_NO in row.values and Field.STUDENT_NO in row.values:
        return replace(row, values=_without(row.values, Field.STUDENT_NO))
    return row


def _written(row: PersonRow) -> str:
    return row.values.get(Field.BRANCH, "")


def _without(values: dict, field: Field) -> dict:
    return {name: value for name, value in values.items() if name is not field}


def _letter(table: Table, field: Field) -> str:
    column = table.mapping.of(field)
    return column.letter if column else ""
