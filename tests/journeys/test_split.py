"""A branch is divided by the committee above with its history intact, as people see it."""

import re

from tests.journeys.hand import follow

NEW = "教工第三党支部"
GO = ("欧阳懿", "李喆昇", "张淼燊", "韩志远")


def divide(page):
    """From the list of organisations to the page of the act."""
    page.goto("/organizations/")
    page.get_by_role("link", name="教工第一党支部").first.click()
    page.get_by_role("link", name="拆分").click()
    page.get_by_label("新支部名称").fill(NEW)
    page.locator("#code").fill("JS-03")
    for name in GO:
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.get_by_label("文号").fill("计党发〔2026〕40号")
    page.locator("#basis").fill("2026年11月16日学院党委会议")
    page.get_by_role("button", name="登记").click()
    page.wait_for_url(re.compile(r"/structure/acts/\d+$"))


def test_a_branch_is_divided_and_its_history_stays(page_as, axe):
    above = page_as("faculty")
    divide(above)
    assert "划出4人" in above.content()
    paper = above.request.get(above.get_by_role("link", name="打印批复").get_attribute("href"))
    assert paper.body().startswith(b"%PDF")
    assert axe(above) == []

    own = page_as("secretary")
    own.goto("/meetings/")
    held = own.locator("main tbody a, main .plain-list a").count()
    assert held > 5
    own.goto("/members/?q=欧阳懿")
    assert own.get_by_role("link", name="欧阳懿").count() == 0

    member = page_as("member", phone=True)
    member.goto("/members/me")
    assert NEW in member.content()
    assert "教工第一党支部" in member.content()

    above.goto("/structure/tree?on=2026-11-15")
    assert above.get_by_role("link", name=NEW).count() == 0
    above.goto("/structure/tree")
    follow(above.get_by_role("link", name=NEW))
    assert "由教工第一党支部拆分，划入4人" in above.content()
    above.goto("/structure/")
    assert above.locator("tr", has_text=NEW).filter(has_text="没有书记").count() == 1
    above.get_by_role("link", name=re.compile("任命书记")).first.click()
    above.get_by_label("新任书记").select_option(label="韩志远")
    above.locator("#basis").fill("2026年11月16日学院党委会议")
    above.get_by_role("button", name="登记").click()
    above.wait_for_url(re.compile(r"/structure/acts/\d+$"))
    assert "韩志远任书记" in above.content()
