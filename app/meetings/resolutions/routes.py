"""The address at which a resolution is given to somebody."""

from flask import abort, flash, g, request, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, page
from app.meetings import bp, queries
from app.meetings.resolutions import actions
from app.meetings.resolutions.forms import FollowForm
from app.rectification import queries as rectification


@bp.route("/<int:meeting_id>/follow/<int:item_number>", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def follow(meeting_id, item_number):
    meeting = queries.one(g.scope, meeting_id) or abort(404)
    item = next((one for one in meeting.items if one.number == item_number), None) or abort(404)
    people = {p.id: p for p in rectification.people(g.scope, meeting.organization, clock.today())}
    form = FollowForm()
    form.responsible_id.offer([("", "请选择"), *((p.id, p.name) for p in people.values())])
    if request.method == "GET":
        form.task.data = item.resolution

    def save():
        facts = form.facts()
        wanted = facts.pop("responsible_id")
        actions.follow(meeting, item, person=people.get(int(wanted)) if wanted else None, **facts)

    asked = not form.is_submitted() or (form.validate_on_submit() and form.check_somebody())
    if asked and form.accepts(save):
        flash("已交办，到期前会提醒。", "success")
        return go(url_for(".show", meeting_id=meeting_id))
    return page(
        "meetings/follow.html",
        block="form",
        form=form,
        meeting=meeting,
        item=item,
        status=form.status,
    )
