"""Tables of funds: budgets with their lines, requests, the ledger, and how money is handled."""

from app.funds.models.budgets import Adjustment, Budget, Line, Manners
from app.funds.models.ledger import Entry, Voucher, VoucherFile
from app.funds.models.requests import Estimate, Request

__all__ = [
    "Adjustment",
    "Budget",
    "Entry",
    "Estimate",
    "Line",
    "Manners",
    "Request",
    "Voucher",
    "VoucherFile",
]
