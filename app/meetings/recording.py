"""Addresses at which a meeting is recorded and corrected; two people lose nothing of either."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.errors import StaleEdit
from app.core.web import go, page, this_address
from app.meetings import actions, bp, desk, filled, people, queries
from app.meetings.attendance import AttendanceCode
from app.meetings.calls import opening
from app.meetings.calls import queries as calls
from app.meetings.forms import MeetingForm
from app.meetings.plans import queries as plans
from app.meetings.together import actions as together
from app.meetings.together import queries as shared
from app.meetings.together.fields import told
from app.meetings.together.merge import merge
from app.organizations import queries as organizations


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def new():
    if "kind" not in request.args:
        return go(desk.most_urgent(g.scope, request.args, clock.today()) or abort(404))
    place = desk.place(g.scope, request.args, clock.today()) or abort(404)
    opened = desk.opened(g.scope, place, current_user.person_id, request.args)
    source = _source(place)
    _fill_from(opened, **source)
    form = MeetingForm(obj=opened, draft=drafts.of_reader())
    if aside := set_aside(f"{place.branch.name} {opened.title}"):
        return aside
    record, typing = _others(place)
    if request.method == "POST" and ("share" in request.form or _writes_the_same(record)):
        return _share(place, opened, record, typing)

    def save():
        ids = {f"{name}_id": one and one.id for name, one in source.items()}
        facts = form.facts()
        facts["title"] = filled.title_on(facts["held_on"], facts["title"], opened, place.group)
        form.made = actions.submit(
            place.branch, place.kind, group=place.group, by=_me(), **ids, **facts
        )

    if not asked_for_more(form) and form.accepts(save):
        drafts.drop(current_user.id)
        flash(f"已记录：{form.made.title}。", "success")
        return go(url_for(".show", meeting_id=form.made.id))
    return form_page(
        form,
        title=f"记一次{place.kind.label}",
        place=place,
        record=record,
        typing=typing,
        others=desk.other_kinds(g.scope, place),
        branches=organizations.branches(g.scope, clock.today()),
    )


@bp.route("/<int:meeting_id>/edit", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def edit(meeting_id):
    meeting = queries.one(g.scope, meeting_id) or abort(404)
    if not meeting.counts:
        abort(404)
    branch_people = people.of_branch(
        g.scope, meeting.organization, meeting.kind, meeting.held_on, meeting.group
    )
    opened = filled.of_meeting(meeting, branch_people)
    title = f"更正{opened.title}"
    form = MeetingForm(obj=opened, correcting=True, draft=drafts.of_reader())
    if aside := set_aside(f"更正：{opened.title}"):
        return aside
    more = asked_for_more(form)
    if not more and (stale := _put_together(meeting, opened)):
        return form_page(stale, title=title)

    def save():
        form.check_fresh(opened)
        actions.correct(meeting, by=_me(), **form.facts())

    if not more and form.accepts(save):
        drafts.drop(current_user.id)
        flash("已更正，原来的文字已留存。", "success")
        return go(url_for(".show", meeting_id=meeting_id))
    return form_page(form, title=title)


def form_page(form, **context):
    """The form as it stands, with what is voted on worked out as far as it is typed."""
    looked = form.restored or form.is_submitted()
    usual = {
        "place": None,
        "others": [],
        "branches": [],
        "record": None,
        "typing": [],
        "together": False,
    }
    return page(
        "meetings/edit.html",
        block="form",
        form=form,
        codes=AttendanceCode,
        judged=desk.judged(form) if looked else {},
        counts=desk.counted(form),
        late=desk.is_late(form),
        both=getattr(form, "both", []),
        status=200 if asked_for_more(form) else form.status,
        **usual | context,
    )


def asked_for_more(form) -> bool:
    """The buttons that change the form and save nothing: one more item, work out the vote."""
    if "more" in request.form and not getattr(form, "grown", False):
        form.grown = True
        form.add_item()
    return bool({"more", "check"} & set(request.form))


def set_aside(title):
    """先放着: keep what was typed as a draft, whatever its state, and go to the list."""
    if "later" not in request.form:
        return None
    drafts.keep(current_user.id, this_address(), request.form, title)
    flash("已放着。在“组织生活”页上接着填。", "info")
    return go(url_for(".index"))


def merged_form(found, opened, version, **options):
    """The form with two people's texts put together; where they differ, both can be read."""
    form = MeetingForm(MultiDict(_pairs(found.fields)), obj=opened, **options)
    form.version.data = str(version)
    names = {key: one.name for key, one in opened.people.items()}
    for name, theirs in found.conflicts.items():
        label, text = told(name, theirs, names)
        if name in form:
            form.theirs[name] = text
        else:
            mine = told(name, found.fields.get(name, []), names)[1]
            form.both = [*getattr(form, "both", []), (label, mine, text)]
    if found.conflicts:
        form.form_errors.append(StaleEdit().message)
    return form


