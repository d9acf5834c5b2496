"""The branch's year, collecting a month in one press, a member's own page, the calculator."""

import re

import pytest
from sqlalchemy import func, select

from app.core.audit import AuditEntry
from app.core.db import db
from app.dues.actions import asking
from app.dues.models import DuesBase, DuesMonth, DuesPayment
from app.organizations.models import Organization
from app.rules.dues.months import index
from app.rules.members import Stage
from app.rules.organizations import UnitType
from tests.dues import made
from tests.dues.made import NOVEMBER, TODAY, balance, fixed, month, paid, through


def collected(world, *names, **changed):
    """The posted form of a month: everybody ticked but for what is changed."""
    typed = {"paid_on": TODAY.isoformat()}
    for place, name in enumerate(names):
        typed |= {
            f"rows-{place}-person_id": str(world.people[name].id), f"rows-{place}-took": "y",
            f"rows-{place}-amount": "90.00", f"rows-{place}-handed": "self",
            f"rows-{place}-handed_by": "", f"rows-{place}-note": "",
        }  # fmt: skip
    return typed | {key.replace("_", "-", 2): value for key, value in changed.items()}


def test_the_year_shows_everybodys_months_and_who_has_no_base(client_of, world):
    fixed(world)
    through(world, "欧阳懿", 1, 9)
    page = client_of("secretary").get(f"/dues/branch/{world.here.id}").text
    assert "欧阳懿" in page
    assert "去核定" in page
    assert "10月：待补" in page
    assert "11月：待交" in page


def test_whoever_has_one_branch_goes_straight_to_it(client_of, world):
    answer = client_of("secretary").get("/dues/")
    assert answer.location.startswith(f"/dues/branch/{world.here.id}")


def test_all_of_a_month_are_recorded_in_one_press_and_named(client_of, world):
    for name in ("欧阳懿", "周敏", "王毛方"):
        fixed(world, name)
    path = f"/dues/branch/{world.here.id}/collect?month={NOVEMBER}"
    secretary = client_of("secretary")
    page = secretary.get(path).text
    assert all(name in page for name in ("欧阳懿", "周敏", "王毛方"))
    assert "还没有核定，不在名单里" in page
    answer = secretary.post(path, data=collected(world, "欧阳懿", "周敏", "王毛方"))
    assert answer.status_code == 303
    assert balance(world.here) == 270_00


def test_an_exception_is_typed_and_what_is_wrong_is_said_with_the_input_kept(client_of, world):
    for name in ("欧阳懿", "周敏"):
        fixed(world, name)
    path = f"/dues/branch/{world.here.id}/collect?month={NOVEMBER}"
    typed = collected(world, "欧阳懿", "周敏") | {"rows-1-amount": "１００．５５５"}
    answer = client_of("secretary").post(path, data=typed)
    assert answer.status_code == 422
    assert "小数点后最多两位" in answer.text
    typed |= {"rows-1-amount": "１００", "rows-1-note": ""}
    answer = client_of("secretary").post(path, data=typed)
    assert "请在备注写明原因" in answer.text
    assert "１００" in answer.text
    typed |= {"rows-1-note": "自愿多交"}
    assert client_of("secretary").post(path, data=typed).status_code == 303
    assert month(world, "周敏", 11).paid == 100_00


def test_who_is_behind_is_told_and_not_ticked_and_who_was_short_is_named(client_of, world):
    fixed(world)
    through(world, "欧阳懿", 1, 8)
    fixed(world, "王毛方", first=index(2026, 10))
    paid(world, "王毛方", (index(2026, 10),), amount=1, note="先交一部分")
    db.session.commit()
    address = f"/dues/branch/{world.here.id}/collect?year=2026&month="
    page = client_of("secretary").get(f"{address}{index(2026, 11)}").text
    assert "以前还差 180.00 元" in page
    assert page.count(" checked") == 0
    page = client_of("secretary").get(f"{address}{index(2026, 10)}").text
    assert "交得不够" in page


