"""Meetings: what a branch recorded of its organisational life, and what it still owes."""

from flask import Blueprint

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
