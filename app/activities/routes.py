"""Addresses of activities: the year's, one with its chain, organising, money, its end, papers."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.activities import actions, bp, builders, queries, sheets
from app.activities.actions import Money
from app.activities.forms import KINDS, ActivityForm, CallOffForm, MoneyForm, TellForm
from app.activities.steps import steps
from app.core import clock, drafts
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page, year_asked
from app.funds import queries as funds
from app.meetings import desk, people
from app.meetings.calls import opening
from app.meetings.calls.offering import offer_rooms
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.activities import ActivityKind
from app.rules.funds.kinds import Purpose
from app.rules.money import yuan

PAGE = 30
MOST_ON_PAPER = 300


@bp.get("/")
@requires(Can.MEETINGS_VIEW)
def index():
    year, start = year_asked(clock.today().year), number("from", 0)
    found = queries.listed(g.scope, year, PAGE, start)
    return page(
        "activities/index.html",
        year=year,
        found=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
        kinds=KINDS,
        branches=organizations.branches(g.scope, clock.today()),
        organizes=current_user.may(Can.MEETINGS_LOG),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def new():
    kind = _kind()
    place = desk.place(g.scope, _asked(kind), clock.today()) or abort(404)
    everybody = people.of_branch(g.scope, place.branch, place.kind, clock.today(), place.group)
    opened = opening.of_place(g.scope, place, everybody, None)
    if kind.label != place.kind.label:
        opened.title = opened.title.replace(place.kind.label, kind.label)
    form = ActivityForm(obj=opened, people=everybody, draft=drafts.of_reader())
    rooms, lines = offer_rooms(form), _offer_lines(form, place.branch)
    made = []

    def save():
        facts = {
            name: form[name].data
            for name in ("title", "held_on", "started_at", "ended_at", "place", "agenda", "remark")
        }
        made.append(
            actions.organize(
                place.branch, kind, people=everybody, chosen=form.people.data,
                hours=form.hours.data, venue=rooms.get(form.venue_id.data),
                money=_money(form, lines), by=current_user._get_current_object(), **facts,
            )
        )  # fmt: skip

    looked = "look" in request.form
    if not looked and form.accepts(save):
        drafts.drop(current_user.id)
        flash("活动已安排：通知已发出，场所和经费见下面各步。", "success")
        return go(url_for(".show", activity_id=made[0].id))
    return page(
        "activities/new.html", block="form", form=form, kind=kind, kinds=KINDS, place=place,
        money=bool(lines), status=200 if looked else form.status,
    )  # fmt: skip


@bp.get("/<int:activity_id>")
@requires(Can.MEETINGS_VIEW)
def show(activity_id):
    return _show(_load(activity_id))


@bp.route("/<int:activity_id>/money", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def ask(activity_id):
    chain, form = _load(activity_id), MoneyForm(draft=drafts.of_reader())
    lines = _offer_lines(form, chain.activity.organization, chain.activity.call.held_on.year)

    def save():
        money = _money(form, lines)
        if money:
            actions.ask(chain.activity, money, by=current_user.person_id)

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("经费申请已提出，请提交集体研究。", "success")
        return go(url_for(".show", activity_id=activity_id))
    return page(
        "activities/money.html", block="form", form=form, chain=_load(activity_id), lines=lines,
        status=form.status,
    )  # fmt: skip


@bp.post("/<int:activity_id>/tell")
@requires(Can.MEETINGS_LOG)
def tell(activity_id):
    chain, form = _load(activity_id), TellForm(prefix="tell-")

    def save():
        actions.tell(chain.activity, hours=form.hours.data, summary=form.summary.data or "")

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".show", activity_id=activity_id))
    return _show(_load(activity_id), telling=form, status=422)


@bp.post("/<int:activity_id>/call-off")
@requires(Can.MEETINGS_LOG)
def call_off(activity_id):
    chain, form = _load(activity_id), CallOffForm(prefix="off-")
    if form.accepts(lambda: actions.call_off(chain, why=form.why.data)):
        flash("活动已取消，场所和没有支付的经费一并退回。", "success")
        return go(url_for(".show", activity_id=activity_id))
    return _show(_load(activity_id), calling_off=form, status=422)


@bp.get("/<int:activity_id>/sheet.pdf")
@requires(Can.MEETINGS_VIEW)
def sheet(activity_id):
    chain = _load(activity_id)
    name = f"活动组织情况表-{chain.activity.title}.pdf"
    return answer("activity_sheet", [builders.sheet(chain)], name, chain.activity.organization.path)


@bp.get("/table.xlsx")
@requires(Can.MEETINGS_VIEW)
def table():
    year = year_asked(clock.today().year)
    found = queries.listed(g.scope, year, MOST_ON_PAPER)[:MOST_ON_PAPER]
    rows = [builders.cells(n, one) for n, one in enumerate(found, 1)]
    data = workbook(f"活动一览{year}", sheets.HEADINGS, rows, sheets.WIDTHS)
    return xlsx_response(data, f"活动一览-{year}.xlsx")


def _show(chain, *, telling=None, calling_off=None, status=200):
    activity, path = chain.activity, chain.activity.organization.path
    works = current_user.may(Can.MEETINGS_LOG, path)
    record = url_for(
        "meetings.new", organization=activity.organization_id, kind=activity.kind.meeting.value,
        call=activity.call_id, hours=f"{activity.hours:g}" if activity.hours else None,
    )  # fmt: skip
    change = url_for("meetings.edit_call", call_id=activity.call_id)
    return page(
        "activities/show.html",
        chain=chain,
        activity=activity,
        steps=steps(chain, works=works, record_address=record, change_address=change),
        works=works,
        telling=telling or TellForm(formdata=None, prefix="tell-", obj=activity),
        telling_now=telling is not None,
        calling_off=calling_off or CallOffForm(formdata=None, prefix="off-"),
        calling_off_now=calling_off is not None,
        status=status,
    )


def _kind():
    try:
        return ActivityKind(request.args.get("kind", ActivityKind.THEME_DAY.value))
    except ValueError:
        abort(404)


def _asked(kind):
    """What the address says, with the kind of meeting the activity is recorded as."""
    return request.args.to_dict() | {"kind": kind.meeting.value}


def _offer_lines(form, branch, year=None):
    """Offer the branch's lines with what is free of them: {what is chosen: line id}."""
    if not current_user.may(Can.FUNDS_EDIT, branch.path):
        return {}
    found = funds.open_lines(g.scope, branch, year or clock.today().year)
    named = [(one.id, f"{one.name or one.kind}（可用 {yuan(one.free)} 元）") for one in found]
    form.line_id.offer([("", "不花钱"), *named])
    return {str(one.id): one.id for one in found}


def _money(form, lines):
    line_id = lines.get(form.line_id.data)
    if line_id is None:
        return None
    line = funds.line(g.scope, line_id) or abort(404)
    return Money(line, Purpose(form.purpose.data), form.estimate)


def _load(activity_id):
    return queries.one(g.scope, activity_id) or abort(404)
