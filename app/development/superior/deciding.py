"""Many requests on one page, each decided by itself: all of it or nothing for each person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError

from app.core import audit
from app.core.db import db
from app.core.errors import Refused, explained
from app.development.superior import actions
from app.development.superior.forms import AGREE, RETURN, DecisionRow, MeetingForm
from app.people.models import Person
from app.rules.development.steps import Step


@dataclass
class Result:
    """Names of those decided, and the rows that were refused, with their messages."""

    done: list[str] = field(default_factory=list)
    refused: list[DecisionRow] = field(default_factory=list)


def decide_rows(rows: Sequence[DecisionRow], meeting: MeetingForm, by: Person) -> Result:
    """Each chosen row in a savepoint of its own: one person's refusal leaves the others' alone.

    A row with figures or words but no decision is refused, lest what was typed is lost.
    """
    result = Result()
    for row in rows:
        name = row.request.file.member.name
        if row.typed and not row.chosen:
            row.refuse("已经填了内容，还没有选决定。请选一项，或者清空这些内容。", "outcome")
            result.refused.append(row)
            continue
        if not row.chosen:
            continue
        if row.validate() and _saved(row, meeting, by):
            result.done.append(name)
        else:
            result.refused.append(row)
    return result


def _saved(row, meeting, by):
    audit.because("")
    try:
        with db.session.begin_nested():
            _act(row, meeting, by)
            db.session.flush()
    except Refused as refused:
        row.refuse(refused.message, refused.field)
    except IntegrityError as error:
        if (refused := explained(error)) is None:
            raise
        row.refuse(refused.message, refused.field)
    else:
        return True
    return False


def _act(row, meeting, by):
    on = row.on.data if row.on is not None else meeting.on.data
    if on is None:
        raise Refused("请填写日期。", "on")
    if row.outcome.data == RETURN:
        if not row.step.data:
            raise Refused("请选择退回补正哪一步。", "step")
        step = Step(int(row.step.data))
        actions.send_back(row.request, by=by, on=on, step=step, reason=row.reason.data)
        return
    if row.done_by is not None and not row.done_by.data:
        raise Refused("请填写谈话人。", "done_by")
    talk = {name: row[name].data or "" for name in ("done_by", "place", "content") if name in row}
    actions.decide(
        row.request,
        by=by,
        on=on,
        agreed=row.outcome.data == AGREE,
        votes=row.votes(meeting),
        number=(meeting.number.data if meeting.number is not None else "") or "",
        reason=row.reason.data or "",
        **talk,
    )