def _put_together(meeting, opened):
    """The form to show instead, when the record was saved by others since it was opened here and
    it is known what it was then; None otherwise."""
    version = desk.number(request.form.get("version"))
    if request.method == "GET" or version is None or version == meeting.version:
        return None
    base = queries.fields_at(g.scope, meeting, version)
    if base is None:
        return None
    found = merge(base, request.form.to_dict(flat=False), filled.as_posted(opened))
    form = merged_form(found, opened, meeting.version, correcting=True)
    form.why.data = request.form.get("why", "")
    if not found.conflicts:
        form.form_errors.append(
            "您打开之后，别人已改过这条记录，两边的改动已并在一起，请核对后再保存。"
        )
    return form


def _share(place, opened, record, typing):
    """Open the record to both, with what I typed put to what others have; then write on there."""
    mine, me = request.form.to_dict(flat=False), _me()
    if record is None:
        first = typing[0] if typing else None
        begun = drafts.kept(first[1].id, first[0].address) if first else mine
        record = together.open_record(
            place,
            begun or mine,
            opened=filled.as_posted(opened),
            title=opened.title,
            begun_by_id=first[1].id if first else me.id,
            by=first[1] if first else me,
        )
    version = together.ground_of(record, me.id)
    found = together.save(record, mine, version=version, by=me)
    address = url_for(".write_together", record_id=record.id)
    if found.conflicts:
        # My text waits there as my draft: opened from the present version, both are shown.
        kept = MultiDict(_pairs(mine | {"version": [str(version)]}))
        drafts.keep_within(me.id, address, kept, record.title)
    drafts.drop(me.id)
    flash("已打开共同记录。您写的和别人写的并在一起，请核对后提交。", "info")
    return go(address)


def _writes_the_same(record) -> bool:
    """Whether this submission is of the meeting that is being written together already."""
    if record is None or {"more", "check"} & set(request.form):
        return False
    return record.fields.get("held_on") == request.form.getlist("held_on")


def _others(place):
    """(the shared record of such a meeting, others who are typing one by themselves). Anybody can
    keep a draft under this address; only who may record meetings here is company."""
    record = shared.of_place(g.scope, place)
    typing = [] if record else shared.others_typing(g.scope, place, current_user.id)
    path = place.branch.path
    return record, [one for one in typing if one[1].may(Can.MEETINGS_LOG, path)]


def _source(place):
    """The plan's entry and the notice that the address names, if they are of this meeting."""
    entry = plans.entry(g.scope, desk.number(request.args.get("entry")) or 0)
    call = calls.one(g.scope, desk.number(request.args.get("call")) or 0)
    if entry and (entry.plan.organization_id, entry.kind) != (place.branch.id, place.kind):
        entry = None
    if call and (call.organization_id, call.kind) != (place.branch.id, place.kind):
        call = None
    if call and call.entry_id and entry is None:
        entry = plans.entry(g.scope, call.entry_id)
    return {"entry": entry, "call": call}


def _fill_from(opened, *, entry, call):
    if call:
        opening.into_meeting(opened, call)
        opened.hours = desk.halves(request.args.get("hours")) or opened.hours
    elif entry:
        opening.from_entry(opened, entry)


def _pairs(fields):
    return [(name, value) for name, values in fields.items() for value in values]


def _me():
    return current_user._get_current_object()
