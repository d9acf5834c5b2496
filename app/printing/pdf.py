"""Turns a sheet into a paper: the form's template filled in, then handed to the press.

WeasyPrint takes half a second of CPU to import, a third of the whole application, and commands
print hardly ever. So the press is imported with the first paper; script/serve.py imports it before
its workers begin, and nobody who reads pages waits for it.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from flask import Response, current_app

from app.printing import words

# Pango and fontconfig are not safe across threads, so papers are made one after another.
_ONE_AT_A_TIME = Lock()


def render_html(form: str, sheet) -> str:
    """The form filled in: values escaped, characters without a picture taken out."""
    template = current_app.jinja_env.get_template(f"print/{form}/form.html")
    html = template.render(sheet=sheet, when=words.when, percent=words.percent, qr=words.qr)
    return words.printable(html)


def render_pdf(form: str, *sheets) -> bytes:
    """One paper a sheet, bound in one file."""
    papers = [render_html(form, sheet) for sheet in sheets]
    with _ONE_AT_A_TIME:
        return _press(print_folder(), current_app.config.get("PRINT_FONTS")).print(form, *papers)


def print_folder() -> Path:
    """Where the forms and the shared page style lie."""
    return Path(current_app.jinja_loader.searchpath[0]).resolve() / "print"


def pdf_response(form: str, sheet, filename: str) -> Response:
    """The paper, shown in the browser and saved under its Chinese name (RFC 5987)."""
    return bound_response(form, [sheet], filename)


def bound_response(form: str, sheets: Sequence, filename: str) -> Response:
    """Several papers of one form in one file, such as everybody's; at least one."""
    return named_response(render_pdf(form, *sheets), form, filename)


def named_response(data: bytes, plain: str, filename: str) -> Response:
    """A PDF that is made already; `plain` names it where only ASCII is understood."""
    response = Response(data, mimetype="application/pdf")
    names = {
        "filename": f"{plain}.pdf",
        "filename*": f"UTF-8''{quote(words.printable(filename), safe='')}",
    }
    response.headers.set("Content-Disposition", "inline", **names)
    return response


@lru_cache(maxsize=1)
def _press(folder, added_fonts):
    from app.printing.press import Press

    return Press(folder, added_fonts)
