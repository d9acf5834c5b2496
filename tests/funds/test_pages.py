"""Money through the browser: each person's part of it, what is typed wrong, papers and tables."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from app.access.scope import EVERYTHING
from app.auditing import words
from app.core import clock, uploads
from app.core.audit import AuditEntry
from app.core.db import db
from app.funds import books, budgeting, queries
from app.funds.models import Budget, Entry, Request, VoucherFile
from app.rules.funds.kinds import Book, BudgetState, LineKind, RequestState
from app.rules.meetings import MeetingKind
from tests.funds import made
from tests.meetings import made as meetings

BUDGET = {
    "lines-0-kind": "work", "lines-0-name": "", "lines-0-amount": "５０００", "lines-0-remark": "",
    "lines-1-kind": "dues", "lines-1-name": "", "lines-1-amount": "1,200.50",
    "lines-1-remark": "上级返还", "lines-2-kind": "other", "lines-2-name": "",
    "lines-2-amount": "", "lines-2-remark": "", "note": "按年度计划编制。",
}  # fmt: skip


def typed(line, **changes):
    facts = {
        "title": "红色教育主题党日", "line_id": str(line.id), "purpose": "meeting",
        "activity_on": "2026-11-27", "place": "校史馆", "participants": "全体党员",
        "content": "参观学习。", "effect": "受教育。", "late_why": "",
        "parts-0-text": "讲解费", "parts-0-amount": "300", "parts-1-text": "租车费",
        "parts-1-amount": "1200.50", "parts-2-text": "", "parts-2-amount": "",
    }  # fmt: skip
    return facts | changes


def paying(**changes):
    facts = {
        "amount": "800", "happened_on": "2026-11-16", "voucher": "记-001", "attachments": "2",
        "summary": "门票", "handler": "郑一诺", "witness": "", "remark": "",
    }  # fmt: skip
    return facts | changes


def the(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


@pytest.fixture
def line(world):
    found = made.line(made.budget(world))
    db.session.commit()
    return found


def test_from_the_budget_to_the_settled_activity_each_does_his_part(client_of, world):
    secretary, faculty = client_of("secretary"), client_of("faculty")
    here = f"/funds/organization/{world.here.id}"
    assert secretary.post(f"{here}/budget", data=BUDGET).status_code == 303
    budget = the(Budget)
    assert [(one.name, one.planned) for one in budget.lines] == [
        ("党建工作经费", 500_000), ("党费返还", 120_050),
    ]  # fmt: skip
    key = budget.id
    assert secretary.post(f"/funds/budget/{key}/send").status_code == 303
    assert "等您批" in faculty.get("/funds/").text
    faculty.post(f"/funds/budget/{key}/approve")
    budget = the(Budget)
    assert (budget.state, budget.decided_by) == (BudgetState.APPROVED, "计算机学院党委 吴赟")

    meeting = made.decision(world)
    item = f"{meeting.id}-{meeting.items[0].number}"
    work = budget.lines[0]
    db.session.commit()
    assert secretary.post(f"{here}/request", data=typed(work)).status_code == 303
    asked = the(Request).id
    page = secretary.get(f"/funds/request/{asked}").text
    assert "研究经费的支委会" in page
    secretary.post(f"/funds/request/{asked}/decide", data={"decide-item": item, "decide-why": ""})
    assert "结对" not in page
    assert "红色教育主题党日" in faculty.get("/funds/").text
    faculty.post(f"/funds/request/{asked}/approve", data={"approve-opinion": "同意。"})
    assert the(Request).state is RequestState.APPROVED
    paid = paying(amount="1500.50") | {"files": (BytesIO(b"%PDF-1.7"), "发票.pdf")}
    secretary.post(f"/funds/request/{asked}/pay", data=paid, content_type="multipart/form-data")
    settled = {
        "actual": "1400", "settled_on": "2026-11-16", "people": "14", "handler": "郑一诺",
        "why": "少用一辆车", "voucher": "", "attachments": "",
    }  # fmt: skip
    assert secretary.post(f"/funds/request/{asked}/settle", data=settled).status_code == 303
    request = the(Request)
    assert (request.state, request.per_head) == (RequestState.SETTLED, 10_000)
    assert list(books.faults(EVERYTHING)) == []
    file = the(VoucherFile)
    assert secretary.get(f"/funds/file/{file.id}").data == b"%PDF-1.7"
    assert "100.00" in secretary.get(f"/funds/request/{asked}").text


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("12.345", "小数点后最多两位"), ("-5", "不能是负数"), ("99999999999999", "不能超过"),
        ("一百", "请填金额"), ("1e5", "请填金额"), ("9" * 400, "不能超过"), ("0", "请填金额"),
    ],
)  # fmt: skip
def test_a_wrong_amount_is_told_at_its_field_and_kept(client_of, line, world, amount, message):
    path = f"/funds/organization/{world.here.id}/request"
    answer = client_of("secretary").post(path, data=typed(line, **{"parts-0-amount": amount}))
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{amount}"' in answer.text
    assert "校史馆" in answer.text


def test_full_width_digits_are_read(client_of, line, world):
    path = f"/funds/organization/{world.here.id}/request"
    fields = {"parts-0-amount": "３００．５", "parts-1-text": "", "parts-1-amount": ""}
    assert client_of("secretary").post(path, data=typed(line, **fields)).status_code == 303
    assert the(Request).amount == 30_050


def test_a_request_above_the_balance_tells_what_is_free(client_of, line, world):
    path = f"/funds/organization/{world.here.id}/request"
    answer = client_of("secretary").post(path, data=typed(line, **{"parts-0-amount": "5000"}))
    assert answer.status_code == 422
    assert "还可以用 5,000.00 元" in answer.text


def test_a_row_without_its_words_is_told(client_of, line, world):
    path = f"/funds/organization/{world.here.id}/request"
    answer = client_of("secretary").post(path, data=typed(line, **{"parts-0-text": ""}))
    assert "请写明项目" in answer.text


def test_a_line_of_another_branch_is_not_offered(client_of, line, world):
    there = made.line(made.budget(world, world.there))
    db.session.commit()
    path = f"/funds/organization/{world.here.id}/request"
    answer = client_of("secretary").post(path, data=typed(there))
    assert answer.status_code == 422
    assert db.session.scalars(select(Request)).all() == []


def test_the_same_voucher_is_told_at_its_field(client_of, line, world):
    request = made.approved(world, line, 90_000)
    made.paid(world, request, 100)
    key = made.kept(request)
    answer = client_of("secretary").post(f"/funds/request/{key}/pay", data=paying(amount="1"))
    assert answer.status_code == 422
    assert "凭证号 记-001 今年已经记过" in answer.text


def test_a_payment_pressed_twice_is_booked_once(client_of, line, world):
    key = made.kept(made.approved(world, line, 90_000))
    secretary = client_of("secretary")
    for _ in range(2):
        fields = paying(amount="100", once="one-mark")
        assert secretary.post(f"/funds/request/{key}/pay", data=fields).status_code == 303
    query = select(Entry.amount).where(Entry.request_id == key)
    assert db.session.scalars(query).all() == [-10_000]


def test_only_meetings_that_bind_the_branch_are_offered_as_its_decision(client_of, line, world):
    asked = made.asked(world, line)
    for kind, title in (
        (MeetingKind.COMMITTEE, "支委会研究"), (MeetingKind.PARTY_CLASS, "党课讨论"),
        (MeetingKind.THEME_DAY, "主题党日讨论"),
    ):  # fmt: skip
        meetings.meeting(world, kind, title=title)
    db.session.commit()
    page = client_of("secretary").get(f"/funds/request/{asked.id}").text
    assert "支委会研究" in page
    assert "讨论：" not in page


def test_a_stale_change_of_a_request_comes_back(client_of, line, world):
    request = made.asked(world, line)
    key, version = made.kept(request), request.version
    secretary, path = client_of("secretary"), f"/funds/request/{request.id}/edit"
    assert secretary.post(path, data=typed(line, version=version)).status_code == 303
    answer = secretary.post(path, data=typed(line, version=version, title="我的标题"))
    assert answer.status_code == 422
    assert "别人保存的是：红色教育主题党日" in answer.text
    assert queries.request(EVERYTHING, key).title == "红色教育主题党日"


def test_a_budget_changed_meanwhile_comes_back(client_of, world):
    budget = made.drafted(world)
    db.session.commit()
    version, path = budget.version, f"/funds/organization/{world.here.id}/budget"
    secretary = client_of("secretary")
    assert secretary.post(path, data=BUDGET | {"version": version}).status_code == 303
    answer = secretary.post(path, data=BUDGET | {"version": version, "lines-0-amount": "1"})
    assert answer.status_code == 422
    assert "别人保存的是：党建工作经费5,000.00；党费返还1,200.50" in answer.text


def test_a_wrong_entry_is_cancelled_from_the_ledger(client_of, line, world):
    request = made.approved(world, line, 90_000)
    entry = made.paid(world, request, 100)
    key = made.kept(entry)
    secretary = client_of("secretary")
    answer = secretary.post(f"/funds/entry/{key}/cancel", data={f"cancel-{key}-why": ""})
    assert answer.status_code == 422
    secretary.post(f"/funds/entry/{key}/cancel", data={f"cancel-{key}-why": "记错了"})
    page = secretary.get(f"/funds/budget/{line.budget_id}/ledger/work").text
    assert "已冲正" in page
    assert "冲正第 2 笔" in page


def test_a_year_with_an_open_request_is_not_closed_and_the_page_says_which(client_of, line, world):
    made.kept(made.asked(world, line))
    secretary, key = client_of("secretary"), line.budget_id
    with clock.travel(date(2026, 12, 20)):
        address = secretary.post(f"/funds/budget/{key}/close").location
        assert "还没有办完的：“红色教育主题党日”" in secretary.get(address).text
    assert the(Budget).state is BudgetState.APPROVED


def test_what_the_branch_may_not_approve_is_refused(client_of, line, world):
    key = made.kept(made.decided(world, line, 200_000))
    for login in ("committee_member", "secretary"):
        answer = client_of(login).post(
            f"/funds/request/{key}/approve", data={"approve-opinion": "同意。"}
        )
        assert answer.status_code == 422
        assert "上级党组织批" in answer.text
    assert the(Request).state is RequestState.DECIDED


def test_another_of_the_committee_approves_a_small_amount_and_not_who_asked(client_of, line, world):
    key = made.kept(made.decided(world, line, 90_000))
    fields = {"approve-opinion": "同意。"}
    answer = client_of("secretary").post(f"/funds/request/{key}/approve", data=fields)
    assert "由别人批" in answer.text
    client_of("committee_member").post(f"/funds/request/{key}/approve", data=fields)
    assert the(Request).approved_by == "教工第一党支部 郑一诺"


def test_an_officer_does_not_decide_the_budget_of_his_own_organisation(client_of, world):
    budget = made.drafted(world, world.college)
    budgeting.send(budget, by=None)
    key = made.kept(budget)
    client_of("faculty").post(f"/funds/budget/{key}/approve")
    assert the(Budget).state is BudgetState.SUBMITTED
    client_of("committee").post(f"/funds/budget/{key}/approve")
    assert the(Budget).state is BudgetState.APPROVED


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("secretary", 200), ("committee_member", 200), ("faculty", 200), ("committee", 200),
        ("sibling", 404), ("member", 403), ("applicant", 403), ("liaison", 403), ("admin", 403),
    ],
)  # fmt: skip
def test_who_sees_the_money_of_a_branch(client_of, line, world, login, status):
    request = made.kept(made.asked(world, line))
    budget = line.budget_id
    browser = client_of(login)
    for path in (
        f"/funds/organization/{world.here.id}", f"/funds/budget/{budget}/ledger/work",
        f"/funds/request/{request}", f"/funds/budget/{budget}/ledger/work.xlsx",
    ):  # fmt: skip
        assert browser.get(path).status_code == status


def test_pages_ask_a_fixed_number_of_statements(client_of, line, world, statements):
    faculty, secretary, counts = client_of("faculty"), client_of("secretary"), []
    key, there = line.budget_id, made.line(made.budget(world, world.there))
    for amount in (1, 5):
        for n in range(amount):
            request = made.approved(world, line, 1_000)
            made.paid(world, request, voucher=f"记-{amount}-{n}")
            made.decided(world, line, 150_000)
            made.asked(world, there, 150_000)
        db.session.commit()
        for browser, path in (
            (faculty, "/funds/"), (secretary, f"/funds/organization/{world.here.id}"),
            (secretary, f"/funds/budget/{key}/ledger/work"),
        ):  # fmt: skip
            browser.get(path)
            statements()
            assert browser.get(path).status_code == 200
            counts.append(len(statements()))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 24


def test_the_overview_adds_up_what_is_below(client_of, line, world):
    made.kept(made.approved(world, line, 90_000))
    page = client_of("committee").get("/funds/").text
    assert "8,600.00" in page
    assert "900.00" in page
    assert "没有编预算" in page
    answer = client_of("committee").get("/funds/overview.xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert ("计算机学院教工第一党支部", "执行中", 8600, 8600, 0, 900, 7700) in rows


@pytest.mark.parametrize(
    "paper", ["budget.pdf", "statement.pdf", "ledger/work.pdf", "ledger/dues.pdf"]
)
def test_papers_of_a_year_print(client_of, line, world, paper):
    request = made.approved(world, line, 90_000)
    made.paid(world, request)
    made.settle(world, request, 80_000)
    key = made.kept(request)
    secretary = client_of("secretary")
    assert secretary.get(f"/funds/budget/{line.budget_id}/{paper}").data.startswith(b"%PDF")
    assert secretary.get(f"/funds/request/{key}/request.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "table", ["budget.xlsx", "statement.xlsx", "ledger/work.xlsx", "requests.xlsx"]
)
def test_tables_hold_numbers_that_add_up(client_of, line, world, table):
    request = made.approved(world, line, 90_000)
    made.paid(world, request)
    made.settle(world, request, 80_000)
    db.session.commit()
    answer = client_of("secretary").get(f"/funds/budget/{line.budget_id}/{table}")
    cells = [cell for row in load_workbook(BytesIO(answer.data)).active.values for cell in row]
    assert 800 in cells or 900 in cells


def test_dues_never_stand_in_the_ledger_of_work_funds(client_of, line, world):
    dues = made.line(line.budget, LineKind.DUES)
    made.paid(world, made.approved(world, dues, 50_000, title="慰问困难党员"))
    db.session.commit()
    secretary, path = client_of("secretary"), f"/funds/budget/{line.budget_id}/ledger"
    assert "慰问困难党员" not in secretary.get(f"{path}/work").text
    assert "慰问困难党员" in secretary.get(f"{path}/dues").text
    kinds = {p.entry.line.kind for p in books.entries_of(EVERYTHING, line.budget, Book.DUES)}
    assert kinds == {LineKind.DUES}


def test_the_trail_tells_amounts_in_yuan(world, line):
    made.kept(made.asked(world, line, 80_000))
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.subject == "经费申请", AuditEntry.verb == "新增")
    ).one()
    assert entry.changes["amount"] == 80_000
    assert ("金额", "", "800.00 元") in words.lines(entry, {})


def test_a_kept_voucher_file_survives_the_sweep(app, world, line):
    request = made.approved(world, line)
    made.paid(world, request, 100, files=[uploads.check("发票.pdf", b"%PDF-1.7")])
    db.session.commit()
    assert the(VoucherFile).stored not in uploads.sweep(clock.now() + timedelta(days=9))


def test_the_command_tells_whether_the_books_balance(app, world, line):
    runner = app.test_cli_runner()
    assert "一致" in runner.invoke(args=["funds", "check"]).output
    db.session.execute(text("UPDATE fund_line SET spent = 1"))
    db.session.commit()
    answer = runner.invoke(args=["funds", "check"])
    assert answer.exit_code == 1
    assert "党建工作经费" in answer.output


def test_manners_are_set_above_and_hold_below(client_of, world, line):
    fields = {
        "own": "2000", "superior": "50000", "nearly": "80", "basis": "党委会议",
        "work": "carried", "science": "given_back", "dues": "carried", "allowance": "given_back",
        "other": "carried",
    }  # fmt: skip
    faculty = client_of("faculty")
    path = f"/funds/organization/{world.college.id}/manners"
    bad = faculty.post(path, data=fields | {"own": "60000"})
    assert "不能高于" in bad.text
    assert faculty.post(path, data=fields).status_code == 303
    assert (
        "2,000.00 元以内由本组织批"
        in client_of("secretary").get(f"/funds/organization/{world.here.id}").text
    )
    assert client_of("secretary").get(path).status_code == 403
