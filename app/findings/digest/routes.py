"""The address where a person asks for the daily letter."""

from flask import current_app, flash, url_for
from flask_login import current_user

from app.access.policy import signed_in
from app.core.db import db
from app.core.web import go, page
from app.findings import bp
from app.findings.digest import actions
from app.findings.digest.forms import DigestForm
from app.findings.digest.models import Digest


@bp.route("/digest", methods=["GET", "POST"])
@signed_in
def digest():
    wish = db.session.get(Digest, current_user.id)
    form = DigestForm(data={"address": wish.address if wish else ""})
    account = current_user._get_current_object()
    if form.accepts(lambda: actions.ask_for(account, form.address.data)):
        flash("已保存。" if form.address.data else "已取消，不再寄信。", "success")
        return go(url_for("accounts.me"))
    return page(
        "findings/digest/edit.html",
        block="form",
        form=form,
        ready=bool(current_app.config["SMTP_HOST"]),
        status=form.status,
    )
