"""A hand on a page: presses what leads to another page and waits until that one stands there."""

from playwright.sync_api import Locator, Page


def follow(what: Locator) -> None:
    """Press a link or a button and wait for the page it leads to.

    Waiting for the load state alone ends at once, for the page pressed on has loaded long ago; the
    next `goto` then breaks off the answer that is still on its way, or is broken off by it.
    """
    with what.page.expect_navigation():
        what.click()


def from_rail(page: Page, group: str, label: str) -> None:
    """Follow an entry of the rail, whose group is unfolded if it is not yet."""
    entry = page.locator("nav.rail").get_by_role("link", name=label, exact=True)
    if not entry.is_visible():
        page.locator("nav.rail summary").get_by_text(group, exact=True).click()
    follow(entry)
