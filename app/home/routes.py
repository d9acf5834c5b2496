"""Addresses of the workspace and the search; and the server's sign of life."""

from flask import request
from sqlalchemy import text

from app.access.policy import public, signed_in
from app.core.db import db
from app.core.web import page
from app.home import bp
from app.home.navigation import navigation


@bp.app_context_processor
def _rail():
    return {"navigation": navigation}


@bp.get("/")
@signed_in
def index():
    return page("home/index.html")


@bp.get("/search")
@signed_in
def search():
    return page("home/search.html", q=request.args.get("q", "").strip()[:60])


@bp.get("/healthz")
@public
def healthz():
    db.session.execute(text("SELECT 1"))
    return "ok", 200, {"Content-Type": "text/plain; charset=utf-8"}
