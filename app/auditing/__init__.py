"""The trail of changes as a page; what leaves the trail is app.core.audit."""

from flask import Blueprint

bp = Blueprint("auditing", __name__, url_prefix="/audit")
