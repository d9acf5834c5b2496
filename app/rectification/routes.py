"""Addresses of what is followed: the list, an item and its steps, the ledger."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rectification import actions, bp, builders, queries, sheets
from app.rectification.forms import AcceptForm, DoneForm, ItemForm, NoteForm, WhyForm
from app.rectification.models import Source
from app.rectification.queries import MOST_ON_PAPER, Filter
from app.rules.organizations import OrganizationKind
from app.rules.rectification import SourceKind, urgency

PAGE = 40


@bp.get("/")
@requires(Can.RECTIFICATION_VIEW)
def index():
    wanted, start, day = _wanted(), number("from", 0), clock.today()
    items = queries.listed(g.scope, wanted, PAGE, start)
    return page(
        "rectification/index.html",
        items=items[:PAGE],
        more=len(items) > PAGE,
        start=start,
        step=PAGE,
        wanted=wanted,
        asked=_asked(),
        numbers=queries.numbers(g.scope, wanted, day),
        urgencies={item.id: urgency(item.state, item.due_on, day) for item in items},
        sources=SourceKind,
        places=_places(),
        edits=current_user.may(Can.RECTIFICATION_EDIT),
    )


@bp.get("/ledger.pdf")
@requires(Can.RECTIFICATION_VIEW)
def ledger_paper():
    items, place, path = _for_paper()
    sheet = builders.paper(items, title="整改台账", organization=place, day=clock.today())
    return answer("rectification_ledger", [sheet], f"整改台账-{place}.pdf", path)


@bp.get("/ledger.xlsx")
@requires(Can.RECTIFICATION_VIEW)
def ledger_table():
    items, place, _ = _for_paper()
    rows = [builders.cells(item) for item in items]
    data = workbook("整改台账", sheets.HEADINGS, rows, sheets.WIDTHS)
    return xlsx_response(data, f"整改台账-{place}.xlsx")


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.RECTIFICATION_EDIT)
def new():
    organization = _place() or abort(404)
    form, made = ItemForm(draft=drafts.of_reader()), []
    people = _offer(form, organization)
    source = Source(SourceKind.OWN, None, "")

    def save():
        made.append(actions.raise_item(organization, source=source, **form.named(people)))

    if _complete(form) and form.accepts(save):
        drafts.drop(current_user.id)
        flash("已列入整改台账。", "success")
        return go(url_for(".show", item_id=made[0].id))
    return page(
        "rectification/edit.html",
        block="form",
        form=form,
        item=None,
        organization=organization,
        places=_places(),
        status=form.status,
    )


@bp.get("/<int:item_id>")
@requires(Can.RECTIFICATION_VIEW)
def show(item_id):
    return _show(_load(item_id))


@bp.route("/<int:item_id>/edit", methods=["GET", "POST"])
@requires(Can.RECTIFICATION_EDIT)
def edit(item_id):
    item = _load(item_id)
    form = ItemForm(obj=item, draft=drafts.of_reader())
    people = _offer(form, item.organization)
    if request.method == "GET" and not form.restored:
        form.responsible_id.data = str(item.responsible_id or "")
        form.responsible.data = "" if item.responsible_id else item.responsible

    def save():
        form.check_fresh(item)
        actions.edit(item, **form.named(people))

    if _complete(form) and form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。", "success")
        return go(url_for(".show", item_id=item_id))
    return page(
        "rectification/edit.html",
        block="form",
        form=form,
        item=item,
        organization=item.organization,
        places=[],
        status=form.status,
    )


@bp.post("/<int:item_id>/progress")
@requires(Can.RECTIFICATION_EDIT)
def tell(item_id):
    item, form = _load(item_id), NoteForm(prefix="note-")
    return _act(item, form, "note", "已记下进展。", lambda: actions.tell(
        item, text=form.text.data, told_on=form.told_on.data, by=current_user.name
    ))  # fmt: skip


@bp.post("/<int:item_id>/done")
@requires(Can.RECTIFICATION_EDIT)
def finish(item_id):
    item, form = _load(item_id), DoneForm(prefix="done-")
    return _act(item, form, "done", "已办结。", lambda: actions.finish(
        item, done_on=form.done_on.data, text=form.text.data or "", by=current_user.name
    ))  # fmt: skip


@bp.post("/<int:item_id>/accept")
@requires(Can.RECTIFICATION_ACCEPT)
def accept(item_id):
    item, form = _load(item_id), AcceptForm(prefix="accept-")
    return _act(item, form, "accept", "已验收。", lambda: actions.accept(
        item, by=current_user.person, name=_signed(item), note=form.note.data or ""
    ))  # fmt: skip


@bp.post("/<int:item_id>/return")
@requires(Can.RECTIFICATION_ACCEPT)
def send_back(item_id):
    item, form = _load(item_id), WhyForm(prefix="back-")
    return _act(
        item, form, "back", "已退回继续办理。", lambda: actions.reopen(item, why=form.why.data)
    )


@bp.post("/<int:item_id>/reopen")
@requires(Can.RECTIFICATION_EDIT)
def reopen(item_id):
    item, form = _load(item_id), WhyForm(prefix="back-")
    return _act(item, form, "back", "已恢复办理。", lambda: actions.reopen(item, why=form.why.data))


@bp.post("/<int:item_id>/drop")
@requires(Can.RECTIFICATION_EDIT)
def drop(item_id):
    item, form = _load(item_id), WhyForm(prefix="drop-")
    return _act(item, form, "drop", "已注明不再办理。", lambda: actions.drop(
        item, why=form.why.data
    ))  # fmt: skip


def _act(item, form, name, said, action):
    item_id = item.id
    if form.accepts(action):
        flash(said, "success")
        return go(url_for(".show", item_id=item_id))
    return _show(_load(item_id), status=422, **{name: form})


def _show(item, *, status=200, **refused):
    path = item.organization.path
    forms = {
        "note": NoteForm(formdata=None, prefix="note-", data={"told_on": clock.today()}),
        "done": DoneForm(formdata=None, prefix="done-", data={"done_on": clock.today()}),
        "accept": AcceptForm(formdata=None, prefix="accept-"),
        "back": WhyForm(formdata=None, prefix="back-"),
        "drop": WhyForm(formdata=None, prefix="drop-"),
    }
    return page(
        "rectification/show.html",
        item=item,
        forms=forms | refused,
        refused=next(iter(refused), ""),
        urgency=urgency(item.state, item.due_on, clock.today()),
        edits=current_user.may(Can.RECTIFICATION_EDIT, path),
        accepts=current_user.may(Can.RECTIFICATION_ACCEPT, path),
        status=status,
    )


def _offer(form, organization):
    """Fill the choice of people; {id: person} of those offered."""
    found = queries.people(g.scope, organization, clock.today())
    form.responsible_id.offer([("", "请选择"), *((person.id, person.name) for person in found)])
    return {person.id: person for person in found}


def _complete(form):
    """Whether somebody answers for it: asked together with what the fields say themselves."""
    return not form.is_submitted() or (form.validate_on_submit() and form.check_somebody())


def _signed(item):
    """Who accepts, as it is printed: the post's organisation and the name."""
    posts = organizations.posts_of(g.scope, current_user.person_id, clock.today())
    above = [post for post in posts if item.organization.path.startswith(post.organization.path)]
    place = above[0].organization.name if above else item.organization.name
    return f"{place} {current_user.name}"


