"""Every change of a campaign, in the order of its life: prepared, run, counted, graded."""

from app.evaluations.actions.counting import (
    TAKES_PAPERS,
    count,
    count_papers,
    destroy,
    enter_papers,
    forget_voters,
)
from app.evaluations.actions.grading import (
    confirm,
    decide,
    may_decide,
    publish,
    release,
    tell,
    write_self,
)
from app.evaluations.actions.people import foreseen, questionnaire_of, roster
from app.evaluations.actions.preparing import (
    arrange,
    ask,
    discard,
    leave_out,
    name_delegates,
    prepare,
    take_over,
)
from app.evaluations.actions.running import (
    close,
    cut_short,
    extend,
    issue_codes,
    open_campaign,
    stop,
    vote,
    vote_by_code,
)
from app.evaluations.actions.tellers import leave_seat, rehearse, take_seat

__all__ = [
    "TAKES_PAPERS",
    "arrange",
    "ask",
    "close",
    "confirm",
    "count",
    "count_papers",
    "cut_short",
    "decide",
    "destroy",
    "discard",
    "enter_papers",
    "extend",
    "foreseen",
    "forget_voters",
    "issue_codes",
    "leave_out",
    "leave_seat",
    "may_decide",
    "name_delegates",
    "open_campaign",
    "prepare",
    "publish",
    "questionnaire_of",
    "rehearse",
    "release",
    "roster",
    "stop",
    "take_over",
    "take_seat",
    "tell",
    "vote",
    "vote_by_code",
    "write_self",
]
