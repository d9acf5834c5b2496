"""EV-06 where it is switched on: problems and causes below, at and above a third of the text."""

from datetime import date

import pytest

from app.core.db import db
from app.debriefs.models import DebriefStatus
from app.organizations import actions as organizations
from tests.debriefs.records import report


@pytest.fixture
def asked(world):
    organizations.set_local_rule(
        world.college, "EV-06", True, since=date(2026, 1, 1), reason="学院要求"
    )
    db.session.commit()


def written(world, problems):
    """A report of three hundred characters, so many of them on problems and causes."""
    rest = 300 - problems
    return report(
        world, problems="问" * problems, performance="做" * (rest - 20), rectification="改" * 10,
        plans="打" * 10,
    )  # fmt: skip


def submit(client_of, debrief, **fields):
    return client_of("secretary").post(f"/debriefs/{debrief.id}/submit", data=fields)


@pytest.mark.parametrize(("problems", "status"), [(99, 422), (100, 303), (101, 303)])
def test_below_a_third_a_report_takes_a_reason_at_and_above_none(
    client_of, world, asked, problems, status
):
    debrief = written(world, problems)
    answer = submit(client_of, debrief)
    assert answer.status_code == status
    assert ("不足全文 300 字的三分之一" in answer.text) is (status == 422)


def test_with_a_reason_it_is_sent_and_the_reason_kept(client_of, world, asked):
    debrief = written(world, 99)
    assert submit(client_of, debrief, note="问题已另附清单。").status_code == 303
    assert (debrief.status, debrief.note) == (DebriefStatus.SUBMITTED, "问题已另附清单。")


def test_blanks_do_not_count_on_either_side(client_of, world, asked):
    debrief = written(world, 100)
    debrief.performance = debrief.performance.replace("做", "做 \n")
    db.session.commit()
    assert submit(client_of, debrief).status_code == 303


def test_where_it_is_off_nothing_is_asked(client_of, world):
    assert submit(client_of, written(world, 1)).status_code == 303


def test_the_writer_sees_the_share_before_sending(client_of, world, asked):
    page = client_of("secretary").get(f"/debriefs/{written(world, 99).id}/submit").text
    assert "33%" in page