def _wanted():
    kind, state = request.args.get("source"), request.args.get("state")
    return Filter(
        organization_id=number("organization"),
        source=SourceKind(kind) if kind in set(SourceKind) else None,
        open=state == "open",
        late_on=clock.today() if state == "late" else None,
    )


def _asked():
    """The filter as the address has it, for links that keep it."""
    return {
        name: text
        for name in ("organization", "source", "state")
        if (text := request.args.get(name, "")[:20])
    }


def _for_paper():
    """(items, name of the place, path whose templates apply)."""
    wanted = _wanted()
    items = queries.listed(g.scope, wanted, MOST_ON_PAPER)[:MOST_ON_PAPER]
    place = wanted.organization_id and organizations.one(g.scope, wanted.organization_id)
    if place:
        return items, place.long_name, place.path
    names = {item.organization.long_name for item in items}
    return items, names.pop() if len(names) == 1 else "各党支部", min(g.scope.roots, key=len)


def _places():
    """Who may have a list of its own: everything in scope but groups."""
    kinds = organizations.tree(g.scope)
    return [one for one in kinds if one.kind is not OrganizationKind.GROUP]


def _place():
    """The organisation asked for, or the only one there is."""
    if wanted := number("organization"):
        return organizations.one(g.scope, wanted)
    return next(iter(organizations.branches(g.scope, clock.today())), None)


def _load(item_id):
    return queries.one(g.scope, item_id) or abort(404)
