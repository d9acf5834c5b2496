"""Addresses of findings: what is off in a subtree, one organisation's page, its answers, rules."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import Scope
from app.core import clock
from app.core.ics import MEDIA_TYPE, feed
from app.core.web import download, go, number, page
from app.findings import actions, bp, ours, queries, sheets, year
from app.findings.demands import queries as demands
from app.findings.engine import OWED, State
from app.findings.forms import AnswerForm, ReplyForm
from app.findings.models import AnswerKind
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.printing.pdf import pdf_response
from app.rules import registry
from app.rules.organizations import OrganizationKind

PAGE = 15
ANSWERED = frozenset({State.DONE, State.WAIVED})
"""What an instance is once it is no longer owed."""


@bp.get("/")
@requires(Can.ORGANIZATIONS_VIEW)
def index():
    top = _top()
    if top.kind is OrganizationKind.BRANCH:
        return _show(top)
    return _exceptions(top)


@bp.get("/<int:organization_id>")
@requires(Can.ORGANIZATIONS_VIEW)
def show(organization_id):
    organization = _load(organization_id)
    if organization.kind is OrganizationKind.BRANCH:
        return _show(organization)
    return _exceptions(organization)


@bp.get("/<int:organization_id>/units")
@requires(Can.ORGANIZATIONS_VIEW)
def units(organization_id):
    top = _load(organization_id)
    found = queries.exceptions(_below(top), clock.today(), limit=0)
    return page(
        "findings/units.html",
        top=top,
        ancestors=organizations.ancestors(g.scope, top),
        found=found,
        units=ours.units(g.scope, found.tallies, top),
    )


@bp.get("/year")
@requires(Can.ORGANIZATIONS_VIEW)
def year_picture():
    top, today = _asked(), clock.today()
    return page(
        "findings/year.html",
        top=top,
        ancestors=organizations.ancestors(g.scope, top),
        rows=_year(top, today),
        many=top.kind is not OrganizationKind.BRANCH,
        year=today.year,
    )


@bp.get("/year.pdf")
@requires(Can.ORGANIZATIONS_VIEW)
def year_paper():
    top, today = _asked(), clock.today()
    many = top.kind is not OrganizationKind.BRANCH
    sheet = sheets.year_sheet(top.long_name, today, _year(top, today), many=many)
    return pdf_response("year_picture", sheet, f"{top.long_name}{today.year}年应办事项.pdf")


@bp.get("/list.pdf")
@requires(Can.ORGANIZATIONS_VIEW)
def list_paper():
    top, today = _asked(), clock.today()
    found = queries.exceptions(_below(top), today, limit=sheets.MOST)
    if top.kind is OrganizationKind.BRANCH:
        rows = [(top, queries.of_organizations(g.scope, [top], today)[top.id])]
    else:
        rows = found.rows
    sheet = sheets.findings_list(top.long_name, today, rows)
    return pdf_response("findings_list", sheet, f"{top.long_name}待办清单.pdf")


@bp.get("/due.ics")
@requires(Can.ORGANIZATIONS_VIEW)
def due_dates():
    top, today = _asked(), clock.today()
    found = queries.instances(g.scope, [top], today, ours.IN_CALENDARS)[top.id]
    name = f"{top.name}应办事项"
    return download(feed(ours.entries(top, found), name), f"{name}.ics", MEDIA_TYPE)


@bp.route("/answer", methods=["GET", "POST"])
@requires(Can.FINDINGS_ANSWER)
def answer():
    organization = _load(number("organization") or 0)
    subject = request.args.get("subject", "")[:120]
    if not subject:
        return go(url_for(".show", organization_id=organization.id))
    found = queries.instances(g.scope, [organization], clock.today(), OWED)[organization.id]
    chosen = next((one for one in found if one.subject == subject), None)
    if chosen is None:
        return _settled(organization, subject)
    records = ours.late_records(g.scope, organization, chosen)
    form = AnswerForm(records=records or ())

    def save():
        given = form.data.get("record")
        record = next((pair for pair in records or () if pair[0] == given), None)
        actions.answer(
            organization, chosen, form.kind.data, reason=form.reason.data, record=record, by=_me()
        )

    if form.accepts(save):
        flash("已说明，上级和本支部都看得到。", "success")
        return go(url_for(".show", organization_id=organization.id))
    return page(
        "findings/answer.html",
        block="form",
        form=form,
        organization=organization,
        finding=chosen,
        no_record=records == [],
        others=[one for one in found if one.line and one.line == chosen.line],
        status=form.status,
    )


@bp.post("/answers/<int:answer_id>/take-back")
@requires(Can.FINDINGS_ANSWER)
def take_back(answer_id):
    said = queries.answer(g.scope, answer_id) or abort(404)
    organization_id = said.organization_id
    actions.take_back(said)
    flash("已撤回说明。", "success")
    return go(url_for(".show", organization_id=organization_id))


@bp.route("/answers/<int:answer_id>/reply", methods=["GET", "POST"])
@requires(Can.BRANCHES_URGE)
def reply(answer_id):
    said = queries.answer(g.scope, answer_id) or abort(404)
    form = ReplyForm(helps=said.kind is AnswerKind.HELP, obj=None)

    def save():
        agrees = "word" not in form or form.word.data == "yes"
        actions.reply(said, agrees=agrees, text=form.text.data, by=_me())

    if form.accepts(save):
        flash("已答复。", "success")
        return go(url_for(".show", organization_id=said.organization_id))
    return page("findings/reply.html", block="form", form=form, said=said, status=form.status)


@bp.get("/rules")
@signed_in
def rules():
    text = request.args.get("q", "").strip()[:60]
    document = request.args.get("document", "")
    rows = registry.as_rows()
    shown = [r for r in rows if document in {"", r["document"]} and _speaks_of(r, text)]
    return page(
        "findings/rules.html",
        rows=_by_rule(shown),
        documents=sorted({row["document"] for row in rows}),
        q=text,
        document=document,
    )


def _settled(organization, subject):
    """What an address leads to whose finding is owed no longer: what was said of it, or its
    record."""
    said = queries.said(g.scope, organization.id, subject)
    every = queries.instances(g.scope, [organization], clock.today(), ANSWERED)[organization.id]
    told = next((one for one in every if one.subject == subject), None)
    if said is None and told is None:
        abort(404)
    return page("findings/settled.html", organization=organization, said=said, finding=told)


def _show(organization):
    today = clock.today()
    return page(
        "findings/show.html",
        organization=organization,
        ancestors=organizations.ancestors(g.scope, organization),
        page_of=ours.of(g.scope, organization, today),
        year=today.year,
    )


def _exceptions(top):
    today, scope = clock.today(), _below(top)
    duty, first = request.args.get("duty", "")[:100], number("from", 0)
    state = State.SOON if request.args.get("state") == State.SOON else State.LATE
    found = queries.exceptions(scope, today, state=state, duty=duty, limit=PAGE, offset=first)
    oversees = current_user.may(Can.BRANCHES_URGE, top.path)
    return page(
        "findings/index.html",
        top=top,
        ancestors=organizations.ancestors(g.scope, top),
        found=found,
        duty=duty,
        first=first,
        size=PAGE,
        urged=demands.urged(g.scope, [one.id for one, _ in found.rows], ours.lately(today)),
        waiting=queries.waiting_answers(scope) if oversees else [],
        urges=oversees,
        state=state,
    )


def _year(top, today):
    if top.kind is OrganizationKind.BRANCH:
        found = queries.instances(g.scope, [top], today, set(year.LOOKS))[top.id]
        return year.of_one(found, today.year)
    return year.of_many(queries.year_counts(_below(top), today), today.year)


def _asked() -> Organization:
    asked = number("organization")
    return _load(asked) if asked else _top()


def _top() -> Organization:
    """The highest organisation the reader looks after."""
    return organizations.top(g.scope) or abort(404)


def _load(organization_id) -> Organization:
    return organizations.one(g.scope, organization_id) or abort(404)


def _below(organization) -> Scope:
    return Scope(frozenset({organization.path}))


def _me():
    return current_user._get_current_object()


def _speaks_of(row, text):
    words = (row["id"], row["title"], row["text"], row["document"], row["article"])
    return all(any(part.lower() in word.lower() for word in words) for part in text.split())


def _by_rule(rows):
    """[(the version in force last, its earlier versions)] – a rule's anchor stands once."""
    grouped = {}
    for row in rows:
        grouped.setdefault(row["id"], []).append(row)
    return [(versions[-1], versions[:-1]) for versions in grouped.values()]
