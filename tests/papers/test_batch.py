"""One form for many people: a province-like template of over forty placeholders, with progress."""

import zipfile
from io import BytesIO

import pytest

from app.core.db import db, reads_only
from app.jobs import worker
from app.jobs.context import HALT, Context
from app.jobs.models import Job, JobState
from app.rules.members import Stage, Standing
from tests import world as worlds
from tests.papers import made
from tests.papers.test_templates import upload

RARE = ("张‹三›&", "王𬭩", "阿卜杜热西提·阿卜杜克热木", "马𠅤")


@pytest.fixture
def crowd(world):
    """Thirty people in good standing in one branch, some with hard names."""
    reads_only(False)
    here = [m for m in world.members.values() if m.organization is world.here]
    for number in range(30 - len(here)):
        name = RARE[number] if number < len(RARE) else f"第{number}号党员"
        worlds.add_member(world, world.here, name, Stage.FULL)
    worlds.add_member(world, world.here, "转走的人").standing = Standing.TRANSFERRED
    db.session.commit()
    return world


def province(browser):
    upload(browser, made.province(), "member_card")
    page = browser.get("/papers/member_card").text
    number = page.partition("/papers/templates/")[2].partition("/")[0]
    browser.post(f"/papers/templates/{number}/activate")


def ask(browser, *, leave_out=0):
    page = browser.get("/papers/member_card/batch").text
    ids = [part.partition('"')[0] for part in page.split('name="id" value="')[1:]]
    answer = browser.post("/papers/member_card/batch", data={"id": ids[leave_out:]})
    return answer.location, len(ids)


def files(browser, address):
    archive = zipfile.ZipFile(BytesIO(browser.get(f"{address}/result").data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_thirty_people_are_filled_into_one_template_with_progress(crowd, client_of, monkeypatch):
    browser, told = client_of("secretary"), []
    province(browser)
    address, offered = ask(browser)
    assert offered == 30
    step = Context.step

    def watched(context, count=1):
        step(context, count)
        if context.done in {1, 15}:
            told.append(browser.get(address, headers={"HX-Request": "true"}).text)

    monkeypatch.setattr(Context, "step", watched)
    worker.work_off()
    assert ["1 / 30" in told[0], "15 / 30" in told[1]] == [True, True]
    assert "已完成" in browser.get(address).text
    made_files = files(browser, address)
    assert len(made_files) == 30
    texts = {name: made.text_of(data) for name, data in made_files.items()}
    assert not [name for name, text in texts.items() if "{" in text]
    for name in RARE:
        assert [text for text in texts.values() if name in text]
    [own] = [text for name, text in texts.items() if name.endswith("周敏.docx")]
    assert "2010年6月" in own
    assert "教工第一党支部" in own
    assert not any("转走的人" in name for name in texts)


def test_without_a_template_the_portal_s_own_paper_is_printed(world, client_of):
    browser = client_of("secretary")
    address, offered = ask(browser, leave_out=7)
    worker.work_off()
    made_files = files(browser, address)
    assert len(made_files) == offered - 7
    assert all(data.startswith(b"%PDF") for data in made_files.values())


def test_no_two_files_meet_and_no_name_leads_out(crowd, client_of):
    browser = client_of("secretary")
    province(browser)
    address, _ = ask(browser)
    worker.work_off()
    names = list(files(browser, address))
    assert not [name for name in names if set('\\/:*?"<>|') & set(name)]


def test_people_who_left_meanwhile_are_left_out(world, client_of):
    browser = client_of("secretary")
    address, offered = ask(browser)
    reads_only(False)
    world.members["欧阳懿"].organization = world.there
    db.session.commit()
    worker.work_off()
    assert len(files(browser, address)) == offered - 1


def test_an_interrupted_batch_begins_afresh_and_holds_everybody_once(world, client_of, monkeypatch):
    browser = client_of("secretary")
    address, offered = ask(browser)
    job_id = int(address.rpartition("/")[2])
    step = Context.step

    def halted(context, count=1):
        step(context, count)
        if context.done == 3:
            HALT.set()

    monkeypatch.setattr(Context, "step", halted)
    worker.work_off()
    db.session.rollback()
    assert db.session.get(Job, job_id).state is JobState.WAITING
    HALT.clear()
    monkeypatch.setattr(Context, "step", step)
    worker.work_off()
    assert len(files(browser, address)) == offered


def test_nobody_chosen_is_told(world, client_of):
    browser = client_of("secretary")
    answer = browser.post("/papers/member_card/batch", data={}, follow_redirects=True)
    assert "请先选择要填写的人。" in answer.text


def test_somebody_out_of_reach_cannot_be_chosen(world, client_of):
    stranger = world.members["林祎"].id
    answer = client_of("secretary").post("/papers/member_card/batch", data={"id": [stranger]})
    assert "/batch" in answer.location
