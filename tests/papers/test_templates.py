"""An organisation's own templates: tried, put to use, inherited down the tree, withdrawn."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.core.audit import AuditEntry
from app.core.db import db, reads_only
from app.papers import actions, queries
from app.papers.models import PaperTemplate
from tests.meetings.made import meeting
from tests.papers import made

pytestmark = pytest.mark.storage
FORM = "meeting_record"


def put(world, place, text="{{ 会议名称 }}", *, activate=True, form=FORM):
    """A template of that organisation, in use or waiting."""
    reads_only(False)
    number = actions.keep(
        EVERYTHING, place, form, filename="模板.docx", data=made.plain(text), used=("会议名称",),
        by=world.accounts["secretary"],
    )  # fmt: skip
    reads_only(False)
    template = db.session.get(PaperTemplate, number)
    if activate:
        actions.activate(template)
    db.session.commit()
    return template


def recorded(world):
    held = meeting(world)
    db.session.commit()
    return held


def used_at(place):
    found = queries.in_use(EVERYTHING, place.path).get(FORM)
    return found and found.organization.name


def upload(browser, data, form=FORM):
    return browser.post(
        f"/papers/{form}",
        data={"file": (BytesIO(data), "会议记录.docx")},
        content_type="multipart/form-data",
    )


def test_the_nearest_template_up_the_tree_applies(world):
    assert used_at(world.here) is None
    for place in (world.university, world.college, world.here):
        put(world, place)
        assert used_at(world.here) == place.name
    assert used_at(world.there) == world.college.name


def test_a_template_waiting_for_its_trial_is_not_used(world):
    put(world, world.here, activate=False)
    assert used_at(world.here) is None


def test_a_new_template_replaces_the_old_and_the_old_is_kept(world):
    first, second = put(world, world.here), put(world, world.here)
    db.session.refresh(first)
    assert [first.state, second.state] == ["已停用", "使用中"]
    assert [one.edition for one in queries.history(EVERYTHING, world.here.id, FORM)] == [2, 1]


def test_withdrawing_gives_way_to_the_one_above(world):
    put(world, world.college)
    own = put(world, world.here)
    reads_only(False)
    actions.withdraw(own)
    db.session.commit()
    assert used_at(world.here) == world.college.name


def test_a_template_beyond_the_scope_is_not_found(world):
    own = put(world, world.here)
    assert queries.one(Scope(frozenset({world.there.path})), own.id) is None
    assert queries.in_use(Scope(frozenset({world.there.path})), world.here.path) == {}


def test_the_trail_tells_of_a_template_but_not_its_bytes(world):
    put(world, world.here)
    own = select(AuditEntry).where(AuditEntry.subject == "表格模板").order_by(AuditEntry.id)
    entries = db.session.scalars(own).all()
    assert [entry.verb for entry in entries] == ["新增", "修改"]
    assert entries[0].changes["data"] == "（不显示）"


def test_uploading_tries_it_and_only_activating_uses_it(world, client_of):
    browser = client_of("secretary")
    held = recorded(world)
    address = f"/meetings/{held.id}/record.pdf"
    assert upload(browser, made.plain("本校版式：{{ 会议名称 }}")).status_code == 303
    page = browser.get(f"/papers/{FORM}").text
    assert "待启用" in page
    template = db.session.scalars(select(PaperTemplate)).one()
    trial = browser.get(f"/papers/templates/{template.id}/trial.docx")
    assert "本校版式：" in made.text_of(trial.data)
    assert browser.get(f"{address}?as=docx").status_code == 404
    browser.post(f"/papers/templates/{template.id}/activate")
    answer = browser.get(f"{address}?as=docx")
    assert f"本校版式：{held.title}" in made.text_of(answer.data)
    assert answer.headers["Content-Disposition"].endswith(".docx")
    assert browser.get(address).data.startswith(b"%PDF")


def test_the_page_of_a_thing_offers_word_first_where_there_is_a_template(world, client_of):
    held, browser = recorded(world), client_of("secretary")
    assert "as=docx" not in browser.get(f"/meetings/{held.id}").text
    put(world, world.university)
    page = browser.get(f"/meetings/{held.id}").text
    assert page.index("as=docx") < page.index('record.pdf">PDF')


def test_a_faulty_upload_stays_on_the_page_with_its_reason(world, client_of):
    answer = upload(client_of("secretary"), made.plain("{{ 姓名x }}"))
    assert answer.status_code == 422
    assert "“{{ 姓名x }}”不是这份表格的占位符" in answer.text.replace("&#34;", '"')
    assert db.session.scalars(select(PaperTemplate)).all() == []


def test_nothing_chosen_is_told_at_the_field(world, client_of):
    answer = client_of("secretary").post(f"/papers/{FORM}", data={})
    assert answer.status_code == 422
    assert "请先选择文件。" in answer.text


def test_the_page_tells_every_placeholder_with_a_live_value(world, client_of):
    page = client_of("secretary").get("/papers/member_card").text
    assert [name for name in made.NAMED if f"{{{{ {name} }}}}" not in page] == []
    assert "990101********002X" in page


def test_the_list_tells_whose_template_is_used_in_a_fixed_number_of_statements(
    world, client_of, statements
):
    browser = client_of("faculty")
    browser.get("/papers/")
    statements()
    browser.get("/papers/")
    before = len(statements())
    put(world, world.university)
    put(world, world.college, form="member_roster")
    statements()
    page = browser.get("/papers/").text
    assert len(statements()) == before
    assert "星城科技大学党委" in page
    assert "上级" in page


@pytest.mark.parametrize(
    "address", ["no_such_form", "no_such_form/starter.docx", "member_roster/batch"]
)
def test_an_unknown_form_or_batch_is_not_found(client_of, address):
    assert client_of("secretary").get(f"/papers/{address}").status_code == 404


def test_a_template_used_twice_at_once_is_refused_by_the_database(world):
    put(world, world.here)
    with pytest.raises(Exception, match=r"(?i)unique"):
        put_behind_the_back(world)
    db.session.rollback()


def put_behind_the_back(world):
    reads_only(False)
    first = db.session.scalars(select(PaperTemplate)).one()
    db.session.add(
        PaperTemplate(
            organization=world.here, form=FORM, name="x", data=b"", size=0, sha256="", edition=9,
            added_at=first.added_at, activated_at=first.activated_at,
        )
    )  # fmt: skip
    db.session.flush()
