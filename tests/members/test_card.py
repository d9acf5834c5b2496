"""The collection form of one person: what is on record, the ID number never whole."""

from datetime import date

import pytest

from app.core.db import db
from app.members import card
from app.members.card import _years
from app.rules.dates import PartialDate
from tests.members.roster.files import id_number


@pytest.mark.parametrize(
    ("since", "years"),
    [
        (PartialDate(1985, 11, 17), "40"),
        (PartialDate(1985, 11, 16), "41"),
        (PartialDate(1985, 11, 15), "41"),
        (PartialDate(1985, 11), "40"),
        (PartialDate(1985, 10), "41"),
        (PartialDate(1985), "40"),
        (PartialDate(2026, 11, 16), "0"),
        (PartialDate(2027, 1, 1), "0"),
        (None, ""),
    ],
)
def test_years_are_those_that_have_certainly_passed(since, years):
    assert _years(since, date(2026, 11, 16)) == years


def test_the_card_holds_the_record_and_masks_the_number(world):
    member = world.members["周敏"]
    member.person.id_number = number = id_number(serial=13)
    db.session.flush()
    scope = world.accounts["secretary"].scope_for("查看党员")
    [(name, sheet)] = card.gathers(scope, [member.id], date(2026, 11, 16))
    assert (name, sheet.party_post, sheet.secretary) == ("周敏", "书记", "周敏")
    assert (sheet.branch_code, sheet.superior) == ("CS-01", "计算机学院党委")
    assert sheet.university == "星城科技大学党委"
    assert (sheet.joined, sheet.confirmed, sheet.party_age) == ("2010年6月", "2011年6月", "15")
    assert number not in repr(sheet)


def test_nobody_beyond_the_scope_is_gathered(world):
    scope = world.accounts["sibling"].scope_for("查看党员")
    ids = [world.members["周敏"].id, world.members["林祎"].id]
    assert [name for name, _ in card.gathers(scope, ids, date(2026, 11, 16))] == ["林祎"]


def test_the_page_of_a_person_leads_to_the_form(world, client_of):
    member, browser = world.members["欧阳懿"], client_of("secretary")
    address = f"/members/{member.id}/card.pdf"
    assert address in browser.get(f"/members/{member.id}").text
    assert browser.get(address).data.startswith(b"%PDF")
