"""The statement that reads the small things in files as rows of one shape: reviews, papers, courses
passed, moves and notices."""

from functools import cache

from sqlalchemy import and_, bindparam, cast, func, literal, null, select, type_coerce, union_all
from sqlalchemy.types import Text

from app.development.models import (
    Course,
    File,
    FileNotice,
    FilePaper,
    FileReview,
    Opinion,
    Request,
    Trainee,
)
from app.development.models.courses import CourseKind
from app.members.life.models import Event
from app.organizations.models import Organization
from app.rules.life import EventKind

CHOSEN = bindparam("chosen", expanding=True)
"""The ids of the files asked for."""


@cache
def leaves(whole):
    """Reviews, papers, courses passed as an activist and moves; a page (`whole`) reads notices
    elsewhere and what was submitted here.

    `code` is which, `on` the day as ISO text, `number` hours, opinions not settled or a step.
    """

    def text(column):
        return column if whole else literal("")

    review = select(
        FileReview.file_id,
        literal("review").label("what"),
        FileReview.id.label("id"),
        type_coerce(FileReview.kind, Text).label("code"),
        type_coerce(FileReview.reviewed_on, Text).label("on"),
        literal(0).label("number"),
        text(FileReview.content).label("content"),
        text(FileReview.contact_opinion).label("contact_opinion"),
        text(FileReview.branch_opinion).label("branch_opinion"),
        text(FileReview.done_by).label("done_by"),
    ).where(FileReview.file_id.in_(CHOSEN))
    paper = _leaf(
        "paper", FilePaper, FilePaper.code, FilePaper.received_on, text(FilePaper.note)
    ).where(FilePaper.file_id.in_(CHOSEN))
    training = (
        _leaf("training", Trainee, null(), Course.ended_on, text(Course.name), number=Course.hours)
        .join(Trainee.course)
        .join(File, File.member_id == Trainee.member_id)
        .where(File.id.in_(CHOSEN), Trainee.passed.is_(True), Course.kind == CourseKind.ACTIVIST)
    )
    move = (
        _leaf("move", Event, Event.kind, Event.happened_on, Organization.name)
        .join(Event.organization)
        .join(File, File.member_id == Event.member_id)
        .where(File.id.in_(CHOSEN), Event.kind.in_((EventKind.LEFT, EventKind.CAME)))
    )
    parts = [review, paper, training, move]
    parts.append(_request_leaf() if whole else _notice_leaf())
    return union_all(*parts).order_by("on", "id")


def _leaf(what, table, code, on, content, *, number=None, contact=None):
    file_id = getattr(table, "file_id", File.id)
    return select(
        file_id,
        literal(what),
        table.id,
        type_coerce(code, Text),
        cast(on, Text),
        literal(0) if number is None else number,
        content,
        literal("") if contact is None else contact,
        literal(""),
        literal(""),
    )


def _notice_leaf():
    """A notice: `content` its last day, `contact_opinion` the second place, if any."""
    open_ones = and_(Opinion.notice_id == FileNotice.id, Opinion.settled_on.is_(None))
    unsettled = select(func.count()).where(open_ones).scalar_subquery()
    last_day, second = cast(FileNotice.until_on, Text), FileNotice.second_place
    kind, posted = FileNotice.kind, FileNotice.posted_on
    leaf = _leaf("notice", FileNotice, kind, posted, last_day, number=unsettled, contact=second)
    return leaf.where(FileNotice.file_id.in_(CHOSEN))


def _request_leaf():
    """What was submitted to a superior: `content` why it was sent back, `contact_opinion` the
    committee, `branch_opinion` the day of the decision."""
    decided = func.coalesce(cast(Request.decided_on, Text), "")
    return (
        select(
            Request.file_id,
            literal("request"),
            Request.id,
            type_coerce(Request.state, Text),
            cast(Request.submitted_on, Text),
            Request.step,
            Request.returned_why,
            Organization.name,
            decided,
            literal(""),
        )
        .join(Request.organization)
        .where(Request.file_id.in_(CHOSEN))
    )
