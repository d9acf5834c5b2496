"""What is owed about the set-up: since which day, by whom it is settled, for many at once."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core.db import db
from app.findings.engine import State
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.rules.dates import PartialDate
from app.rules.organizations import OrganizationKind, PostKind, UnitType
from app.structure import duties
from tests.structure.conftest import TODAY
from tests.world import add_member


def found(day=TODAY, *branches):
    asked = branches or tree.branches(EVERYTHING, day)
    return {(f.organization_id, f.subject): f for f in duties.findings(asked, day)}


def test_a_sound_branch_owes_nothing(world):
    assert found() == {}


def test_the_seventh_full_member_makes_a_committee_due_from_that_day(world):
    for name in ("甲", "乙"):
        add_member(world, world.there, name)
    assert (world.there.id, "structure/BR-22") in found()
    seventh = world.members["乙"]
    seventh.confirmed_on = PartialDate(2026, 9, 3)
    db.session.flush()
    due = found()[world.there.id, "structure/BR-22"]
    assert (due.since, due.state, due.rule_id) == (date(2026, 9, 3), State.SOON, "BR-22")


def test_six_full_members_owe_no_committee(world):
    add_member(world, world.there, "甲")
    assert found() == {}


def test_two_seats_are_a_hint_since_the_last_one_left(world):
    post = next(p for p in tree.posts(EVERYTHING, world.here) if p.duty == "宣传委员")
    organizations.end_post(post, ended_on=date(2026, 10, 31))
    hint = found()[world.here.id, "structure/BR-23"]
    assert (hint.since, hint.state) == (date(2026, 10, 31), State.INFO)


def test_a_vacant_secretary_is_owed_since_the_post_ended(world):
    [post] = [p for p in tree.posts(EVERYTHING, world.there) if p.kind is PostKind.SECRETARY]
    organizations.end_post(post, ended_on=date(2026, 11, 1))
    owed = found()[world.there.id, "structure/BR-27"]
    assert (owed.since, owed.state) == (date(2026, 11, 1), State.SOON)
    assert owed.press_url == f"/structure/{world.there.id}/secretary"


def test_a_temporary_branch_past_its_end_is_late(world):
    world.there.temporary, world.there.ends_on = True, date(2026, 11, 10)
    db.session.flush()
    late = found()[world.there.id, "structure/BR-06"]
    assert (late.due, late.state) == (date(2026, 11, 10), State.LATE)


def test_a_local_limit_holds_only_where_it_is_on(world):
    world.there.unit_type = UnitType.GRADUATE
    for n in range(16):
        add_member(world, world.there, f"学生{n}")
    assert (world.there.id, "structure/UNI-12") not in found()
    organizations.set_local_rule(world.college, "UNI-12", True, since=date(2026, 1, 1), reason="")
    world.members["学生3"].joined_on = PartialDate(2026, 10, 9)
    db.session.flush()
    assert found()[world.there.id, "structure/UNI-12"].since == date(2026, 10, 9)


def test_a_general_branch_counts_everybody_below(world):
    above = organizations.create(
        code="JG", name="机关党总支", kind=OrganizationKind.GENERAL_BRANCH,
        unit_type=UnitType.OFFICE, parent=world.university,
    )  # fmt: skip
    organizations.set_local_rule(above, "BR-35", True, since=date(2026, 1, 1), reason="")
    organizations.place(world.here, above)
    organizations.place(world.there, above)
    assert found(TODAY, above) == {}
    for n in range(100 - 13):
        add_member(world, world.there, f"干部{n}")
    assert list(found(TODAY, above)) == [(above.id, "structure/BR-35")]


def test_many_branches_are_judged_in_as_many_statements_as_one(world, statements):
    [post] = [p for p in tree.posts(EVERYTHING, world.there) if p.kind is PostKind.SECRETARY]
    organizations.end_post(post, ended_on=date(2026, 11, 1))
    db.session.commit()
    branches = tree.branches(EVERYTHING, TODAY)
    statements()
    list(duties.findings(branches, TODAY))
    few = len(statements())
    for n in range(30):
        organizations.create(
            code=f"N{n}", name=f"支部{n}", kind=OrganizationKind.BRANCH,
            unit_type=UnitType.OTHER, parent=world.college,
        )  # fmt: skip
    db.session.commit()
    branches = tree.branches(EVERYTHING, TODAY)
    statements()
    assert len(list(duties.findings(branches, TODAY))) == 31
    assert len(statements()) == few <= 7
