"""Addresses of who is on a class: invited, nominated, confirmed, gone; attendance and results."""

from flask import abort, flash, g, request, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import Refused
from app.core.forms import PortalForm, clean_line
from app.core.web import go, page
from app.rules.training import ClassState, Mark, PlaceState
from app.training import bp, loading, placing, queries, targets
from app.training.forms import WhyForm
from app.training.placing import Result
from app.training.routes import shown

RESULTS = (("", "未定", None), ("passed", "合格", True), ("failed", "不合格", False))


@bp.post("/<int:class_id>/invite")
@requires(Can.TRAINING_HOST)
def invite(class_id):
    return _ask(loading.hosted(class_id), PlaceState.INVITED)


@bp.post("/<int:class_id>/nominate")
@requires(Can.TRAINING_NOMINATE)
def nominate(class_id):
    return _ask(loading.seen(class_id), PlaceState.NOMINATED)


@bp.post("/<int:class_id>/places/<int:place_id>/confirm")
@requires(Can.TRAINING_NOMINATE)
def confirm(class_id, place_id):
    """The person agreed in words; said by the host or by the own secretary."""
    place = _place(class_id, place_id)
    late = loading.runs(place.training)
    form, became = PortalForm(), []

    def save():
        by = loading.signed(place.training)
        became.append(placing.agree(place, by=by, late=late))

    if form.accepts(save):
        flash(f"{place.person.name}{told(became[0])}", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".show", class_id=class_id))


@bp.post("/<int:class_id>/places/<int:place_id>/withdraw")
@requires(Can.TRAINING_NOMINATE)
def withdraw(class_id, place_id):
    place, form = _place(class_id, place_id), PortalForm()
    if form.accepts(lambda: placing.withdraw(place)):
        flash("已撤回。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".show", class_id=class_id))


@bp.route("/<int:class_id>/places/<int:place_id>/leave", methods=["GET", "POST"])
@requires(Can.TRAINING_NOMINATE)
def leave(class_id, place_id):
    """Somebody cannot come; entered by the host or by the own secretary."""
    place = _place(class_id, place_id)
    return leaving(place, url_for(".show", class_id=class_id))


def leaving(place, back):
    """Asks for the reason, then frees the seat, or declines what was only asked."""
    form, moved = WhyForm(), []
    name = place.person.name

    def save():
        if place.asked:
            placing.decline(place, why=form.why.data)
        else:
            moved.append(placing.leave(place, why=form.why.data))

    if form.accepts(save):
        up = f"{moved[0].person.name}已递补。" if moved and moved[0] else ""
        flash(f"{name}：已记下。{up}", "success")
        return go(back)
    return page(
        "training/leave.html", block="form", form=form, place=place, back=back, status=form.status
    )


@bp.route("/<int:class_id>/attendance", methods=["GET", "POST"])
@requires(Can.TRAINING_HOST)
def attendance(class_id):
    """Who came to which session; everybody came unless it is said otherwise."""
    training = loading.hosted(class_id)
    session = _session(training)
    places, form = placing.enrolled(training), PortalForm()
    if session is None or training.state is not ClassState.HELD:
        flash("开班以后、结业以前登记考勤。", "info")
        return go(url_for(".show", class_id=class_id))

    def save():
        placing.mark(training, session, _marks(places))

    if form.accepts(save):
        flash(f"“{session.topic}”的考勤已保存。", "success")
        return go(url_for(".show", class_id=class_id))
    return page(
        "training/attendance.html",
        block="form",
        form=form,
        training=training,
        lesson=session,
        places=places,
        marks=Mark,
        status=form.status,
    )


@bp.route("/<int:class_id>/results", methods=["GET", "POST"])
@requires(Can.TRAINING_HOST)
def results(class_id):
    training = loading.hosted(class_id)
    places, form = placing.enrolled(training), PortalForm()
    if training.state is not ClassState.HELD:
        flash("举办以后、结业以前登记结果。", "info")
        return go(url_for(".show", class_id=class_id))
    if form.accepts(lambda: placing.grade(training, _results(places))):
        flash("结果已保存。都有结果以后就可以结业。", "success")
        return go(url_for(".show", class_id=class_id))
    return page(
        "training/results.html",
        block="form",
        form=form,
        training=training,
        places=places,
        results=RESULTS,
        rows=_typed(places) if request.method == "POST" else _stored(training, places),
        status=form.status,
    )


def told(state: PlaceState) -> str:
    """What became of somebody who agreed, after the name."""
    return "已报名。" if state is PlaceState.ENROLLED else "：名额已满，列入候补，有空位依次递补。"


def _ask(training, state):
    form, chosen = PortalForm(), request.form.getlist("people", type=int)
    branch = None
    if training.target in targets.NARROWED:
        wanted = request.form.get("branch", type=int)
        branch = next((one for one in loading.branches(g.scope) if one.id == wanted), None)

    def save():
        people = targets.of_people(g.scope, training, clock.today(), chosen, branch)
        if len(people) < len(set(chosen)):
            raise Refused("其中有人不属于这个班的对象或者已经列入，请重新打开页面。", "people")
        placing.ask(training, people, state, by=loading.signed(training))

    if form.accepts(save):
        word = "邀请" if state is PlaceState.INVITED else "推荐"
        flash(f"已{word} {len(chosen)} 人，等本人确认。", "success")
        return go(url_for(".show", class_id=training.id))
    return shown(loading.seen(training.id), forms={"ask": form}, status=422)


def _place(class_id, place_id):
    training = loading.seen(class_id)
    return queries.place(g.scope, training, place_id) or abort(404)


def _session(training):
    wanted = request.args.get("session", type=int)
    known = {one.id: one for one in training.sessions}
    if wanted is not None:
        return known.get(wanted) or abort(404)
    return next(iter(training.sessions), None)


def _marks(places):
    codes = {one.value: one for one in Mark}
    given = {p.id: request.form.get(f"mark-{p.id}", "") for p in places}
    return {key: codes[code] for key, code in given.items() if code in codes}


def _results(places):
    values = {code: passed for code, _, passed in RESULTS}
    found = {}
    for place in places:
        code = request.form.get(f"result-{place.id}")
        if code in values:
            note = clean_line(request.form.get(f"note-{place.id}")) or ""
            found[place.id] = Result(values[code], note)
    return found


def _typed(places):
    """{place id: (code, note)} as it was sent, so that one wrong row costs no other."""
    given = request.form
    return {p.id: (given.get(f"result-{p.id}"), given.get(f"note-{p.id}", "")) for p in places}


def _stored(training, places):
    """The same as it is on record; who came to every session is offered as passed, decided by the
    host."""
    codes = {passed: code for code, _, passed in RESULTS}
    everything = {one.id for one in training.sessions}
    found = {}
    for place in places:
        came = {key for key, code in place.mark_of.items() if code is Mark.CAME}
        passed = True if place.passed is None and came == everything else place.passed
        found[place.id] = (codes[passed], place.result)
    return found
