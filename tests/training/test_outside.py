"""Hours earned outside: typed or by a table, refused where they cannot be, undone whole."""

from datetime import date
from io import BytesIO

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.core.errors import Refused
from app.core.tables import workbook
from app.training.hours import actions, entered, queries
from tests.training.made import ROW, imported, outside, upload
from tests.world import add_member

TYPED = {
    "held_on": "2026-10-12", "title": "党务骨干培训", "host": "省委党校", "manner": "full_time",
    "hours": "8", "proof": "证书，原件存支部", "counts_as": "",
}  # fmt: skip


def row(**changes):
    names = ("name", "number", "day", "title", "host", "form", "place", "teacher", "hours",
             "result", "counts", "proof")  # fmt: skip
    return list((dict(zip(names, ROW, strict=True)) | changes).values())


def errors(found):
    return {one["number"]: one["errors"] for one in found.rows}


def test_the_secretary_enters_what_a_member_studied_elsewhere(client_of, world):
    secretary = client_of("secretary")
    typed = TYPED | {"person_id": str(world.people["欧阳懿"].id)}
    assert secretary.post("/training/outside/new", data=typed).status_code == 303
    assert "省委党校" in client_of("member").get("/training/mine").text
    answer = secretary.post("/training/outside/new", data=typed)
    assert answer.status_code == 422
    assert "已经登记过" in answer.text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"held_on": "2026-11-17"}, "这一天还没有到"),
        ({"held_on": "2008-08-31"}, "早于本人在册日期"),
        ({"held_on": "1985-04-30"}, "早于本人出生日期"),
        ({"held_on": "1899-01-01"}, "年份应在"),
        ({"hours": "0"}, "可以有半个"),
        ({"hours": "0.3"}, "可以有半个"),
        ({"hours": "201"}, "0.5 到 200"),
        ({"hours": ""}, "请填写这一项"),
        ({"proof": ""}, "请填写这一项"),
        ({"title": "长" * 101}, "最多 100 个字"),
        ({"person_id": "999"}, "请从列出的选项中选择"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(client_of, world, changed, message):
    typed = TYPED | {"person_id": str(world.people["欧阳懿"].id)} | changed
    answer = client_of("secretary").post("/training/outside/new", data=typed)
    assert answer.status_code == 422
    assert message in answer.text


def test_another_branchs_secretary_finds_nothing(client_of, world):
    made = outside(world)
    db.session.commit()
    sibling = client_of("sibling")
    assert "全省高校" not in sibling.get("/training/outside").text
    assert sibling.post(f"/training/outside/{made.id}/remove").status_code == 404
    assert client_of("member").get("/training/outside").status_code == 403


def test_a_table_is_shown_first_and_counts_only_once_it_is_confirmed(client_of, world):
    secretary = client_of("secretary")
    answer = secretary.post("/training/outside/upload", data=upload())
    assert answer.status_code == 303
    page = secretary.get(answer.location).text
    assert "可以登记 1 行，有问题 0 行" in page
    person = world.people["欧阳懿"].id
    assert queries.earned_by(EVERYTHING, person, 2026).hours == 0
    assert secretary.post(f"{answer.location}/confirm").status_code == 303
    assert queries.earned_by(EVERYTHING, person, 2026).hours == 4
    assert secretary.post(f"{answer.location}/confirm").status_code == 303
    assert queries.earned_by(EVERYTHING, person, 2026).hours == 4, "confirmed once"
    assert secretary.post(f"{answer.location}/undo").status_code == 303
    assert queries.earned_by(EVERYTHING, person, 2026).hours == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "查无此人"}, "没有登记这个人"),
        ({"name": ""}, "姓名：请填写这一项"),
        ({"number": "999"}, "工号或学号不符"),
        ({"day": "2027-01-01"}, "这一天还没有到"),
        ({"day": "2000-01-01"}, "早于本人在册日期"),
        ({"day": "13月5日"}, "年-月-日"),
        ({"hours": "１２"}, "可以有半个"),
        ({"hours": 0.3}, "可以有半个"),
        ({"form": "远足"}, "请从列出的选项中选择"),
        ({"counts": "优秀"}, "请从列出的选项中选择"),
        ({"proof": ""}, "证明材料：请填写这一项"),
    ],
)
def test_each_row_says_what_is_wrong_with_it(world, changes, message):
    found = imported(world, row(**changes))
    assert any(message in one for one in errors(found)[2]), errors(found)
    assert found.counts == {"good": 0, "bad": 1}
    with pytest.raises(Refused, match="没有可以登记的行"):
        actions.confirm(found, by="周敏")


