"""Dues: fixed each year, paid and told, handed up and used; a book of its own, apart from funds."""

from flask import Blueprint

bp = Blueprint("dues", __name__, url_prefix="/dues")
