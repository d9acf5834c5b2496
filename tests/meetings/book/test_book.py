"""The records of a period as one book: contents with page numbers; many as a job."""

from datetime import date

import pytest

from app.core.db import db, reads_only
from app.jobs import worker
from app.jobs.models import Job, JobState
from tests.meetings.made import meeting
from tests.printing import reading


@pytest.fixture
def eleven(world):
    for day in range(1, 12):
        meeting(
            world, held_on=date(2026, 11, day), title=f"十一月第{day}次支委会", late_reason="迟"
        )
    db.session.commit()
    return f"/meetings/book.pdf?organization={world.here.id}&from=2026-11-01&until=2026-11-30"


def test_a_few_records_are_bound_at_once_with_their_pages_in_the_contents(client_of, eleven):
    answer = client_of("secretary").get(eleven)
    assert answer.mimetype == "application/pdf"
    text = reading.text(answer.data)
    assert "目　录" in text or "目录" in text.replace(" ", "")
    assert "共 11 次会议" in text or "共11次会议" in text.replace(" ", "")
    assert "十一月第3次支委会" in text


def test_a_period_without_records_says_so(client_of, world):
    address = f"/meetings/book.pdf?organization={world.here.id}&from=2026-01-01&until=2026-01-31"
    answer = client_of("secretary").get(address)
    assert answer.status_code == 303
    assert "这段时间没有会议记录" in client_of("secretary").get(answer.location).text


def test_more_than_twelve_are_a_job_with_progress(client_of, world, eleven):
    reads_only(False)
    for day in (12, 13):
        meeting(world, held_on=date(2026, 11, day), title=f"又{day}次")
    db.session.commit()
    secretary = client_of("secretary")
    assert "/meetings/book?" in secretary.get(eleven).location
    address = f"/meetings/book?organization={world.here.id}"
    asked = {"from": "2026-11-01", "until": "2026-11-30", "kind": ""}
    answer = secretary.post(address, data=asked)
    job_id = int(answer.location.rpartition("/")[2])
    worker.perform(job_id)
    reads_only(False)
    db.session.rollback()
    job = db.session.get(Job, job_id)
    assert (job.state, job.done, job.total) == (JobState.DONE, 14, 14)
    assert secretary.get(f"{answer.location}/result").data.startswith(b"%PDF")


def test_a_member_prints_no_book(client_of, eleven):
    assert client_of("member").get(eleven).status_code == 403
