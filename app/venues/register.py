"""Addresses of the register: venues, who shares them, opening times, pictures, their papers."""

from datetime import timedelta

from flask import Response, abort, flash, g, request, url_for
from flask_login import current_user
from wtforms import SelectChoice

from app.access.policy import Can, requires
from app.core import clock, drafts, uploads
from app.core.errors import Refused
from app.core.tables import workbook, xlsx_response
from app.core.web import go, page
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.venues import actions, bp, builders, queries, sheets
from app.venues.forms import WEEKDAYS, OpeningForm, VenueForm, WhyForm

AHEAD = timedelta(days=400)


@bp.get("/")
@requires(Can.VENUES_VIEW)
def index():
    return page(
        "venues/index.html",
        venues=queries.listed(g.scope),
        mine=_keeps,
        registers=current_user.may(Can.VENUES_KEEP),
        books=current_user.may(Can.VENUES_BOOK),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.VENUES_KEEP)
def new():
    form, made = VenueForm(draft=drafts.of_reader()), []
    del form.shares
    owners = {one.id: one for one in organizations.tree(g.scope) if one.in_force(clock.today())}
    form.organization_id.offer([(key, one.long_name) for key, one in owners.items()])

    def save():
        facts = form.facts()
        owner = owners[int(facts.pop("organization_id"))]
        made.append(actions.register(owner, **facts))

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已登记，可以预约了。接着填开放时间，以及还有谁可以约。", "success")
        return go(url_for(".show", venue_id=made[0].id))
    return page(
        "venues/edit.html", block="form", form=form, title="登记活动场所", status=form.status
    )


@bp.get("/<int:venue_id>")
@requires(Can.VENUES_VIEW)
def show(venue_id):
    return _show(_load(venue_id))


@bp.route("/<int:venue_id>/edit", methods=["GET", "POST"])
@requires(Can.VENUES_KEEP)
def edit(venue_id):
    venue = _kept(venue_id)
    values = {
        "approval": "yes" if venue.approval else "no",
        "facilities": [one.value for one in venue.has],
        "shares": [one.organization_id for one in venue.shares],
    }
    form = VenueForm(obj=_Row(venue, values))
    del form.organization_id
    near = {one.id: one for one in _near(venue.organization)}
    near |= {one.organization_id: one.organization for one in venue.shares}
    form.shares.choices = [SelectChoice(key, one.name) for key, one in near.items()]

    def save():
        form.check_fresh(_Row(venue, values))
        facts = form.facts()
        shares = facts.pop("shares") or []
        actions.share(venue, [one for key, one in near.items() if key in shares])
        actions.edit(venue, **facts)

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".show", venue_id=venue_id))
    return page(
        "venues/edit.html", block="form", form=form, title=f"修改：{_kept(venue_id).name}",
        status=form.status,
    )  # fmt: skip


@bp.route("/<int:venue_id>/opening", methods=["GET", "POST"])
@requires(Can.VENUES_KEEP)
def opening(venue_id):
    venue, today = _kept(venue_id), clock.today()
    usual = {"since": today}
    for weekday, spans in venue.opening_on(today).items():
        usual |= {f"opens_{weekday}": spans[0].starts, f"closes_{weekday}": spans[0].ends}
    form, outside = OpeningForm(data=usual), []

    def save():
        outside.extend(actions.set_opening(venue, form.since.data, form.spans()))

    if form.accepts(save):
        flash("开放时间已保存。", "success")
        if outside:
            flash(
                f"有 {len(outside)} 次已约的不在新的开放时间内，见场所页，请同预约的人商量。",
                "warning",
            )
        return go(url_for(".show", venue_id=venue_id))
    return page(
        "venues/opening.html", block="form", form=form, venue=_kept(venue_id),
        weekdays=WEEKDAYS, status=form.status,
    )  # fmt: skip