def test_the_same_row_twice_and_what_is_entered_already_are_told(world):
    outside(world, "周敏", day=date(2026, 10, 1), title="甲")
    db.session.commit()
    found = imported(world, row(), row(), row(name="周敏", day="2026-10-01", title="甲"))
    assert [bool(one) for one in errors(found).values()] == [False, True, True]


def test_namesakes_are_told_apart_by_their_number(world):
    second = add_member(world, world.here, "欧阳懿")
    second.person.number = "2026001"
    db.session.commit()
    found = imported(world, row(), row(number="2026001"))
    assert "2 个同名的人" in errors(found)[2][0]
    assert errors(found)[3] == []
    assert actions.confirm(found, by="周敏") == 1
    [made] = entered.written_by(EVERYTHING, found)
    assert made.person_id == second.person_id


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((b"", "学时.xlsx"), "文件是空的"),
        ((b"PK\x03\x04", "学时.xlsx"), ""),
        ((b"nonsense", "学时.xlsx"), "不是 Excel 工作簿"),
        ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "学时.xlsx"), "旧式 .xls"),
        (("甲,乙\n1,2\n".encode(), "学时.csv"), "没有找到表头"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_a_reason(client_of, world, data, message):
    content, name = data
    answer = client_of("secretary").post(
        "/training/outside/upload", data={"file": (BytesIO(content), name)}
    )
    assert answer.status_code == 422
    assert message in answer.text


def test_a_table_with_a_lacking_column_says_which(client_of, world):
    data = workbook("表", ["姓名", "学时"], [["欧阳懿", 4]])
    answer = client_of("secretary").post(
        "/training/outside/upload", data={"file": (BytesIO(data), "学时.xlsx")}
    )
    assert "表头缺少：日期、培训名称、主办单位、形式、证明材料" in answer.text


def test_the_empty_table_can_be_filled_and_read_back(client_of, world):
    data = client_of("secretary").get("/training/outside/empty.xlsx").data
    found = actions.read_file(world.here, data, "空表.xlsx", by="周敏")
    assert found.counts == {"good": 1, "bad": 0}


def test_deleting_needs_a_reason(client_of, world):
    made = outside(world)
    db.session.commit()
    secretary, key = client_of("secretary"), made.id
    secretary.post(f"/training/outside/{key}/remove", data={"why": ""})
    assert entered.outside_one(EVERYTHING, key)
    secretary.post(f"/training/outside/{key}/remove", data={"why": "记错了人"})
    assert entered.outside_one(EVERYTHING, key) is None


def test_the_preview_keeps_nothing_once_it_is_done_with(world):
    found = imported(world, row())
    actions.confirm(found, by="周敏")
    db.session.commit()
    assert found.rows is None


@pytest.mark.parametrize("written", ["书记集中培训", "实践活动", "secretary"])
def test_a_branch_does_not_say_of_itself_that_its_secretary_was_trained(client_of, world, written):
    address = f"/training/outside/new?organization={world.here.id}"
    assert "书记集中培训</option>" not in client_of("secretary").get(address).text
    assert "书记集中培训</option>" in client_of("faculty").get(address).text
    file = upload(row(counts=written))
    address = f"/training/outside/upload?organization={world.here.id}"
    answer = client_of("secretary").post(address, data=file)
    assert answer.status_code == 422
    assert "由上级党组织登记" in answer.text
