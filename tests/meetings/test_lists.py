"""The list of meetings, the year of a branch, the paper, and what the database holds itself."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.errors import explained
from app.rules.meetings import MeetingKind
from tests.meetings.made import PRESENT, VOTERS, meeting


def test_another_branch_is_not_found_in_any_address(client_of, world):
    made = meeting(world)
    db.session.commit()
    sibling, there = client_of("sibling"), f"organization={world.here.id}"
    for path in (
        f"/meetings/{made.id}", f"/meetings/{made.id}/edit", f"/meetings/{made.id}/record.pdf",
        f"/meetings/new?{there}", f"/meetings/year?{there}",
    ):  # fmt: skip
        assert sibling.get(path).status_code == 404, path
    for path in (f"/meetings/{made.id}/withdraw", f"/meetings/{made.id}/attachments"):
        assert sibling.post(path, data={"why": "x"}).status_code == 404, path


def test_the_list_is_filtered_by_kind_year_and_branch(client_of, world):
    meeting(world, title="支委的会")
    meeting(world, MeetingKind.THEME_DAY, title="党日的会")
    there = {world.people["孙翀"].id: PRESENT}
    facts = {"chair_id": world.people["孙翀"].id, "recorder_id": world.people["孙翀"].id}
    meeting(world, MeetingKind.THEME_DAY, branch=world.there, title="隔壁的会",
            attendance=there, **facts)  # fmt: skip
    db.session.commit()
    officer = client_of("committee")
    text = officer.get(f"/meetings/?kind=theme_day&year=2026&organization={world.here.id}").text
    assert "党日的会" in text
    assert "支委的会" not in text
    assert "隔壁的会" not in text
    assert "隔壁的会" in officer.get("/meetings/").text
    assert "隔壁的会" not in client_of("secretary").get("/meetings/").text


def test_the_list_asks_no_more_however_long_it_is(client_of, world, statements):
    def count():
        db.session.commit()
        officer = client_of("committee")
        statements()
        assert officer.get("/meetings/").status_code == 200
        return len(statements())

    meeting(world)
    few = count()
    for number in range(40):
        meeting(world, MeetingKind.THEME_DAY, title=f"第 {number} 次")
    assert count() == few <= 8


def test_the_year_links_records_and_opens_forms_for_what_is_owed(client_of, world):
    made = meeting(world)
    db.session.commit()
    text = client_of("secretary").get("/meetings/year").text
    assert f'href="/meetings/{made.id}"' in text
    assert f"organization={world.here.id}&amp;kind=theme_day&amp;until=2026-11-30" in text


def test_who_may_not_record_sees_the_year_without_forms(client_of, world):
    text = client_of("committee").get(f"/meetings/year?organization={world.here.id}").text
    assert "待" in text
    assert "/meetings/new" not in text


def test_a_year_too_long_ago_is_not_found(client_of):
    assert client_of("secretary").get("/meetings/year?year=1999").status_code == 404


def test_the_paper_is_a_pdf(client_of, world):
    made = meeting(world)
    db.session.commit()
    answer = client_of("secretary").get(f"/meetings/{made.id}/record.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "query",
    [
        "organization=" + "9" * 25,
        "year=99999999",
        "from=" + "9" * 25,
        "from=-5",
        "q=%00%25",
        "kind=x",
    ],
)
def test_a_filter_that_fits_nothing_is_no_fault(client_of, query):
    assert client_of("secretary").get(f"/meetings/?{query}").status_code == 200


def test_an_empty_filter_means_all(client_of, world):
    meeting(world)
    db.session.commit()
    text = client_of("secretary").get("/meetings/?organization=&kind=&year=&q=").text
    assert "2026年11月支部委员会" in text


@pytest.mark.storage
def test_the_database_itself_holds_the_figures_together(world):
    made = meeting(world)
    made.present = made.due + 1
    with pytest.raises(IntegrityError) as broken:
        db.session.flush()
    assert explained(broken.value).field == "attendance"


@pytest.mark.storage
def test_the_database_itself_refuses_a_vote_of_more_than_came(world):
    made = meeting(world, items=[{"title": "决定", "matter": "committee", "yes": 3}])
    made.items[0].yes = 4
    with pytest.raises(IntegrityError) as broken:
        db.session.flush()
    assert explained(broken.value).field == "items"


@pytest.mark.parametrize(("secret", "reminded"), [(False, True), (True, False)])
def test_a_record_of_accepting_is_reminded_of_the_secret_ballot(client_of, world, secret, reminded):
    about = {"title": "接收", "matter": "accept", "subject_id": world.people["陈思齐"].id}
    items = [about | {"yes": 7, "secret": secret}]
    made = meeting(world, MeetingKind.ASSEMBLY, names=VOTERS, items=items)
    db.session.commit()
    text = client_of("secretary").get(f"/meetings/{made.id}").text
    assert ("/findings/rules#DEV-18" in text) is reminded
