"""Money of Party organisations: yearly budgets, requests, approvals, and a ledger that grows."""

from flask import Blueprint

bp = Blueprint("funds", __name__, url_prefix="/funds")
