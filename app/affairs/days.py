"""Addresses of reception days: announced, who came, the paper, the entry for a calendar."""

from datetime import UTC, datetime, time

from flask import Response, abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.affairs import bp, builders, queries, receiving
from app.affairs.forms import ReceptionForm, VisitForm
from app.affairs.own import own_branch
from app.core import clock, drafts, ics
from app.core.web import go, number, page, public_url
from app.papers.answering import answer

PAGE = 30


@bp.get("/receptions")
@requires(Can.OPINIONS_HANDLE)
def receptions():
    start = number("from", 0)
    found = queries.receptions(g.scope, PAGE, start)
    return page(
        "affairs/receptions.html",
        days=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
    )


@bp.route("/receptions/new", methods=["GET", "POST"])
@requires(Can.OPINIONS_HANDLE)
def new_reception():
    branch = own_branch() or abort(404)
    usual = {"receiver_id": str(current_user.person_id), "started_at": time(15)}
    last = next(iter(queries.receptions(g.scope, 1)), None)
    if last:
        usual |= {"place": last.place, "started_at": last.started_at, "ended_at": last.ended_at}
    form = ReceptionForm(draft=drafts.of_reader(), data=usual)
    people = {one.id: one for one in queries.helpers(g.scope, branch, clock.today())}
    form.receiver_id.offer([(key, one.name) for key, one in people.items()])
    made = []

    def save():
        facts = form.facts()
        receiver = people[int(facts.pop("receiver_id"))]
        made.append(receiving.announce(branch, receiver=receiver, **facts))

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已安排，支部党员在意见公开页看得到。", "success")
        return go(url_for(".reception", reception_id=made[0].id))
    return page("affairs/new_reception.html", block="form", form=form, status=form.status)


@bp.get("/receptions/<int:reception_id>")
@requires(Can.OPINIONS_HANDLE)
def reception(reception_id):
    return _show(_load(reception_id))


@bp.post("/receptions/<int:reception_id>/visits")
@requires(Can.OPINIONS_HANDLE)
def note_visit(reception_id):
    day, form = _load(reception_id), VisitForm(prefix="visit-")

    def save():
        facts = form.facts()
        receiving.note(day, **facts | {"people": facts["people"] or 1})

    if form.accepts(save):
        flash("已登记。", "success")
        return go(url_for(".reception", reception_id=reception_id))
    return _show(_load(reception_id), form, status=422)


@bp.post("/receptions/<int:reception_id>/held")
@requires(Can.OPINIONS_HANDLE)
def held(reception_id):
    day, form = _load(reception_id), VisitForm(prefix="held-", formdata=None)
    if day.held_on > clock.today():
        form.form_errors.append("接访的日子还没有到。")
        return _show(day, form, status=422)
    receiving.held(day)
    flash("已注明接访照常进行。", "success")
    return go(url_for(".reception", reception_id=reception_id))


@bp.post("/visits/<int:visit_id>/follow")
@requires(Can.OPINIONS_HANDLE)
def follow(visit_id):
    visit = queries.visit(g.scope, visit_id) or abort(404)
    if visit.opinion_id is None:
        receiving.follow(visit)
        flash("已转为意见，请交办。", "success")
    return go(url_for(".show", raised_id=visit.opinion_id))


@bp.get("/receptions/<int:reception_id>/record.pdf")
@requires(Can.OPINIONS_HANDLE)
def reception_paper(reception_id):
    day = _load(reception_id)
    name = f"接访登记表-{day.held_on.isoformat()}.pdf"
    return answer("reception_record", [builders.record(day)], name, day.organization.path)


@bp.get("/receptions/<int:reception_id>/entry.ics")
@requires(Can.LIFE_OWN)
def reception_entry(reception_id):
    """When and where, for the calendar of whoever wants to come; never who came."""
    day = _load(reception_id)
    entry = ics.Entry(
        uid=f"reception-{day.id}@branchbook",
        title=f"书记接访：{day.receiver.name}",
        day=day.held_on,
        changed=datetime.combine(day.held_on, time(), UTC),
        starts=day.started_at,
        ends=day.ended_at,
        place=day.place,
        link=public_url(".open_list"),
        sequence=day.version - 1,
    )
    return Response(ics.feed([entry], "书记接访"), mimetype=ics.MEDIA_TYPE)


def _show(day, form=None, status=200):
    return page(
        "affairs/reception.html",
        day=day,
        form=form or VisitForm(formdata=None, prefix="visit-", data={"people": 1}),
        refused=form is not None,
        begun=day.held_on <= clock.today(),
        status=status,
    )


def _load(reception_id):
    return queries.reception(g.scope, reception_id) or abort(404)
