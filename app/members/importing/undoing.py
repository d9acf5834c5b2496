"""Takes an import back where nothing was built on it, and says what stays and why."""

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.members.importing import queries
from app.members.importing.fields import as_stored, holder_of, plain
from app.members.models import Import, Member
from app.organizations.models import Organization
from app.people.models import Person

EDITED, GONE = "导入后又修改过", "已不在这个组织"


def undo(imported: Import, trail: dict | None = None) -> list[list[str]]:
    """Remove what the import made and set back what it changed; returns what stays as
    [name, reason]. Anything at all that points to a person keeps that person. `trail`: only that
    part of the import's."""
    scope, trail = Scope(frozenset({imported.organization.path})), trail or imported.trail
    kept = [
        *_set_back(scope, trail["changed"]),
        *_remove_people(scope, trail["members"]),
        *_remove_organizations(scope, trail["organizations"]),
    ]
    db.session.flush()
    return kept


def _set_back(scope, changed) -> list[list[str]]:
    differences, kept = dict(changed), []
    for member in queries.members(scope, differences):
        touched = [
            name
            for name, (before, after) in differences[member.id].items()
            if not _restored(member, name, before, after)
        ]
        if touched:
            kept.append([member.name, f"{EDITED}，有 {len(touched)} 项没有改回"])
        differences.pop(member.id)
    return [*kept, [f"{len(differences)} 人", GONE]] if differences else kept


def _restored(member: Member, name: str, before, after) -> bool:
    holder = holder_of(member, name)
    if plain(getattr(holder, name)) != after:
        return False
    setattr(holder, name, as_stored(name, before))
    return True


def _remove_people(scope, made) -> list[list[str]]:
    people = dict(made)
    standing = Member.__table__.c.person_id
    reasons = queries.pointed_at(EVERYTHING, Member, people)
    of_person = queries.pointed_at(EVERYTHING, Person, people.values(), besides=(standing,))
    found, kept = set(), []
    for member in list(queries.members(scope, people)):
        found.add(member.id)
        why = reasons.get(member.id) or of_person.get(member.person_id)
        if why or member.version > 1 or member.person.version > 1:
            kept.append([member.name, f"已有{why}" if why else EDITED])
            continue
        db.session.delete(member)
        db.session.delete(member.person)
    db.session.flush()
    missing = len(people) - len(found)
    return [*kept, [f"{missing} 人", GONE]] if missing else kept


def _remove_organizations(scope, made) -> list[list[str]]:
    """Groups before branches; one that still holds or did anything stays."""
    versions, kept, depth = dict(made), [], None
    organizations = queries.organizations(scope, versions)
    for depth in sorted({one.depth for one in organizations}, reverse=True):
        level = [one for one in organizations if one.depth == depth]
        reasons = queries.pointed_at(EVERYTHING, Organization, [one.id for one in level])
        for one in level:
            if one.id in reasons or one.version > versions[one.id]:
                why = reasons.get(one.id)
                kept.append([one.name, f"已有{why}" if why else EDITED])
            else:
                db.session.delete(one)
        db.session.flush()
    return kept
