"""Where a person is led back to after the login or a press: a page of this site, nothing else."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def inside(target: str | None) -> str:
    """The path asked for, or the workspace: never an address somebody put into the link, nor one
    that only takes presses, such as /logout."""
    parts = urlsplit(target or "")
    safe = target and target.startswith("/") and not target.startswith(("//", "/\\"))
    safe = safe and target.isprintable()
    safe = safe and not parts.netloc and not parts.scheme and _is_page(parts.path)
    return target if safe else url_for("home.index")


def _is_page(path):
    try:
        current_app.create_url_adapter(request).match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