def test_a_double_press_records_once(client_of, world):
    fixed(world)
    path = f"/dues/branch/{world.here.id}/collect?month={NOVEMBER}"
    secretary, typed = client_of("secretary"), collected(world, "欧阳懿") | {"once": "x1"}
    assert secretary.post(path, data=typed).status_code == 303
    assert secretary.post(path, data=typed).status_code == 303
    assert balance(world.here) == 90_00


def test_those_with_a_fixed_amount_are_fixed_in_one_press(client_of, world):
    world.here.unit_type = UnitType.GRADUATE
    db.session.commit()
    secretary, page = client_of("secretary"), f"/dues/branch/{world.here.id}"
    assert "核定 8 人，每月 0.2 元" in secretary.get(page).text
    assert secretary.post(f"{page}/simple").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(DuesBase)) == 8
    assert month(world, "杜怡可", 5).due == 20
    assert month(world, "杜怡可", 4) is None
    told = select(func.count()).where(AuditEntry.subject == "党费核定")
    assert db.session.scalar(told) == 8


def test_a_base_is_tried_before_it_is_fixed(client_of, world):
    path = f"/dues/people/{world.members['欧阳懿'].id}/base?year=2026"
    typed = {
        "post": "4000", "grade": "2500", "merit": "500", "insurance": "1000",
        "first_month": str(index(2026, 1)),
    }  # fmt: skip
    secretary = client_of("secretary")
    tried = secretary.post(path, data=typed | {"try": "1"})
    assert "每月应交 <b>90.00</b> 元" in tried.text
    assert db.session.scalar(select(DuesBase.id)) is None
    assert secretary.post(path, data=typed).status_code == 303
    assert month(world, "欧阳懿", 12).due == 90_00


def test_wages_stand_in_no_trail_and_are_encrypted(client_of, world):
    fixed(world, base=61234.56)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "党费核定")).one()
    assert "61234" not in str(entry.changes)
    raw = db.session.execute(select(DuesBase.__table__.c.income)).scalar()
    assert raw["base"] == 6123456  # the type decrypts it; in the file it is not to be read
    stored = db.session.connection().exec_driver_sql("SELECT income FROM dues_base").scalar()
    assert b"6123456" not in bytes(stored)


def test_the_member_sees_the_own_dues_how_reckoned_and_what_is_owed(client_of, world):
    fixed(world)
    through(world, "欧阳懿", 1, 7)
    page = client_of("member").get("/dues/mine").text
    assert "您有 3 个月的党费还没有交足，共 270.00 元，已连续 3 个月" in page
    assert "基数 6,000.00 元 × 1.5%" in page
    assert "第二条" in page
    assert "违规" not in page


@pytest.mark.parametrize("who", ["faculty", "committee", "liaison", "member", "sibling"])
def test_nobody_else_sees_what_single_members_earn(client_of, world, who):
    fixed(world)
    person = world.members["欧阳懿"].id
    for path in (f"/dues/branch/{world.here.id}", f"/dues/people/{person}"):
        assert client_of(who).get(path).status_code in {403, 404}


def test_the_superior_sees_sums_and_no_names(client_of, world):
    fixed(world)
    through(world, "欧阳懿", 1, 4)
    page = client_of("faculty").get("/dues/").text
    assert "教工第一党支部" in page
    assert "990.00" in page
    assert "1 人" in page
    assert "欧阳懿" not in page


def test_lists_ask_a_fixed_number_of_statements(client_of, world, statements):
    secretary, faculty, counts = client_of("secretary"), client_of("faculty"), []
    for names in (["欧阳懿"], ["周敏", "郑一诺", "韩志远", "李喆昇", "王毛方"]):
        for name in names:
            fixed(world, name)
            through(world, name, 1, 3)
        pages = [
            (secretary, f"/dues/branch/{world.here.id}"),
            (secretary, f"/dues/branch/{world.here.id}/collect?month={NOVEMBER}"),
            (faculty, "/dues/"),
        ]
        for browser, path in pages:
            browser.get(path)
            statements()
            assert browser.get(path).status_code == 200
            counts.append(len(statements()))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 16


