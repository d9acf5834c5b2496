"""Activities: one form for people, room, hours and money; record, cost and paper follow."""

from flask import Blueprint

bp = Blueprint("activities", __name__, url_prefix="/activities")
