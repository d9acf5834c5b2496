"""WeasyPrint at work: HTML and a form's style sheets to PDF; reads nothing that did not ship with
the app. Importing this module loads WeasyPrint; see app.printing.pdf.
"""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from app.printing import fonts


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
