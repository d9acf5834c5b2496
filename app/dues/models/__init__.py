"""Tables of dues: bases and months, payments, books, what is decided and told, imports."""

from app.dues.models.asked import DuesDisclosure, DuesGift, DuesReduction, DuesRequest, DuesTalk
from app.dues.models.bases import DuesBase, DuesMonth, DuesSetting
from app.dues.models.books import DuesBook, DuesEntry
from app.dues.models.imports import DuesImport
from app.dues.models.payments import DuesPayment

__all__ = [
    "DuesBase",
    "DuesBook",
    "DuesDisclosure",
    "DuesEntry",
    "DuesGift",
    "DuesImport",
    "DuesMonth",
    "DuesPayment",
    "DuesReduction",
    "DuesRequest",
    "DuesSetting",
    "DuesTalk",
]
