"""A record is returned by field, found on the workspace, mended, answered, and counted for both."""

import re


def a_meeting(page):
    page.goto("/meetings/?kind=committee&organization=")
    link = page.locator("a[href^='/meetings/']").filter(has_text="2026年10月").first
    link.click()
    page.wait_for_url(re.compile(r"/meetings/\d+$"))
    return page.url


def test_a_returned_record_is_mended_and_answered(page_as):
    secretary, officer = page_as("secretary"), page_as("faculty")
    address = a_meeting(secretary)
    officer.goto(address)
    officer.get_by_role("link", name="退回").click()
    officer.get_by_label("哪一项").select_option("地点")
    officer.get_by_label("要改什么").fill("地点应写到房间号。")
    officer.get_by_role("button", name="退回").click()
    officer.wait_for_url(address)

    secretary.goto("/")
    owed = secretary.locator(".owe li", has_text="上级退回，请更正")
    assert "地点应写到房间号。" in owed.inner_text()
    owed.get_by_role("link", name="去更正").click()
    secretary.locator(".notice").get_by_role("link", name="去更正").click()
    secretary.wait_for_url(re.compile(r"/edit$"))
    secretary.get_by_label("地点").fill("学院楼 402 会议室")
    secretary.get_by_label("更正原因").fill("按上级意见补房间号")
    secretary.get_by_role("button", name="保存更正").click()
    secretary.wait_for_url(address)
    secretary.get_by_role("link", name="答复上级").click()
    secretary.get_by_label("答复").fill("已写到房间号。")
    secretary.get_by_role("button", name="答复").click()
    secretary.wait_for_url(address)
    secretary.goto("/")
    assert secretary.locator(".owe li", has_text="上级退回").count() == 0

    officer.goto(address)
    assert "已写到房间号。" in officer.locator("main").inner_text()
    for page in (officer, secretary):
        page.goto("/findings/burden?month=2026-11")
        assert "1 次退回" in page.locator("main").inner_text()
