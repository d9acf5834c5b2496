"""Acts on the people of branches: two are merged, one is divided. Whoever goes is told on both
sides; files, accounts and listeners follow as with a transfer, in a few statements for all."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from app.access.scope import Scope
from app.accounts import actions as accounts
from app.core import audit
from app.core.db import db
from app.core.errors import Refused
from app.members.life import actions as life
from app.members.models import Member
from app.members.transfers import listeners
from app.organizations import actions as organizations
from app.organizations.models import Organization
from app.rules.acts import ActKind, Part, check_sizes
from app.rules.dates import PartialDate
from app.rules.members import Stage, Standing
from app.rules.organizations import (
    OrganizationKind,
    PostKind,
    UnitType,
    check_branch_size,
    check_joint,
)
from app.structure import queries
from app.structure.checking import (
    refuse_all_but_branches,
    refuse_ended,
    refuse_moved_after,
    refuse_out_of_order,
    refuse_transfers,
    settle,
)
from app.structure.models import Act
from app.structure.recording import close, end, write

FROM_ABOVE = {PostKind.LIAISON}
"""Posts in a branch that its own people do not hold."""


def merge(
    gone: Organization,
    other: Organization,
    *,
    done_on: date,
    name: str = "",
    code: str = "",
    unit_type: UnitType | None = None,
    by: int | None = None,
    **paper: Any,
) -> Act:
    """The people of `gone` go to `other`, or those of both to a new branch of that name and code
    beside `gone`. What is left without people is dissolved with its groups and posts."""
    refuse_ended(gone, other)
    refuse_all_but_branches(gone, other)
    if gone.id == other.id:
        raise Refused("请选择另一个党支部。", "other_id")
    refuse_out_of_order(done_on, gone, other)
    sources = [gone, other] if name else [gone]
    for one in (gone, other):
        refuse_transfers(one)
    unit, units = unit_type or other.unit_type, (gone.units or 1) + (other.units or 1)
    counted = [queries.numbers(_of(one), one) for one in (gone, other)]
    both, full = (sum(column) for column in zip(*counted, strict=True))
    verdict = check_branch_size(both, full, unit, done_on) + check_joint(unit, units, done_on)
    settle(verdict, paper.get("reason", ""))
    audit.because(paper.get("reason") or paper["basis"])
    target, number = other, paper.get("number", "")
    if name:
        target = organizations.create(
            code=code, name=name, kind=OrganizationKind.BRANCH, unit_type=unit,
            parent=gone.parent, founded_on=done_on,
            units=units if unit is UnitType.JOINT else None,
        )  # fmt: skip
    parts = []
    for source in sources:
        carried = _carry_all(source, target, done_on, number)
        parts += _close_branch(source, done_on, carried)
    took = sum(len(before.get("people", ())) for *_, before, _after in parts)
    if name:
        parts.append((target, Part.MADE, {}, {"name": name, "parent_id": gone.parent_id}))
    else:
        parts.append(_took(target, units))
    return write(ActKind.MERGE, parts, on=done_on, facts={"people": took}, by=by, **paper)


def split(
    old: Organization,
    chosen: Collection[int],
    *,
    name: str,
    code: str,
    unit_type: UnitType,
    done_on: date,
    units: int | None = None,
    by: int | None = None,
    **paper: Any,
) -> Act:
    """The chosen people (member ids) go to a new branch beside the old one. Records, groups and
    posts stay with the old; posts held there by those who leave end."""
    refuse_ended(old)
    refuse_all_but_branches(old)
    refuse_out_of_order(done_on, old)
    refuse_transfers(old)
    everybody = queries.people(_of(old), old)
    leaving = [one for one in everybody if one.id in chosen]
    staying = [one for one in everybody if one.id not in chosen]
    if not leaving or not staying:
        raise Refused("请选择划到新支部的人，原支部也要留下人。", "people")
    verdict = check_sizes(
        (*_counted(staying), old.unit_type), (*_counted(leaving), unit_type), done_on
    )
    settle(verdict + check_joint(unit_type, units, done_on), paper.get("reason", ""))
    audit.because(paper.get("reason") or paper["basis"])
    new = organizations.create(
        code=code, name=name, kind=OrganizationKind.BRANCH, unit_type=unit_type,
        parent=old.parent, founded_on=done_on, units=units,
    )  # fmt: skip
    ids = [old.id, *(one.id for one in queries.groups(_of(old), old))]
    people = {one.person_id for one in leaving}
    posts = [
        post
        for post in queries.posts_in(_of(old), ids, done_on)
        if post.person_id in people and post.kind not in FROM_ABOVE
    ]
    before = {"posts": end(posts, done_on)}
    number = paper.get("number", "")
    before |= _carry(leaving, old, new, done_on, number, f"{old.name}拆分，划入{new.name}")
    parts = [
        (old, Part.GAVE, before, {}),
        (new, Part.MADE, {}, {"name": name, "parent_id": old.parent_id}),
    ]
    return write(ActKind.SPLIT, parts, on=done_on, facts={"people": len(leaving)}, by=by, **paper)


def _took(branch, units):
    """The branch that took the people in; a joint one covers their units too from now on."""
    if branch.unit_type is not UnitType.JOINT or branch.units is None:
        return branch, Part.TOOK, {}, {}
    before = {"units": branch.units}
    organizations.edit(branch, units=units)
    return branch, Part.TOOK, before, {"units": units}


def _close_branch(branch, on, carried):
    """The parts of a branch without people and of its groups, which end with it."""
    groups = queries.groups(_of(branch), branch)
    posts = queries.posts_in(_of(branch), [branch.id, *(one.id for one in groups)], on)
    parts = [
        close(one, on, [post for post in posts if post.organization_id == one.id])
        for one in (branch, *groups)
    ]
    parts[0][2].update(carried)
    return parts


def _carry_all(source, target, on, number):
    members = queries.people(_of(source), source)
    why = f"{source.name}并入{target.name}"
    return _carry(members, source, target, on, number, why)


def _carry(members: Sequence[Member], old, new, on, number, why) -> dict:
    """The people belong to `new`; what is needed to tell it, and to take it back."""
    ids = [one.id for one in members]
    refuse_moved_after(ids, on)
    before = {"people": {str(one.id): one.group_id for one in members}, "events": []}
    if not members:
        return before
    before["events"] = life.carry(members, old, new, PartialDate.of(on), why=why, paper=number)
    accounts.move_all([one.person_id for one in members], new)
    db.session.flush()
    listeners.tell_together(members, old, new, on)
    db.session.flush()
    return before


def _counted(members) -> tuple[int, int]:
    """(people in the Party, full members) of them, in good standing."""
    normal = [one.stage for one in members if one.standing is Standing.NORMAL]
    full = sum(stage is Stage.FULL for stage in normal)
    return sum(stage.in_party for stage in normal), full


def _of(organization):
    return Scope(frozenset({organization.path}))