def test_anybody_reckons_without_an_account_and_nothing_is_stored(client_of, statements):
    browser = client_of(None)
    assert browser.get("/dues/calculator").status_code == 200
    typed = {"total": "6000", "unit": "fen", "way": "half_up"}
    answer = browser.post("/dues/calculator?payer=wage&employer=institution", data=typed)
    assert "每月应交 <b>90.00</b> 元" in answer.text
    assert "第二条" in answer.text
    assert not [one for one in statements() if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    wrong = browser.post("/dues/calculator?payer=wage", data=typed | {"total": "-5"})
    assert wrong.status_code == 422
    assert "不能是负数" in wrong.text
    students = browser.post("/dues/calculator?payer=student", data={"unit": "fen", "way": "up"})
    assert "0.20" in students.text


def test_corrections_are_made_on_the_members_page(client_of, world):
    fixed(world)
    [wrong] = paid(world, months=[NOVEMBER])
    secretary, path = client_of("secretary"), f"/dues/people/{world.members['欧阳懿'].id}"
    assert "冲正" in secretary.get(path).text
    bare = secretary.post(f"/dues/payments/{wrong.id}/counter", data={})
    assert bare.status_code == 422
    typed = {f"back-{wrong.id}-why": "登记错人"}
    assert secretary.post(f"/dues/payments/{wrong.id}/counter", data=typed).status_code == 303
    assert balance(world.here) == 0
    typed = {"pay-month": str(NOVEMBER), "pay-paid_on": "2026-11-10", "pay-handed": "relative",
             "pay-handed_by": "欧阳明"}  # fmt: skip
    assert secretary.post(f"{path}/pay", data=typed).status_code == 303
    assert db.session.scalar(select(func.sum(DuesPayment.amount))) == 90_00


def test_settings_hold_below_unless_said_otherwise(client_of, world):
    typed = {"unit": "jiao", "way": "up", "employer": "organ", "start": "next"}
    faculty = client_of("faculty")
    assert faculty.post(f"/dues/settings/{world.college.id}", data=typed).status_code == 303
    page = client_of("secretary").get(f"/dues/branch/{world.here.id}").text
    assert "按角一律进位，计算机学院党委的设置" in page
    assert db.session.get(Organization, world.here.id)
    fixed(world, base=3333.33)
    assert db.session.scalar(select(DuesMonth.due).limit(1)) == 33_40


def test_a_reduction_after_payment_shows_what_is_asked_and_what_was_too_much(world, client_of):
    made.fixed(world)
    made.through(world, "欧阳懿", 9, 10)
    asked = made.reduced(world, first=10, last=12, amount=1000)
    asking.decide_reduction(asked, agreed=True, answer="", by=None, name="计算机学院党委")
    db.session.commit()
    page = client_of("secretary").get(f"/dues/branch/{world.here.id}?year=2026").text
    assert '10.00 <span class="small-2">减免，原 90.00</span>' in page
    assert "多 80.00" in page
    assert re.search(r"840\.00</b>全年应交", page)
    assert re.search(r"830\.00</b>到2026年11月应交", page)


def test_who_has_not_joined_yet_has_no_page_of_dues(client_of, world):
    member = world.members["欧阳懿"]
    member.stage = Stage.ACTIVIST
    db.session.commit()
    browser = client_of("secretary")
    assert browser.get(f"/dues/people/{member.id}").status_code == 404
    assert browser.get(f"/dues/people/{member.id}/base?year=2026").status_code == 404


def test_a_base_fixed_meanwhile_is_not_replaced_unseen(client_of, world):
    browser, member = client_of("secretary"), world.members["欧阳懿"]
    address = f"/dues/people/{member.id}/base?year=2026"
    seen = re.search(r'name="version" value="([^"]*)"', browser.get(address).text)[1]
    fixed(world)
    db.session.commit()
    typed = {"version": seen, "first_month": str(index(2026, 1)), "payer": "wage", "reason": "重算",
             "employer": "institution", "total": "8000"}  # fmt: skip
    answer = browser.post(address, data=typed)
    assert answer.status_code == 422
    assert "别人已改过" in answer.text
    assert month(world, "欧阳懿", 1).due == 90_00
