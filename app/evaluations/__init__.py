"""民主评议 and 述职评议: campaigns, self-evaluations, votes, results, grades and feedback."""

from flask import Blueprint

bp = Blueprint("evaluations", __name__, url_prefix="/evaluations")
