"""Pages of jobs: the owner's alone, with progress that works without script."""

import pytest

from app.core.db import db, reads_only
from app.jobs.models import JobState
from tests.jobs.conftest import done, fresh


def test_the_page_tells_how_far_it_is_and_asks_again_by_a_real_form(asked, client_of):
    job = asked()
    reads_only(False)
    job.state, job.total, job.done = JobState.RUNNING, 30, 12
    db.session.commit()
    page = client_of("secretary").get(f"/jobs/{job.id}").text
    assert "12 / 30" in page
    assert '<progress class="w-100" value="12" max="30"' in page
    assert f'hx-get="/jobs/{job.id}" hx-trigger="every 2s, submit"' in page


def test_a_finished_job_stops_asking_and_offers_its_file(asked, client_of):
    job = done(asked())
    browser = client_of("secretary")
    block = browser.get(f"/jobs/{job.id}", headers={"HX-Request": "true"}).text
    assert "hx-get" not in block
    assert "<h1" not in block
    answer = browser.get(f"/jobs/{job.id}/result")
    assert answer.data == "结果".encode()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_file_is_gone_before_it_is_done(asked, client_of):
    assert client_of("secretary").get(f"/jobs/{asked().id}/result").status_code == 404


@pytest.mark.parametrize("who", ["committee_member", "faculty", "committee", "admin"])
@pytest.mark.parametrize("address", ["", "/result"])
def test_a_job_is_seen_by_its_owner_alone(asked, client_of, who, address):
    job = done(asked())
    assert client_of(who).get(f"/jobs/{job.id}{address}").status_code == 404
    assert "数一数" not in client_of(who).get("/jobs/").text


def test_the_list_shows_my_jobs_newest_first(asked, client_of):
    done(asked())
    asked()
    page = client_of("secretary").get("/jobs/").text
    assert page.index("等待") < page.index("已完成")
    assert page.count("数一数") == 2


def test_stopping_and_going_on_from_the_page(asked, client_of):
    job, browser = asked(), client_of("secretary")
    assert browser.post(f"/jobs/{job.id}/stop").status_code == 303
    assert fresh(job).state is JobState.STOPPED
    assert "接着做" in browser.get(f"/jobs/{job.id}").text
    browser.post(f"/jobs/{job.id}/again")
    assert done(job).state is JobState.DONE


def test_the_list_sends_a_fixed_number_of_statements(asked, client_of, statements):
    asked()
    browser = client_of("secretary")
    browser.get("/jobs/")
    statements()
    browser.get("/jobs/")
    one = len(statements())
    for _ in range(3):
        asked()
    statements()
    browser.get("/jobs/")
    assert len(statements()) == one
