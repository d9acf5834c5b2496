"""考察, 思想汇报 and contacts' notes: recorded, corrected, removed."""

from app.core.db import db
from app.development.actions.changing import change, refuse_closed
from app.development.models import File, FileReview
from app.rules.dates import PartialDate
from app.rules.development.case import ReviewKind


def add(
    file: File, kind: ReviewKind, *, reviewed_on: PartialDate, reason: str = "", **facts
) -> FileReview:
    """`facts` are content, contact_opinion, branch_opinion and done_by."""
    refuse_closed(file)
    with change(file, reason):
        review = FileReview(file=file, kind=kind, reviewed_on=reviewed_on, **facts)
        db.session.add(review)
    return review


def correct(review: FileReview, *, reason: str = "", **facts) -> None:
    with change(review.file, reason):
        for name, value in facts.items():
            setattr(review, name, value)


def remove(review: FileReview, why: str) -> None:
    with change(review.file, why):
        db.session.delete(review)
