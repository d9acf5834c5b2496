"""Each demo person opens every page on the rail, at a desk and on a phone, without one fault."""

import pytest

from tests.journeys.hand import follow

PEOPLE = (
    "admin", "committee", "faculty", "secretary", "sibling", "member", "applicant", "liaison",
)  # fmt: skip


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_on_the_rail_opens_clean(page_as, who, phone):
    page = page_as(who, phone=phone)
    links = page.locator("nav.rail a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links
    for address in links:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("secretary", "/"),
        ("secretary", "/meetings/new?kind=committee"),
        ("secretary", "/members/"),
        ("member", "/"),
        ("committee", "/"),
        ("committee", "/findings/rules"),
    ],
)
def test_a_screen_reader_finds_no_barrier(page_as, axe, who, address):
    page = page_as(who)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


def test_the_voting_page_has_no_barrier(page_as, axe):
    page = page_as("member", phone=True)
    follow(page.get_by_role("link", name="去填写").first)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
