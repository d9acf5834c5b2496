"""Turns a sheet into a paper with WeasyPrint; reads nothing that did not ship with the app."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import quote, urlsplit
from urllib.request import url2pathname

from flask import Response, current_app
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from app.printing import fonts, words

# Pango and fontconfig are not safe across threads, so papers are made one after another.
_ONE_AT_A_TIME = Lock()


class FetchRefusedError(RuntimeError):
    """A form named a file or address outside the print folder."""


class Offline(URLFetcher):
    """Lets a form read data: addresses and files inside the given folders, nothing else."""

    def __init__(self, *folders: Path):
        super().__init__(
            allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True
        )
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url, headers=None):
        if not url.startswith("data:") and not self._ours(url):
            raise ValueError(f"a printed form may not read {url}")
        return super().fetch(url, headers)

    def _ours(self, url):
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            return False
        path = Path(url2pathname(parts.path)).resolve()
        return any(path.is_relative_to(folder) for folder in self._folders)


class Press:
    """Fonts and style sheets, read once: a FontConfiguration for each paper grows without end."""

    def __init__(self, folder: Path, added_fonts: Path | None):
        self._folder = folder
        self._fetcher = Offline(folder, *([added_fonts] if added_fonts else []))
        self._fonts = FontConfiguration()
        self._styles = {}
        self._shared = [
            self._css(fonts.faces(added_fonts)),
            self._css((folder / "page.css").read_text("utf-8")),
        ]

    def print(self, form: str, *papers: str) -> bytes:
        """Every paper's pages in one file, each paper numbered by itself."""
        try:
            first, *others = (self._set(form, html) for html in papers)
            pages = first.pages + [page for other in others for page in other.pages]
            return first.copy(pages).write_pdf()
        except FatalURLFetchingError as refusal:
            raise FetchRefusedError(str(refusal)) from refusal

    def _set(self, form, html):
        base = str(self._folder / form) + "/"
        document = HTML(string=html, base_url=base, url_fetcher=self._fetcher)
        return document.render(stylesheets=self._style(form), font_config=self._fonts)

    def _style(self, form):
        if form not in self._styles:
            own = (self._folder / form / "form.css").read_text("utf-8")
            self._styles[form] = [*self._shared, self._css(own)]
        return self._styles[form]

    def _css(self, text):
        return CSS(
            string=text,
            base_url=str(self._folder) + "/",
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )


def render_html(form: str, sheet) -> str:
    """The form filled in: values escaped, characters without a picture taken out."""
    template = current_app.jinja_env.get_template(f"print/{form}/form.html")
    html = template.render(sheet=sheet, when=words.when, percent=words.percent, qr=words.qr)
    return words.printable(html)


def render_pdf(form: str, *sheets) -> bytes:
    """One paper a sheet, bound in one file."""
    papers = [render_html(form, sheet) for sheet in sheets]
    folder = Path(current_app.jinja_loader.searchpath[0]).resolve() / "print"
    with _ONE_AT_A_TIME:
        return _press(folder, current_app.config.get("PRINT_FONTS")).print(form, *papers)


def pdf_response(form: str, sheet, filename: str) -> Response:
    """The paper, shown in the browser and saved under its Chinese name (RFC 5987)."""
    return bound_response(form, [sheet], filename)


def bound_response(form: str, sheets: Sequence, filename: str) -> Response:
    """Several papers of one form in one file, such as everybody's; at least one."""
    response = Response(render_pdf(form, *sheets), mimetype="application/pdf")
    names = {
        "filename": f"{form}.pdf",
        "filename*": f"UTF-8''{quote(words.printable(filename), safe='')}",
    }
    response.headers.set("Content-Disposition", "inline", **names)
    return response


@lru_cache(maxsize=1)
def _press(folder, added_fonts):
    return Press(folder, added_fonts)
