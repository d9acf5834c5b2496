"""党性分析: a branch's round of self-examination, and what the 组织生活会 needs around it."""

from flask import Blueprint

bp = Blueprint("analysis", __name__, url_prefix="/analysis")
