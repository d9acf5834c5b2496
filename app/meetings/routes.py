"""Addresses of meetings: the list, the record, its files, the year of a branch."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, uploads
from app.core.errors import Refused
from app.core.forms import clean_line
from app.core.web import download, go, page
from app.findings.demands import queries as demands
from app.meetings import (
    actions,
    bp,
    desk,
    filled,
    papers,
    queries,
    records,
    years,
)
from app.meetings.attendance import AWAY, AttendanceCode
from app.meetings.calls import queries as calls
from app.meetings.forms import ReasonForm, UploadForm
from app.meetings.judging import grounds, secrecy
from app.meetings.resolutions import queries as resolutions
from app.meetings.study import queries as study
from app.meetings.together import queries as together
from app.members import queries as members
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.meetings import MeetingKind
from app.rules.votes import DEVELOPING

PAGE = 30
YEARS = 6  # how far back the year of a branch can be looked at


@bp.get("/")
@requires(Can.MEETINGS_VIEW)
def index():
    wanted = {
        "organization_id": desk.number(request.args.get("organization")),
        "kind": desk.kind_named(request.args.get("kind")),
        "year": desk.number(request.args.get("year"), most=9999),
        "text": clean_line(request.args.get("q", ""))[:60],
    }
    start = desk.number(request.args.get("from")) or 0
    branches = organizations.branches(g.scope, clock.today())
    meetings = queries.listed(g.scope, **wanted, limit=PAGE, offset=start)
    return page(
        "meetings/index.html",
        meetings=meetings[:PAGE],
        more=len(meetings) > PAGE,
        start=start,
        step=PAGE,
        wanted=wanted,
        kinds=MeetingKind,
        branches=branches,
        long_names={branch.id: branch.long_name for branch in branches},
        years=queries.years(g.scope),
        drafts=desk.open_drafts(current_user.id),
        together=together.open_ones(current_user.scope_for(Can.MEETINGS_LOG)),
    )


@bp.get("/year")
@requires(Can.MEETINGS_VIEW)
def year():
    branches = organizations.branches(g.scope, clock.today())
    wanted = request.args.get("organization") or None
    number = desk.number(request.args.get("year")) or clock.today().year
    known = range(clock.today().year, clock.today().year - YEARS, -1)
    if number not in known:
        abort(404)
    if wanted is None and len(branches) > 1:
        return go(url_for("findings.year_picture"))
    branch = desk.pick(branches, wanted) or abort(404)
    return page(
        "meetings/year.html",
        branch=branch,
        branches=branches,
        number=number,
        known=known,
        rows=years.rows(g.scope, branch, number, clock.today()),
        logs=current_user.may(Can.MEETINGS_LOG, branch.path),
    )


@bp.get("/<int:meeting_id>")
@requires(Can.MEETINGS_VIEW)
def show(meeting_id):
    return _show(_load(meeting_id))


@bp.post("/<int:meeting_id>/withdraw")
@requires(Can.MEETINGS_LOG)
def withdraw(meeting_id):
    meeting, form = _load(meeting_id), ReasonForm()
    if form.accepts(lambda: actions.withdraw(meeting, why=form.why.data)):
        flash("这条记录已作废，不再计入完成情况。", "success")
        return go(url_for(".show", meeting_id=meeting_id))
    return _show(_load(meeting_id), reason=form, status=422)


@bp.get("/<int:meeting_id>/record.pdf")
@requires(Can.MEETINGS_VIEW)
def record(meeting_id):
    meeting = _load(meeting_id)
    made_up = study.of_meeting(g.scope, meeting)
    sheet = papers.record(meeting, queries.attachments(g.scope, meeting), made_up)
    filename = f"{meeting.title}会议记录.pdf"
    return answer("meeting_record", [sheet], filename, meeting.organization.path)


@bp.post("/<int:meeting_id>/attachments")
@requires(Can.MEETINGS_LOG)
def attach(meeting_id):
    meeting, form = _load(meeting_id), UploadForm()
    if not meeting.counts:
        abort(404)

    def save():
        sent = [file for file in form.files.data or [] if file and file.filename]
        if not sent:
            raise Refused("请先选择文件。", "files")
        checked = [uploads.check(file.filename, file.read()) for file in sent]
        actions.attach(meeting, checked)

    if form.accepts(save):
        flash("附件已保存。", "success")
        return go(url_for(".show", meeting_id=meeting_id))
    return _show(_load(meeting_id), upload=form, status=422)


@bp.get("/attachments/<int:attachment_id>")
@requires(Can.MEETINGS_VIEW)
def attachment(attachment_id):
    found = queries.attachment(g.scope, attachment_id)
    if found is None or found.removed_at or not uploads.path_of(found.stored).exists():
        abort(404)
    return download(uploads.path_of(found.stored).read_bytes(), found.name, found.media_type)


@bp.post("/attachments/<int:attachment_id>/remove")
@requires(Can.MEETINGS_LOG)
def remove_attachment(attachment_id):
    found, form = queries.attachment(g.scope, attachment_id) or abort(404), ReasonForm()
    meeting_id = found.meeting_id
    if form.accepts(lambda: actions.remove_attachment(found, why=form.why.data)):
        flash("附件已移除，记录保留。", "success")
        return go(url_for(".show", meeting_id=meeting_id))
    return _show(_load(meeting_id), reason=form, status=422)


def _show(meeting, *, upload=None, reason=None, status=200):
    return page(
        "meetings/show.html",
        meeting=meeting,
        held=filled.when_held(meeting),
        twin=queries.twin(g.scope, meeting),
        files=_files(meeting),
        judgements={
            item.id: (
                papers.judgement(meeting, item),
                grounds(meeting.kind, item.matter, meeting.held_on),
            )
            for item in meeting.items
            if item.matter
        },
        followed=resolutions.of_meeting(
            current_user.scope_for(Can.RECTIFICATION_VIEW), meeting, clock.today()
        ),
        reminders={i.id: secrecy(i.matter, i.secret, meeting.held_on) for i in meeting.items},
        exceptions=[a for a in meeting.attendance if a.code is not AttendanceCode.PRESENT],
        attachments=queries.attachments(g.scope, meeting),
        subject=records.subject_of(meeting.id),
        returns=demands.of_record(g.scope, records.subject_of(meeting.id)),
        revisions=queries.revisions(g.scope, meeting),
        upload=upload or UploadForm(formdata=None),
        reason=reason or ReasonForm(formdata=None),
        away=[a for a in meeting.attendance if a.code in AWAY]
        if meeting.kind in study.MADE_UP_KINDS
        else [],
        make_ups=study.of_meeting(g.scope, meeting),
        call=meeting.call_id and calls.one(g.scope, meeting.call_id),
        logs=current_user.may(Can.MEETINGS_LOG, meeting.organization.path),
        accepted=uploads.ACCEPTED,
        status=status,
    )


def _files(meeting):
    """{person id: member id} of those voted on, for who may see how they are developed."""
    if not current_user.may(Can.DEVELOPMENT_VIEW, meeting.organization.path):
        return {}
    asked = {item.subject_id for item in meeting.items if item.matter in DEVELOPING}
    return members.ids_of_people(g.scope, asked) if asked else {}


def _load(meeting_id):
    return queries.one(g.scope, meeting_id) or abort(404)
