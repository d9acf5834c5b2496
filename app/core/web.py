"""Pages and answers: the only place that knows whether htmx is asking."""

from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from flask import current_app, make_response, redirect, render_template, request, url_for
from jinja2 import StrictUndefined
from werkzeug.routing import IntegerConverter
from werkzeug.urls import iri_to_uri

from app.core.fields import YEARS

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)


def wants_fragment() -> bool:
    """Whether htmx asks for a block; a boosted link or a restored page wants the whole."""
    headers = request.headers
    return (
        "HX-Request" in headers
        and "HX-Boosted" not in headers
        and "HX-History-Restore-Request" not in headers
    )


def page(template: str, *, block: str = "content", status: int = 200, **context):
    """One URL, two sizes: the whole page for a browser, one block of it for htmx."""
    html = (
        _render_block(template, block, context)
        if wants_fragment()
        else render_template(template, **context)
    )
    response = make_response(html, status)
    response.vary.add("HX-Request")
    return response


def go(url: str):
    """Send the person on after a change, whichever way they asked."""
    if wants_fragment():
        return "", 204, {"HX-Redirect": iri_to_uri(url)}
    return redirect(url, 303)


def this_address() -> str:
    """The page's own address with its query; its form posts there, its draft is kept there."""
    return request.full_path.rstrip("?")[:300]


def download(data: bytes, filename: str, mimetype: str):
    """A file to keep; never shown inside the site."""
    response = make_response(data)
    response.mimetype = mimetype
    name = quote(filename, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def harden(response):
    """The same closed policy on every answer, files included."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.endpoint not in {"static", "bootstrap.static"} or response.status_code >= 400:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def public_url(endpoint: str, **values) -> str:
    """An address for paper and messages: under PUBLIC_URL where the deployment gives one, so that
    no request's Host header can lead a one-time link elsewhere."""
    base = current_app.config["PUBLIC_URL"]
    if base:
        return base.rstrip("/") + url_for(endpoint, **values)
    return url_for(endpoint, _external=True, **values)


def number(name: str, default: int | None = None) -> int | None:
    """A whole number from the address's query that a column can hold, else the default."""
    given = request.args.get(name, type=int)
    return given if given is not None and 0 <= given < 2**31 else default


def numbers(name: str) -> list[int]:
    """Every whole number of that name in the address's query that a column can hold."""
    return [one for one in request.args.getlist(name, type=int) if 0 <= one < 2**31]


def year_asked(default: int) -> int:
    """The year in the address's query, if records may be of that year, else the default."""
    given = number("year")
    return given if given in YEARS else default


def static_url(filename: str) -> str:
    """A shipped file's address with its content's mark, so that it may be cached for a year."""
    marks = current_app.extensions.setdefault("static_marks", {})
    if filename not in marks:
        data = (Path(current_app.static_folder) / filename).read_bytes()
        marks[filename] = sha256(data).hexdigest()[:10]
    return url_for("static", filename=filename, v=marks[filename])


def _render_block(name, block, context):
    app = current_app
    app.update_template_context(context)
    template = app.jinja_env.get_template(name)
    return "".join(template.blocks[block](template.new_context(context)))


class RowNumber(IntegerConverter):
    """A row's number in an address; what no column can hold is simply not found."""

    def __init__(self, url_map):
        super().__init__(url_map, max=2**31 - 1)


class Kit:
    """ui.field(...) calls the macro `field` of templates/ui/field.html; needs no import."""

    def __init__(self, env):
        self._env = env
        self._macros = {}

    def __getattr__(self, name):
        if name not in self._macros or self._env.auto_reload:
            self._macros[name] = getattr(self._env.get_template(f"ui/{name}.html").module, name)
        return self._macros[name]


def init_app(app):
    """Strict templates, the UI kit as a global, safe addresses, and hardened answers."""
    app.url_map.converters["int"] = RowNumber
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        ui=Kit(app.jinja_env), static_url=static_url, request_address=this_address
    )
    app.after_request(harden)
