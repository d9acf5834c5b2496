"""Writes what was confirmed: branches, groups, new people, changed ones; and keeps the trail."""

from dataclasses import dataclass, field

from app.access.scope import Scope
from app.core.db import db
from app.members.importing import queries
from app.members.importing.branches import unit_of
from app.members.importing.fields import OF_MEMBER, OF_PERSON, as_stored, holder_of, plain
from app.members.importing.judging import CREATE, Judged, Place
from app.members.models import Import, Member
from app.members.roster.compare import Kind, Outcome
from app.members.roster.fields import Field
from app.organizations import actions as organizations
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.organizations import OrganizationKind, UnitType

CHUNK = 500  # people held in memory at once


@dataclass
class Trail:
    """What undoing needs: ids made, and of each changed person the plain values before and after.

    `organizations` maps an id to its version once made.
    """

    members: list[list[int]] = field(default_factory=list)
    changed: list[list] = field(default_factory=list)
    organizations: dict[int, int] = field(default_factory=dict)


def apply(organization: Organization, judged: Judged) -> Trail:
    """Write every new and every changed person. All places must have been decided."""
    trail = Trail()
    plan = planned(organization, judged, trail)
    scope = Scope(frozenset({organization.path}))
    for start in range(0, len(plan), CHUNK):
        write(scope, plan[start : start + CHUNK], trail)
    return trail


def planned(organization: Organization, judged: Judged, trail: Trail) -> list[list]:
    """[id of the member or None for a new one, {attribute: plain value}] of everybody who is to
    be written; branches and groups that they need are made now."""
    branch_ids = _branches(organization, judged, trail)
    scope = Scope(frozenset({organization.path}))
    wanted = [o for o in judged.outcomes if o.kind in {Kind.NEW, Kind.UPDATE}]
    group_ids = _groups(scope, wanted, judged, branch_ids, trail)

    def told(outcome: Outcome, fields) -> dict:
        branch_id = branch_ids[judged.place_of(outcome.row).key]
        facts = _told(outcome, fields, branch_id, group_ids)
        return {name: plain(value) for name, value in facts.items()}

    new = [[None, told(o, o.row.values)] for o in wanted if o.kind is Kind.NEW]
    changed = [
        [o.known["id"], told(o, [change.field for change in o.changes])]
        for o in wanted
        if o.kind is Kind.UPDATE
    ]
    return new + changed


def write(scope: Scope, piece: list[list], trail: Trail) -> None:
    """Write a piece of a plan."""
    stored = [
        (key, {name: as_stored(name, value) for name, value in facts.items()})
        for key, facts in piece
    ]
    new = [facts for key, facts in stored if key is None]
    ids = {facts["organization_id"] for facts in new}
    _add(new, {o.id: o for o in queries.organizations(scope, ids)}, trail)
    updates = {key: facts for key, facts in stored if key is not None}
    for member in queries.members(scope, updates):
        _change(member, updates[member.id], trail)
    db.session.flush()


def keep(imported: Import, trail: Trail) -> None:
    """Store the trail with the import it belongs to, behind what is there."""
    before = imported.trail or {"members": [], "changed": [], "organizations": []}
    made = [[key, version] for key, version in trail.organizations.items()]
    imported.trail = {
        "members": [*before["members"], *trail.members],
        "changed": [*before["changed"], *trail.changed],
        "organizations": [*before["organizations"], *made],
    }


def _branches(organization, judged, trail) -> dict[str, int | None]:
    """The id of each named branch's organisation; those to be created are created."""
    ids, taken = {}, None
    for place in {place.key: place for place in judged.places.values()}.values():
        if place.verb != CREATE:
            ids[place.key] = place.branch.id if place.branch else None
            continue
        taken = _codes(organization) if taken is None else taken
        ids[place.key] = _create_branch(organization, place, taken, trail)
    return ids


def _create_branch(organization, place: Place, taken: set[str], trail) -> int:
    made = organizations.create(
        code=_free_code(organization, taken),
        name=place.named.name[:60],
        kind=OrganizationKind.BRANCH,
        unit_type=UnitType(place.unit) if place.unit else unit_of(place.named.name),
        parent=organization,
    )
    trail.organizations[made.id] = made.version
    return made.id


def _free_code(organization, taken: set[str]) -> str:
    """The next free number behind the code of the organisation above: CS-01, CS-02 …"""
    number = 1
    while (code := f"{_stem(organization)}-{number:02d}") in taken:
        number += 1
    taken.add(code)
    return code


def _groups(scope, wanted, judged, branch_ids, trail) -> dict[tuple[int, str], int]:
    """The id of each Party group that the rows name, by branch; unknown ones are created."""
    named = {}
    for outcome in wanted:
        if name := outcome.row.values.get(Field.GROUP):
            named[branch_ids[judged.place_of(outcome.row).key], name] = None
    ids = queries.groups(scope, {branch for branch, _ in named})
    missing = [key for key in named if key not in ids]
    parents = {o.id: o for o in queries.organizations(scope, {branch for branch, _ in missing})}
    for branch_id, name in missing:
        parent = parents[branch_id]
        made = organizations.create(
            code=_free_code(parent, _codes(parent)),
            name=name,
            kind=OrganizationKind.GROUP,
            unit_type=parent.unit_type,
            parent=parent,
        )
        trail.organizations[made.id] = made.version
        ids[branch_id, name] = made.id
    return ids


def _told(outcome: Outcome, fields, branch_id: int, group_ids) -> dict:
    """Attribute → value of those fields, for a person and a membership together."""
    facts = {}
    for one in fields:
        if one is Field.BRANCH:
            facts["organization_id"] = branch_id
            facts.setdefault("group_id", None)  # a group belongs to the branch that is left
        elif one is Field.GROUP:
            facts["group_id"] = group_ids[branch_id, outcome.row.values[one]]
        else:
            facts[(OF_PERSON | OF_MEMBER)[one]] = outcome.row.values[one]
    if outcome.kind is Kind.NEW:
        facts["organization_id"] = branch_id
    return facts


def _add(rows: list[dict], branches: dict[int, Organization], trail) -> None:
    of_person, made = set(OF_PERSON.values()), []
    for facts in rows:
        branch = branches[facts.pop("organization_id")]
        person = Person(**{name: value for name, value in facts.items() if name in of_person})
        own = {name: value for name, value in facts.items() if name not in of_person}
        made.append(Member(person=person, organization=branch, **own))
    db.session.add_all(made)
    db.session.flush()
    trail.members += [[member.id, member.person_id] for member in made]
    for member in made:
        db.session.expunge(member.person)
        db.session.expunge(member)


def _change(member: Member, facts: dict, trail) -> None:
    differences = {}
    for name, after in facts.items():
        holder = holder_of(member, name)
        before = getattr(holder, name)
        if before != after:
            setattr(holder, name, after)
            differences[name] = [plain(before), plain(after)]
    trail.changed.append([member.id, differences])


def _codes(organization) -> set[str]:
    return queries.codes(Scope(frozenset({organization.path})), _stem(organization))


def _stem(organization) -> str:
    """Room for the number behind it: a code has 40 characters at most."""
    return organization.code[:34]
