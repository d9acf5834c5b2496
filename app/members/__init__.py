"""Members: the registry of people in a branch, their stages, and the import of rosters."""

from flask import Blueprint

bp = Blueprint("members", __name__, url_prefix="/members")
