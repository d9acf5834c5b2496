"""Every SELECT an import needs: imports, branches, and who is on record, in a few statements."""

from collections.abc import Iterable, Iterator

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import aliased, contains_eager, undefer

from app.access.scope import Scope
from app.accounts.models import Account
from app.core.db import batches, db
from app.members.importing.branches import Branch
from app.members.importing.fields import OF_MEMBER, OF_PERSON
from app.members.models import Import, Member
from app.members.roster.fields import Field
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.organizations import OrganizationKind

PAGE = 50
BATCH = 5_000  # values in one statement; SQLite takes 32 766
_Group = aliased(Organization)
_BELOW = {Person.__table__, Organization.__table__}
_TOLD = {
    **{field: getattr(Person, name) for field, name in OF_PERSON.items() if name != "id_number"},
    **{
        field: getattr(Member, name)
        for field, name in OF_MEMBER.items()
        if field not in {Field.BRANCH, Field.GROUP}
    },
    Field.GROUP: _Group.name,
    "id": Member.id,
    "mark": Person.id_number_mark,
    "organization_id": Member.organization_id,
    "standing": Member.standing,
}


def listed(scope: Scope, start: int = 0) -> list[tuple[Import, str]]:
    """Imports in scope with who made them ('' for the command line), newest first; one more than
    a page if there are more."""
    query = (
        _in(scope)
        .add_columns(Person.name)
        .outerjoin(Account, Account.id == Import.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .order_by(Import.id.desc())
        .offset(start)
        .limit(PAGE + 1)
    )
    return [(one, name or "") for one, name in db.session.execute(query)]


def one(scope: Scope, import_id: int, *, lock: bool = False) -> Import | None:
    """With its preview; `lock` makes a second confirmation wait for the first on PostgreSQL."""
    query = _in(scope).where(Import.id == import_id)
    query = query.options(undefer(Import.preview))
    return db.session.scalar(query.with_for_update(of=Import) if lock else query)


def same_file(scope: Scope, digest: str, organization_id: int) -> list[Import]:
    """Imports of that very file into that organisation, newest first."""
    query = _in(scope).where(Import.digest == digest, Import.organization_id == organization_id)
    return list(db.session.scalars(query.order_by(Import.id.desc())))


def targets(scope: Scope) -> list[Organization]:
    """Where a roster may be imported: branches and what stands above them."""
    query = select(Organization).where(
        scope.clause(Organization.path),
        Organization.kind != OrganizationKind.GROUP,
        Organization.dissolved_on.is_(None),
    )
    return list(db.session.scalars(query.order_by(Organization.path)))


def branches(scope: Scope, organization: Organization) -> list[Branch]:
    """The branches at and below an organisation, each with the names above it."""
    if not scope.covers(organization.path):
        return []
    steps = organization.path.strip("/").split("/")
    above = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    query = select(Organization.id, Organization.path, Organization.name, Organization.kind).where(
        or_(_below(organization).clause(Organization.path), Organization.path.in_(above)),
        Organization.dissolved_on.is_(None),
    )
    rows = db.session.execute(query.order_by(Organization.path)).all()
    names = {row.path: row.name for row in rows}
    return [
        Branch(row.id, row.name, _fronts(row.path, names))
        for row in rows
        if row.kind == OrganizationKind.BRANCH and row.path.startswith(organization.path)
    ]


def groups(scope: Scope, branch_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The Party groups of those branches: {(branch, name): id}."""
    found = {}
    for some in batches(dict.fromkeys(branch_ids), BATCH):
        query = select(Organization.parent_id, Organization.name, Organization.id).where(
            scope.clause(Organization.path),
            Organization.kind == OrganizationKind.GROUP,
            Organization.parent_id.in_(some),
        )
        found.update({(parent, name): one for parent, name, one in db.session.execute(query)})
    return found


def codes(scope: Scope, start: str) -> set[str]:
    """The codes in use that begin so, wherever: a code is unique in the whole tree."""
    query = select(Organization.code).where(Organization.code.startswith(start, autoescape=True))
    return set(db.session.scalars(query)) if scope else set()


def known(scope: Scope, marks: Iterable[str], names: Iterable[str]) -> list[dict]:
    """Who of these is registered in scope, as `compare.Existing` wants a known person."""
    query = (
        select(*(column.label(key) for key, column in _TOLD.items()))
        .select_from(Member)
        .join(Member.person)
        .join(Organization, Member.organization_id == Organization.id)
        .outerjoin(_Group, Member.group_id == _Group.id)
        .where(scope.clause(Organization.path))
    )
    found = {}
    for column, values in ((Person.id_number_mark, marks), (Person.name, names)):
        for some in batches(dict.fromkeys(values), BATCH):
            rows = db.session.execute(query.where(column.in_(some))).mappings()
            found.update({row["id"]: dict(row) for row in rows})
    return list(found.values())


def elsewhere(scope: Scope, marks: Iterable[str]) -> set[str]:
    """Which of these ID numbers belong to somebody not registered in scope; never where."""
    found = set()
    for some in batches(dict.fromkeys(marks), BATCH):
        query = (
            select(Person.id_number_mark)
            .outerjoin(Member, Member.person_id == Person.id)
            .outerjoin(Organization, Member.organization_id == Organization.id)
            .where(
                Person.id_number_mark.in_(some),
                or_(Member.id.is_(None), not_(scope.clause(Organization.path))),
            )
        )
        found.update(db.session.scalars(query))
    return found


def members(scope: Scope, member_ids: Iterable[int]) -> Iterator[Member]:
    """Those members in scope with their people, batch by batch, to be changed."""
    for some in batches(dict.fromkeys(member_ids), BATCH):
        query = (
            select(Member)
            .join(Member.person)
            .join(Organization, Member.organization_id == Organization.id)
            .options(contains_eager(Member.person), contains_eager(Member.organization))
            .where(Member.id.in_(some), scope.clause(Organization.path))
            .order_by(Member.id)
        )
        yield from db.session.scalars(query)


def organizations(scope: Scope, organization_ids: Iterable[int]) -> list[Organization]:
    """Those organisations in scope, the deepest first."""
    query = select(Organization).where(
        Organization.id.in_(list(organization_ids)), scope.clause(Organization.path)
    )
    return sorted(db.session.scalars(query), key=lambda o: (-o.depth, o.id))


def pointed_at(scope: Scope, model, ids: Iterable[int], besides=()) -> dict[int, str]:
    """Which of these rows anything else points to, and the word for it: every foreign key that
    exists is asked, so that a feature added later needs to say nothing here. What only follows
    from other rows and goes with them (`kept` in a table's info) is nothing of its own."""
    ids, found = list(ids) if scope else [], {}
    for column in _pointing(model):
        if column in besides:
            continue
        for some in batches(dict.fromkeys(ids), BATCH):
            query = select(column).where(column.in_(some)).distinct()
            found.update(dict.fromkeys(db.session.scalars(query), _word_for(column.table)))
    return found


def _pointing(model):
    key = model.__table__.c.id
    return [
        foreign.parent
        for table in db.metadata.sorted_tables
        if not table.info.get("kept")
        for foreign in sorted(table.foreign_keys, key=_of_column)
        if foreign.column is key
    ]


def _word_for(table) -> str:
    """What the audit calls such a row, or the row it belongs to: an attendance is 会议记录."""
    words = {
        mapper.local_table: mapper.class_.audit_name
        for mapper in Import.registry.mappers
        if getattr(mapper.class_, "audit_name", "")
    }
    owners = [foreign.column.table for foreign in sorted(table.foreign_keys, key=_of_column)]
    told = [words[one] for one in (table, *owners) if one in words and one not in _BELOW]
    return told[0] if told else "其他记录"


def _of_column(foreign):
    return foreign.parent.name


def _in(scope):
    return (
        select(Import)
        .join(Import.organization)
        .options(contains_eager(Import.organization))
        .where(scope.clause(Organization.path))
    )


def _below(organization) -> Scope:
    return Scope(frozenset({organization.path}))


def _fronts(path, names) -> tuple[str, ...]:
    steps = path.strip("/").split("/")[:-1]
    paths = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    return tuple(names[one] for one in paths if one in names)
