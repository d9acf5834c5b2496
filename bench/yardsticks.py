"""What pages and posts are measured against: the least that the same application could do."""

import secrets
from functools import lru_cache

from flask import Blueprint, Flask, current_app, redirect, render_template, url_for
from sqlalchemy import select

from app.access.policy import signed_in
from app.core import clock
from app.core.db import db
from app.core.once import Submission
from app.people.models import Person

bp = Blueprint("bench", __name__, url_prefix="/bench")
PLAIN = """{% extends "base.html" %}
{% block title %}标尺{% endblock %}
{% block main %}
<h1>标尺</h1>
<table>
<thead><tr><th>姓名</th><th>拼音</th><th>民族</th><th>学历</th><th>岗位</th></tr></thead>
<tbody>
{% for p in people %}
<tr><td>{{ p.name }}</td><td>{{ p.pinyin }}</td><td>{{ p.ethnicity }}</td>
<td>{{ p.education }}</td><td>{{ p.job }}</td></tr>
{% endfor %}
</tbody>
</table>
{% endblock %}
"""  # fmt: skip


@bp.get("/page")
@signed_in
def page():
    """base.html, login, and fifty rows by the primary key in a plain table."""
    people = db.session.scalars(select(Person).order_by(Person.id).limit(50))
    return render_template(_compiled(), people=people)


@lru_cache(maxsize=1)
def _compiled():
    return current_app.jinja_env.from_string(PLAIN)


@bp.post("/insert")
@signed_in
def insert():
    """Login, CSRF, one row, durable like every request of the application."""
    db.session.add(Submission(mark=secrets.token_urlsafe(16), location="/", at=clock.now()))
    return redirect(url_for("home.index"), 303)


def bare() -> Flask:
    """A Flask application with one page and nothing else."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "<!doctype html><title>空</title><h1>空</h1>")
    return app
