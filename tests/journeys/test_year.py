"""A year of a branch by hand: planned, held month by month, explained where it was not, and at its
end the picture, the papers and the superior's table agree."""

import re
from datetime import date

import pytest

KINDS = ("支委会", "主题党日", "党小组会（第一党小组）", "党小组会（第二党小组）")
LEFT_OUT = ("支委会", 8)


def plan(page):
    page.goto("/meetings/plan/edit?year=2027")
    page.get_by_role("button", name="提交计划").click()
    page.wait_for_url(re.compile(r"/meetings/plan\?"))
    assert "2027" in page.locator("h1").inner_text()


def hold(page, what, period):
    """One press on the workspace, what was done in a sentence, one press more."""
    owed = page.locator(".owe li").filter(
        has=page.locator(".what", has_text=re.compile(f"^{re.escape(what)}$"))
    )
    owed.filter(has_text=f"{period}还没有记录").get_by_role(
        "link", name=re.compile("^记一次会")
    ).click()
    page.wait_for_url(re.compile("/meetings/new"))
    page.get_by_role("textbox", name="议题").first.fill("本月学习和工作")
    if page.locator("#late_reason").is_visible():
        page.get_by_label("补录原因").fill("期末考试周")
    page.get_by_role("button", name="提交记录").click()
    page.wait_for_url(re.compile(r"/meetings/\d+$"))
    page.goto("/")


def explain(page, what, month, reason):
    page.goto("/findings/")
    owed = page.locator(".owe li").filter(
        has=page.locator(".what", has_text=re.compile(f"^{re.escape(what)}$"))
    )
    owed.filter(has_text=f"{month}月还没有记录").get_by_role("link", name="说明").click()
    page.get_by_label("怎么办").select_option(label="不适用")
    page.get_by_label("说明", exact=True).fill(reason)
    page.get_by_role("button", name="提交说明").click()
    page.wait_for_url(re.compile(r"/findings/\d+$"))


def looks(page, title):
    """How the squares of a line look, left to right."""
    row = page.locator(".year tbody tr").filter(
        has=page.locator("th", has_text=re.compile(f"^{re.escape(title)}$"))
    )
    return [cell.get_attribute("class") for cell in row.first.locator("td").all()]


@pytest.mark.slow
def test_a_year_is_planned_held_explained_and_told(server, page_as):
    server.travel(date(2026, 12, 28))
    plan(page_as("secretary"))
    for month in range(1, 13):
        server.travel(date(2027, month, 27))
        page = page_as("secretary")
        for what in KINDS:
            if (what, month) != LEFT_OUT:
                page.goto("/")
                hold(page, what, f"{month}月")
        if month % 3 == 0:
            hold(page, "支部党员大会", f"第{'一二三四'[month // 3 - 1]}季度")
    server.travel(date(2027, 12, 30))
    page = page_as("secretary")
    explain(page, "支委会", 8, "八月委员都在外地实践。")
    assert looks(page, "支委会") == ["done"] * 7 + ["waived"] + ["done"] * 4
    for title in KINDS[1:]:
        assert looks(page, title) == ["done"] * 12
    assert looks(page, "支部党员大会") == ["done"] * 4
    branch = page.url.rpartition("/")[2]
    for paper in ("year.pdf", "list.pdf"):
        got = page.request.get(f"/findings/{paper}?organization={branch}")
        assert got.body().startswith(b"%PDF")
    calendar = page.request.get(f"/findings/due.ics?organization={branch}").text()
    assert calendar.startswith("BEGIN:VCALENDAR")

    officer = page_as("faculty")
    officer.goto(f"/findings/{branch}")
    assert looks(officer, "支委会") == looks(page, "支委会")
    officer.goto("/findings/?duty=支委会")
    assert "教工第一党支部" not in officer.locator("main").inner_text()
