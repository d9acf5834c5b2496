"""Elections of branch committees: from the reminder to the filing, and the hand-over afterwards."""

from flask import Blueprint

bp = Blueprint("elections", __name__, url_prefix="/elections")
