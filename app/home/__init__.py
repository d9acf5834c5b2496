"""The workspace, the search and the navigation; the only feature that knows every other."""

from flask import Blueprint

bp = Blueprint("home", __name__)
