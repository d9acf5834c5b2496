"""A round from its beginning to its list: what is refused, what follows, who sees which text."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.analysis import actions, queries
from app.analysis.forms import CheckForm
from app.analysis.models import AnalysisRound, Check
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused, explained
from app.rectification import actions as rectification
from app.rectification.models import Item
from app.rules.analysis import SECTIONS
from tests.analysis.made import TEXTS, handed, opened

TODAY = date(2026, 11, 16)


def kept(world, *names):
    made = opened(world)
    for name in names:
        handed(world, made, name)
    db.session.commit()
    return made.id


def items():
    db.session.expire_all()
    return list(db.session.scalars(select(Item).order_by(Item.id)))


def test_the_form_holds_exactly_the_sections_of_the_rule(app):
    with app.test_request_context():
        assert set(CheckForm().facts()) == {section.key for section in SECTIONS}


def test_a_round_is_opened_with_the_branchs_own_day(client_of, world):
    secretary = client_of("secretary")
    assert "没有开始" in client_of("faculty").get("/analysis/").text
    answer = secretary.post("/analysis/new", data={"due_on": "2026-11-27"})
    made = db.session.scalars(select(AnalysisRound)).one()
    assert answer.location.endswith(f"/analysis/{made.id}")
    assert (made.year, made.due_on) == (2026, date(2026, 11, 27))
    assert secretary.get("/analysis/new").location.endswith(f"/analysis/{made.id}")
    assert secretary.get("/analysis/").location.endswith(f"/analysis/{made.id}")


@pytest.mark.parametrize("day", ["2026-11-15", ""])
def test_a_day_gone_by_is_refused(client_of, day):
    answer = client_of("secretary").post("/analysis/new", data={"due_on": day})
    assert answer.status_code == 422
    assert 'id="due_on-error"' in answer.text


def test_a_member_hands_in_and_changes_until_the_branch_speaks(client_of, world):
    key = kept(world)
    member, path = client_of("member"), f"/analysis/{key}/write"
    assert "写对照检查" in member.get("/analysis/mine").text
    assert member.post(path, data=TEXTS).status_code == 303
    check = db.session.scalars(select(Check)).one()
    assert check.texts["belief"] == "学习不够系统。"
    changed = TEXTS | {"belief": "改过了。", "version": str(check.version)}
    assert member.post(path, data=changed).status_code == 303
    db.session.expire_all()
    actions.judge(check, "找得准。")
    db.session.commit()
    assert "不能再改" in member.get(path).text
    assert "找得准。" in member.get(path).text
    refused = member.post(path, data=changed | {"version": str(check.version)})
    assert refused.status_code == 422


def test_a_stale_check_shows_both_texts(client_of, world):
    key = kept(world, "欧阳懿")
    member, path = client_of("member"), f"/analysis/{key}/write"
    member.post(path, data=TEXTS | {"belief": "先存的", "version": "1"})
    answer = member.post(path, data=TEXTS | {"belief": "后存的", "version": "1"})
    assert answer.status_code == 422
    assert "别人保存的是：先存的" in answer.text


def test_an_empty_check_is_not_taken(client_of, world):
    answer = client_of("member").post(f"/analysis/{kept(world)}/write", data={})
    assert answer.status_code == 422
    assert "还什么都没有写" in answer.text


def test_a_check_of_last_years_items_alone_is_not_taken_and_stays_as_typed(client_of, world):
    member, path = client_of("member"), f"/analysis/{kept(world)}/write"
    answer = member.post(path, data={"past": "走访宿舍少：还没有办结。", "belief": "  \n"})
    assert answer.status_code == 422
    assert "至少再写一项" in answer.text.partition('id="problems-error"')[2][:60]
    assert "走访宿舍少：还没有办结。</textarea>" in answer.text
    assert db.session.scalar(select(Check)) is None
    own = {"past": "走访宿舍少：还没有办结。", "belief": "学习不够系统。"}
    assert member.post(path, data=own).status_code == 303


def test_after_the_end_nothing_is_taken_until_it_is_reopened(client_of, world):
    key = kept(world)
    secretary, member = client_of("secretary"), client_of("member")
    secretary.post(f"/analysis/{key}/close")
    assert member.post(f"/analysis/{key}/write", data=TEXTS).status_code == 422
    secretary.post(f"/analysis/{key}/reopen")
    assert member.post(f"/analysis/{key}/write", data=TEXTS).status_code == 303


def test_an_empty_opinion_takes_it_back(world):
    check = handed(world, opened(world))
    actions.judge(check, "找得准。")
    assert (check.opinion, check.opinion_on) == ("找得准。", TODAY)
    actions.judge(check, "")
    assert (check.opinion, check.opinion_on) == (None, None)


def test_problems_that_are_ticked_become_items_of_the_member_once(client_of, world):
    key = kept(world, "欧阳懿")
    person = world.people["欧阳懿"].id
    secretary, path = client_of("secretary"), f"/analysis/{key}/checks/{person}"
    posted = {"list-chosen": ["1"], "list-due_on": "2027-03-31", "list-measure": "每学期三次"}
    assert secretary.post(f"{path}/problems", data=posted).status_code == 303
    [item] = items()
    assert (item.problem, item.responsible, item.source_part) == ("走访宿舍少", "欧阳懿", person)
    assert item.source_address == f"/analysis/{key}"
    again = secretary.post(f"{path}/problems", data=posted)
    assert again.status_code == 422
    assert len(items()) == 1
    assert "走访宿舍少" in client_of("member").get("/analysis/mine").text


def test_nothing_ticked_lists_nothing(client_of, world):
    key, person = kept(world, "欧阳懿"), world.people["欧阳懿"].id
    path = f"/analysis/{key}/checks/{person}/problems"
    answer = client_of("secretary").post(path, data={"list-due_on": "2027-03-31"})
    assert answer.status_code == 422
    assert "请先勾选" in answer.text


def test_last_years_items_open_the_form(client_of, world):
    last = AnalysisRound(
        organization=world.here, year=2025, opened_on=date(2025, 11, 1), due_on=date(2025, 11, 30)
    )
    db.session.add(last)
    db.session.flush()
    check = handed(world, last)
    done, open_ = actions.list_problems(
        check, ["理论学习不系统。", "走访宿舍少"], due_on=date(2026, 12, 1), measure=""
    )
    rectification.finish(done, done_on=TODAY, text="", by="")
    key = kept(world)
    page = client_of("member").get(f"/analysis/{key}/write").text
    assert "理论学习不系统：2026年11月16日办结。" in page
    assert "走访宿舍少：还没有办结。" in page
    assert open_.open


def test_the_branchs_own_problems_stand_on_the_same_list(client_of, world):
    key = kept(world)
    posted = {"problem": "补课办法少", "responsible": "支委会", "due_on": "2027-03-31"}
    assert client_of("secretary").post(f"/analysis/{key}/problems", data=posted).status_code == 303
    [item] = items()
    assert (item.source_id, item.source_part, item.responsible) == (key, 0, "支委会")
    assert "补课办法少" in client_of("faculty").get(f"/analysis/{key}").text
    assert client_of("faculty").get(f"/analysis/{key}/list.pdf").data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("committee_member", 200), ("liaison", 403), ("faculty", 403),
     ("committee", 403), ("sibling", 404), ("member", 403), ("admin", 403)],
)  # fmt: skip
def test_a_members_text_is_read_by_the_branchs_committee_alone(client_of, world, who, status):
    key, person = kept(world, "欧阳懿"), world.people["欧阳懿"].id
    browser = client_of(who)
    for path in ("", "/paper.pdf"):
        answer = browser.get(f"/analysis/{key}/checks/{person}{path}")
        assert answer.status_code == status, path
    assert browser.get(f"/analysis/{key}/checks").status_code == status


@pytest.mark.parametrize("who", ["liaison", "faculty", "committee"])
def test_those_above_see_numbers_and_the_list(client_of, world, who):
    key = kept(world, "欧阳懿")
    browser = client_of(who)
    if who != "liaison":  # who looks after one branch is led to its page
        assert "1 / 8 份" in browser.get("/analysis/").text
    page = browser.get(f"/analysis/{key}").text
    assert "交了 1 份，应交 8 份" in page
    assert "学习不够系统" not in page
    assert "看交了谁的" not in page


def test_opinions_collected_are_read_by_the_committee_alone(client_of, world):
    key = kept(world)
    posted = {"due_on": "2026-11-30", "opinions_on": "2026-11-15", "opinions_note": "多走访宿舍"}
    assert client_of("secretary").post(f"/analysis/{key}/notes", data=posted).status_code == 303
    assert "多走访宿舍" in client_of("committee_member").get(f"/analysis/{key}").text
    assert "多走访宿舍" not in client_of("faculty").get(f"/analysis/{key}").text


def test_a_member_reads_nobody_elses(client_of, world):
    key = kept(world, "张淼燊")
    member = client_of("member")
    assert "学习不够系统" not in member.get(f"/analysis/{key}/write").text
    assert member.get(f"/analysis/{key}/mine.pdf").status_code == 303
    assert client_of("stranger").get(f"/analysis/{key}/write").status_code == 404


def test_the_own_paper_is_a_pdf(client_of, world):
    key = kept(world, "欧阳懿")
    assert client_of("member").get(f"/analysis/{key}/mine.pdf").data.startswith(b"%PDF-")


def test_texts_are_sealed_in_the_database_and_hidden_in_the_trail(world):
    check = handed(world, opened(world))
    actions.judge(check, "找得很准。")
    db.session.commit()
    row = db.session.execute(text("SELECT texts, opinion FROM analysis_check")).one()
    assert "学习不够系统".encode() not in row[0]
    assert "找得很准".encode() not in row[1]
    changes = str(list(db.session.scalars(select(AuditEntry.changes))))
    assert "学习不够系统" not in changes
    assert "找得很准" not in changes


def test_a_second_round_of_the_year_is_refused(world):
    kept(world)
    with pytest.raises(IntegrityError) as broken:
        opened(world)
    assert explained(broken.value).field == "due_on"


def test_a_year_to_come_is_refused(world):
    with pytest.raises(Refused):
        actions.open_round(world.here, 2027, date(2027, 3, 1))


def test_counting_needs_no_text(world, statements):
    made = opened(world)
    handed(world, made)
    db.session.commit()
    assert made.id
    statements()
    assert queries.handed(EVERYTHING, [made.id]) == {made.id: (1, 0)}
    assert "texts" not in statements()[-1]
