"""One before_request for the whole site: a route that declares nothing is closed."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import abort, current_app, flash, g, request, session, url_for
from flask_login import current_user, logout_user
from flask_wtf.csrf import ValidationError, validate_csrf
from werkzeug.exceptions import HTTPException

from app.access.policy import PUBLIC, SIGNED_IN
from app.access.scope import Scope
from app.core import audit, drafts
from app.core.db import SAFE_METHODS, db, reads_only, short_transaction
from app.core.web import go, this_address

OPEN_FILES = {None, "static", "bootstrap.static"}


def open_request():
    """Every request begins by reading only, as nobody yet."""
    reads_only(True)
    audit.acting(name="未登录")


def enforce():
    """Who are you, may you, and where: sets g.scope for the view, or answers instead of it."""
    if request.endpoint in OPEN_FILES:
        return None
    view = current_app.view_functions[request.endpoint]
    if not hasattr(view, "access"):
        abort(500, f"{request.endpoint} declares no access")
    if view.access == PUBLIC:
        return None
    if not current_user.is_authenticated or _expired(view):
        return _ask_to_log_in(view)
    audit.acting(current_user.id, current_user.name)
    g.scope = Scope() if view.access == SIGNED_IN else current_user.scope_for(view.access)
    if view.access != SIGNED_IN and not g.scope:
        _note_refusal()
        abort(403)
    return None


def begin_write():
    """After the gate: read the body, then let an unsafe request take the write lock.

    A slow or unwelcome upload is neither read before the person is known nor while others wait.
    """
    view = current_app.view_functions.get(request.endpoint)
    if request.method in SAFE_METHODS or hasattr(view, "commits_itself"):
        return
    _refuse_oversize()
    request.form  # noqa: B018
    db.session.rollback()
    reads_only(False)


def _refuse_oversize():
    """Plain fields are held in memory: a lower limit, which Werkzeug knows for parts only."""
    most = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if request.mimetype != "multipart/form-data" and (request.content_length or 0) > most:
        abort(413)


def _expired(view) -> bool:
    now = datetime.now(UTC).timestamp()
    config = current_app.config
    started, seen = session.get("started", 0), session.get("seen", 0)
    idle = now - seen > config["SESSION_IDLE"].total_seconds()
    if now - started > config["SESSION_ABSOLUTE"].total_seconds():
        return True
    if idle and not hasattr(view, "keeps_nothing"):  # a ballot being filled outlasts a pause
        return True
    if now - seen > 60:
        session["seen"] = now
    return False


def _ask_to_log_in(view):
    """To the login page and back; what was typed is kept as a draft, ballots excepted."""
    if current_user.is_authenticated and request.method not in SAFE_METHODS:
        _keep_what_was_typed(view)
    if current_user.is_authenticated:
        logout_user()
        flash("您有一段时间没有操作，请重新登录。", "info")
    back = this_address() if "GET" in request.url_rule.methods else _page_of_the_form()
    return go(url_for("accounts.login", next=None if back == "/" else back))


def _page_of_the_form():
    """Where a button stood whose own address opens no page: this site's page it was pressed on."""
    came = urlsplit(request.referrer or "")
    return came.path or "/" if came.netloc == request.host else "/"


def _keep_what_was_typed(view):
    if hasattr(view, "keeps_nothing") or not may_keep(this_address()):
        return
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return
    drafts.keep(current_user.id, this_address(), request.form)
    flash("刚才填写的内容已为您保留，登录后接着填。", "info")


def may_keep(address: str) -> bool:
    """Whether typing at that address may be kept: a form behind the login, and never a ballot."""
    urls = current_app.url_map.bind("")
    try:
        rule, _ = urls.match(address.partition("?")[0], method="POST", return_rule=True)
    except HTTPException:
        return False
    view = current_app.view_functions[rule.endpoint]
    secret = hasattr(view, "keeps_nothing")
    return not secret and getattr(view, "access", PUBLIC) != PUBLIC and "GET" in rule.methods


def _note_refusal():
    entry = audit.row_of("被拒绝", "页面", f"{request.method} {request.path}")
    with short_transaction() as own:
        own.add(entry)
    db.session.rollback()
