"""The frame of every change inside a file: judged before and after, or not done at all."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.development import cases
from app.development.actions import stages
from app.development.actions.judging import settle, touch
from app.development.models import File
from app.rules.development.case import Case
from app.rules.development.steps import Step

ENDS = {
    Step.ARCHIVED: "材料已归档",
    Step.CONFIRMATION_APPROVED: "取消预备党员资格",
}


@contextmanager
def change(file: File, reason: str = "", *, judged_from=None) -> Iterator[Case]:
    """What is written inside is asked of the linter as a whole; refused, it is taken back, and
    whatever else the transaction holds stays. Yields the case as it was.

    `judged_from` makes of that case what the linter compares with (a correction: without the
    row that is corrected). The reason goes into the trail with who and when.
    """
    if reason:
        audit.because(reason)
    before = cases.of_file(file)
    with db.session.begin_nested():
        yield before
        touch(file)
        db.session.flush()
        after = cases.of_file(file)
        settle(judged_from(before) if judged_from else before, after, reason)
        stages.follow(file, before, after)
        if (ended := _ended(after)) and not file.closed_on:
            file.closed_on, file.closed_why = clock.today(), ended
        db.session.flush()


def refuse_closed(file: File) -> None:
    if file.closed_on:
        raise Refused("这份发展档案已经结束，不能再改。")


def _ended(case):
    if case.last(Step.ARCHIVED):
        return ENDS[Step.ARCHIVED]
    return ENDS[Step.CONFIRMATION_APPROVED] if stages.cancelled(case) else ""
