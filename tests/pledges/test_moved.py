"""A member who moved to another branch: the pledge stays where it was made and is still theirs."""

import pytest

from tests.pledges.made import fresh, kept, published


@pytest.fixture
def pledge_id(world):
    """A pledge made in `here` by a member who belongs to `there` by now."""
    made = published(world)
    world.members["欧阳懿"].organization = world.there
    return kept(made)


def test_the_branch_it_was_made_in_still_shows_it(world, client_of, pledge_id):
    page = client_of("secretary").get(f"/pledges/branch/{world.here.id}?year=2026").text
    assert "欧阳懿" in page
    assert "现不在本支部" in page
    assert client_of("secretary").get(f"/pledges/{pledge_id}").status_code == 200


def test_its_maker_still_sees_and_keeps_it(client_of, pledge_id):
    client = client_of("member")
    assert "每月通读一份文件" in client.get("/pledges/mine").text
    [matter] = [one.id for one in fresh(pledge_id).matters]
    fields = {
        f"note-{matter}-text": "在新支部接着做。", f"note-{matter}-told_on": "2026-11-16",
        f"note-{matter}-outcome": "going",
    }  # fmt: skip
    answer = client.post(f"/pledges/mine/matters/{matter}/progress", data=fields)
    assert answer.status_code == 303
    assert "在新支部接着做。" in client.get("/pledges/mine").text


def test_no_second_one_is_asked_for_and_the_first_is_opened_instead(client_of, pledge_id):
    page = client_of("member").get("/pledges/mine/write", follow_redirects=True).text
    assert "不能再改" in page


def test_the_new_branch_does_not_see_it(world, client_of, pledge_id):
    assert client_of("sibling").get(f"/pledges/{pledge_id}").status_code == 404
    page = client_of("sibling").get(f"/pledges/branch/{world.there.id}?year=2026").text
    assert "每月通读一份文件" not in page
