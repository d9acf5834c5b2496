"""Addresses of jobs: mine, one with its progress, its file, stopping and going on."""

from flask import abort, flash, request, url_for
from flask_login import current_user

from app.access.policy import signed_in
from app.core.errors import Refused
from app.core.web import download, go, number, page
from app.jobs import actions, bp, own, results
from app.jobs.models import JobState

PAGE = 30


@bp.get("/")
@signed_in
def index():
    start = number("from", 0)
    jobs = own.listed(current_user.id, start=start, limit=PAGE + 1)
    return page("jobs/index.html", jobs=jobs[:PAGE], more=len(jobs) > PAGE, start=start, step=PAGE)


@bp.get("/<int:job_id>")
@signed_in
def show(job_id):
    job = _own(job_id)
    before = own.waiting_before(job) if job.state is JobState.WAITING else 0
    return page("jobs/show.html", block="progress", job=job, before=before)


@bp.get("/<int:job_id>/result")
@signed_in
def result(job_id):
    job = _own(job_id)
    data = results.read(job.stored) if job.stored else None
    if data is None:
        abort(404)
    return download(data, job.result, job.media_type)


@bp.post("/<int:job_id>/stop")
@signed_in
def stop(job_id):
    return _changed(job_id, actions.stop, "做完手上这一份就停下，已做完的保留。")


@bp.post("/<int:job_id>/again")
@signed_in
def again(job_id):
    return _changed(job_id, actions.again, "已排上，接着上次的地方做。")


def _changed(job_id, change, said):
    job = _own(job_id, lock=request.method == "POST")
    try:
        change(job)
        flash(said, "success")
    except Refused as refused:
        flash(refused.message, "warning")
    return go(url_for(".show", job_id=job_id))


def _own(job_id, *, lock=False):
    return own.one(current_user.id, job_id, lock=lock) or abort(404)
