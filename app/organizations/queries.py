"""Every SELECT on organisations and posts. The scope comes first, always."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.access.scope import Scope, line_of
from app.core import clock
from app.core.db import db
from app.organizations.models import LocalRule, Organization, Post
from app.people.models import Person
from app.rules.organizations import OrganizationKind


def tree(scope: Scope) -> list[Organization]:
    """All organisations in scope, in tree order (a parent before its children)."""
    organizations = db.session.scalars(_in(scope)).all()
    names = {o.path: f"{o.code}" for o in organizations}

    return sorted(organizations, key=lambda o: [(names.get(p, ""), p) for p in line_of(o.path)])


def top(scope: Scope) -> Organization | None:
    """The highest organisation in scope; of several the first by code."""
    query = _in(scope).order_by(func.length(Organization.path), Organization.code)
    return db.session.scalar(query.limit(1))


def one(scope: Scope, organization_id: int) -> Organization | None:
    return db.session.scalar(_in(scope).where(Organization.id == organization_id))


def by_code(scope: Scope, code: str) -> Organization | None:
    return db.session.scalar(_in(scope).where(Organization.code == code))


def by_path(scope: Scope, path: str) -> Organization | None:
    return db.session.scalar(_in(scope).where(Organization.path == path))


def branches(scope: Scope, day: date) -> list[Organization]:
    """The branches in scope that exist on that day, by code, with what they belong to."""
    query = _in(scope).where(Organization.kind == OrganizationKind.BRANCH, _in_force(day))
    query = query.options(joinedload(Organization.parent))
    return list(db.session.scalars(query.order_by(Organization.code)))


def children(scope: Scope, parent: Organization, kind: OrganizationKind | None = None):
    """Direct children that have not been dissolved, by code."""
    query = _in(scope).where(
        Organization.parent_id == parent.id, Organization.dissolved_on.is_(None)
    )
    if kind:
        query = query.where(Organization.kind == kind)
    return db.session.scalars(query.order_by(Organization.code)).all()


def ancestors(scope: Scope, organization: Organization) -> list[Organization]:
    """From the root down to its parent. The scope is that of the organisation itself: whoever
    may see it may know what it belongs to."""
    paths = line_of(organization.path)[:-1] if scope.covers(organization.path) else []
    query = select(Organization).where(Organization.path.in_(paths))
    return list(db.session.scalars(query.order_by(func.length(Organization.path))))


def beside(scope: Scope, organization: Organization) -> list[Organization]:
    """Those that stand under the same parent and have not been dissolved, by code; as with
    `ancestors`, whoever may see it may know what stands beside it."""
    if organization.parent_id is None or not scope.covers(organization.path):
        return []
    query = select(Organization).where(
        Organization.parent_id == organization.parent_id,
        Organization.id != organization.id,
        Organization.dissolved_on.is_(None),
    )
    return list(db.session.scalars(query.order_by(Organization.code)))


def posts(scope: Scope, organization: Organization, day: date | None = None) -> list[Post]:
    """Posts of one organisation with their people: those held on `day`, or all ever held."""
    query = (
        select(Post)
        .join(Post.person)
        .join(Post.organization)
        .options(contains_eager(Post.person), contains_eager(Post.organization))
        .where(Post.organization_id == organization.id, scope.clause(Organization.path))
    )
    if day:
        query = query.where(_held(day))
    return list(db.session.scalars(query.order_by(Post.ended_on, Post.started_on, Post.id)))


def post(scope: Scope, post_id: int) -> Post | None:
    query = (
        select(Post)
        .join(Post.organization)
        .join(Post.person)
        .options(contains_eager(Post.person), contains_eager(Post.organization))
        .where(Post.id == post_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def holders(scope: Scope, day: date, kind) -> dict[int, Person]:
    """Who holds this kind of post that day, by organization_id."""
    query = (
        select(Post.organization_id, Person)
        .join(Post.person)
        .join(Post.organization)
        .where(Post.kind == kind, _held(day), scope.clause(Organization.path))
        .order_by(Post.started_on)
    )
    return dict(db.session.execute(query).all())


def posts_of(scope: Scope, person_id: int, day: date) -> list[Post]:
    """Posts a person holds that day, with their organisations."""
    query = (
        select(Post)
        .join(Post.organization)
        .options(contains_eager(Post.organization))
        .where(Post.person_id == person_id, _held(day), scope.clause(Organization.path))
    )
    return list(db.session.scalars(query.order_by(Organization.path, Post.id)))


def posts_in(scope: Scope, day: date) -> list[Post]:
    """Every post held that day in scope with its person, in tree order; one statement."""
    query = (
        select(Post)
        .join(Post.person)
        .join(Post.organization)
        .options(contains_eager(Post.person), contains_eager(Post.organization))
        .where(_held(day), scope.clause(Organization.path))
    )
    return list(db.session.scalars(query.order_by(Organization.path, Post.id)))


def post_labels(scope: Scope, person_ids, day: date) -> dict[int, str]:
    """The Party posts people hold that day, in words: {person_id: 书记、组织委员}."""
    query = (
        select(Post)
        .join(Post.organization)
        .where(Post.person_id.in_(person_ids), _held(day), scope.clause(Organization.path))
        .order_by(Organization.path, Post.id)
    )
    labels: dict[int, list[str]] = {}
    for held in db.session.scalars(query):
        labels.setdefault(held.person_id, []).append(held.label)
    return {person: "、".join(dict.fromkeys(words)) for person, words in labels.items()}


def people_with_posts_beyond(scope: Scope, person_ids, day: date) -> set[int]:
    """Which of these people hold a post that day outside the scope."""
    query = (
        select(Post.person_id)
        .join(Post.organization)
        .where(Post.person_id.in_(person_ids), _held(day), not_(scope.clause(Organization.path)))
    )
    return set(db.session.scalars(query))


def local_words(scope: Scope, organization: Organization) -> list[LocalRule]:
    """What it and everything above it say of local rules, the nearest first; with their
    organisations. Nothing outside the scope, as with `ancestors`."""
    if not scope.covers(organization.path):
        return []
    query = (
        select(LocalRule)
        .join(LocalRule.organization)
        .options(contains_eager(LocalRule.organization))
        .where(Organization.path.in_(line_of(organization.path)))
    )
    return list(db.session.scalars(query.order_by(func.length(Organization.path).desc())))


def local_rules(
    scope: Scope, organizations: Iterable[Organization], day: date | None = None
) -> dict[int, frozenset[str]]:
    """The ids of the local rules that are on for each organisation in scope on that day (today
    where not given): {organization_id: ids}. One statement however many are asked for."""
    said: dict[str, dict[str, bool]] = {}
    query = (
        select(Organization.path, LocalRule.rule_id, LocalRule.switched_on)
        .join(LocalRule.organization)
        .where(LocalRule.since <= (day or clock.today()))
    )
    for path, rule_id, on in db.session.execute(query):
        said.setdefault(path, {})[rule_id] = on
    return {o.id: _switched_on(said, o.path) for o in organizations if scope.covers(o.path)}


def says_on(scope: Scope, rule_id: str, path, day: date):
    """As a value of a query: what the nearest word on or above the organisation of that path column
    says of a local rule; NULL without any, and outside the scope."""
    above = aliased(Organization)
    return (
        select(LocalRule.switched_on)
        .join(above, above.id == LocalRule.organization_id)
        .where(
            LocalRule.rule_id == rule_id,
            LocalRule.since <= day,
            path.startswith(above.path),
            scope.clause(path),
        )
        .order_by(func.length(above.path).desc())
        .limit(1)
        .scalar_subquery()
    )


def _switched_on(said, path):
    words: dict[str, bool] = {}
    for above in line_of(path):
        words |= said.get(above, {})
    return frozenset(rule_id for rule_id, on in words.items() if on)


def _in(scope):
    return select(Organization).where(scope.clause(Organization.path))


def _held(day):
    return and_(Post.started_on <= day, or_(Post.ended_on.is_(None), Post.ended_on >= day))


def _in_force(day):
    return and_(
        or_(Organization.founded_on.is_(None), Organization.founded_on <= day),
        or_(Organization.dissolved_on.is_(None), Organization.dissolved_on > day),
    )
