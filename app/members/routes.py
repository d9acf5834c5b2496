"""Addresses of the registry: list, card, corrections, posts, invitations, roster papers."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.accounts import queries as accounts
from app.accounts.actions import VALID_FOR
from app.accounts.sheets import InvitationSlips, Slip
from app.core import clock, drafts
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page, public_url
from app.members import actions, bp, card, queries, sheets
from app.members.forms import AppointForm, Card, MemberForm, RevealForm
from app.members.life import queries as life
from app.members.life import timeline
from app.members.life.forms import ASKS
from app.members.proposals import queries as proposals
from app.members.proposals.fields import FIELDS, shown
from app.members.queries import Filter
from app.members.transfers import queries as transfers
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.printing.pdf import pdf_response
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind


@bp.get("/")
@requires(Can.MEMBERS_VIEW)
def index():
    wanted = _wanted()
    return page(
        "members/index.html",
        block="rows",
        members=queries.lines(g.scope, wanted),
        total=queries.count(g.scope, wanted),
        branches=organizations.branches(g.scope, clock.today()),
        wanted=wanted,
        step=queries.PAGE,
        stages=Stage,
        standings=Standing,
        path=_common_path(),
    )


@bp.get("/roster.xlsx")
@requires(Can.MEMBERS_VIEW)
def roster_table():
    members = queries.listed(g.scope, _wanted(), limit=None)
    rows = [sheets.table_row(sheets.roster_row(m), m.organization.name) for m in members]
    return xlsx_response(workbook("党员花名册", sheets.HEADINGS, rows), "党员花名册.xlsx")


@bp.get("/roster.pdf")
@requires(Can.MEMBERS_VIEW)
def roster_paper():
    wanted = _wanted()
    members = queries.listed(g.scope, wanted, limit=None)
    branch = organizations.one(g.scope, wanted.organization_id) if wanted.organization_id else None
    place = branch.name if branch else _common_name(members)
    posts = organizations.post_labels(g.scope, [m.person_id for m in members], clock.today())
    sheet = sheets.member_roster(
        organization=place,
        filled=clock.today(),
        rows=[sheets.roster_row(member, posts.get(member.person_id, "")) for member in members],
    )
    return answer("member_roster", [sheet], f"党员花名册-{place}.pdf", _common_path())


@bp.get("/<int:member_id>")
@requires(Can.MEMBERS_VIEW)
def show(member_id):
    member = _load(member_id)
    events = life.of_member(g.scope, member.id)
    posts = queries.posts_ever(g.scope, member.person_id)
    return page(
        "members/show.html",
        member=member,
        posts=timeline.held(posts, clock.today()),
        years=timeline.of(member, events, posts),
        running=timeline.running(events),
        asks=ASKS,
        transfer=transfers.open_of(g.scope, member.id),
        proposals=proposals.of_member(g.scope, member.id),
        fields=FIELDS,
        shown=shown,
        account=accounts.of_person(g.scope, member.person_id),
    )


@bp.get("/<int:member_id>/card.pdf")
@requires(Can.MEMBERS_VIEW)
def card_paper(member_id):
    member = _load(member_id)
    [(name, sheet)] = card.gathers(g.scope, [member_id], clock.today())
    path = member.organization.path
    return answer("member_card", [sheet], f"党员基本信息采集表-{name}.pdf", path)


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def new():
    if (branch := _branch()) is None:
        return _ask_which_branch("登记一人")
    form = MemberForm(draft=drafts.of_reader())
    _offer_groups(form, branch)
    if request.method == "GET" and not form.restored:
        form.stage.data = Stage.APPLICANT.value
    made = []
    if form.accepts(lambda: made.append(actions.add(branch, **form.facts()))):
        drafts.drop(current_user.id)
        flash(f"已登记{form.name.data}。", "success")
        return go(url_for(".show", member_id=made[0].id))
    return page("members/edit.html", block="form", form=form, branch=branch, status=form.status)


@bp.route("/<int:member_id>/edit", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def edit(member_id):
    member = _load(member_id)
    follows = life.follows(g.scope, member.id)
    form = MemberForm(obj=Card(member), draft=drafts.of_reader(), follows=follows)
    _offer_groups(form, member.organization)

    def save():
        form.check_fresh(Card(member))
        actions.edit(member, **form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。", "success")
        return go(url_for(".show", member_id=member_id))
    return page("members/edit.html", block="form", form=form, member=member, status=form.status)


@bp.route("/<int:member_id>/id-number", methods=["GET", "POST"])
@requires(Can.MEMBERS_REVEAL)
def id_number(member_id):
    member = _load(member_id)
    form, shown = RevealForm(), []
    if form.accepts(lambda: shown.append(actions.reveal_id_number(member, form.reason.data))):
        return page("members/id_number.html", block="form", member=member, number=shown[0])
    return page(
        "members/id_number.html", block="form", member=member, form=form, status=form.status
    )


@bp.route("/<int:member_id>/posts/new", methods=["GET", "POST"])
@requires(Can.POSTS_EDIT)
def appoint(member_id):
    member = _load(member_id)
    form = AppointForm(draft=drafts.of_reader())
    tree = organizations.tree(g.scope)
    form.organization_id.offer((o.id, f"{'　' * o.depth}{o.name}") for o in tree)
    if request.method == "GET" and not form.restored:
        form.organization_id.data = str(member.organization_id)

    def save():
        facts = form.facts()
        wanted = facts.pop("organization_id")
        organization = next(o for o in tree if str(o.id) == wanted)
        actions.appoint(member, organization, by=current_user.person_id, **facts)

    if form.accepts(save):
        flash(f"已记下{member.name}的任职。", "success")
        return go(url_for(".show", member_id=member_id))
    return page("members/appoint.html", block="form", form=form, member=member, status=form.status)


@bp.get("/invitations")
@requires(Can.ACCOUNTS_INVITE)
def invitations():
    if (branch := _branch()) is None:
        return _ask_which_branch("邀请条")
    return page(
        "members/invitations.html",
        branch=branch,
        members=_without_account(branch.id),
        everybody="all" in request.args,
    )


@bp.post("/invitations.pdf")
@requires(Can.ACCOUNTS_INVITE)
def invitation_paper():
    branch = _branch() or abort(404)
    chosen = set(request.form.getlist("member", type=int))
    members = [m for m in _without_account(branch.id) if m.id in chosen]
    if not members:
        flash("请先勾选要发邀请条的人。", "warning")
        return go(url_for(".invitations", organization=branch.id))
    until = clock.today() + VALID_FOR
    slips = [
        Slip(branch.name, member.name, public_url("accounts.join", token=token), until)
        for member, token in actions.invite(members, g.scope)
    ]
    sheet = InvitationSlips(branch.name, tuple(slips))
    return pdf_response("invitation_slips", sheet, f"邀请条-{branch.name}.pdf")


def _wanted():
    read = request.args
    return Filter(
        text=read.get("q", "").strip()[:60],
        stage=read.get("stage", ""),
        standing=read.get("standing", Standing.NORMAL.value),
        organization_id=number("organization"),
        start=number("from", 0),
    )


def _load(member_id):
    return queries.one(g.scope, member_id) or abort(404)


def _branch():
    """The branch asked for, or the only one there is; None when it must be asked."""
    if wanted := number("organization"):
        branch = organizations.one(g.scope, wanted)
        return branch if branch and branch.kind == OrganizationKind.BRANCH else abort(404)
    own = organizations.branches(g.scope, clock.today())
    return own[0] if len(own) == 1 else None


def _ask_which_branch(purpose):
    branches = organizations.branches(g.scope, clock.today())
    return page("members/which_branch.html", branches=branches, purpose=purpose)


def _offer_groups(form, branch):
    groups = organizations.children(g.scope, branch, OrganizationKind.GROUP)
    form.group_id.offer([("", "未编组"), *((o.id, o.name) for o in groups)])


def _without_account(branch_id):
    members = queries.of_branch(g.scope, branch_id)
    ids = [m.person_id for m in members]
    have = accounts.people_with_accounts(g.scope, ids)
    above = organizations.people_with_posts_beyond(g.scope, ids, clock.today())
    return [m for m in members if m.person_id not in have | above]


def _common_name(members):
    names = {m.organization.name for m in members}
    return names.pop() if len(names) == 1 else "各党支部"


def _common_path() -> str:
    """Whose paper a list is: the branch it is narrowed to, or the uppermost one looks after."""
    wanted = number("organization")
    branch = organizations.one(g.scope, wanted) if wanted else None
    return branch.path if branch else min(g.scope.roots, key=len)
