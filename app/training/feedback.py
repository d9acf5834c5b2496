"""One press from a finished class to a questionnaire about it, filled in by its trainees alone.

The evaluation is one like any other: sealed votes, a minimum, a result that names nobody. This only
prepares it, with the trainees as the named voters.
"""

from datetime import timedelta

from flask import flash, url_for

from app.access.policy import Can, requires
from app.access.scope import Scope
from app.core import clock
from app.core.errors import Refused
from app.core.forms import PortalForm
from app.core.web import go
from app.evaluations import actions as evaluations
from app.evaluations import queries as campaigns
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Kind, Who
from app.rules.evaluations import FLOOR
from app.rules.registry import rule
from app.rules.training import ClassState
from app.training import actions, bp, loading, placing

MATTERS = ("课程内容", "授课质量", "组织和服务", "对工作的帮助")
USUAL_DAYS = timedelta(days=7)


@bp.post("/<int:class_id>/feedback")
@requires(Can.TRAINING_HOST)
def feedback(class_id):
    training, form = loading.hosted(class_id), PortalForm()
    if not training.campaign_id and not form.accepts(lambda: _prepare(training)):
        flash("".join(form.form_errors), "danger")
        return go(url_for(".show", class_id=class_id))
    flash("测评已准备好，核对题目和名单以后开始。", "success")
    return go(url_for("evaluations.show", campaign_id=training.campaign_id))


def _prepare(training):
    if training.state is not ClassState.FINISHED:
        raise Refused("结业以后再请学员评这个班。")
    day = clock.today()
    people = [one.person_id for one in placing.enrolled(training)]
    if len(people) < FLOOR:
        raise Refused(f"学员只有 {len(people)} 人，无记名测评至少要 {FLOOR} 人，请改用座谈。")
    host = training.organization
    usual = rule("OWN-03").nearest(day).value
    [campaign] = evaluations.prepare(
        [host],
        kind=Kind.SATISFACTION,
        year=day.year,
        title=f"{training.title}满意度测评"[:100],
        minimum=max(min(usual, len(people)), FLOOR),
        opens_on=day,
        closes_on=day + USUAL_DAYS,
    )
    evaluations.arrange(campaign, [Wanted("", "学员", Who.DELEGATES, 0, 0)])
    evaluations.leave_out(campaign, [], MATTERS)
    whole = Scope(frozenset({host.path}))
    [group] = campaigns.groups(whole, campaign)
    evaluations.name_delegates(campaign, group, host, people)
    actions.ask_about(training, campaign.id)
