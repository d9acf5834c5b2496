"""A secretary's main job by hand: a routine meeting, recorded within a minute, and its paper."""

import re

from tests.journeys.hand import follow


class Hands:
    """Counts what a person presses or fills."""

    def __init__(self, page):
        self.page, self.moves = page, 0

    def click(self, target):
        self.moves += 1
        target.click()

    def fill(self, target, text):
        self.moves += 1
        target.fill(text)


def log_committee_meeting(page, hands):
    """From the workspace to the submitted record of this month's 支委会."""
    owed = page.locator(".owe li", has_text="支委会").filter(has_text="11月还没有记录")
    with page.expect_navigation():
        hands.click(owed.get_by_role("link", name="记一次会"))
    hands.fill(page.get_by_role("textbox", name="议题"), "研究确定本月主题党日安排")
    hands.fill(page.get_by_role("textbox", name="讨论情况"), "逐一讨论，意见一致。")
    hands.fill(page.get_by_role("textbox", name="决议"), "本月 25 日参观校史馆，由宣传委员联系。")
    hands.click(page.get_by_role("button", name="提交记录"))
    page.wait_for_url(re.compile(r"/meetings/\d+$"))


def test_a_monthly_committee_meeting_takes_at_most_eight_moves(page_as):
    page = page_as("secretary")
    hands = Hands(page)
    log_committee_meeting(page, hands)
    assert hands.moves <= 8
    assert "研究确定本月主题党日安排" in page.content()
    paper = page.request.get(page.get_by_role("link", name="会议记录").get_attribute("href"))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF")
    page.goto("/")
    assert page.locator(".owe li", has_text="支委会").filter(has_text="11月还没有记录").count() == 0


def test_a_meeting_can_be_logged_without_script(page_as):
    page = page_as("sibling", script=False)
    log_committee_meeting(page, Hands(page))
    assert "本月 25 日参观校史馆" in page.content()


def test_what_was_typed_survives_leaving_the_page(page_as):
    page = page_as("secretary")
    page.goto("/meetings/new?kind=theme_day")
    with page.expect_response("**/accounts/drafts"):
        page.get_by_label("名称").fill("参观校史馆")
    page.goto("/")
    follow(page.locator("section", has_text="没有写完的").get_by_role("link").first)
    assert page.get_by_label("名称").input_value() == "参观校史馆"
