"""An import in the browser: upload, columns, branches, correction, confirmation, result."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from app.core.audit import AuditEntry
from app.core.db import db, unit_of_work
from app.members.importing import actions
from app.members.models import Import, Member
from app.organizations.models import Organization
from app.people.models import Person
from tests.members.importing.made import confirmed, member, newcomer, of, roster, started, upload
from tests.members.roster.files import HEADINGS, id_number, person, workbook

LATER = {"入党日期": "2010.07", "转正日期": "2011.07"}
WRONG = id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1")


def latest() -> Import:
    return db.session.scalar(select(Import).order_by(Import.id.desc()))


def test_a_roster_goes_from_the_upload_to_the_registry(client_of, world):
    client = client_of("secretary")
    answer = upload(client, world.here, roster(newcomer(1), newcomer(2)))
    assert answer.status_code == 303
    columns = client.get(answer.location)
    assert "标题“入党日期”" in columns.text
    shown = client.post(answer.location, data={"version": 1, "heading": 1}, follow_redirects=True)
    assert "确认导入 2 人" in shown.text
    done = client.post(f"{shown.request.path}/confirm", data={"once": "m"}, follow_redirects=True)
    assert "导入结果" in done.text
    assert member("新来甲").organization_id == world.here.id
    assert "新来甲" in client.get("/members/?q=xlj").text
    assert "已导入" in client.get("/members/imports").text


def test_confirming_twice_imports_once(client_of, world):
    client, import_id = client_of("secretary"), started(world.here, newcomer(1))
    address = f"/members/imports/{import_id}/confirm"
    for mark in ("same", "same", "another tab"):
        assert client.post(address, data={"once": mark}).status_code == 303
    assert "已经办完" in client.get(f"/members/imports/{import_id}").text
    assert db.session.scalar(select(func.count(Person.id)).where(Person.name == "新来甲")) == 1


def test_a_record_that_changed_since_the_preview_is_shown_again_first(client_of, world):
    first, second = (started(world.here, newcomer(1)) for _ in range(2))
    client = client_of("secretary")
    client.post(f"/members/imports/{first}/confirm")
    again = client.post(f"/members/imports/{second}/confirm", follow_redirects=True)
    assert "请再核对一遍" in again.text
    assert of(second).confirmed_at is None
    assert of(second).counts["duplicate"] == 1


def test_a_refused_row_is_corrected_in_the_preview(client_of, world):
    client = client_of("secretary")
    answer = upload(client, world.here, roster(newcomer(1, 身份证号=WRONG)))
    show = answer.location.removesuffix("/columns")
    assert "E 列身份证号“尾号" in client.get(show).text
    card = client.get(f"{show}/rows/2").text
    assert WRONG in card
    still = client.post(f"{show}/rows/2", data={"version": 1, "cell-name": "新来乙"})
    assert still.location.endswith("/rows/2")
    typed = {"version": 2, "cell-id_number": id_number(serial=31)}
    fixed = client.post(f"{show}/rows/2", data=typed, follow_redirects=True)
    assert "第 2 行已改好" in fixed.text
    client.post(f"{show}/confirm")
    assert member("新来乙").person.id_number == id_number(serial=31)


def test_a_correction_on_a_stale_page_is_told_and_keeps_what_was_typed(client_of, world):
    import_id = started(world.here, newcomer(1, 身份证号=WRONG))
    page = client_of("secretary").post(
        f"/members/imports/{import_id}/rows/2", data={"version": 9, "cell-name": "另一个名字"}
    )
    assert page.status_code == 422
    assert "另一个页面上改过" in page.text
    assert "另一个名字" in page.text


def test_whole_id_numbers_are_shown_only_to_who_brought_the_file(client_of, world):
    import_id = started(
        world.here, newcomer(1, 身份证号=WRONG), account=world.accounts["secretary"]
    )
    address = f"/members/imports/{import_id}"
    assert WRONG in client_of("secretary").get(f"{address}/rows/2").text
    for page in ("", "/rows/2", "/columns"):
        assert WRONG not in client_of("faculty").get(address + page).text
    theirs = client_of("faculty").get(f"{address}/refused.xlsx").data
    cells = [str(c.value) for row in load_workbook(BytesIO(theirs)).active.rows for c in row]
    assert WRONG not in cells
    assert any(cell.endswith(WRONG[-4:]) for cell in cells)


def test_a_column_left_out_does_not_show_its_numbers_whole(client_of, world):
    client, import_id = client_of("secretary"), started(world.here, newcomer(1))
    address = f"/members/imports/{import_id}/columns"
    client.post(address, data={"version": 1, "column-4": ""})
    page = client.get(address).text
    assert "由您指定" in page
    assert id_number(serial=13) not in page
    assert f"尾号 {id_number(serial=13)[-4:]}" in page


def test_an_unknown_branch_is_asked_about_and_can_be_founded(client_of, world):
    import_id = started(world.college, newcomer(1, 所在党支部="科研党支部"))
    client, address = client_of("faculty"), f"/members/imports/{import_id}"
    assert "先定好上面 1 个支部" in client.get(address).text
    client.post(f"{address}/confirm")
    assert member("新来甲") is None
    data = {"version": 1, "place-0": "create", "unit-0": "research"}
    assert (
        "确认导入 1 人" in client.post(f"{address}/branches", data=data, follow_redirects=True).text
    )
    client.post(f"{address}/confirm")
    made = member("新来甲").organization
    assert (made.name, made.unit_type, made.parent_id) == (
        "科研党支部",
        "research",
        world.college.id,
    )


def test_an_unknown_branch_can_be_one_on_record_or_wait(client_of, world):
    rows = newcomer(1, 所在党支部="一支部"), newcomer(2, 所在党支部="别的支部")
    import_id = started(world.college, *rows)
    client, address = client_of("faculty"), f"/members/imports/{import_id}"
    order = [place["name"] for place in of(import_id).preview["places"]]
    at = {name: n for n, name in enumerate(sorted(order))}
    data = {
        "version": 1, f"place-{at['一支部']}": f"map:{world.there.id}",
        f"place-{at['别的支部']}": "skip",
    }  # fmt: skip
    client.post(f"{address}/branches", data=data)
    assert of(import_id).counts["refused"] == 1
    client.post(f"{address}/confirm")
    assert member("新来甲").organization_id == world.there.id
    assert member("新来乙") is None


def test_a_branch_of_its_own_never_takes_rows_of_another_silently(client_of, world):
    import_id = started(world.here, newcomer(1, 所在党支部="教工第二党支部"))
    page = client_of("secretary").get(f"/members/imports/{import_id}").text
    assert "教工第二党支部" in page
    assert "先定好上面 1 个支部" in page
    assert "之下设立" not in page


def test_a_branch_outside_the_scope_cannot_be_chosen(client_of, world):
    import_id = started(world.here, newcomer(1, 所在党支部="教工第二党支部"))
    data = {"version": 1, "place-0": f"map:{world.there.id}"}
    client_of("secretary").post(f"/members/imports/{import_id}/branches", data=data)
    assert of(import_id).preview["places"][0]["verb"] == ""


def test_somebody_registered_elsewhere_is_refused_without_saying_where(client_of, world):
    confirmed(world.there, newcomer(1, 所在党支部="教工第二党支部"))
    import_id = started(world.here, newcomer(1))
    page = client_of("secretary").get(f"/members/imports/{import_id}").text
    assert "已在其他单位登记，请办理转接" in page
    assert "教工第二党支部" not in page


def test_an_update_shows_each_field_old_and_new(client_of, world):
    row = person(姓名="张淼燊", 性别="女", 出生日期="1985.05", 身份证号="", **LATER)
    import_id = started(world.here, row)
    page = client_of("secretary").get(f"/members/imports/{import_id}?kind=update").text
    assert "入党日期：2010年6月 → 2010年7月" in page


def test_columns_can_be_put_right_and_the_heading_moved(client_of, world):
    rows = [["登记表"], ["姓名", "性别", "甲", "乙"], ["新来甲", "女", "正式党员", "2010.06"]]
    client = client_of("secretary")
    answer = upload(client, world.here, workbook(rows))
    version = latest().version
    twice = {"version": version, "column-2": "stage", "column-3": "stage"}
    refused = client.post(answer.location, data=twice)
    assert refused.status_code == 422
    assert "选了两列" in refused.text
    good = {"version": version, "column-2": "stage", "column-3": "joined_on"}
    shown = client.post(answer.location, data=good, follow_redirects=True)
    assert "确认导入 1 人" in shown.text
    moved = client.post(answer.location, data={"version": version + 1, "heading": "3"})
    assert moved.status_code == 422
    assert "没有指定“姓名”列" in moved.text


def test_another_sheet_can_be_chosen(client_of, world):
    book = workbook(
        ("在职", [HEADINGS, newcomer(1), newcomer(2)]), ("退休", [HEADINGS, newcomer(3)])
    )
    client = client_of("secretary")
    answer = upload(client, world.here, book)
    assert latest().counts["new"] == 2
    client.post(answer.location, data={"version": 1, "sheet": "退休"})
    assert latest().counts["new"] == 1


@pytest.mark.parametrize(
    ("content", "filename", "message"),
    [
        (b"", "a.xlsx", "文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "旧式 .xls"),
        ("甲,乙\n1,2\n".encode(), "a.csv", "找不到标题行"),
        (b"x", "a.pdf", "只能导入"),
    ],
)
def test_an_unreadable_file_is_refused_at_the_field(client_of, world, content, filename, message):
    page = upload(client_of("secretary"), world.here, content, filename)
    assert page.status_code == 422
    assert message in page.text
    assert latest() is None


def test_cells_are_text_on_the_page_and_in_the_download(client_of, world):
    rows = newcomer(1, 姓名="<b>=1+1</b>", 身份证号=WRONG)
    import_id = started(world.here, rows, account=world.accounts["secretary"])
    client, address = client_of("secretary"), f"/members/imports/{import_id}"
    for page in ("", "/columns", "/rows/2"):
        assert "<b>" not in client.get(address + page).text
    sheet = load_workbook(BytesIO(client.get(f"{address}/refused.xlsx").data)).active
    assert all(cell.data_type in {"s", "n"} for row in sheet.rows for cell in row)


def test_an_import_outside_the_scope_is_not_there(client_of, world):
    import_id = started(world.there, newcomer(1, 所在党支部="教工第二党支部"))
    client, address = client_of("secretary"), f"/members/imports/{import_id}"
    for page in ("", "/columns", "/rows/2", "/refused.xlsx"):
        assert client.get(address + page).status_code == 404
    for press in ("/confirm", "/undo", "/drop", "/branches", "/rows/2", "/columns"):
        assert client.post(address + press).status_code == 404
    assert "名册.xlsx" not in client.get("/members/imports").text
    assert upload(client, world.there, roster(newcomer(1))).status_code == 422


def test_a_committee_member_may_not_import(client_of):
    assert client_of("committee_member").get("/members/imports").status_code == 403


def test_an_import_given_up_keeps_nothing(client_of, world):
    import_id = started(world.here, newcomer(1))
    client = client_of("secretary")
    client.post(f"/members/imports/{import_id}/drop")
    assert (of(import_id).table, of(import_id).state) == (None, "dropped")
    assert "已放弃" in client.get("/members/imports").text
    client.post(f"/members/imports/{import_id}/confirm")
    assert member("新来甲") is None


def test_undoing_tells_who_stays(client_of, world):
    import_id = confirmed(world.here, newcomer(1), newcomer(2))
    with unit_of_work():
        db.session.execute(update(Member).where(Member.id == member("新来甲").id).values(version=2))
    client = client_of("secretary")
    page = client.post(f"/members/imports/{import_id}/undo", follow_redirects=True).text
    assert "新来甲" in page
    assert "导入后又修改过" in page
    assert "新来乙" not in page


def test_each_person_leaves_a_trace_with_the_reason(client_of, world):
    import_id = started(world.here, newcomer(1))
    client_of("secretary").post(
        f"/members/imports/{import_id}/confirm", data={"reason": "年底核对"}
    )
    query = select(AuditEntry).where(AuditEntry.label == "新来甲", AuditEntry.subject == "党员")
    entry = db.session.scalars(query).one()
    assert (entry.verb, entry.reason, entry.actor_name) == ("新增", "年底核对", "周敏")


def test_lists_take_the_same_few_statements_however_long(client_of, world, statements):
    client = client_of("secretary")
    started(world.here, newcomer(1))
    few = {}
    for _ in range(2):
        for address in ("/members/imports", f"/members/imports/{latest().id}"):
            statements()
            client.get(address)
            number = len(statements())
            key = address.rstrip("0123456789")
            assert number == few.setdefault(key, number) <= 8, address
        for _ in range(3):
            started(world.here, *(newcomer(n) for n in range(1, 9)))


def test_groups_of_the_branch_are_founded_with_their_people(world):
    book = workbook([[*HEADINGS, "党小组"], [*newcomer(1), "第一党小组"]])
    import_id = actions.start(actions.read(world.here, book, "名册.xlsx"))
    with unit_of_work():
        actions.confirm(of(import_id))
    group = member("新来甲").group
    assert (group.name, group.parent_id) == ("第一党小组", world.here.id)
    assert db.session.scalar(select(func.count(Organization.id))) == 5
