"""Debriefs: a branch secretary's yearly report, drafted from the record and sent upwards."""

from flask import Blueprint

bp = Blueprint("debriefs", __name__, url_prefix="/debriefs")
