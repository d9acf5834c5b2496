"""Activity venues: the register, checks, bookings without clashes, and what they are used for."""

from flask import Blueprint

bp = Blueprint("venues", __name__, url_prefix="/venues")
