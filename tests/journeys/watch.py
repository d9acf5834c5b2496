"""What a page of the portal must never do in a browser; knows no journey."""

from playwright.sync_api import Error, Page

# Chromium repeats every bad answer on the console; the answer itself is judged below.
REPEATED = "Failed to load resource"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Watch:
    """Notes what is wrong with `page` from now on, in `problems`.

    Wrong are: script errors and console errors (content policy refusals among them), requests that
    fail or leave `origin`, answers of 400 and above, and pages wider than the window. `expected`
    names statuses a journey means to meet; 422 is how a form says what to correct.
    """

    def __init__(self, page: Page, origin: str, expected=frozenset({422})):
        self.page, self.origin, self.expected = page, origin, expected
        self.problems: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("load", lambda _: self.measure())

    def measure(self) -> None:
        """Note how far the page now shown is wider than its window, if it is."""
        try:
            excess = self.page.evaluate(OVERFLOW)
        except Error as error:
            # The next page may already be replacing this one, and is measured in its turn.
            if "context was destroyed" not in str(error) and not self.page.is_closed():
                raise
            return
        if excess > 0:
            self._note(f"{excess} px wider than the window")

    def _note(self, problem: str) -> None:
        self.problems.append(f"{self.page.url}: {problem}")

    def _console(self, message) -> None:
        if message.type == "error" and not message.text.startswith(REPEATED):
            self._note(f"console: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self._note(f"asks another host: {request.url}")

    def _failed(self, request) -> None:
        # A download, or a click before the last answer came, ends a request without fault.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"failed: {request.url} {request.failure}")

    def _response(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self._note(f"answer {response.status}: {response.url}")
