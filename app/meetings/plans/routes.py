"""Addresses of a branch's year: the plan, its paper and calendar, the fixed day."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.calendars import queries as calendars
from app.core import clock, drafts, ics
from app.core.errors import Refused
from app.core.web import download, go, number, page, this_address
from app.meetings import bp, desk, people
from app.meetings.feeds import events
from app.meetings.plans import actions, drafting, matching, queries, sheets
from app.meetings.plans.forms import PlanForm, ThemeDayForm
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.registry import rule


@bp.get("/plan")
@requires(Can.MEETINGS_VIEW)
def plan():
    branches, year = organizations.branches(g.scope, clock.today()), _year()
    if request.args.get("organization") is None and len(branches) != 1:
        return page(
            "meetings/plans/index.html",
            branches=branches,
            year=year,
            years=_years(),
            standings=queries.standings(g.scope, year),
        )
    branch = desk.pick(branches, request.args.get("organization")) or abort(404)
    made = queries.plan(g.scope, branch, year)
    records = queries.recorded(g.scope, branch, year)
    matched = matching.match(made.entries, records) if made else {}
    away = queries.breaks_of(g.scope, [branch], year)[branch.id]
    return page(
        "meetings/plans/show.html",
        branch=branch,
        branches=branches,
        year=year,
        years=_years(),
        plan=made,
        matched=matched,
        extra=matching.unplanned(records, matched) if made else [],
        calls=events.calls_of_entries(g.scope, made.entries if made else []),
        fixed=queries.theme_day(g.scope, branch),
        fixed_basis=rule("BR-18"),
        away=away,
        empty=sheets.without(made, away) if made else {},
        logs=current_user.may(Can.MEETINGS_LOG, branch.path),
        sets_breaks=current_user.may(Can.RULES_EDIT, branch.path),
    )


@bp.route("/plan/edit", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def edit_plan():
    branch, year = _branch(), _year()
    made = queries.plan(g.scope, branch, year)
    away = queries.breaks_of(g.scope, [branch], year)[branch.id]
    opened = drafting.of_plan(made) if made else drafting.by_rule(g.scope, branch, year, away)
    kinds = drafting.kinds(people.groups(g.scope, branch))
    form = PlanForm(obj=opened, kinds=kinds, draft=drafts.of_reader())
    title = f"{year}年工作计划"
    if "later" in request.form:
        drafts.keep(current_user.id, this_address(), request.form, f"{branch.name}{title}")
        flash("已放着。在“组织生活”页上接着填。", "info")
        return go(url_for(".index"))

    def save():
        if made:
            form.check_fresh(opened)
        by = current_user._get_current_object()
        entries = _entries(form, branch)
        actions.submit(branch, year, made, goals=form.goals.data, entries=entries, by=by)

    asked = _asked_for_more(form)
    if not asked and form.accepts(save):
        drafts.drop(current_user.id)
        flash("计划已提交。" if made is None else "计划已修改，改动留在操作记录里。", "success")
        return go(url_for(".plan", organization=branch.id, year=year))
    return page(
        "meetings/plans/edit.html",
        block="form",
        form=form,
        title=title,
        branch=branch,
        year=year,
        plan=made,
        fixed=queries.theme_day(g.scope, branch),
        away=away,
        calendar_known=calendars.calendar().known(year),
        status=200 if asked else form.status,
    )


@bp.get("/plan.pdf")
@requires(Can.MEETINGS_VIEW)
def plan_paper():
    branch, year = _branch(), _year()
    made = queries.plan(g.scope, branch, year)
    if made is None:
        flash("还没有这一年的计划，先做好再打印。", "warning")
        return go(url_for(".plan", organization=branch.id, year=year))
    fixed = queries.theme_day(g.scope, branch)
    sheet = sheets.year_plan(
        made,
        fixed=fixed.fixed.label if fixed else "",
        away=queries.breaks_of(g.scope, [branch], year)[branch.id],
        done=matching.match(made.entries, queries.recorded(g.scope, branch, year)),
        filled=clock.here(made.revised_at or made.submitted_at).date(),
    )
    filename = f"{year}年工作计划-{branch.name}.pdf"
    return answer("year_plan", [sheet], filename, branch.path)


@bp.get("/plan.ics")
@requires(Can.MEETINGS_VIEW)
def plan_calendar():
    branch, year = _branch(), _year()
    found = events.of_branch(g.scope, branch, year)
    data = ics.feed(found, f"{branch.name}{year}年组织生活")
    return download(data, f"{year}年组织生活-{branch.name}.ics", ics.MEDIA_TYPE)


@bp.route("/fixed-day", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def fixed_day():
    branch = _branch()
    fixed = queries.theme_day(g.scope, branch)
    form = ThemeDayForm(obj=fixed)
    if request.method == "GET" and fixed:
        form.week.data, form.weekday.data = (
            "" if one is None else str(one) for one in (fixed.week, fixed.weekday)
        )

    def save():
        if fixed:
            form.check_fresh(fixed)
        actions.fix_theme_day(branch, **form.facts())

    if form.accepts(save):
        flash("固定日已保存。已提交的计划不变，新起草的按它排。", "success")
        return go(url_for(".plan", organization=branch.id))
    return page(
        "meetings/plans/fixed_day.html",
        block="form",
        form=form,
        branch=branch,
        basis=rule("BR-18"),
        status=form.status,
    )


def _entries(form, branch):
    """The lines as facts, each with its number for messages."""
    lines = []
    for place, entry in enumerate(form.entries.filled, 1):
        typed = entry.form.data
        try:
            kind, group_id = drafting.chosen(typed["what"], g.scope, branch)
        except (KeyError, ValueError):
            raise Refused(f"第 {place} 项：请重新选择会议。", "entries") from None
        facts = {name: typed[name] or "" for name in ("topic", "leader")}
        lines.append(
            facts
            | {
                "id": desk.number(typed["id"]),
                "number": place,
                "kind": kind,
                "group_id": group_id,
                "month": int(typed["month"]),
                "planned_on": typed["planned_on"],
            }
        )
    return lines


def _asked_for_more(form) -> bool:
    if "more" not in request.form:
        return False
    form.add_entry()
    return True


def _branch():
    branches = organizations.branches(g.scope, clock.today())
    return desk.pick(branches, request.args.get("organization")) or abort(404)


def _years():
    this = clock.today().year
    return range(this + 1, this - 5, -1)


def _year():
    asked = number("year", clock.today().year)
    return asked if asked in _years() else abort(404)
