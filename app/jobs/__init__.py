"""Long work with real progress, that can be left and found again; knows no feature's work."""

from flask import Blueprint

bp = Blueprint("jobs", __name__, url_prefix="/jobs")
