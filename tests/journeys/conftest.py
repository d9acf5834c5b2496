"""Fixtures of the browser tests: a served demo world, a browser, a person's watched page."""

import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.journeys import served
from tests.journeys.watch import Watch

PASSWORD = "demo-2026"
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Only where script is off does a browser read what stands inside <noscript>.
SCRIPTED = """() => {
  const element = document.createElement("noscript");
  element.innerHTML = "<b></b>";
  return element.firstElementChild === null;
}"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_world(tmp_path_factory):
    """The folder of a demo world as built on 16 November 2026, for copying only."""
    return served.build(tmp_path_factory.mktemp("demo") / "world")


@pytest.fixture(scope="module")
def server(demo_world, tmp_path_factory):
    """A served copy of the demo world, untouched by the journeys of other modules."""
    with served.serving(demo_world, tmp_path_factory.mktemp("served") / "instance") as server:
        yield server


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, without a window."""
    find = served.CHECKOUT / "script" / "find"
    path = subprocess.run([find, "browser"], capture_output=True, text=True, check=True).stdout
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path.strip(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def watched_page(browser):
    """watched_page(origin, phone=, script=, expected=) opens a Page whose faults fail the test."""
    watches = []

    def open_page(origin, *, phone=False, script=True, expected=()):
        context = browser.new_context(
            **(PHONE if phone else DESKTOP),
            base_url=origin,
            java_script_enabled=script,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        watches.append(Watch(page, origin, frozenset({422, *expected})))
        return page

    yield open_page
    for watch in watches:
        if not watch.page.is_closed():
            watch.measure()
        watch.page.context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def page_as(server, watched_page):
    """page_as("member", phone=True, script=False) is that person's page, logged in at `/`.

    page_as(None) is a stranger's, still blank. `expected` names further statuses, such as {403},
    that the journey means to meet.
    """

    def open_as(username, **size):
        page = watched_page(server.url, **size)
        if username:
            page.goto("/login")
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: "/login" not in url)
        return page

    return open_as


@pytest.fixture
def axe():
    """axe(page) lists what axe-core finds against the page: (rule, what to do, where)."""
    engine = Axe()

    def violations(page):
        assert page.evaluate(SCRIPTED), "axe-core waits for ever on a page without script"
        found = engine.run(page).response["violations"]
        return [(v["id"], v["help"], [node["target"] for node in v["nodes"]]) for v in found]

    return violations
