"""Addresses of talks: the year's matrix, logging, one's own talks, the register and its table."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, numbers, page
from app.meetings import bp, desk
from app.meetings.talks import actions, builders, queries, sheets
from app.meetings.talks import coverage as reach
from app.meetings.talks.forms import RemoveForm, TalkForm
from app.meetings.talks.models import Occasion
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.talks import BASIS

YEARS = 6


@bp.get("/talks")
@requires(Can.MEETINGS_VIEW)
def talks():
    day = clock.today()
    year, branches = _year(), organizations.branches(g.scope, day)
    if number("organization") is None and len(branches) != 1:
        return page(
            "meetings/talks/branches.html",
            year=year,
            years=_years(),
            branches=branches,
            found=reach.of_branches(g.scope, branches, year, day) if branches else {},
            basis=rule(BASIS),
        )
    return _shown(_branch(), year)


@bp.route("/talks/new", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def new_talk():
    branch = _branch()
    people = {one.id: one for one in queries.people(g.scope, branch, clock.today())}
    form = TalkForm(people=people.values(), draft=drafts.of_reader())
    if request.method == "GET" and not form.restored:
        _open(form, people)

    def save():
        form.made = actions.log(
            branch,
            people[int(form.person_id.data)],
            [people[one] for one in form.others.data],
            talked_on=form.talked_on.data,
            occasion=Occasion(form.occasion.data),
            gist=form.gist.data or "",
            by_id=current_user.person_id,
            reads=current_user.may(Can.TALKS_READ, branch.path),
        )

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash(f"已记 {len(form.made)} 次谈话。", "success")
        return go(url_for(".talks", organization=branch.id, year=form.talked_on.data.year))
    return page(
        "meetings/talks/new.html", block="form", form=form, branch=branch, status=form.status
    )


@bp.post("/talks/<int:talk_id>/remove")
@requires(Can.MEETINGS_LOG)
def remove_talk(talk_id):
    talk, form = queries.one(g.scope, talk_id) or abort(404), RemoveForm()
    branch, year = talk.organization, talk.talked_on.year
    if form.accepts(lambda: actions.remove(talk, why=form.why.data)):
        flash("已去掉这次谈话，操作记录里留有原因。", "success")
        return go(url_for(".talks", organization=branch.id, year=year))
    return _shown(branch, year, status=422, faulty=talk_id)


@bp.get("/talks/mine")
@requires(Can.LIFE_OWN)
def my_talks():
    year = _year()
    return page(
        "meetings/talks/mine.html",
        talks=queries.of_person(g.scope, current_user.person_id, year),
        me=current_user.person_id,
        year=year,
        years=_years(),
    )


@bp.get("/talks/register.pdf")
@requires(Can.MEETINGS_VIEW)
def talks_paper():
    branch, year, day = _branch(), _year(), clock.today()
    held = queries.of_year(g.scope, branch, year)
    matrix = reach.matrix(g.scope, branch, held, year, day)
    sheet = builders.register(matrix, held, organization=branch.long_name, year=year, day=day)
    return answer("talk_register", [sheet], f"谈心谈话记录-{branch.name}-{year}.pdf", branch.path)


@bp.get("/talks/register.xlsx")
@requires(Can.MEETINGS_VIEW)
def talks_table():
    branch, year = _branch(), _year()
    held = reversed(queries.of_year(g.scope, branch, year))
    rows = [builders.cells(place, talk) for place, talk in enumerate(held, 1)]
    data = workbook("谈心谈话", sheets.HEADINGS, rows, sheets.WIDTHS)
    return xlsx_response(data, f"谈心谈话记录-{branch.name}-{year}.xlsx")


def _shown(branch, year, *, status=200, faulty=None):
    reads = current_user.may(Can.TALKS_READ, branch.path)
    held = queries.of_year(g.scope, branch, year, gist=True)
    matrix = reach.matrix(g.scope, branch, held, year, clock.today())
    readable = {
        talk.id: talk.gist
        for talk in held
        if talk.gist and (reads or current_user.person_id in {talk.first_id, talk.second_id})
    }
    return page(
        "meetings/talks/index.html",
        branch=branch,
        branches=organizations.branches(g.scope, clock.today()),
        year=year,
        years=_years(),
        matrix=matrix,
        holes=builders.holes(matrix),
        talks=held,
        gists=readable,
        logs=current_user.may(Can.MEETINGS_LOG, branch.path),
        faulty=faulty,
        basis=rule(BASIS),
        status=status,
    )


def _open(form, people):
    """The form as an address asks for it: who, with whom, on what occasion."""
    who = number("who", current_user.person_id)
    form.person_id.data = str(who) if who in people else ""
    form.others.data = [one for one in numbers("with") if one in people]
    asked = request.args.get("occasion")
    form.occasion.data = asked if asked in set(Occasion) else Occasion.USUAL.value


def _branch():
    branches = organizations.branches(g.scope, clock.today())
    wanted = number("organization")
    if wanted is None:
        return desk.pick(branches, None) or abort(404)
    found = organizations.one(g.scope, wanted)
    return found if found and found.kind is OrganizationKind.BRANCH else abort(404)


def _years():
    this = clock.today().year
    return range(this, this - YEARS, -1)


def _year():
    asked = number("year", clock.today().year)
    return asked if asked in _years() else abort(404)
