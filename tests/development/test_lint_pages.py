"""The linter's page, table, paper and command: what is found, for whom, in how many statements."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app import create_app
from app.core.db import db, unit_of_work
from app.development.models import StepTaken
from app.rules.development import form
from app.rules.development.steps import Step
from tests.development.history.made import all_cases, confirmed, row, whole

WRONG = {"审批组织": "党总支"}
LATE = {"谈话日期": "2020-10-11"}


@pytest.fixture
def files(world):
    """One clean file, one wrong, one late, and one wrong in the branch beside."""
    confirmed(
        world.college,
        whole("李喆昇"),
        whole("王毛方", **WRONG),
        whole("欧阳懿", **LATE),
        whole("林祎", **WRONG),
    )
    return world


def test_the_gravest_stand_first_with_step_article_facts_and_what_mends_them(client_of, files):
    page = client_of("secretary").get("/development/lint").text
    assert page.index("王毛方</a>") < page.index("欧阳懿</a>")
    assert "李喆昇</a>" not in page
    assert "党总支不能审批预备党员" in page
    assert "第二十三条" in page
    assert "怎样补正：" in page
    assert "3 份档案，2 人" in page


def test_each_reader_sees_the_own_subtree(client_of, files):
    assert "林祎" not in client_of("secretary").get("/development/lint").text
    assert "王毛方" not in client_of("sibling").get("/development/lint").text
    college = client_of("faculty").get("/development/lint").text
    assert "林祎" in college
    assert "王毛方" in college
    assert client_of("member").get("/development/lint").status_code == 403


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sort=wrong", {"王毛方", "林祎"}),
        ("sort=late", {"欧阳懿"}),
        ("sort=unsure", set()),
        (f"step={int(Step.TALK)}", {"欧阳懿"}),
        (f"step={int(Step.APPROVED)}&sort=wrong", {"王毛方", "林祎"}),
        ("sort=nonsense&step=99&organization=999999", {"王毛方", "林祎", "欧阳懿"}),
    ],
)
def test_the_page_is_narrowed_by_sort_and_step(client_of, files, query, names):
    page = client_of("faculty").get(f"/development/lint?{query}").text
    assert {name for name in ("王毛方", "林祎", "欧阳懿") if f"{name}</a>" in page} == names


def test_the_page_is_narrowed_by_organisation(client_of, files):
    page = client_of("faculty").get(f"/development/lint?organization={files.there.id}").text
    assert "林祎</a>" in page
    assert "王毛方</a>" not in page
    assert "1 份档案" in page


def test_what_is_written_is_seen_at_once(client_of, files):
    client = client_of("secretary")
    assert "党总支不能审批" in client.get("/development/lint").text
    with unit_of_work():
        for step in db.session.query(StepTaken).filter_by(step=Step.APPROVED):
            step.organ = "committee"
    assert "党总支不能审批" not in client.get("/development/lint").text


def test_the_statements_are_few_and_do_not_grow_with_people(client_of, files, statements):
    client = client_of("faculty")

    def counted():
        with unit_of_work():
            db.session.query(StepTaken).first().place += "改"
        client.application.extensions.pop("development_lint", None)
        statements()
        client.get("/development/lint")
        return len([one for one in statements() if not one.startswith(("BEGIN", "ROLLBACK"))])

    few = counted()
    rows = [whole(name, **WRONG) for name in ("周敏", "郑一诺", "韩志远", "张淼燊", "孙翀", "吴赟")]
    confirmed(files.college, *rows)
    assert counted() == few
    assert few <= 16


def test_the_table_holds_every_fault_as_text(client_of, files):
    answer = client_of("faculty").get("/development/lint.xlsx?sort=wrong")
    lines = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert lines[0][:3] == ("党支部", "姓名", "步骤")
    assert {line[1] for line in lines[1:]} == {"王毛方", "林祎"}


def test_the_paper_prints(client_of, files):
    answer = client_of("faculty").get("/development/lint.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


@pytest.fixture
def command(app, tmp_path):
    def run(*arguments):
        db.session.rollback()
        return app.test_cli_runner().invoke(args=["development", "lint", *map(str, arguments)])

    return run


def test_the_command_tells_an_organisations_faults_and_ends_with_1_when_wrong(command, files):
    told = command("--organization", "CS-01")
    assert told.exit_code == 1
    assert "核对 3 份档案，2 人" in told.output
    assert "不符　上级党委审批：党总支不能审批预备党员" in told.output


def test_what_is_only_late_or_missing_ends_with_0(command, world):
    confirmed(world.here, whole("欧阳懿", **LATE), row("王毛方", 谈话日期="2020"))
    told = command("--organization", "CS-01", "--json")
    assert told.exit_code == 0
    data = json.loads(told.output)
    assert data["files"] == 2
    sorts = {fault["sort"] for person in data["people"] for fault in person["faults"]}
    assert sorts <= {"late", "gap", "unsure"}


def test_one_persons_facts_are_judged_from_a_file(command, files, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(form.to_json(all_cases()["王毛方"]), ensure_ascii=False), "utf-8")
    told = command("--file", file, "--json")
    assert told.exit_code == 1
    data = json.loads(told.output)
    assert data["name"] == "王毛方"
    [fault] = [one for one in data["faults"] if one["sort"] == "wrong"]
    assert (fault["step"], fault["rule"], fault["article"]) == (17, "DEV-23", "第二十三条")


def test_a_file_is_judged_before_the_instance_is_set_up(tmp_path):
    """Whoever has just installed the portal may try the linter first."""
    empty = create_app(INSTANCE=tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/empty")
    file = tmp_path / "case.json"
    file.write_text('{"name": "张三", "deeds": [{"step": 1, "on": "2026-06-01"}]}', "utf-8")
    told = empty.test_cli_runner().invoke(
        args=["development", "lint", "--file", str(file), "--on", "2026-07-02", "--json"]
    )
    assert told.exit_code == 0
    assert "DEV-02" in [fault["rule"] for fault in json.loads(told.output)["faults"]]


def test_the_day_decides_what_is_late(command, world, tmp_path):
    confirmed(world.here, row("李喆昇", 申请入党日期="2026-06-01"))
    in_time = command("--organization", "CS-01", "--on", "2026-07-01", "--json")
    too_late = command("--organization", "CS-01", "--on", "2026-07-02", "--json")
    assert json.loads(in_time.output)["people"] == []
    assert json.loads(too_late.output)["people"][0]["faults"][0]["rule"] == "DEV-02"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "不是 JSON"),
        (b"\xff\xfe", "不是 JSON"),
        (b"[" * 100_000, "不是 JSON"),
        (b"[]", "整份档案"),
        (b"{}", "name"),
        (b'{"name": "x", "deeds": [{"step": 99, "on": "2020-01-01"}]}', "deeds"),
        (b" " * (1 << 21), "太大"),
    ],
)
def test_a_file_that_is_no_case_is_told_in_chinese(command, world, tmp_path, content, said):
    file = tmp_path / "case.json"
    file.write_bytes(content)
    told = command("--file", file)
    assert told.exit_code == 1
    assert said in told.output
    assert "Traceback" not in told.output


def test_the_command_wants_one_of_organisation_and_file(command, world, tmp_path):
    assert "之一" in command().output
    assert "没有代码为 XX" in command("--organization", "XX").output