@bp.post("/<int:venue_id>/retire")
@requires(Can.VENUES_KEEP)
def retire(venue_id):
    venue, form = _kept(venue_id), WhyForm()
    if form.accepts(lambda: actions.retire(venue, why=form.why.data)):
        flash("已停用，登记和使用记录都留着。", "success")
        return go(url_for(".index"))
    return _show(_load(venue_id), retiring=form, status=422)


@bp.post("/<int:venue_id>/photos")
@requires(Can.VENUES_KEEP)
def add_photo(venue_id):
    venue, sent = _kept(venue_id), request.files.get("photo")
    try:
        checked = uploads.check(sent.filename or "", sent.read()) if sent else None
        if checked is None:
            raise Refused("请选择一张图片。")
        actions.add_photo(venue, checked, len(queries.photos(g.scope, venue)))
    except Refused as refused:
        return _show(_load(venue_id), photo_fault=refused.message, status=422)
    flash("照片已加上。", "success")
    return go(url_for(".show", venue_id=venue_id))


@bp.get("/photos/<int:photo_id>")
@requires(Can.VENUES_VIEW)
def photo(photo_id):
    found = queries.photo(g.scope, photo_id) or abort(404)
    path = uploads.path_of(found.stored)
    if found.removed_at or not path.exists():
        abort(404)
    return Response(path.read_bytes(), mimetype=found.media_type)


@bp.post("/photos/<int:photo_id>/remove")
@requires(Can.VENUES_KEEP)
def remove_photo(photo_id):
    found = queries.photo(g.scope, photo_id) or abort(404)
    venue = _kept(found.venue_id)
    actions.remove_photo(found)
    flash("照片已删去。", "success")
    return go(url_for(".show", venue_id=venue.id))


@bp.get("/<int:venue_id>/register.pdf")
@requires(Can.VENUES_VIEW)
def register_paper(venue_id):
    venue = _load(venue_id)
    last = next(iter(queries.inspections_of(g.scope, venue)), None)
    sheet = builders.register(venue, last, clock.today())
    name = f"活动场所登记表-{venue.name}.pdf"
    return answer("venue_register", [sheet], name, venue.organization.path)


@bp.get("/register.xlsx")
@requires(Can.VENUES_VIEW)
def register_table():
    rows = [
        builders.cells(n, one, clock.today()) for n, one in enumerate(queries.listed(g.scope), 1)
    ]
    data = workbook("活动场所登记表", sheets.REGISTER, rows, sheets.REGISTER_WIDTHS)
    return xlsx_response(data, "活动场所登记表.xlsx")


class _Row:
    """A venue as its form shows it."""

    def __init__(self, venue, values):
        self._venue, self._values = venue, values

    def __getattr__(self, name):
        if name in self._values:
            return self._values[name]
        return getattr(self._venue, name)


def _show(venue, *, retiring=None, photo_fault="", status=200):
    today = clock.today()
    coming = queries.between(g.scope, today, today + AHEAD, [venue.id])
    return page(
        "venues/show.html",
        venue=venue,
        keeps=_keeps(venue),
        books=current_user.may(Can.VENUES_BOOK),
        books_for=lambda path: current_user.may(Can.VENUES_BOOK, path),
        opening=venue.opening_on(today),
        weekdays=WEEKDAYS,
        coming=coming[:20],
        outside={one.id for one in venue.left_outside(today, coming)},
        line=queries.waiting(g.scope, venue, today),
        photos=queries.photos(g.scope, venue),
        checks=queries.inspections_of(g.scope, venue)[:5],
        retiring=retiring or WhyForm(formdata=None),
        photo_fault=photo_fault,
        status=status,
    )


def _near(owner):
    """Who a venue of this owner may be shared with: what stands above it, and beside it."""
    above = organizations.ancestors(g.scope, owner)
    return [*reversed(above), *organizations.beside(g.scope, owner)]


def _keeps(venue):
    return current_user.may(Can.VENUES_KEEP, venue.organization.path)


def _load(venue_id):
    return queries.one(g.scope, venue_id) or abort(404)


def _kept(venue_id):
    return queries.kept(g.scope, venue_id) or abort(404)
