"""In 发展党员 everybody sees the own part, and nothing more."""

import re

import pytest

OURS = {"李嘉", "杜怡可", "王思源", "韩妹娴"}
SIBLINGS = "陈琰"
OTHER_COLLEGES = "皇甫雁喆"


@pytest.fixture
def file_of(page_as):
    """file_of(name) is the address of that person's file, which the university knows."""
    page = page_as("committee")

    def address(name):
        page.goto(f"/development/?q={name}")
        return page.get_by_role("link", name=name, exact=True).get_attribute("href")

    return address


def people(page):
    """Whom the list of 发展党员 shows, page after page."""
    page.goto("/development/")
    names = set(page.locator("#rows th a").all_inner_texts())
    while (further := page.locator("#rows").get_by_role("link", name=re.compile("下一页"))).count():
        page.goto(further.get_attribute("href"))
        names |= set(page.locator("#rows th a").all_inner_texts())
    return names


def status(page, address):
    return page.request.get(address).status


def links(page):
    return page.locator("nav.rail a").all_text_contents()


def test_a_secretary_enters_in_the_own_branch_only(page_as, file_of):
    page = page_as("secretary")
    assert people(page) == OURS
    page.goto(file_of("王思源"))
    page.locator(".owe .btn").first.click()
    page.get_by_role("button", name="提交记录").wait_for()
    assert status(page, file_of(SIBLINGS)) == 404
    assert status(page, file_of(OTHER_COLLEGES)) == 404
    assert "发展审批" not in links(page)
    assert status(page, "/development/queue") == 403


def test_a_college_decides_what_its_branches_ask_and_enters_nothing(page_as, file_of):
    page = page_as("faculty")
    shown = people(page)
    assert shown >= OURS | {SIBLINGS}
    assert OTHER_COLLEGES not in shown
    assert status(page, file_of(OTHER_COLLEGES)) == 404
    ours = file_of("王思源")
    page.goto(ours)
    assert page.locator(".owe .btn").count() == 0
    assert status(page, f"{ours}/facts") == 403
    page.get_by_role("link", name="发展审批").click()
    page.get_by_role("button", name=re.compile("办理")).first.wait_for()
    waiting = page.locator("table.queue th a").all_inner_texts()
    assert waiting
    assert set(waiting) <= shown


def test_the_university_looks_over_all_and_leaves_the_colleges_their_queue(page_as):
    page = page_as("committee")
    shown = people(page)
    assert shown >= OURS | {SIBLINGS, OTHER_COLLEGES}
    page.goto("/development/queue")
    page.get_by_role("link", name=re.compile("计算机学院党委 .* 件")).click()
    page.get_by_text("由该党委办理，这里只能查看").wait_for()
    assert page.get_by_role("checkbox").count() == 0
    for address in ("/development/pipeline", "/development/coverage", "/development/lint"):
        assert page.goto(address).status == 200


def test_an_activist_sees_the_own_path_only(page_as, file_of):
    page = page_as("applicant", phone=True)
    assert "发展" not in links(page)
    page.goto("/development/mine")
    assert "教工第一党支部" in page.locator(".lead-2").inner_text()
    assert not any(name in page.content() for name in OURS - {"杜怡可"})
    # The same answer to every address tells nothing of which files there are.
    for address in (file_of("李嘉"), file_of(SIBLINGS), "/development/999999", "/development/"):
        assert status(page, address) == 403
