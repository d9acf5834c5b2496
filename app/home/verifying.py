"""The public address behind the code on a paper: whether it was issued here and still agrees."""

from flask import current_app, redirect, request, url_for

from app.access.policy import public
from app.core import proofs
from app.core.web import page
from app.home import bp


@bp.get("/verify")
@public
def verify_page():
    """Where a code is typed in by hand."""
    typed = request.args.get("code", "").strip()[:100]
    if typed:
        return redirect(url_for(".verify", code=typed))
    return page("home/verify.html", code="", found=None)


@bp.get("/verify/<code>")
@public
def verify(code):
    """404 for a code that was not made here: the page says so in words."""
    read = proofs.read(code[:100])
    ask = current_app.extensions["verifiers"].get(read.register) if read else None
    found = ask(read) if ask else None
    return page("home/verify.html", code=code[:100], found=found, status=200 if found else 404)
