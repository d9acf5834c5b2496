"""Long work: units commit with their progress, and nothing of it is lost or done twice."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from app.access.policy import Can
from app.core import clock
from app.core.db import db, reads_only
from app.core.errors import Refused
from app.jobs import actions, results, worker
from app.jobs import queue as queues
from app.jobs.context import HALT
from app.jobs.models import Job, JobState
from app.organizations.models import Organization, Post
from tests.jobs.conftest import done, fresh

pytestmark = pytest.mark.storage


def remark(world):
    return db.session.get(Organization, world.here.id, populate_existing=True).remark


def test_work_is_done_and_its_file_kept_encrypted(asked, world):
    job = done(asked())
    assert (job.state, job.done, job.total, job.percent) == (JobState.DONE, 3, 3, 100)
    assert remark(world) == "012"
    assert results.read(job.stored) == "结果".encode()
    assert "结果".encode() not in results._path(job.stored).read_bytes()


def test_what_was_asked_is_kept_no_longer_than_needed(asked):
    assert done(asked()).asked is None


def test_a_refusal_is_told_in_its_own_words_and_what_came_before_stays(asked, world):
    job = done(asked(refuse_at=2))
    assert (job.state, job.message, job.done) == (JobState.FAILED, "第三步需要先补材料。", 2)
    assert remark(world) == "01"


def test_a_fault_ends_the_job_without_telling_its_inside(asked, world, app, monkeypatch):
    monkeypatch.setattr(app.logger, "disabled", True)
    job = done(asked(fall_at=1))
    assert (job.state, job.message, job.done) == (JobState.FAILED, worker.FAULT, 1)
    assert "秘密" not in job.message


def test_going_on_begins_where_it_was_left(asked, world):
    job = done(asked(refuse_at=1))
    reads_only(False)
    job.asked = {**job.asked, "arguments": {"units": 3, "branch": world.here.id}}
    actions.again(job)
    db.session.commit()
    assert done(job).state is JobState.DONE
    assert remark(world) == "012"


def test_work_whose_owner_lost_the_post_meanwhile_is_not_begun(asked, world):
    job, account = asked(), world.accounts["secretary"]
    reads_only(False)
    for post in db.session.scalars(select(Post).where(Post.person_id == account.person_id)):
        post.ended_on = clock.today() - timedelta(days=1)
    vars(account).pop("_roles", None)
    db.session.commit()
    job = done(job)
    assert (job.state, job.message, remark(world)) == (JobState.FAILED, worker.NO_LONGER, "")


def test_work_of_a_disabled_account_is_not_begun(asked, world):
    job = asked()
    reads_only(False)
    world.accounts["secretary"].disabled_at = clock.now()
    db.session.commit()
    assert done(job).message == worker.NO_LONGER


def test_what_others_write_while_a_job_reads_does_not_end_it(asked, world, app, monkeypatch):
    def written():
        with app.app_context():
            reads_only(False)
            db.session.get(Organization, world.here.id).remark = "别人"
            db.session.commit()

    def work(context, _arguments):
        remark(world)
        other = Thread(target=written)
        other.start()
        other.join()
        context.step()

    monkeypatch.setitem(app.extensions, "jobs", {"count": work})
    assert done(asked()).state is JobState.DONE


def test_waiting_work_that_is_stopped_never_begins(asked, world):
    job = asked()
    reads_only(False)
    actions.stop(job)
    db.session.commit()
    assert (done(job).state, remark(world)) == (JobState.STOPPED, "")


def test_running_work_stops_after_the_unit_it_is_at(asked, world, app, monkeypatch):
    def ask_to_stop(context, arguments):
        context.expects(3)
        with context.unit():
            db.session.get(Job, context.id).stop_asked = True
        raise AssertionError("went on")

    monkeypatch.setitem(app.extensions["jobs"], "count", ask_to_stop)
    job = done(asked())
    assert (job.state, job.done) == (JobState.STOPPED, 1)


def test_ended_work_cannot_be_stopped(asked):
    job = done(asked())
    with pytest.raises(Refused):
        actions.stop(job)


def test_a_worker_that_ends_lays_its_work_down_for_the_next_one(asked, world):
    job = done(asked(halt_after=0))
    assert (job.state, job.done, job.attempts) == (JobState.WAITING, 1, 0)
    HALT.clear()
    assert (done(job).state, remark(world)) == (JobState.DONE, "012")


def test_work_whose_process_died_is_taken_up_again(asked, world):
    job = asked()
    reads_only(False)
    job.state, job.attempts = JobState.RUNNING, 1
    db.session.commit()
    assert (done(job).state, remark(world)) == (JobState.DONE, "012")


@pytest.mark.parametrize(("attempts", "state"), [(2, JobState.DONE), (3, JobState.FAILED)])
def test_work_that_keeps_killing_its_process_is_given_up(asked, attempts, state):
    job = asked()
    reads_only(False)
    job.state, job.attempts = JobState.RUNNING, attempts
    db.session.commit()
    assert done(job).state is state


def test_work_another_process_is_at_is_left_alone(asked, world):
    job = asked()
    with worker._held(job.id) as free:
        assert free
        worker.perform(job.id)
    assert fresh(job).state is JobState.WAITING


def test_work_is_queued_only_once_it_is_committed(kinds, world, app, monkeypatch):
    sent = []
    monkeypatch.setattr(queues, "send", lambda _app, ids: sent.extend(ids))
    account = world.accounts["secretary"]
    for end in (db.session.rollback, db.session.commit):
        reads_only(False)
        job = actions.start("count", "数", {}, account=account, needs=Can.MEMBERS_VIEW)
        number = job.id
        assert sent == []
        end()
    assert sent == [number]


@pytest.mark.parametrize(("before", "refused"), [(4, False), (5, True)])
def test_one_person_has_at_most_five_jobs_under_way(asked, before, refused):
    for _ in range(before):
        asked()
    if refused:
        with pytest.raises(Refused):
            asked()
    else:
        asked()


def test_the_real_queue_brings_work_to_a_worker(asked, app, monkeypatch):
    monkeypatch.setattr(worker, "_look_round", lambda *_: None)
    job, rounds = asked(), iter(range(60))

    def ended():
        return fresh(job).state is JobState.DONE or next(rounds, None) is None

    worker.serve(app, ended)
    assert fresh(job).state is JobState.DONE


def test_work_lost_on_its_way_to_the_queue_is_found(asked, app, monkeypatch):
    monkeypatch.setattr(queues, "send", lambda *_: None)
    job, rounds = asked(), iter(range(60))

    def ended():
        return fresh(job).state is JobState.DONE or next(rounds, None) is None

    worker.serve(app, ended)
    assert fresh(job).state is JobState.DONE


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_ended_work_and_its_file_go_after_a_week(asked, days, left):
    job = done(asked())
    stored = job.stored
    reads_only(False)
    job.ended_at -= actions.timedelta(days=days)
    db.session.flush()
    actions.forget_old()
    db.session.commit()
    assert db.session.query(Job).count() == left
    assert (results.read(stored) is not None) == bool(left)
