"""Addresses to read: 健全组织, the tree of a day, acts and their papers, a history in words."""

from datetime import date

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.papers.answering import answer
from app.rules.acts import ActKind
from app.rules.organizations import OrganizationKind
from app.structure import bp, history, overview, queries, sheets, undoing
from app.structure.duties import WHAT
from app.structure.forms import UndoForm

SHOWN_AT_ONCE = 12


@bp.get("/")
@requires(Can.ORGANIZATIONS_VIEW)
def index():
    chosen = request.args.get("kind", "")
    whole, found = _found()
    return page(
        "structure/index.html",
        whole=whole,
        groups=[one for one in found if chosen in {"", one.key}],
        kinds=[(one.key, one.title, len(one.lines)) for one in found],
        chosen=chosen if chosen in WHAT else "",
        most=None if chosen else SHOWN_AT_ONCE,
    )


@bp.get("/table.xlsx")
@requires(Can.ORGANIZATIONS_VIEW)
def table():
    _, found = _found()
    data = workbook(
        "健全组织", list(overview.HEADINGS), overview.rows(found), list(overview.WIDTHS)
    )
    return xlsx_response(data, f"健全组织-{clock.today().isoformat()}.xlsx")


@bp.get("/tree")
@requires(Can.ORGANIZATIONS_VIEW)
def tree():
    today = clock.today()
    day = _day(request.args.get("on", "")) or today
    nodes, above = queries.tree(g.scope, day)
    return page(
        "structure/tree.html",
        nodes=nodes,
        above=above,
        day=day,
        is_today=day == today,
        branches=sum(node.kind is OrganizationKind.BRANCH for node in nodes),
    )


@bp.get("/acts")
@requires(Can.ORGANIZATIONS_VIEW)
def acts():
    year, start = number("year"), number("start", 0)
    found = queries.acts(g.scope, year=year, start=start)
    return page(
        "structure/acts.html",
        acts=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        start=start,
        step=queries.PAGE,
        year=year,
        years=queries.years(g.scope),
        told=history.told,
    )


@bp.get("/acts/<int:act_id>")
@requires(Can.ORGANIZATIONS_VIEW)
def act(act_id):
    one = _act(act_id)
    return page(
        "structure/show.html",
        act=one,
        detail=history.told(one),
        paper=_form_of(one),
        paper_title=sheets.title_of(one),
        undoes=_may_undo(one),
    )


@bp.get("/acts/<int:act_id>/paper.pdf")
@requires(Can.ORGANIZATIONS_VIEW)
def act_paper(act_id):
    one = _act(act_id)
    sheet = sheets.of_act(one, queries.names_on(g.scope, one))
    name = f"{one.kind.label}{sheets.title_of(one)}-{one.main.organization.name}.pdf"
    return answer(_form_of(one), [sheet], name, one.main.organization.path)


@bp.route("/acts/<int:act_id>/undo", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_EDIT)
def undo(act_id):
    one = _act(act_id)
    if not _may_undo(one):
        abort(404)
    form = UndoForm()
    organization_id = one.main.organization_id
    if form.accepts(lambda: undoing.take_back(one, form.reason.data)):
        flash("已撤回，一切恢复到这次变动之前；操作记录里留有经过。", "success")
        made = organizations.one(g.scope, organization_id)
        return go(
            url_for("organizations.show", organization_id=organization_id)
            if made
            else url_for(".acts")
        )
    return page(
        "structure/undo.html",
        block="form",
        form=form,
        act=one,
        detail=history.told(one),
        status=form.status,
    )


@bp.app_template_global()
def history_of(organization: Organization) -> tuple[list[history.Line], list[str]]:
    """(timeline, former names) of an organisation that the reader's page shows; for templates."""
    scope = current_user.scope_for(Can.ORGANIZATIONS_VIEW)
    acts = queries.of_organization(scope, organization)
    posts = organizations.posts(scope, organization)
    return history.lines(organization, acts, posts), history.former_names(acts, organization)


@bp.app_template_global()
def rearranges(permission: str, organization: Organization) -> bool:
    """Whether the reader may act on its place in the tree: who looks after what is above it."""
    above = organization.parent.path if organization.parent else "/"
    return not organization.dissolved_on and current_user.may(Can(permission), above)


def _found():
    today = clock.today()
    whole = [one for one in organizations.tree(g.scope) if one.in_force(today)]
    return whole, overview.groups(whole, today)


def _act(act_id):
    return queries.one(g.scope, act_id) or abort(404)


def _form_of(act):
    return "secretary_notice" if act.kind is ActKind.SECRETARY else "structure_reply"


def _may_undo(act):
    """Who could have done it: over everything the organisations of the act stand below."""
    needs = Can.POSTS_EDIT if act.kind is ActKind.SECRETARY else Can.ORGANIZATIONS_EDIT
    if act.kind is ActKind.MOVE:
        return all(current_user.may(needs, one.organization.path) for one in act.parts)
    return all(
        current_user.may(needs, one.organization.parent.path if one.organization.parent else "/")
        for one in act.parts
    )


def _day(text):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1921, 7, 1) <= day <= clock.today() else None
