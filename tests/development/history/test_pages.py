"""A history import in the browser and by command: upload, preview, confirmation, undoing."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, unit_of_work
from app.development.history import actions
from app.development.models import File, FileReview, HistoryImport, StepTaken
from app.jobs import worker
from app.jobs.models import Job, JobState
from app.rules.dates import PartialDate
from app.rules.development.case import ReviewKind
from app.rules.development.steps import Step
from app.rules.members import Stage
from tests.development.history.made import (
    all_cases,
    confirmed,
    judged,
    of,
    row,
    sheet,
    started,
    undone,
    upload,
    whole,
)
from tests.world import add_member

WRONG = {"审批组织": "党总支"}


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def messages(one) -> str:
    return "".join(problem.message for problem in one.problems)


def test_a_workbook_goes_from_the_upload_to_the_file(client_of, world):
    client = client_of("secretary")
    answer = upload(client, world.here, sheet(whole("李喆昇")))
    assert answer.status_code == 303
    assert "确认导入 1 人" in client.get(answer.location).text
    assert count(File) == 0
    done = client.post(f"{answer.location}/confirm", data={"once": "m"}, follow_redirects=True)
    assert "导入结果" in done.text
    assert len(all_cases()["李喆昇"].deeds) == 23
    assert "已导入" in client.get("/development/history").text
    assert "李喆昇" in client.get("/development/?closed=1").text


def test_what_cannot_be_seen_in_a_file_s_name_is_left_out(client_of, world):
    book = (BytesIO(sheet(whole("李喆昇"))), "名\x00册\u202e.xlsx")
    fields = {"organization_id": str(world.here.id), "file": book}
    answer = client_of("secretary").post("/development/history/new", data=fields)
    assert answer.status_code == 303
    assert db.session.scalar(select(HistoryImport.filename)) == "名册.xlsx"


def test_confirming_twice_writes_once(client_of, world):
    client, history_id = client_of("secretary"), started(world.here, sheet(whole("李喆昇")))
    for mark in ("same", "same", "another tab"):
        client.post(f"/development/history/{history_id}/confirm", data={"once": mark})
    assert count(StepTaken) == 23


def test_the_same_workbook_brings_nothing_new_the_second_time(world):
    confirmed(world.here, whole("李喆昇"))
    [one] = judged(world, whole("李喆昇"))
    assert (one.kind, one.merged.same) == ("same", 40)


def test_a_step_on_record_is_shown_as_different_and_stays(world):
    confirmed(world.here, row("李喆昇", 谈话日期="2020-09-28", 谈话人="周敏"))
    changed = row("李喆昇", 谈话日期="2020-09-30", 宣誓日期="2022-07-20")
    [one] = judged(world, changed)
    assert [(d.what, d.known, d.told) for d in one.merged.different] == [
        ("谈话日期", "2020年9月28日", "2020年9月30日")
    ]
    confirmed(world.here, changed)
    case = all_cases()["李喆昇"]
    assert case.day(Step.TALK).iso == "2020-09-28"
    assert case.day(Step.OATH).iso == "2022-07-20"


def test_what_changed_since_the_preview_is_shown_again_first(client_of, world):
    first, second = (started(world.here, sheet(whole("李喆昇"))) for _ in range(2))
    client = client_of("secretary")
    client.post(f"/development/history/{first}/confirm", data={"once": "a"})
    again = client.post(
        f"/development/history/{second}/confirm", data={"once": "b"}, follow_redirects=True
    )
    assert "请再核对一遍" in again.text
    assert of(second).counts["same"] == 1


def test_only_empty_dates_of_the_person_are_filled_and_others_are_said(world):
    add_member(world, world.here, "新来甲", Stage.APPLICANT)
    world.members["新来甲"].applied_on = None
    db.session.commit()
    days = {"申请入党日期": "2020-09-10", "确定积极分子日期": "2021-03-15"}
    [one, other] = judged(world, row("新来甲", **days), row("李喆昇", **days))
    assert {name: day.iso for name, day in one.dates.filled.items()} == {
        "applied_on": "2020-09-10", "activist_on": "2021-03-15",
    }  # fmt: skip
    assert [d.what for d in one.dates.different] == ["名册上的人员类别"]
    assert [d.what for d in other.dates.different] == ["名册上的申请入党日期"]
    confirmed(world.here, row("新来甲", **days))
    db.session.expire_all()
    member = world.members["新来甲"]
    assert (member.stage, member.activist_on) == (Stage.APPLICANT, PartialDate(2021, 3, 15))


def test_a_person_is_told_by_number_birth_or_branch_and_never_guessed(world):
    for number in (1, 2):
        add_member(world, [world.here, world.there][number - 1], "同名人")
        world.people["同名人"].number = f"T{number}"
        world.people["同名人"].birth = PartialDate(1980 + number, 5)
    db.session.commit()
    day = {"谈话日期": "2020-01-01"}
    rows = (
        row("同名人", **day),
        row("同名人", 工号="T1", **day),
        row("同名人", 出生日期="1982-05-09", **day),
        row("同名人", 工号="T3", **day),
        row("王毛方", 出生日期="1999-01-01", **day),
        row("查无此人", **day),
    )
    found = judged(world, *rows, organization=world.college)
    assert [one.kind for one in found] == ["refused", "ready", "ready", *["refused"] * 3]
    assert "2 个叫同名人" in messages(found[0])
    assert "工号或学号对不上" in messages(found[3])
    assert "出生日期对不上" in messages(found[4])
    assert "名册里没有查无此人" in messages(found[5])


def test_somebody_of_another_branch_in_reach_is_said_to_be_there(world):
    [one] = judged(world, row("林祎", 谈话日期="2020-01-01"))
    assert "教工第二党支部" in messages(one)


def test_somebody_out_of_reach_is_simply_not_found(client_of, world):
    answer = upload(client_of("secretary"), world.here, sheet(row("林祎", 谈话日期="2020-01-01")))
    page = client_of("secretary").get(answer.location).text
    assert "名册里没有林祎" in page
    assert "教工第二党支部" not in page


def test_the_same_person_twice_in_a_sheet_is_told_of_the_first_row(world):
    found = judged(world, whole("李喆昇"), row("李喆昇", 谈话日期="2020-01-01"))
    assert [one.kind for one in found] == ["ready", "refused"]
    assert "第 2 行是同一个人" in messages(found[1])


def test_figures_that_are_not_all_there_are_a_gap_and_no_contradiction(world):
    [one] = judged(world, whole("李喆昇", 接收大会赞成=None))
    assert [fault.sort.value for fault in one.faults] == ["gap"]


def test_what_was_before_the_oldest_text_is_never_wrong(world):
    old = {"申请入党日期": "1998-05", "谈话日期": "1999-05-01", "确定积极分子日期": "1999-06-01",
           "确定发展对象日期": "1999-07-01", "接收大会日期": "1999-08-01"}  # fmt: skip
    [one] = judged(world, row("李喆昇", **old))
    assert not one.wrong


def test_an_import_is_taken_back_to_the_last_row(world):
    before = {name: (m.activist_on, m.prospect_on) for name, m in world.members.items()}
    history_id = confirmed(world.here, whole("李喆昇"), whole("王毛方"))
    assert undone(history_id) == []
    db.session.expire_all()
    assert (count(File), count(StepTaken), count(FileReview)) == (0, 0, 0)
    after = {name: (m.activist_on, m.prospect_on) for name, m in world.members.items()}
    assert after == before


def test_an_earlier_file_keeps_what_it_held_when_the_import_is_taken_back(world):
    confirmed(world.here, row("李喆昇", 谈话日期="2020-09-28"))
    history_id = confirmed(world.here, whole("李喆昇"))
    assert undone(history_id) == []
    assert [deed.step for deed in all_cases()["李喆昇"].deeds] == [Step.TALK]
    assert db.session.scalars(select(File)).one().closed_on is None


def test_a_file_that_was_built_upon_stays_whole_and_is_listed(world):
    history_id = confirmed(world.here, row("李喆昇", 谈话日期="2020-09-28"), whole("王毛方"))
    with unit_of_work():
        file = db.session.get(File, of(history_id).trail["people"][0]["file"])
        day = PartialDate(2021, 1, 1)
        db.session.add(FileReview(file=file, kind=ReviewKind.REPORT, reviewed_on=day))
    assert undone(history_id) == [["李喆昇", "导入后档案又有改动"]]
    assert list(all_cases()) == ["李喆昇"]


def test_an_import_on_top_of_another_can_be_taken_back_and_then_the_other_too(world):
    first = confirmed(world.here, row("李喆昇", 谈话日期="2020-09-28"))
    second = confirmed(world.here, whole("李喆昇"))
    assert undone(second) == []
    assert undone(first) == []
    assert all_cases() == {}


def test_the_page_takes_back_and_says_what_stayed(client_of, world):
    history_id = confirmed(world.here, whole("李喆昇"))
    client, address = client_of("secretary"), f"/development/history/{history_id}"
    assert "撤销这次导入" in client.get(address).text
    page = client.post(f"{address}/undo", data={"once": "a"}, follow_redirects=True)
    assert "已全部撤销" in page.text
    assert "没有可撤销" in client.post(
        f"{address}/undo", data={"once": "b"}, follow_redirects=True
    ).text  # fmt: skip


def test_an_import_given_up_keeps_nothing_of_the_file(client_of, world):
    history_id = started(world.here, sheet(whole("李喆昇")))
    page = client_of("secretary").post(
        f"/development/history/{history_id}/drop", data={"once": "a"}, follow_redirects=True
    )
    assert "文件内容已清除" in page.text
    assert of(history_id).preview is None


def test_refused_rows_come_back_as_a_workbook_with_the_reason(client_of, world):
    content = sheet(whole("李喆昇", 谈话日期="2020-02-30"), whole("王毛方"))
    history_id = started(world.here, content)
    answer = client_of("secretary").get(f"/development/history/{history_id}/refused.xlsx")
    lines = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert [line[0] for line in lines[2:]] == ["李喆昇"]
    assert any("没有 2020-02-30 这一天" in str(cell) for cell in lines[2])


def test_many_people_are_written_and_taken_back_by_the_queue_with_progress(
    client_of, world, monkeypatch
):
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    monkeypatch.setattr(actions, "UNIT", 1)
    history_id = started(world.here, sheet(whole("李喆昇"), whole("王毛方")))
    client, address = client_of("secretary"), f"/development/history/{history_id}"
    page = client.post(f"{address}/confirm", data={"once": "a"}, follow_redirects=True)
    assert "看进度" in page.text
    db.session.rollback()
    assert worker.work_off() == 1
    job = db.session.scalars(select(Job)).one()
    assert (job.state, job.done, job.total) == (JobState.DONE, 2, 2)
    assert len(all_cases()) == 2
    client.post(f"{address}/undo", data={"once": "b"})
    db.session.rollback()
    assert worker.work_off() == 1
    assert all_cases() == {}
    assert of(history_id).undone_at


def test_a_file_that_is_forgotten_after_thirty_days_can_still_be_taken_back(world):
    history_id = confirmed(world.here, whole("李喆昇"))
    with clock.travel(date(2026, 12, 17)), unit_of_work():
        actions.forget_old()
    assert of(history_id).preview is None
    assert undone(history_id) == []


def test_the_import_is_in_the_trail_of_actions(world):
    confirmed(world.here, whole("李喆昇"))
    verbs = set(db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject == "发展历史")))
    assert verbs == {"确认导入"}


def test_another_branchs_import_is_not_there(client_of, world):
    history_id = started(world.here, sheet(whole("李喆昇")))
    client = client_of("sibling")
    assert client.get(f"/development/history/{history_id}").status_code == 404
    answer = client.get(f"/development/history/export.xlsx?organization={world.here.id}")
    assert answer.status_code == 404
    assert client_of("committee_member").get("/development/history").status_code == 403


@pytest.mark.parametrize("kind", ["", "ready", "wrong", "different", "same", "refused", "nonsense"])
def test_the_preview_opens_at_each_kind_of_row(client_of, world, kind):
    rows = whole("李喆昇", **WRONG), whole("王毛方", 谈话日期="那天"), row("欧阳懿", 星座="狮子")
    history_id = started(world.here, sheet(*rows))
    page = client_of("secretary").get(f"/development/history/{history_id}?kind={kind}")
    assert page.status_code == 200


def test_a_file_that_makes_no_sense_is_refused_at_the_form(client_of, world):
    page = upload(client_of("secretary"), world.here, b"PK broken")
    assert page.status_code == 422
    assert "已损坏" in page.text


def test_the_template_is_there_for_whoever_imports(client_of):
    page = client_of("secretary").get("/development/history/template.xlsx")
    assert load_workbook(BytesIO(page.data)).sheetnames[0] == "发展历史"


def command(app, *arguments):
    db.session.rollback()
    return app.test_cli_runner().invoke(args=["development", "history", *map(str, arguments)])


def test_the_command_tries_imports_and_exports(app, world, tmp_path):
    file, out = tmp_path / "历史.xlsx", tmp_path / "出.xlsx"
    file.write_bytes(sheet(whole("李喆昇"), row("查无此人", 谈话日期="2020-01-01")))
    tried = command(app, "import", file, "--organization", "CS-01", "--dry-run", "--json")
    told = json.loads(tried.output)
    assert (told["ready"], told["refused"], told["imported"]) == (1, 1, False)
    assert count(File) == 0
    assert command(app, "import", file, "--organization", "CS-01").exit_code == 0
    assert len(all_cases()) == 1
    assert command(app, "export", out, "--organization", "CS").exit_code == 0
    assert load_workbook(out).worksheets[0].cell(3, 1).value == "李喆昇"


def test_the_command_writes_what_is_wrong_only_when_told_to(app, world, tmp_path):
    file = tmp_path / "历史.xlsx"
    file.write_bytes(sheet(whole("李喆昇", **WRONG)))
    refused = command(app, "import", file, "--organization", "CS-01")
    assert refused.exit_code == 1
    assert "照原样录入" in refused.output
    assert count(File) == 0
    assert command(app, "import", file, "--organization", "CS-01", "--as-is").exit_code == 0
    assert count(File) == 1


def test_the_command_says_clearly_what_it_cannot_use(app, world, tmp_path):
    file = tmp_path / "历史.xlsx"
    file.write_bytes(b"PK broken")
    assert "已损坏" in command(app, "import", file, "--organization", "CS-01").output
    file.write_bytes(sheet(whole("李喆昇")))
    assert "没有代码为 XX 的组织" in command(app, "import", file, "--organization", "XX").output
