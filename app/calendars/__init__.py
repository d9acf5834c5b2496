"""Which days are worked: yearly arrangements of holidays, beyond those the package knows."""

from flask import Blueprint

bp = Blueprint("calendars", __name__, url_prefix="/calendars")
