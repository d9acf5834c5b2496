"""What the portal adds to WeasyPrint's own work on a paper, and what papers do to a worker."""

import json
import subprocess
import sys
from collections.abc import Iterator
from unittest.mock import patch

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from app.printing import pdf
from bench.figures import Figure, medians, versus

PAPERS = [("meeting_record", "/meetings/1/record.pdf"), ("member_roster", "/members/roster.pdf")]
ROUNDS = 8


def pdf_overhead(world) -> Iterator[Figure]:
    """The whole request, login and record included, ÷ the same HTML and CSS set by WeasyPrint
    with its fonts configured and its style sheets parsed beforehand."""
    browser = world.client("secretary")
    for form, address in PAPERS:
        html = _html_of(browser, address)
        with world.app.app_context():
            alone = _alone(form, html)
        ours, theirs = medians(ROUNDS, "CPU", lambda a=address: browser.get(a), alone)
        told = f"GET {address} ÷ WeasyPrint on the same HTML with parsed CSS and fonts at hand"
        yield Figure(
            "pdf_overhead", f"{told}: {versus(ours, theirs, 'CPU')}", "×", form,
            round(ours / theirs, 2), limit=1.25,
        )  # fmt: skip


def worker(world) -> Iterator[Figure]:
    """A process of its own prints 200 papers from as many threads as the server's workers have."""
    world.client("secretary")
    command = [sys.executable, "-m", "bench.worker", str(world.home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seen = json.loads(done.stdout)
    told = f"resident memory of a process that prints {seen['papers']} papers of {seen['kinds']}"
    yield Figure("worker_peak", told, "MB", value=seen["peak"], limit=450)
    growth = round(seen["last"] - seen["early"], 1)
    told = f"from the 20th to the last paper: {seen['early']} MB to {seen['last']} MB"
    yield Figure("worker_growth", told, "MB", value=growth, limit=20)


def _html_of(browser, address) -> str:
    """The HTML that the portal gives to WeasyPrint for this address."""
    made = []

    def keep(form, sheet):
        made.append(render(form, sheet))
        return made[-1]

    render = pdf.render_html
    with patch.object(pdf, "render_html", keep):
        browser.get(address)
    return made[0]


def _alone(form, html):
    folder = pdf.print_folder()
    base, configuration = f"{folder / form}/", FontConfiguration()
    texts = [path.read_text("utf-8") for path in (folder / "page.css", folder / form / "form.css")]
    sheets = [CSS(string=text, base_url=f"{folder}/", font_config=configuration) for text in texts]

    def write():
        document = HTML(string=html, base_url=base)
        return document.write_pdf(stylesheets=sheets, font_config=configuration)

    return write
