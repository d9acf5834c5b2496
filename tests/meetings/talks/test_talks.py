"""Logging talks, the matrix of the year, and who reads what was said."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.meetings.talks import actions, coverage, queries
from app.meetings.talks.models import Occasion, Talk
from app.organizations.models import Post
from app.rules.talks import PairKind
from tests.meetings.talks.made import everybody, talk
from tests.world import add_member, appoint

TODAY = date(2026, 11, 16)


def kept(world, *args, **facts):
    made = talk(world, *args, **facts)
    db.session.commit()
    return [one.id for one in made]


def typed(world, who, *others, **changes):
    return {
        "person_id": str(world.people[who].id),
        "others": [str(world.people[name].id) for name in others],
        "talked_on": "2026-11-10", "occasion": "usual",
    } | changes  # fmt: skip


def test_several_talks_of_one_person_are_logged_at_once(client_of, world):
    answer = client_of("secretary").post(
        "/meetings/talks/new", data=typed(world, "周敏", "郑一诺", "欧阳懿", "杜怡可")
    )
    assert answer.status_code == 303
    kinds = [one.kind for one in db.session.scalars(select(Talk).order_by(Talk.id))]
    assert sorted(kinds) == [PairKind.COMMITTEE, PairKind.MIXED, PairKind.MIXED]


def test_what_they_were_is_judged_on_the_day_of_the_talk(world):
    [made] = talk(world, "周敏", "欧阳懿", on=date(2025, 2, 28))
    assert made.kind is PairKind.MEMBERS
    [made] = talk(world, "周敏", "欧阳懿", on=date(2025, 3, 1))
    assert made.kind is PairKind.MIXED


@pytest.mark.parametrize(("changes", "field"), [
    ({"others": []}, "others"), ({"talked_on": "2026-11-17"}, "talked_on"),
    ({"talked_on": "2020-02-29"}, "talked_on"), ({"person_id": ""}, "person_id"),
])  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(client_of, world, changes, field):
    posted = typed(world, "周敏", "欧阳懿", **changes)
    answer = client_of("secretary").post("/meetings/talks/new", data=posted)
    assert answer.status_code == 422
    assert db.session.scalar(select(Talk)) is None


def test_nobody_talks_with_himself(world):
    with pytest.raises(Refused):
        talk(world, "周敏", "周敏")


def test_the_same_talk_is_not_logged_twice(world):
    talk(world, "周敏", "欧阳懿")
    with pytest.raises(Refused, match="欧阳懿同周敏这一天"):
        talk(world, "欧阳懿", "周敏")
    talk(world, "欧阳懿", "周敏", on=date(2026, 11, 11))


@pytest.mark.storage
def test_the_database_itself_holds_a_pair_and_a_day_once(world):
    [made] = talk(world, "周敏", "欧阳懿")
    same = {name: getattr(made, name) for name in ("first", "second", "talked_on", "kind")}
    db.session.add(Talk(organization=world.here, occasion=Occasion.OTHER, **same))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_strangers_and_applicants_are_not_offered(client_of, world):
    page = client_of("secretary").get("/meetings/talks/new").text
    assert "林祎" not in page
    assert "陈思齐" not in page
    posted = typed(world, "周敏", "林祎")
    assert client_of("secretary").post("/meetings/talks/new", data=posted).status_code == 422


def test_the_matrix_shows_who_with_whom_and_names_the_holes(client_of, world):
    kept(world, "周敏", "郑一诺", "欧阳懿")
    page = client_of("secretary").get("/meetings/talks").text
    assert 'title="周敏、郑一诺，11月10日"' in page
    assert "周敏、韩志远" in page
    found = coverage.of_branches(EVERYTHING, [world.here], 2026, TODAY)[world.here.id]
    names = queries.names(EVERYTHING, found.unvisited)
    assert set(names.values()) == {"张淼燊", "李喆昇", "王毛方", "杜怡可"}
    assert (found.pairs, len(found.missing), len(found.alone)) == (3, 2, 5)


def test_all_talks_held_leave_no_hole(client_of, world):
    everybody(world)
    db.session.commit()
    assert coverage.of_branches(EVERYTHING, [world.here], 2026, TODAY)[world.here.id].whole
    assert "还没有同" not in client_of("secretary").get("/meetings/talks").text


def test_who_is_exempt_is_waited_for_by_nobody(world):
    world.members["王毛方"].exempt = True
    db.session.flush()
    found = coverage.of_branches(EVERYTHING, [world.here], 2026, TODAY)[world.here.id]
    assert world.people["王毛方"].id not in found.unvisited


def test_a_large_branch_is_shown_by_its_committee(world):
    for number in range(60):
        add_member(world, world.here, f"第{number}人")
    talks = queries.of_year(EVERYTHING, world.here, 2026)
    matrix = coverage.matrix(EVERYTHING, world.here, talks, 2026, TODAY)
    assert matrix.reduced
    assert [line.name for line in matrix.columns] == ["周敏", "郑一诺", "韩志远"]
    assert len(matrix.lines) == 68


def test_a_term_that_ended_leaves_the_years_talks_counted(world):
    talk(world, "郑一诺", "欧阳懿")
    posts = select(Post).where(Post.person_id == world.people["郑一诺"].id)
    db.session.scalars(posts).one().ended_on = date(2026, 11, 12)
    db.session.flush()
    found = coverage.of_branches(EVERYTHING, [world.here], 2026, TODAY)[world.here.id]
    assert world.people["欧阳懿"].id not in found.unvisited


@pytest.mark.parametrize(
    ("who", "reads"),
    [("secretary", True), ("committee_member", True), ("liaison", False), ("faculty", False)],
)
def test_what_was_said_is_read_by_the_two_and_the_secretary(client_of, world, who, reads):
    """郑一诺 is one of the two, 周敏 the secretary."""
    by = world.people["郑一诺"].id
    kept(world, "郑一诺", "欧阳懿", gist="家里老人生病", by_id=by)
    page = client_of(who).get(f"/meetings/talks?organization={world.here.id}").text
    assert ("家里老人生病" in page) is reads
    assert "欧阳懿" in page


def test_a_third_of_the_committee_reads_nothing(client_of, world):
    kept(world, "韩志远", "欧阳懿", gist="家里老人生病", by_id=world.people["韩志远"].id)
    assert "家里老人生病" not in client_of("committee_member").get("/meetings/talks").text


def test_the_member_reads_the_own_talks(client_of, world):
    kept(world, "韩志远", "欧阳懿", gist="家里老人生病", by_id=world.people["韩志远"].id)
    kept(world, "周敏", "张淼燊", gist="换了课题", reads=True)
    page = client_of("member").get("/meetings/talks/mine").text
    assert "家里老人生病" in page
    assert "换了课题" not in page


def test_who_was_not_there_writes_no_gist(client_of, world):
    posted = typed(world, "韩志远", "欧阳懿", gist="听说的")
    answer = client_of("committee_member").post("/meetings/talks/new", data=posted)
    assert answer.status_code == 422
    assert client_of("secretary").post("/meetings/talks/new", data=posted).status_code == 303


def test_a_gist_belongs_to_one_talk(world):
    with pytest.raises(Refused):
        talk(world, "周敏", "欧阳懿", "张淼燊", gist="x", reads=True)


def test_what_was_said_stays_out_of_trail_and_tables(client_of, world):
    kept(world, "周敏", "欧阳懿", gist="家里老人生病", reads=True)
    changes = db.session.scalars(select(AuditEntry.changes).where(AuditEntry.subject == "谈心谈话"))
    assert "家里老人生病" not in str(list(changes))
    assert "家里老人生病".encode() not in db.session.execute(text("SELECT gist FROM talk")).scalar()
    secretary = client_of("secretary")
    assert secretary.get("/meetings/talks/register.xlsx").data.startswith(b"PK")
    assert secretary.get("/meetings/talks/register.pdf").data.startswith(b"%PDF-")


def test_a_talk_logged_by_mistake_is_taken_out_with_a_reason(client_of, world):
    [key] = kept(world, "周敏", "欧阳懿")
    secretary = client_of("secretary")
    assert secretary.post(f"/meetings/talks/{key}/remove", data={}).status_code == 422
    path = f"/meetings/talks/{key}/remove"
    assert client_of("sibling").post(path, data={"why": "x"}).status_code == 404
    assert secretary.post(path, data={"why": "记错了人"}).status_code == 303
    assert db.session.scalar(select(Talk)) is None
    reasons = db.session.scalars(select(AuditEntry.reason).where(AuditEntry.verb == "删除"))
    assert list(reasons) == ["记错了人"]


def test_those_above_see_every_branch_in_numbers_in_few_statements(client_of, world, statements):
    appoint(world, "林祎", world.there, "committee_member")
    db.session.commit()
    officer = client_of("committee")
    statements()
    page = officer.get("/meetings/talks").text
    assert len(statements()) <= 10
    assert "3 / 3 对" in page
    assert "1 / 1 对" in page


@pytest.mark.parametrize("query", ["year=1999", "organization=99999", "year=9999"])
def test_what_is_not_there_is_not_found(client_of, query):
    assert client_of("secretary").get(f"/meetings/talks?{query}").status_code == 404


def test_removed_is_gone_from_the_own_page(client_of, world):
    [key] = kept(world, "周敏", "欧阳懿")
    actions.remove(db.session.get(Talk, key), why="x")
    db.session.commit()
    assert "周敏" not in client_of("member").get("/meetings/talks/mine").text.partition("<main")[2]
