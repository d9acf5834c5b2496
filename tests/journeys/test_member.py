"""A member evaluates a whole branch on a phone, once, and trusts the page."""

from tests.journeys.hand import follow


def open_ballot(page):
    page.goto("/")
    follow(page.get_by_role("link", name="去填写").first)


def mark_everybody(page, word="合格"):
    names = page.locator(".ballot section.sheet h2").count()
    for number in range(names):
        section = page.locator(".ballot section.sheet").nth(number)
        section.locator("fieldset.counts label", has_text=word).first.click()
    return names


def test_the_open_evaluation_is_filled_and_sent_on_a_phone(page_as):
    page = page_as("member", phone=True)
    open_ballot(page)
    assert "您的票一交上来就密封" in page.content()
    address = page.url
    assert mark_everybody(page) >= 20
    follow(page.get_by_role("button", name="交票"))
    assert page.locator("h1").inner_text() == "票已收到"
    page.goto(address)
    assert page.get_by_role("button", name="交票").count() == 0


def test_somebody_left_out_is_named_and_the_rest_is_kept(page_as):
    page = page_as("secretary", phone=True)
    open_ballot(page)
    mark_everybody(page)
    page.locator(".ballot section.sheet").first.get_by_label("合格", exact=True).evaluate(
        "radio => radio.checked = false"
    )
    follow(page.get_by_role("button", name="交票"))
    assert "这一项还没有填完" in page.content()
    assert page.locator("fieldset.counts input:checked").count() >= 20


def test_a_vote_can_be_cast_without_script(page_as):
    page = page_as("secretary", script=False)
    open_ballot(page)
    names = page.locator(".ballot section.sheet h2").count()
    for number in range(names):
        section = page.locator(".ballot section.sheet").nth(number)
        section.locator("fieldset.counts label", has_text="优秀").first.click()
    follow(page.get_by_role("button", name="交票"))
    assert page.locator("h1").inner_text() == "票已收到"
