"""One form for each kind of act: opened over one organisation, recorded in one transaction.

Nobody re-arranges his own organisation's place: acts need the right over what is above it, a move
over both what it leaves and what it comes under. Where that is missing nothing is found.
"""

from functools import partial

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.web import go, page
from app.organizations import queries as organizations
from app.rules.acts import ActKind
from app.rules.members import Stage, Standing
from app.rules.organizations import ABOVE, OrganizationKind
from app.structure import actions, bp, people, queries
from app.structure.forms import (
    DissolveForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SecretaryForm,
    SetUpForm,
    SplitForm,
)

K = OrganizationKind


@bp.route("/<int:organization_id>/set-up", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def set_up(organization_id):
    parent = organizations.one(g.scope, organization_id) or abort(404)
    form = SetUpForm(draft=drafts.of_reader())
    form.kind.offer((k.value, k.label) for k in K if parent.kind in ABOVE[k])
    if request.method == "GET" and not form.restored and form.kind.choices:
        form.unit_type.data = parent.unit_type.value
        form.kind.data = (K.GROUP if parent.kind is K.BRANCH else K.BRANCH).value
    return _answer(ActKind.SET_UP, parent, form, partial(actions.set_up, parent), below=True)


@bp.route("/<int:organization_id>/rename", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def rename(organization_id):
    one = _load(organization_id)
    form = RenameForm(obj=one, draft=drafts.of_reader())
    return _answer(ActKind.RENAME, one, form, partial(actions.rename, one))


@bp.route("/<int:organization_id>/move", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def move(organization_id):
    one = _load(organization_id)
    form = MoveForm(draft=drafts.of_reader())
    tree = organizations.tree(g.scope)
    places = {
        str(place.id): place
        for place in tree
        if place.kind in ABOVE[one.kind]
        and not place.dissolved_on
        and not place.path.startswith(one.path)
        and place.id != one.parent_id
    }
    form.parent_id.offer(
        (key, f"{'　' * place.depth}{place.name}") for key, place in places.items()
    )

    def act(parent_id, **facts):
        return actions.move(one, places[parent_id], **facts)

    return _answer(ActKind.MOVE, one, form, act)


@bp.route("/<int:organization_id>/dissolve", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def dissolve(organization_id):
    one = _load(organization_id)
    form = DissolveForm(draft=drafts.of_reader())
    return _answer(ActKind.DISSOLVE, one, form, partial(actions.dissolve, one))


@bp.route("/<int:organization_id>/merge", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def merge(organization_id):
    one = _load(organization_id)
    form = MergeForm(draft=drafts.of_reader())
    others = {
        str(other.id): other
        for other in organizations.branches(g.scope, clock.today())
        if other.id != one.id and _covers_above(other)
    }
    near = sorted(others.values(), key=lambda other: other.parent_id != one.parent_id)
    form.other_id.offer([("", "请选择"), *((other.id, other.long_name) for other in near)])

    def act(other_id, **facts):
        return people.merge(one, others[other_id], **facts)

    return _answer(ActKind.MERGE, one, form, act)


@bp.route("/<int:organization_id>/split", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def split(organization_id):
    one = _load(organization_id)
    form = SplitForm(draft=drafts.of_reader())
    everybody = queries.people(g.scope, one) if one.kind is K.BRANCH else []
    form.people.choices = [(member.id, member.name) for member in everybody]
    if request.method == "GET" and not form.restored:
        form.unit_type.data = one.unit_type.value
    return _answer(ActKind.SPLIT, one, form, partial(people.split, one), everybody=everybody)


@bp.route("/<int:organization_id>/secretary", methods=["GET", "POST"])
@requires(Can.POSTS_EDIT)
def secretary(organization_id):
    one = _load(organization_id)
    form = SecretaryForm(draft=drafts.of_reader())
    able = {
        str(member.id): member
        for member in (queries.people(g.scope, one) if one.kind is K.BRANCH else [])
        if member.stage is Stage.FULL and member.standing is Standing.NORMAL
    }
    form.member_id.offer([("", "（空缺）"), *((key, m.name) for key, m in able.items())])

    def act(member_id, **facts):
        return actions.change_secretary(one, able.get(member_id), **facts)

    return _answer(ActKind.SECRETARY, one, form, act)


def _answer(kind, organization, form, act, *, below=False, everybody=()):
    """The form of an act; once it is recorded, the page of the act."""
    if why := _cannot(kind, organization, below):
        flash(why, "warning")
        return go(url_for("organizations.show", organization_id=organization.id))
    if request.method == "GET":
        form.version.data = str(organization.version)
        if not form.restored:
            form.done_on.data = clock.today()
    made = []

    def record():
        form.check_fresh(organization)
        made.append(act(by=current_user.id, **form.facts()))

    if form.accepts(record):
        drafts.drop(current_user.id)
        flash(f"已登记：{made[0].audit_label}。", "success")
        return go(url_for(".act", act_id=made[0].id))
    return page(
        "structure/act.html",
        block="form",
        form=form,
        kind=kind,
        organization=organization,
        holders=organizations.posts(g.scope, organization, clock.today()),
        everybody=everybody,
        status=form.status,
    )


def _cannot(kind, organization, below):
    if organization.dissolved_on:
        return f"{organization.name}已撤销，不再办理组织变动。"
    if (
        kind in {ActKind.MERGE, ActKind.SPLIT, ActKind.SECRETARY}
        and organization.kind is not K.BRANCH
    ):
        return f"{organization.kind.label}的书记任免在党员的个人页上办理，合并和拆分只办理党支部。"
    if kind is ActKind.MOVE and organization.parent is None:
        return "最上级组织没有隶属可以调整。"
    if below and organization.kind is K.GROUP:
        return "党小组之下不再设组织。"
    return ""


def _load(organization_id):
    one = organizations.one(g.scope, organization_id) or abort(404)
    return one if _covers_above(one) else abort(404)


def _covers_above(organization):
    return g.scope.covers(organization.parent.path if organization.parent else "/")
