"""A hand that fills ballots and presses buttons in a campaign; knows no campaign of its own."""

import re
from io import BytesIO

import pypdf

from tests.journeys.hand import follow

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def press(page, label):
    page.once("dialog", lambda dialog: dialog.accept())
    follow(page.get_by_role("button", name=label, exact=True))


def token_of(page):
    return TOKEN.search(page.content())[1]


def fill_ballot(page):
    """The first mark of every question in sight, by its label as a finger would."""
    for square in page.locator(".choice > div:nth-of-type(1) label").all():
        if square.is_visible():
            square.click()
    follow(page.get_by_role("button", name="交票"))
    assert "票已收到" in page.content()
    return page.locator("b.code").inner_text()


def text_of(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
