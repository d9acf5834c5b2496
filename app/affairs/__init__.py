"""Opinions, signed or anonymous, followed to an answer; and the secretary's reception days."""

from flask import Blueprint

bp = Blueprint("affairs", __name__, url_prefix="/affairs")
