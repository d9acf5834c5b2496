"""One ballot as a page, for the voter with an account, with a code, and for a trial."""

from contextlib import contextmanager

from flask import request
from werkzeug.exceptions import HTTPException

from app.ballots.questionnaire import (
    TEXT,
    Answers,
    Questionnaire,
    Reading,
    field_name,
    judged_by,
    read,
)
from app.core.web import page
from app.evaluations.paper import Question, counts

NOT_ANSWERS = {"csrf_token", "code"}


def posted(paper: Questionnaire, own: str | None) -> Reading:
    """The ballot in this request, read against the questionnaire."""
    fields = ((n, v) for n, v in request.form.items(multi=True) if n not in NOT_ANSWERS)
    return read(paper, fields, own)


def blank() -> Reading:
    """A ballot nobody has begun."""
    return Reading(Answers())


def show(
    campaign, paper: Questionnaire, questions: tuple[Question, ...], names: dict[str, str],
    reading: Reading, *, address: str, own: str | None = None, said: dict | None = None,
    places: dict[str, str] | None = None, code: str = "", trial: bool = False, status: int = 200,
):  # fmt: skip
    """The page. With several subjects the question that counts stands in front and the others
    fold away; `said` is {subject: self-evaluation}."""
    subjects = judged_by(paper, own)
    main = counts(questions) if len(subjects) > 1 and len(questions) > 1 else None
    return page(
        "evaluations/vote.html",
        campaign=campaign,
        people=[(s, names[s], (said or {}).get(s), (places or {}).get(s, "")) for s in subjects],
        overall=main,
        others=[q for q in questions if q is not main],
        needed_among_others=any(q.needed for q in questions if q is not main),
        remark=TEXT if paper.remark else "",
        reading=reading,
        field_name=field_name,
        text_most=paper.text_most,
        address=address,
        code=code,
        trial=trial,
        status=status,
    )


@contextmanager
def telling_nothing():
    """A fault while a ballot is in memory is logged by its kind alone, never with its values."""
    try:
        yield
    except HTTPException:
        raise
    except Exception as fault:
        raise RuntimeError(f"a ballot was not taken: {type(fault).__name__}") from None
