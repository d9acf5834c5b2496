"""发展党员: a person's file from application to full membership, and the committee's side of it."""

from flask import Blueprint

bp = Blueprint("development", __name__, url_prefix="/development")
