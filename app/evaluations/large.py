"""Counts a large box as long work: opened bit by bit with its progress, stored in one piece.

What is opened stays in the worker's memory. Stopped half way, nothing of it is left anywhere, and
the next attempt begins again: nobody is counted twice. A strict box is not counted here, for
passphrases are never kept.
"""

from app.access.policy import Can
from app.ballots import counting
from app.core.errors import Refused
from app.evaluations import actions, queries
from app.evaluations.models import Campaign
from app.jobs import actions as jobs
from app.jobs import own
from app.jobs.models import Job

KIND = "evaluation_count"
MOST_AT_ONCE = 2000  # ballots; more are counted as long work
PIECE = 1000


def start(campaign: Campaign, back: str, *, account) -> Job:
    """Ask for it; what is under way already is found instead of begun twice."""
    if job := own.under_way(account.id, KIND, back):
        return job
    return jobs.start(
        KIND, f"计票：{campaign.title}", {"campaign": campaign.id}, account=account,
        needs=Can.EVALUATIONS_RUN, path=campaign.organization.path, back=back,
    )  # fmt: skip


def run(context, arguments: dict) -> None:
    """The job."""
    campaign = _campaign(context, arguments)
    number = queries.received(context.scope, [campaign]).get(campaign.id, 0)
    context.expects(number, afresh=True)
    context.says("正在开启")
    campaign, opened, told = _campaign(context, arguments), [], 0
    for ballot in counting.opening(campaign.box, campaign.asked):
        opened.append(ballot)
        if len(opened) - told == PIECE:
            told += PIECE
            context.step(PIECE)
    context.says("正在计票")
    with context.unit(len(opened) - told):
        actions.count(_campaign(context, arguments), context.day, opened=opened)
    context.says("")
    counting.settle(_campaign(context, arguments).box)


def _campaign(context, arguments) -> Campaign:
    campaign = queries.one(context.scope, arguments["campaign"])
    if campaign is None:
        raise Refused("这次评议已不在您负责的范围里。")
    return campaign
