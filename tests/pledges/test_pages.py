"""The branch's own pledge, lists, papers, the trail, the workspace and the switch."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.pledges import actions, builders
from app.pledges.models import Pledge
from app.rules.pledges import (
    Outcome,
)
from tests.pledges.made import asked, commented, evaluated, kept, matter, published, written

TODAY = date(2026, 11, 16)
TYPED = {
    "post": "副教授",
    "matters-0-heading": "service", "matters-0-text": "联系一个学生宿舍",
    "matters-0-measure": "每学期走访三次。", "matters-0-due_on": "2026-12-20",
    "matters-1-heading": "learning", "matters-1-text": "", "matters-1-measure": "",
    "matters-1-due_on": "",
}  # fmt: skip


def own():
    db.session.expire_all()
    return db.session.scalars(select(Pledge)).one()


def test_the_branch_writes_its_own_pledge_under_the_five_goods(client_of, world):
    path = f"/pledges/branch/{world.here.id}/write"
    secretary = client_of("secretary")
    page = secretary.get(path).text
    assert "领导班子好" in page
    assert "带头学习提高" not in page
    typed = TYPED | {
        "matters-0-heading": "members", "matters-0-responsible": "韩志远",
        "matters-1-heading": "leaders",
    }  # fmt: skip
    assert secretary.post(path, data=typed).status_code == 303
    assert own().person is None
    assert own().matters[0].responsible == "韩志远"


def test_the_lists_ask_a_fixed_number_of_statements(client_of, world, statements):
    secretary, path = client_of("secretary"), f"/pledges/branch/{world.here.id}"
    counts = []
    for names in (["欧阳懿"], ["周敏", "郑一诺", "韩志远", "李喆昇", "王毛方"]):
        for name in names:
            evaluated(published(world, name))
        db.session.commit()
        for page in (path, "/pledges/board"):
            secretary.get(page)
            statements()
            assert secretary.get(page).status_code == 200
            counts.append(len(statements()))
    assert counts[:2] == counts[2:]


@pytest.mark.parametrize("paper", ["board.pdf", "ledger.pdf", "letters.pdf"])
def test_papers_of_the_branch_print(client_of, world, paper):
    made = published(world)
    commented(world, made)
    published(world, None)
    db.session.commit()
    answer = client_of("secretary").get(f"/pledges/branch/{world.here.id}/{paper}")
    assert answer.data.startswith(b"%PDF")


@pytest.mark.parametrize("paper", ["letter.pdf", "comments.pdf", "feedback.pdf"])
def test_papers_of_a_pledge_print(client_of, world, paper):
    made = published(world)
    commented(world, made)
    evaluated(made)
    key = kept(made)
    assert client_of("secretary").get(f"/pledges/{key}/{paper}").data.startswith(b"%PDF")


def test_papers_say_what_the_record_says(world):
    made = published(world, matters=[matter("读书"), matter("走访", date(2026, 12, 20))])
    actions.tell(
        made.matters[0], text="读完了。", told_on=TODAY, outcome=Outcome.KEPT, why="", by=""
    )
    evaluated(made)
    [row] = builders.board([made], "支部", 2026, TODAY).rows
    assert row.matters == ("1. 读书", "2. 走访")
    assert row.state == ("11月16日完成", "正在办")
    first, _ = builders.ledger([made], "支部", 2026, TODAY).rows
    assert (first.kept, first.progress) == ("11月16日完成", ("11月16日：读完了。",))
    assert first.result == "参评 9 人：满意 7，基本满意 2，不满意 0"
    letter = builders.letter(made)
    assert (letter.title, letter.published) == ("2026年党员公开承诺书", TODAY)


def test_every_step_leaves_its_trail_under_the_branch(world):
    made = published(world)
    commented(world, made)
    evaluated(made)
    db.session.commit()
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.subject.like("%承诺%"))).all()
    assert {row.path for row in rows} == {world.here.path}
    assert {row.subject for row in rows} == {
        "公开承诺",
        "承诺事项",
        "承诺点评",
        "承诺评议",
        "承诺反馈",
    }


def test_the_workspace_asks_a_member_to_write_where_it_is_asked_for(client_of, world):
    assert "写承诺书" not in client_of("member").get("/").text
    asked(world)
    assert "写承诺书" in client_of("member").get("/").text
    written(world)
    db.session.commit()
    assert "写承诺书" not in client_of("member").get("/").text


def test_the_cycle_is_switched_on_at_the_page_of_local_rules(client_of, world):
    page = client_of("secretary").get(f"/organizations/{world.here.id}/rules").text
    assert "公开承诺、点评、评议、反馈" in page


def test_a_branch_does_not_comment_on_its_own_pledge(world, client_of):
    pledge_id = kept(published(world, None))
    page = client_of("secretary").get(f"/pledges/{pledge_id}/comment", follow_redirects=True)
    assert "由上级党组织点评" in page.text
    assert client_of("faculty").get(f"/pledges/{pledge_id}/comment").status_code == 200


def test_the_ledger_is_a_workbook_too(world, client_of):
    published(world)
    db.session.commit()
    address = f"/pledges/branch/{world.here.id}/ledger.xlsx?year=2026"
    answer = client_of("secretary").get(address)
    sheet = load_workbook(BytesIO(answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["姓名", "承诺内容", "完成时限", "责任人"]
    assert rows[1][:4] == [
        "欧阳懿", "每月通读一份文件：每月写一篇体会。", "2026-11-30", "欧阳懿",
    ]  # fmt: skip
    assert client_of("faculty").get(address).status_code in {403, 404}
