"""Findings: what is due, late or missing, and the book of rules behind it; knows no feature."""

from flask import Blueprint

bp = Blueprint("findings", __name__, url_prefix="/findings")
