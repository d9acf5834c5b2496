"""A history workbook judged against today's record: who is meant, what is new, what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.core import keys
from app.development.cases import built
from app.development.history import queries
from app.development.history.columns import NAME
from app.development.history.dates import Dates, dates_of
from app.development.history.matching import Match, Register, match_all
from app.development.history.merging import Different, Known, Merged, merge
from app.development.history.reading import History, HistoryRow, read_history
from app.development.history.shaping import Around, case_after
from app.development.models import File
from app.development.rows import Gathered, gather
from app.members.roster.outcome import Problem, Severity
from app.members.roster.table import Sheet
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.development.case import Case, Sort
from app.rules.development.faults import Fault
from app.rules.development.linter import lint
from app.rules.workdays import Calendar

AT_ONCE = 2_000  # people held in memory with all that lies in their files
NOTHING = "这一行没有步骤、材料或日期，没有可以导入的。"


@dataclass(frozen=True)
class Judged:
    """One row: what it will add, and what the linter says of the file as it will then be."""

    row: HistoryRow
    match: Match
    merged: Merged
    problems: tuple[Problem, ...] = ()
    faults: tuple[Fault, ...] = ()
    case: Case | None = None
    file_id: int | None = None
    helpers: Mapping[str, int] = field(default_factory=dict)
    dates: Dates = field(default_factory=Dates)

    @property
    def kind(self) -> str:
        """ready, same (nothing new) or refused."""
        if any(problem.severity is Severity.REFUSE for problem in self.problems):
            return "refused"
        return "ready" if self.merged.new else "same"

    @property
    def wrong(self) -> bool:
        return any(fault.sort is Sort.WRONG for fault in self.faults)

    @property
    def different(self) -> tuple[Different, ...]:
        """What the workbook says otherwise than the record, which stays as it is."""
        return (*self.merged.different, *self.dates.different)


def judge(
    organization: Organization, sheets: list[Sheet], scope: Scope, today: date
) -> tuple[History, list[Judged]]:
    """Every row, in the workbook's order. `scope` is the reader's: outside the organisation it
    only says where a person is. Raises `RosterError` where the file makes no sense."""
    history = read_history(sheets, today)
    within = Scope(frozenset({organization.path}))
    matches = match_all(history.rows, _register(within, scope, history))
    around = _around(within, history, matches)
    days = calendar()
    found: dict[int, Judged] = {}
    pairs = list(zip(history.rows, matches, strict=True))
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        known = known_files(within, [m.person.member_id for _, m in some if m.person])
        for row, match in some:
            found[row.number] = _judged(row, match, known, around, today, days)
    return history, list(found.values())


def known_files(scope: Scope, member_ids: Iterable[int]) -> dict[int, Known]:
    """The file of each of these members, open or else the latest, with all that lies in it."""
    rows = gather(scope, File.member_id.in_(list(member_ids)), whole=True)
    found = {one.file_id: one.case for one in built(rows)}
    files = sorted(rows.files, key=lambda file: (file.closed_on is None, file.id))
    return {file.member_id: known_of(file, rows, found[file.id]) for file in files}


def known_of(file, rows: Gathered, case: Case | None = None) -> Known:
    """One file's rows out of those of many, each once: rows are told again for every event of a
    helper, every opinion on a notice, every vote that may be meant."""
    parts = (rows.steps, rows.helpers, rows.leaves, rows.notices)
    steps, helpers, leaves, notices = (part.get(file.id, ()) for part in parts)
    return Known(file, _once(steps), _once(helpers), leaves, _once(notices), case)


def _once(rows) -> list:
    found = {}
    for row in rows:
        found.setdefault(row.id, row)
    return list(found.values())


def _register(within, scope, history: History) -> Register:
    names = [row.values[NAME] for row in history.rows if NAME in row.values]
    by_name: dict[str, list] = {}
    for person in queries.people(within, names):
        by_name.setdefault(person.name, []).append(person)
    places: dict[str, list[str]] = {}
    for one in queries.elsewhere(scope, [name for name in names if name not in by_name]):
        places.setdefault(one.name, []).append(one.branch)
    return Register(by_name, keys.fingerprint, places)


def _around(within, history: History, matches: list[Match]) -> Around:
    """Local rules, and whom the helpers' names mean: somebody of the branch, else the only one
    of that name in the whole organisation."""
    people = [match.person for match in matches if match.person]
    names = {helper.name for row in history.rows for helper in row.told.helpers}
    by_name: dict[str, list] = {}
    for one in queries.helpers(within, names):
        by_name.setdefault(one.name, []).append(one)
    helper = {}
    for organization_id in {person.organization_id for person in people}:
        for name, some in by_name.items():
            here = [one for one in some if one.organization_id == organization_id] or some
            helper[organization_id, name] = here[0] if len(here) == 1 else None
    concerned = {one.member_id for one in helper.values() if one}
    concerned |= {person.member_id for person in people}
    places = {_Place(person.organization_id, person.path) for person in people}
    return Around(
        organizations.local_rules(within, places), queries.events(within, concerned), helper
    )


@dataclass(frozen=True)
class _Place:
    id: int
    path: str


def _judged(row, match, known, around, today, days: Calendar) -> Judged:
    problems = list(row.person.problems)
    if match.why:
        problems.append(Problem(row.number, "", None, match.why, Severity.REFUSE))
    if match.person is None:
        return Judged(row, match, Merged(row.told), tuple(problems))
    file = known.get(match.person.member_id, Known())
    merged = merge(row.told, file)
    problems += _strangers(row, match.person, merged, around)
    if not row.told:
        problems.append(Problem(row.number, "", None, NOTHING, Severity.WARN))
    case = case_after(match.person, file.case, merged.new, around)
    refused = any(problem.severity is Severity.REFUSE for problem in problems)
    return Judged(
        row,
        match,
        merged,
        tuple(problems),
        () if refused else lint(case, today, days),
        case,
        file.file.id if file.file else None,
        _known_helpers(match.person, merged, around),
        dates_of(match.person, case),
    )


def _known_helpers(person, merged, around) -> dict[str, int]:
    found = (
        (h.name, around.helper.get((person.organization_id, h.name))) for h in merged.new.helpers
    )
    return {name: one.person_id for name, one in found if one}


def _strangers(row, person, merged, around) -> Iterator[Problem]:
    names = dict.fromkeys(
        told.name
        for told in merged.new.helpers
        if around.helper.get((person.organization_id, told.name)) is None
    )
    if names:
        message = (
            f"名册里没有对上正式党员{'、'.join(names)}，只记姓名，能不能作联系人、介绍人没有核对。"
        )
        yield Problem(row.number, "", None, message, Severity.WARN)
