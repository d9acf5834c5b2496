"""组织设置: acts on the tree, the tree on any day, and what is not set up as it should be."""

from flask import Blueprint

bp = Blueprint("structure", __name__, url_prefix="/structure")
