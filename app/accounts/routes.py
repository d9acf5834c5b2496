"""Addresses of login, one-time links, one's own account, and the administrators' list."""

from datetime import timedelta

from flask import abort, current_app, flash, g, request, session, url_for
from flask_login import current_user

from app.access import gate
from app.access.policy import Can, commits_itself, public, requires, signed_in
from app.access.scope import EVERYTHING
from app.accounts import actions, bp, login, passwords, queries, throttling, votes
from app.accounts.forms import (
    FirstForm,
    JoinForm,
    LinkForm,
    LoginForm,
    PasswordForm,
    ResetForm,
    SureForm,
)
from app.accounts.returning import inside
from app.core import audit, clock, drafts
from app.core.db import short_transaction
from app.core.web import go, number, page, public_url

PAGE = 50
TOLD_FOR = timedelta(days=365)
"""How long links that others asked for are listed on one's own page, seen or not."""


@bp.route("/login", methods=["GET", "POST"], endpoint="login")
@public
@commits_itself
def log_in():
    form = LoginForm()
    if form.validate_on_submit() and (account := _recognised(form)):
        login.start(account)
        return go(inside(request.args.get("next")))
    status = form.status
    return page("accounts/login.html", form=form, demo=current_app.config["DEMO"], status=status)


def _recognised(form):
    username, address = form.username.data, request.remote_addr or ""
    if minutes := throttling.locked_minutes(username, address):
        form.form_errors.append(f"尝试次数过多，请 {minutes} 分钟后再试，或请支部书记重发链接。")
        return None
    account = queries.by_username(EVERYTHING, username)
    right = passwords.matches(form.password.data, account and account.password_hash)
    shown_in_public = form.password.data == passwords.DEMO_PASSWORD
    if not right or account.disabled_at or (shown_in_public and not current_app.config["DEMO"]):
        row = login.note("登录失败", username, account, address)
        throttling.failed(username, address)
        _write(row)
        form.form_errors.append("登录名或密码不对。")
        return None
    row = login.note(login.SUCCEEDED, username, account, address)
    throttling.succeeded(username)
    _write(row)
    return queries.by_username(EVERYTHING, username)


def _write(row):
    with short_transaction() as own:
        own.add(row)


@bp.post("/logout")
@signed_in
def logout():
    login.end()
    return go(url_for(".login"))


@bp.route("/accounts/join/<token>", methods=["GET", "POST"])
@public
def join(token):
    invitation = queries.open_invitation(EVERYTHING, token)
    if invitation is None:
        return page("accounts/spent.html", status=404)
    account = invitation.person_id and queries.of_person(EVERYTHING, invitation.person_id)
    form = _form_for(invitation, account)

    def accept():
        actions.accept(
            invitation,
            username=account.username if account else form.username.data,
            password=form.password.data,
            name=form.name.data if "name" in form else "",
        )

    if form.accepts(accept):
        flash("密码已设好，请登录。", "success")
        return go(url_for(".login"))
    return page(
        "accounts/join.html",
        block="form",
        form=form,
        invitation=invitation,
        account=account,
        status=form.status,
    )


def _form_for(invitation, account):
    if account:
        return ResetForm()
    return JoinForm() if invitation.person_id else FirstForm()


@bp.get("/accounts/me")
@signed_in
def me():
    return page(
        "accounts/me.html",
        account=current_user,
        roles=current_user.roles,
        links=queries.links_told(EVERYTHING, current_user.person_id, clock.now() - TOLD_FOR),
        sure=SureForm(),
    )


@bp.post("/accounts/me/links")
@signed_in
def links_seen():
    if SureForm().validate_on_submit():
        actions.mark_seen(current_user)
    return go(inside(request.form.get("back")))


@bp.route("/accounts/me/password", methods=["GET", "POST"])
@signed_in
def password():
    form = PasswordForm()
    account = current_user._get_current_object()
    if form.is_submitted() and throttling.locked_minutes(account.username, request.remote_addr):
        abort(429)

    def change():
        actions.change_password(account, current=form.current.data, new=form.new_password.data)

    if form.accepts(change):
        login.start(account)
        flash("密码已更换，其他设备上的登录已退出。", "success")
        return go(url_for(".me"))
    if form.current.errors:
        throttling.failed(account.username, request.remote_addr)
    return page("accounts/password.html", block="form", form=form, status=form.status)


