"""The watch over browser pages sees every kind of fault it promises to see."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.journeys.watch import Watch

HEAD = "<!doctype html><html lang=zh><title>页</title><link rel=icon href=data:,><h1>页</h1>"


class Pages(BaseHTTPRequestHandler):
    """Serves `body` at every address but /missing, under the portal's content policy."""

    def __init__(self, body, *connection):
        self.body = body
        super().__init__(*connection)

    def do_GET(self):
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((HEAD + self.body).encode())

    def log_message(self, *_):
        """Say nothing: the test's own output is enough."""


@pytest.fixture
def problems_of(browser):
    """problems_of(body, script=True) are the problems noted while a browser shows that body."""

    def problems(body, *, script=True):
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, body)) as site:
            threading.Thread(target=site.serve_forever).start()
            context = browser.new_context(java_script_enabled=script)
            page = context.new_page()
            watch = Watch(page, f"http://127.0.0.1:{site.server_port}")
            page.goto(watch.origin)
            page.wait_for_timeout(100)
            context.close()
            site.shutdown()
        return "\n".join(watch.problems)

    return problems


def test_a_sound_page_has_no_problem(problems_of):
    assert problems_of("<p>好</p>") == ""


def test_an_inline_script_is_refused_and_noted(problems_of):
    assert "Content Security Policy" in problems_of("<script>1</script>")


def test_an_inline_style_is_refused_and_noted_without_script_too(problems_of):
    assert "Content Security Policy" in problems_of("<p style='color:red'>好</p>", script=False)


def test_a_broken_script_is_noted(problems_of):
    assert "script error" in problems_of("<script src=/this-page-itself></script>")


def test_a_missing_picture_is_noted(problems_of):
    assert "answer 404" in problems_of("<img alt='' src=/missing>")


def test_a_picture_from_another_host_is_noted(problems_of):
    assert "asks another host" in problems_of("<img alt='' src=http://127.0.0.2:9/a.png>")


@pytest.mark.parametrize("script", [True, False])
def test_a_page_wider_than_the_window_is_noted(problems_of, script):
    assert "wider than the window" in problems_of("<img alt='' width=3000>", script=script)
