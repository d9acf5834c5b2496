"""A large import is written and undone piece by piece: nothing twice, nothing lost."""

import pytest

from app.core.db import db, reads_only
from app.jobs import worker
from app.jobs.context import HALT, Context
from app.jobs.models import Job, JobState
from app.members.importing import large
from app.members.models import Import
from tests import world as worlds
from tests.members.importing import made
from tests.members.roster.files import id_number

pytestmark = pytest.mark.storage
PEOPLE = 5


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(large, "MOST_AT_ONCE", 4)
    monkeypatch.setattr(large, "PIECE", 2)
    yield
    HALT.clear()


@pytest.fixture
def waiting(world):
    """An import of five newcomers and one change, waiting for its confirmation."""
    account = world.accounts["secretary"]
    rows = [made.newcomer(n + 1) for n in range(PEOPLE)]
    return made.started(world.here, *rows, account=account)


def interrupt_after(monkeypatch, units):
    """The worker is told to end once that many people are done."""
    unit = Context.unit

    def watched(context, count=1):
        if context.done >= units:
            HALT.set()
        return unit(context, count)

    monkeypatch.setattr(Context, "unit", watched)
    worker.work_off()
    monkeypatch.setattr(Context, "unit", unit)
    HALT.clear()


def press(client_of, import_id, verb):
    answer = client_of("secretary").post(f"/members/imports/{import_id}/{verb}", data={})
    return answer.location


def job():
    db.session.rollback()
    return db.session.query(Job).order_by(Job.id.desc()).first()


def found(import_id) -> Import:
    db.session.rollback()
    return db.session.get(Import, import_id, populate_existing=True)


def newcomers():
    db.session.rollback()
    return [n for n in range(PEOPLE) if made.member(f"新来{'甲乙丙丁戊己庚辛'[n]}")]


def test_a_large_import_becomes_long_work_and_ends_confirmed(client_of, waiting):
    assert "/jobs/" in press(client_of, waiting, "confirm")
    assert newcomers() == []
    worker.work_off()
    assert len(newcomers()) == PEOPLE
    assert (job().state, job().done, job().total) == (JobState.DONE, PEOPLE, PEOPLE)
    assert found(waiting).state == "confirmed"
    assert found(waiting).counts["new"] == PEOPLE
    assert "导入结果" in client_of("secretary").get(f"/members/imports/{waiting}").text


@pytest.mark.parametrize(("most", "at_once"), [(PEOPLE, True), (PEOPLE - 1, False)])
def test_only_what_is_beyond_the_limit_becomes_long_work(
    client_of, waiting, monkeypatch, most, at_once
):
    monkeypatch.setattr(large, "MOST_AT_ONCE", most)
    assert ("/jobs/" not in press(client_of, waiting, "confirm")) == at_once
    assert bool(newcomers()) == at_once


def test_an_interrupted_import_goes_on_and_writes_everybody_once(client_of, waiting, monkeypatch):
    press(client_of, waiting, "confirm")
    interrupt_after(monkeypatch, 2)
    assert len(newcomers()) == 2
    assert found(waiting).state == "writing"
    worker.work_off()
    assert len(newcomers()) == PEOPLE
    assert found(waiting).state == "confirmed"
    assert len(found(waiting).trail["members"]) == PEOPLE


def test_a_stopped_import_tells_how_far_it_came_and_goes_on(client_of, waiting, monkeypatch):
    press(client_of, waiting, "confirm")
    interrupt_after(monkeypatch, 2)
    client_of("secretary").post(f"/jobs/{job().id}/stop")
    page = client_of("secretary").get(f"/members/imports/{waiting}").text
    assert "写到第 2 人时停下了，共 5 人" in page
    press(client_of, waiting, "confirm")
    worker.work_off()
    assert len(newcomers()) == PEOPLE
    assert found(waiting).state == "confirmed"


def test_what_a_stopped_import_wrote_can_be_undone(client_of, waiting, monkeypatch):
    press(client_of, waiting, "confirm")
    interrupt_after(monkeypatch, 2)
    client_of("secretary").post(f"/jobs/{job().id}/stop")
    press(client_of, waiting, "undo")
    worker.work_off()
    assert newcomers() == []
    assert found(waiting).state == "undone"


def test_a_record_changed_since_the_preview_is_not_written_over(client_of, world, waiting):
    press(client_of, waiting, "confirm")
    reads_only(False)
    worlds.add_member(world, world.here, "新来甲").person.id_number = id_number(serial=13)
    db.session.commit()
    worker.work_off()
    assert (job().state, job().message) == (JobState.FAILED, large.CHANGED_SINCE)
    assert found(waiting).state == "open"
    assert made.member("新来乙") is None


def test_pressing_twice_finds_the_work_under_way(client_of, waiting):
    assert press(client_of, waiting, "confirm") == press(client_of, waiting, "confirm")


def test_a_large_import_is_undone_piece_by_piece_even_when_interrupted(
    client_of, waiting, monkeypatch
):
    press(client_of, waiting, "confirm")
    worker.work_off()
    press(client_of, waiting, "undo")
    interrupt_after(monkeypatch, 2)
    assert found(waiting).state == "undoing"
    assert len(newcomers()) == PEOPLE - 2
    worker.work_off()
    assert newcomers() == []
    assert (found(waiting).state, found(waiting).trail) == ("undone", {"kept": []})


def test_who_stays_after_undoing_is_told_once(client_of, waiting):
    press(client_of, waiting, "confirm")
    worker.work_off()
    reads_only(False)
    made.member("新来丙").person.phone = "13000000000"
    db.session.commit()
    press(client_of, waiting, "undo")
    worker.work_off()
    assert [name for name, _ in found(waiting).trail["kept"]] == ["新来丙"]
    assert len(newcomers()) == 1


def test_the_trail_names_the_person_who_asked(client_of, waiting, world):
    press(client_of, waiting, "confirm")
    worker.work_off()
    page = client_of("faculty").get("/audit/").text
    assert "确认导入" in page
    assert "周敏" in page
