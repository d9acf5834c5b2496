"""Addresses of what the branch does step by step, each with its small form."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, page
from app.elections import bp, forms, queries, standing
from app.elections.actions import asking, finishing, nominating, voting
from app.elections.models import Duty
from app.rules.elections.nominating import candidates_needed
from app.rules.elections.terms import ElectionKind
from app.rules.organizations import PostKind
from app.rules.registry import rule

HEADS = {"secretary": PostKind.SECRETARY, "deputy": PostKind.DEPUTY}


@bp.route("/<int:election_id>/plan", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def plan(election_id):
    election, day = _load(election_id), clock.today()
    form = forms.PlanForm(obj=election)
    if election.kind is ElectionKind.TERM:
        del form.secretary
    if request.method == "GET":
        form.deputies.data = str(election.deputies)
        form.asked_on.data = day
        form.planned_on.data = election.planned_on or max(election.term_ends_on or day, day)

    def save():
        facts = form.facts()
        facts |= {"seats": facts["seats"] or 0, "deputies": int(facts["deputies"] or 0)}
        full = len(queries.full_members(g.scope, election.organization, day))
        asking.plan(election, full_members=full, by=current_user.id, **facts)

    end = election.term_ends_on
    notes = [f"本届任期到{end.year}年{end.month}月{end.day}日届满。"] if end else []
    return _step(
        election, form, save, "报换届请示", "已登记请示，等待上级批复。", "登记并报上级",
        ["EL-01", "BR-22", "BR-23", "BR-26"], notes,
    )  # fmt: skip


@bp.route("/<int:election_id>/nominees", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def nominees(election_id):
    election, day = _load(election_id), clock.today()
    full = queries.full_members(g.scope, election.organization, day)
    people = {person.id: person for person in full}
    form = forms.NomineesForm()
    _offer(form, election, full)
    if request.method == "GET":
        _fill(form, election, day)

    def save():
        chosen = {PostKind.COMMITTEE_MEMBER: [people[i] for i in _ticked(form)]}
        for name, post in HEADS.items():
            if name in form and form[name].data:
                chosen[post] = [people[int(form[name].data)]]
        nominating.nominate(
            election, chosen, day, reason=form.reason.data or "",
            confirmed=queries.confirmed(g.scope, people),
        )  # fmt: skip
        asking.nominees(
            election, asked_on=form.asked_on.data, number=form.number.data or "",
            by=current_user.id,
        )  # fmt: skip

    needed = candidates_needed(election.seats)
    notes = [f"应选委员 {election.seats} 名，候选人至少 {needed} 名。"] if election.seats else []
    notes.append("由上届支委会按多数党员意见提名；不计入应到会的党员名单，随这份请示一并报上级。")
    return _step(
        election, form, save, "报候选人预备人选", "已登记人选，等待上级审查批复。", "登记并报上级",
        ["EL-05", "EL-06", "EL-18", "BR-29"], notes,
    )  # fmt: skip


@bp.route("/<int:election_id>/publish", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def publish(election_id):
    election, form = _load(election_id), forms.PublishForm()
    if request.method == "GET":
        form.published_on.data = clock.today()
    return _step(
        election, form, lambda: nominating.publish(election, form.published_on.data),
        "公布候选人、组织酝酿", "已登记公布日期。", "登记", ["EL-06", "EL-10"],
        ["把上级同意的候选人向党员公布，如实介绍情况，组织酝酿。"],
    )  # fmt: skip


@bp.route("/<int:election_id>/tellers", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def tellers(election_id):
    election, day, form = _load(election_id), clock.today(), forms.TellersForm()
    full = queries.full_members(g.scope, election.organization, day)
    people, standing_ = {p.id: p for p in full}, {c.person_id for c in election.candidates}
    for field, role in ((form.scrutineers, Duty.SCRUTINEER), (form.tellers, Duty.TELLER)):
        field.offer((p.id, p.name + ("（候选人）" if p.id in standing_ else "")) for p in full)
        if request.method == "GET":
            field.data = [one.person_id for one in election.tellers if one.role is role]

    def save():
        watching, counting = (
            [people[i] for i in field.data or ()] for field in (form.scrutineers, form.tellers)
        )
        nominating.appoint_tellers(election, watching, counting, day)

    return _step(
        election, form, save, "监票人和计票人", "已登记。", "登记", ["EL-11"],
        ["由大会从不是候选人的党员中推选、通过。"],
    )  # fmt: skip


@bp.route("/<int:election_id>/fewer", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def fewer(election_id):
    election, form = _load(election_id), forms.FewerForm()
    return _step(
        election, form, lambda: voting.fewer(election, form.consent.data), "减少名额",
        "已登记，名额按当选人数计。", "登记", ["EL-17"],
        ["当选人数接近应选名额时，经半数以上选举人同意，可以减少名额，不再另行选举。"],
    )  # fmt: skip


@bp.route("/<int:election_id>/first-meeting", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def first_meeting(election_id):
    election, form = _load(election_id), forms.FirstMeetingForm()
    found = standing.contest(election, PostKind.COMMITTEE_MEMBER)
    new = [one for one in (found.elected if found else ()) if one.person_id]
    form.convener_id.offer([("", "请选择"), *((one.person_id, one.name) for one in new)])
    duties = {one.person_id: one.duty for one in election.candidates if one.duty}
    if request.method == "GET":
        form.first_meeting_on.data = election.held_on or clock.today()

    def save():
        given = {
            one.person_id: (request.form.get(f"duty-{one.person_id}") or "").strip()[:40]
            for one in new
        }
        convener = int(form.convener_id.data) if form.convener_id.data else None
        finishing.hold_first_meeting(
            election, form.first_meeting_on.data, convener_id=convener, duties=given
        )

    return _step(
        election, form, save, "新支委会第一次会议", "已登记第一次会议。", "登记",
        ["EL-09", "EL-18", "BR-12"], [],
        duties=[(one, duties.get(one.person_id, "")) for one in new],
    )  # fmt: skip


@bp.route("/<int:election_id>/report", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def report(election_id):
    election, form = _load(election_id), forms.ReportForm()
    if request.method == "GET":
        form.asked_on.data = clock.today()

    def save():
        asking.result(
            election, asked_on=form.asked_on.data, number=form.number.data or "",
            by=current_user.id,
        )  # fmt: skip

    return _step(
        election, form, save, "报选举结果", "已登记结果报告，等待上级批复、备案。", "登记并报上级",
        ["BR-27", "EL-18"], ["书记、副书记报上级批准，委员报上级备案；批复后任职自动登记。"],
    )  # fmt: skip


def _step(election, form, save, title, said, button, rules, notes, duties=()):
    """One small form of the path: saved, back to the path; refused, the form again."""
    number, lead = election.id, f"{election.organization.long_name} · {election.title}"
    if form.accepts(save):
        flash(said, "success")
        return go(url_for(".show", election_id=number))
    return page(
        "elections/step.html",
        block="form",
        form=form,
        title=title,
        lead=lead,
        rules=[rule(one) for one in rules],
        notes=notes,
        duties=duties,
        back=url_for(".show", election_id=number),
        button=button,
        status=form.status,
    )


def _offer(form, election, full):
    pairs = [(person.id, person.name) for person in full]
    form.committee_member.offer(pairs if election.seats else [])
    for name in HEADS:
        form[name].offer([("", "请选择"), *pairs])
    if not election.seats:
        del form.committee_member
    if not election.secretary:
        del form.secretary
    if not election.deputies:
        del form.deputy


def _fill(form, election, day):
    form.asked_on.data = day
    if "committee_member" in form:
        standing_ = election.standing_for(PostKind.COMMITTEE_MEMBER)
        form.committee_member.data = [one.person_id for one in standing_]
    for name, post in HEADS.items():
        if name in form:
            first = next(iter(election.standing_for(post)), None)
            form[name].data = str(first.person_id) if first else ""


def _ticked(form):
    return (form.committee_member.data or []) if "committee_member" in form else []


def _load(election_id):
    return queries.one(g.scope, election_id) or abort(404)
