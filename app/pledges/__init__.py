"""Pledges of organisations and members: made, published, kept, commented on, evaluated."""

from flask import Blueprint

bp = Blueprint("pledges", __name__, url_prefix="/pledges")
