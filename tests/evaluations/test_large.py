"""A large box is counted as long work; stopped half way it begins again and counts nobody twice."""

import pytest

from app.ballots import envelopes
from app.core.db import db, reads_only
from app.evaluations import actions, large
from app.evaluations.models import Campaign, State
from app.jobs import context, worker
from app.jobs.models import Job, JobState
from tests.evaluations.conftest import VOTERS, cast, opened


@pytest.fixture
def closed(world, monkeypatch):
    """Eight ballots, and a limit of pieces small enough for them to be a large box."""
    monkeypatch.setattr(large, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(large, "PIECE", 3)
    campaign = opened(world)
    cast(world, campaign, VOTERS)
    actions.close(campaign)
    db.session.commit()
    yield campaign.id
    context.HALT.clear()


def asked(client_of, campaign_id):
    answer = client_of("secretary").post(f"/evaluations/{campaign_id}/count")
    assert "/jobs/" in answer.location
    return int(answer.location.rsplit("/", 1)[1])


def now(model, row_id):
    db.session.rollback()
    return db.session.get(model, row_id, populate_existing=True)


def test_a_large_box_is_counted_by_the_worker_with_its_progress(closed, client_of):
    job_id = asked(client_of, closed)
    assert now(Campaign, closed).state is State.CLOSED
    worker.work_off()
    job, campaign = now(Job, job_id), now(Campaign, closed)
    assert (job.state, job.done, job.total) == (JobState.DONE, 8, 8)
    assert (campaign.state, campaign.box.ballots) == (State.COUNTED, 8)
    assert campaign.box.key_name is None


def test_stopped_half_way_nothing_is_counted_and_the_next_attempt_counts_all_once(
    closed, client_of, monkeypatch
):
    job_id = asked(client_of, closed)
    steps = []
    step = context.Context.step

    def halting(self, count=1):
        step(self, count)
        steps.append(count)
        context.HALT.set()

    monkeypatch.setattr(context.Context, "step", halting)
    worker.work_off()
    assert steps
    campaign = now(Campaign, closed)
    assert campaign.state is State.CLOSED
    assert envelopes.number(campaign.box) == 8
    context.HALT.clear()
    monkeypatch.setattr(context.Context, "step", step)
    reads_only(False)
    worker.work_off()
    campaign = now(Campaign, closed)
    assert (campaign.state, campaign.box.ballots) == (State.COUNTED, 8)
    assert now(Job, job_id).state is JobState.DONE


def test_asked_twice_it_is_one_job(closed, client_of):
    assert asked(client_of, closed) == asked(client_of, closed)
