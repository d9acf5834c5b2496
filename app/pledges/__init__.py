"""Pledges of organisations and members: made, reviewed, published, kept, commented on, evaluated."""

from flask import Blueprint

bp = Blueprint("pledges", __name__, url_prefix="/pledges")
