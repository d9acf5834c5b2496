"""Bases, payments and opening balances come in by .xlsx, also in mid-year; looked over first."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.core.db import db
from app.core.errors import Refused
from app.core.tables import workbook
from app.dues.actions import importing
from app.dues.models import DuesBase, DuesImport, DuesMonth, DuesPayment
from app.dues.models.imports import Kind, State
from app.rules.dues.months import index
from tests.dues.made import balance, fixed, imported, month, paid, sheet
from tests.world import add_member

TOTAL = "计算基数（已算好的）"


def rows(made):
    return {row["name"]: (row["kind"], row["says"]) for row in made.rows[1:]}


def confirmed(world, kind, *lines):
    made = imported(world, kind, lines)
    assert importing.confirm(made, by="周敏")
    db.session.commit()
    return made


def test_bases_come_in_by_parts_or_as_a_total(world):
    made = confirmed(
        world,
        Kind.BASES,
        {"姓名": "欧阳懿", "岗位工资": "3,200", "薪级工资": "2300", "基础性绩效工资": "１５００",
         "五险一金（个人部分）": "1000"},
        {"姓名": "王毛方", TOTAL: "8000", "起交月份": "7月"},
        {"姓名": "张淼燊", "类别": "学生"},
        {"姓名": "杜怡可", TOTAL: "6000"},
    )  # fmt: skip
    assert made.counts == {"new": 4, "changed": 0, "same": 0, "refused": 0}
    assert month(world, "欧阳懿", 1).due == 90_00
    assert (month(world, "王毛方", 6), month(world, "王毛方", 7).due) == (None, 120_00)
    assert month(world, "张淼燊", 12).due == 20
    assert month(world, "杜怡可", 4) is None
    assert month(world, "杜怡可", 5).due == 90_00


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"姓名": "查无此人", TOTAL: "6000"}, "没有“查无此人”"),
        ({"姓名": "王毛方", TOTAL: "60.005"}, "小数点后最多两位"),
        ({"姓名": "王毛方", TOTAL: "-60"}, "不能是负数"),
        ({"姓名": "王毛方"}, "请填“岗位工资”"),
        ({"姓名": "王毛方", "类别": "老师", TOTAL: "6000"}, "不认识"),
        ({"姓名": "王毛方", TOTAL: "6000", "起交月份": "13"}, "应是 1 到 12"),
        ({"姓名": "杜怡可", TOTAL: "6000", "起交月份": "3"}, "从2026年5月起交"),
        ({"姓名": "王毛方", TOTAL: "6000", "按季交纳": "是"}, "须经支部同意"),
    ],
)
def test_a_wrong_row_says_what_is_wrong_and_the_others_come_in(world, line, said):
    made = imported(world, Kind.BASES, [{"姓名": "周敏", TOTAL: "5000"}, line])
    assert said in str(rows(made)[line["姓名"]])
    assert importing.confirm(made, by="周敏")
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(DuesBase)) == 1


def test_namesakes_are_told_apart_by_their_number(world):
    other = add_member(world, world.here, "周敏")
    other.person.number = "10087"
    db.session.commit()
    made = imported(world, Kind.BASES, [{"姓名": "周敏", TOTAL: "5000"}])
    assert "有 2 个“周敏”" in str(rows(made))
    made = imported(world, Kind.BASES, [{"姓名": "周敏", "工号或学号": "10087", TOTAL: "5000"}])
    assert made.counts["new"] == 1


def test_a_person_named_twice_comes_in_once(world):
    made = imported(world, Kind.BASES, [{"姓名": "周敏", TOTAL: "1"}, {"姓名": "周敏", TOTAL: "2"}])
    assert (made.counts["new"], made.counts["refused"]) == (1, 1)


def test_columns_that_do_not_count_are_named_and_left_out(client_of, world):
    data = workbook("表", ["姓名", "岗位工资", "奖励性绩效", "车补", "心情"],
                    [["王毛方", "6000", "9000", "500", "好"]])  # fmt: skip
    secretary = client_of("secretary")
    answer = secretary.post(
        f"/dues/branch/{world.here.id}/imports",
        data={"kind": "bases", "file": (BytesIO(data), "工资.xlsx")},
    )
    assert answer.status_code == 303
    page = secretary.get(answer.location).text
    assert "奖励性绩效、车补" in page
    assert "第一部分第二项" in page
    assert "没有用到的列：心情" in page
    assert "每月 90.00 元" in page


def test_payments_of_months_gone_by_come_in_known_to_their_month(world):
    fixed(world)
    paid(world, months=[index(2026, 9)])
    made = confirmed(
        world, Kind.PAYMENTS,
        {"姓名": "欧阳懿", "1月": "90", "2月": "90", "3月": "100", "9月": "90"},
    )  # fmt: skip
    assert "9月已登记过，跳过" in str(rows(made))
    assert balance(world.here) == 370_00
    one = db.session.scalars(select(DuesPayment).where(DuesPayment.month == index(2026, 3))).one()
    assert (str(one.paid_on), one.note) == ("2026年3月", "导入：与应交不同")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"1月": "90", "备注": "支部垫交"}, "第十四条"),
        ({"1月": "90", "备注": "工资代扣"}, "垫交、扣缴的不能登记"),
        ({"12月": "90"}, "还没有到"),
        ({"1月": "九十"}, "请填金额"),
        ({"1月": "90", "谁交来": "亲属代交"}, "请填代交人"),
        ({"1月": "90", "谁交来": "单位"}, "不认识"),
        ({"9月": "80"}, "已登记 90.00 元"),
    ],
)
def test_payments_that_may_not_be_are_refused(world, cells, said):
    fixed(world)
    paid(world, months=[index(2026, 9)])
    made = imported(world, Kind.PAYMENTS, [{"姓名": "欧阳懿", **cells}])
    assert rows(made)["欧阳懿"][0] == "refused"
    assert said in str(rows(made))
    with pytest.raises(Refused, match="没有可以导入的行"):
        importing.confirm(made, by="周敏")


def test_without_a_base_no_payment_comes_in(world):
    made = imported(world, Kind.PAYMENTS, [{"姓名": "欧阳懿", "1月": "90"}])
    assert "还没有核定" in str(rows(made))


def test_opening_balances_of_the_book_and_of_members_come_in(client_of, world):
    confirmed(
        world,
        Kind.OPENINGS,
        {"项目": "账面结余", "结余": "1280.50", "截至日期": "2025-12-31"},
        {"项目": "党员欠交", "姓名": "欧阳懿", "起始月": "2025-11", "月数": "2", "每月金额": "90"},
    )
    assert balance(world.here) == 1280_50
    assert db.session.scalar(select(func.sum(DuesMonth.due))) == 180_00
    assert "2 个月的党费还没有交足" in client_of("member").get("/dues/mine").text
    paid(world, months=[index(2025, 11), index(2025, 12)], note="补交去年的")
    assert balance(world.here) == 1460_50


def test_an_import_is_undone_as_far_as_nothing_was_built_on_it(world):
    made = confirmed(world, Kind.BASES, {"姓名": "欧阳懿", TOTAL: "6000"},
                     {"姓名": "王毛方", TOTAL: "6000"})  # fmt: skip
    paid(world, months=[index(2026, 11)])
    kept = importing.undo(made, by="周敏")
    db.session.commit()
    assert kept == ["欧阳懿：已经交过或改过"]
    assert month(world, "王毛方", 1) is None
    assert month(world, "欧阳懿", 1).due == 90_00
    assert made.state is State.UNDONE
    with pytest.raises(Refused, match="没有可撤销"):
        importing.undo(made, by="周敏")


def test_undone_payments_and_openings_are_taken_back_by_counter_entries(world):
    fixed(world)
    first = confirmed(world, Kind.PAYMENTS, {"姓名": "欧阳懿", "1月": "90", "2月": "90"})
    second = confirmed(world, Kind.OPENINGS, {"项目": "账面结余", "结余": "10", "截至日期":
                                              "2025-12-31"})  # fmt: skip
    for made in (first, second):
        assert importing.undo(made, by="周敏") == []
    db.session.commit()
    assert balance(world.here) == 0
    assert db.session.scalar(select(func.count()).select_from(DuesPayment)) == 4
    confirmed(world, Kind.PAYMENTS, {"姓名": "欧阳懿", "1月": "90", "2月": "90"})
    assert balance(world.here) == 180_00


def test_a_record_changed_since_the_preview_is_looked_over_again(world):
    fixed(world)
    made = imported(world, Kind.PAYMENTS, [{"姓名": "欧阳懿", "1月": "90"}])
    paid(world, months=[index(2026, 1)], on=date(2026, 1, 5))
    assert not importing.confirm(made, by="周敏")
    db.session.commit()
    assert made.counts["same"] == 1
    assert balance(world.here) == 90_00


def test_the_way_through_the_pages(client_of, world):
    secretary = client_of("secretary")
    template = secretary.get(f"/dues/branch/{world.here.id}/template.xlsx?kind=payments")
    heading = [cell.value for cell in next(load_workbook(BytesIO(template.data)).active.rows)]
    assert heading[:3] == ["姓名", "工号或学号", "1月"]
    fixed(world)
    data = {"kind": "payments", "file": (BytesIO(sheet(Kind.PAYMENTS, {"姓名": "欧阳懿", "1月":
            "90"})), "交纳.xlsx")}  # fmt: skip
    shown = secretary.post(f"/dues/branch/{world.here.id}/imports", data=data).location
    assert "导入可以导入的行" in secretary.get(shown).text
    assert secretary.post(f"{shown}/confirm").status_code == 303
    assert balance(world.here) == 90_00
    assert secretary.post(f"{shown}/undo").status_code == 303
    assert balance(world.here) == 0
    made = db.session.scalars(select(DuesImport)).one()
    assert made.rows is None
    bad = {"kind": "bases", "file": (BytesIO(b"not a table"), "x.xlsx")}
    answer = secretary.post(f"/dues/branch/{world.here.id}/imports", data=bad)
    assert answer.status_code == 422
    assert "不是 Excel 工作簿" in answer.text
