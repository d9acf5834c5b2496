"""Addresses of the workspace and the search; and the server's sign of life."""

from pathlib import Path

from flask import current_app, request
from flask_login import current_user
from sqlalchemy import text

from app.access.policy import Can, public, signed_in
from app.core import clock
from app.core.db import db
from app.core.fields import clean_line
from app.core.web import page
from app.home import bp, desk, finder
from app.home.navigation import navigation, nearby


@bp.app_context_processor
def _rail():
    return {"navigation": navigation, "nearby": nearby}


@bp.get("/")
@signed_in
def index():
    today = clock.today()
    return page(
        "home/index.html",
        desk=desk.of(current_user, today),
        first_steps=current_user.may(Can.ACCOUNTS_MANAGE),
    )


@bp.get("/search")
@signed_in
def search():
    words = (clean_line(request.args.get("q")) or "")[:60]
    return page("home/search.html", q=words, found=finder.find(current_user, words))


@bp.get("/favicon.ico")
@public
def icon():
    """The mark, for browsers that ask before they have read a page."""
    mark = Path(current_app.static_folder) / "img" / "mark.svg"
    return mark.read_bytes(), 200, {"Content-Type": "image/svg+xml"}


@bp.get("/healthz")
@public
def healthz():
    db.session.execute(text("SELECT 1"))
    return "ok", 200, {"Content-Type": "text/plain; charset=utf-8"}