@bp.post("/accounts/me/sessions")
@signed_in
def end_sessions():
    if SureForm().validate_on_submit():
        account = current_user._get_current_object()
        actions.end_other_sessions(account)
        login.start(account)
        flash("其他设备上的登录已退出。", "success")
    return go(url_for(".me"))


@bp.post("/accounts/me/text-size")
@signed_in
def text_size():
    if SureForm().validate_on_submit():
        session["large"] = not session.get("large")
    return go(inside(request.form.get("back")))


@bp.post("/accounts/drafts")
@signed_in
@commits_itself
def keep_draft():
    """Typing in progress, sent by the page itself every few seconds."""
    address = request.form.get("_address", "")[:300]
    if not gate.may_keep(address) or (request.content_length or 0) > drafts.LARGEST:
        abort(400)
    fields = request.form.copy()
    title = fields.pop("_title", "")
    fields.pop("_address", None)
    at = drafts.keep(current_user.id, address, fields, title)
    return page("accounts/draft_kept.html", block="content", at=at)


@bp.post("/accounts/drafts/drop")
@signed_in
def drop_draft():
    address = request.form.get("_address", "")[:300]
    drafts.drop(current_user.id, address)
    return go(inside(address))


@bp.get("/accounts/")
@requires(Can.ACCOUNTS_INVITE)
def index():
    text, start = request.args.get("q", "").strip(), number("from", 0)
    accounts = queries.listed(g.scope, text=text, limit=PAGE, offset=start)
    return page(
        "accounts/index.html",
        block="rows",
        accounts=accounts[:PAGE],
        more=len(accounts) > PAGE,
        start=start,
        q=text,
        step=PAGE,
    )


@bp.get("/accounts/<int:account_id>")
@requires(Can.ACCOUNTS_INVITE)
def show(account_id):
    account = _load(account_id)
    return page(
        "accounts/show.html",
        account=account,
        roles=account.roles,
        helps=actions.within_reach(account.person_id, g.scope),
        votes_now=votes.may_vote_now(account.person_id),
        manages=current_user.may(Can.ACCOUNTS_MANAGE),
        sure=SureForm(),
    )


@bp.route("/accounts/<int:account_id>/reset", methods=["GET", "POST"])
@requires(Can.ACCOUNTS_INVITE)
def reset(account_id):
    account, form, made = _load(account_id), LinkForm(), []
    if not actions.within_reach(account.person_id, g.scope):
        abort(403)
    reader = current_user._get_current_object()

    def save():
        made.append(actions.reset(account, scope=g.scope, by=reader, reason=form.reason.data or ""))

    if form.accepts(save):
        address = public_url("accounts.join", token=made[0])
        return page("accounts/link.html", account=account, address=address)
    return page(
        "accounts/reset.html",
        block="form",
        form=form,
        account=_load(account_id),
        votes_now=votes.may_vote_now(account.person_id),
        status=form.status,
    )


@bp.post("/accounts/<int:account_id>/disable")
@requires(Can.ACCOUNTS_MANAGE)
def disable(account_id):
    account = _load(account_id)
    audit.because(request.form.get("reason"))
    if account.disabled_at:
        actions.enable(account)
        flash(f"{account.name}的账号已恢复。", "success")
    elif account.id == current_user.id:
        flash("不能停用自己的账号。", "warning")
    else:
        actions.disable(account, current_user)
        flash(f"{account.name}的账号已停用。", "success")
    return go(url_for(".show", account_id=account_id))


@bp.post("/accounts/<int:account_id>/administrator")
@requires(Can.ACCOUNTS_MANAGE)
def administrator(account_id):
    account = _load(account_id)
    audit.because(request.form.get("reason"))
    if account.id == current_user.id:
        flash("不能取消自己的系统管理员。", "warning")
    else:
        actions.set_administrator(account, not account.administrator, current_user)
        now = "现在是系统管理员" if account.administrator else "不再是系统管理员"
        flash(f"{account.name}{now}。", "success")
    return go(url_for(".show", account_id=account_id))


def _load(account_id):
    return queries.one(g.scope, account_id) or abort(404)
