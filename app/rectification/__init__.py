"""Rectification: problems and resolutions of any source, followed to their end."""

from flask import Blueprint

bp = Blueprint("rectification", __name__, url_prefix="/rectification")
