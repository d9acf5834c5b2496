"""Addresses of the organisation tree and posts."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.core import clock, drafts
from app.core.web import go, number, page
from app.organizations import actions, bp, queries
from app.organizations.forms import EndPostForm, LocalRuleForm, OrganizationForm
from app.rules.organizations import SWITCHED, OrganizationKind, UnitType
from app.rules.registry import local_rules, rule


@bp.get("/")
@requires(Can.ORGANIZATIONS_VIEW)
def index():
    whole, everything = queries.tree(g.scope), "all" in request.args
    standing = [one for one in whole if not one.dissolved_on or one.dissolved_on > clock.today()]
    return page(
        "organizations/index.html",
        organizations=whole if everything else standing,
        ended=len(whole) - len(standing),
        everything=everything,
    )


@bp.get("/<int:organization_id>")
@requires(Can.ORGANIZATIONS_VIEW)
def show(organization_id):
    organization = _load(organization_id)
    return page(
        "organizations/show.html",
        organization=organization,
        ancestors=queries.ancestors(g.scope, organization),
        children=queries.children(g.scope, organization),
        posts=queries.posts(g.scope, organization),
        today=clock.today(),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def new():
    parent = _parent(number("parent"))
    form = OrganizationForm(draft=drafts.of_reader())
    made = []
    if form.accepts(lambda: made.append(actions.create(parent=parent, **form.facts()))):
        drafts.drop(current_user.id)
        flash(f"已设立{form.name.data}。", "success")
        return go(url_for(".show", organization_id=made[0].id))
    if request.method == "GET" and not form.restored:
        form.unit_type.data = (parent.unit_type if parent else UnitType.OTHER).value
        form.kind.data = _usual_child(parent and parent.kind)
        form.founded_on.data = clock.today()
    return page(
        "organizations/edit.html", block="form", form=form, parent=parent, status=form.status
    )


@bp.route("/<int:organization_id>/edit", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def edit(organization_id):
    organization = _load(organization_id)
    form = OrganizationForm(obj=organization, draft=drafts.of_reader())
    del form.kind
    if not g.scope.covers(organization.parent.path if organization.parent else "/"):
        del form.approves, form.temporary  # nobody gives himself the right to approve (DEV-23)

    def save():
        form.check_fresh(organization)
        actions.edit(organization, **form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。", "success")
        return go(url_for(".show", organization_id=organization_id))
    return page(
        "organizations/edit.html",
        block="form",
        form=form,
        organization=organization,
        status=form.status,
    )


@bp.route("/posts/<int:post_id>/end", methods=["GET", "POST"])
@requires(Can.POSTS_EDIT)
def end_post(post_id):
    post = queries.post(g.scope, post_id) or abort(404)
    form = EndPostForm(started_on=post.started_on)
    if form.accepts(lambda: actions.end_post(post, ended_on=form.ended_on.data)):
        flash("已记下离任日期。", "success")
        return go(url_for(".show", organization_id=post.organization_id))
    return page(
        "organizations/end_post.html", block="form", form=form, post=post, status=form.status
    )


@bp.get("/<int:organization_id>/rules")
@requires(Can.ORGANIZATIONS_VIEW)
def rules(organization_id):
    organization = _load(organization_id)
    words = queries.local_words(g.scope, organization)
    on = queries.local_rules(g.scope, [organization])[organization.id]
    return page(
        "organizations/rules.html",
        organization=organization,
        rules=[(one, one.id in on, _nearest(words, one.id)) for one in _switched()],
    )


@bp.route("/<int:organization_id>/rules/<rule_id>", methods=["GET", "POST"])
@requires(Can.RULES_EDIT)
def set_rule(organization_id, rule_id):
    organization = _load(organization_id)
    chosen = next((one for one in _switched() if one.id == rule_id), None) or abort(404)
    words = [w for w in queries.local_words(g.scope, organization) if w.rule_id == rule_id]
    own = next((w for w in words if w.organization_id == organization.id), None)
    form = LocalRuleForm(obj=own)
    if request.method == "GET":
        form.word.data = {None: "", True: "on", False: "off"}[own and own.switched_on]
        form.since.data = own.since if own else clock.today()

    told = []

    def save():
        if own:
            form.check_fresh(own)
        facts = form.facts()
        word = facts.pop("word")
        actions.set_local_rule(organization, rule_id, word, **facts)
        told.append(
            "已保存，这里随上级。"
            if word is None
            else "已保存，本组织和没有另行设置的下级都按此执行。"
        )

    if form.accepts(save):
        flash(told[-1], "success")
        return go(url_for(".rules", organization_id=organization_id))
    return page(
        "organizations/set_rule.html",
        block="form",
        form=form,
        organization=organization,
        rule=chosen,
        above=next((w for w in words if w.organization_id != organization.id), None),
        status=form.status,
    )


def _switched():
    """The rules that hold only where somebody says so: on development, opinions, set-up, pledges
    and yearly reports."""
    return local_rules("DEV") + local_rules("AF") + [rule(rule_id) for rule_id in SWITCHED]


def _nearest(words, rule_id):
    """The word that holds today: the nearest whose day has come; or the one that is to come."""
    of_rule = [word for word in words if word.rule_id == rule_id]
    begun = [word for word in of_rule if word.since <= clock.today()]
    return next(iter(begun or of_rule), None)


def _load(organization_id):
    return queries.one(g.scope, organization_id) or abort(404)


def _parent(organization_id):
    """Below whom: the one asked for, else one's own top; None makes a root, for administrators."""
    if organization_id:
        return _load(organization_id)
    return None if g.scope == EVERYTHING else queries.tree(g.scope)[0]


def _usual_child(kind):
    usual = {None: OrganizationKind.COMMITTEE, OrganizationKind.BRANCH: OrganizationKind.GROUP}
    return usual.get(kind, OrganizationKind.BRANCH).value
