"""The questionnaires of both kinds in words: items, marks, labels; what is frozen at opening."""

from dataclasses import dataclass

from app.ballots.questionnaire import Item, Questionnaire
from app.evaluations.models import Kind
from app.rules.evaluations import (
    BALLOT_GRADES,
    Aspect,
    AspectMark,
    DebriefItem,
    DebriefMark,
)

OVERALL = "overall"


@dataclass(frozen=True)
class Question:
    """One item as people read it: the code and label of every mark."""

    code: str
    label: str
    marks: tuple[tuple[str, str], ...]
    needed: bool


def _question(item, marks, *, needed):
    return Question(item.value, item.label, tuple((m.value, m.label) for m in marks), needed)


_OVERALL_GRADE = Question(
    OVERALL, "综合评定", tuple((g.value, g.label) for g in BALLOT_GRADES), needed=True
)
QUESTIONS = {
    Kind.MEMBER_REVIEW: (
        _OVERALL_GRADE,
        *(_question(aspect, AspectMark, needed=False) for aspect in Aspect),
    ),
    Kind.SECRETARY_REVIEW: tuple(_question(i, DebriefMark, needed=True) for i in DebriefItem),
}


def questionnaire(kind: Kind, subjects: list[str]) -> Questionnaire:
    """The ballot of this kind on these subjects, ready to be frozen."""
    items = tuple(
        Item(q.code, tuple(code for code, _ in q.marks), q.needed) for q in QUESTIONS[kind]
    )
    return Questionnaire(tuple(subjects), items, own_left_out=kind is Kind.MEMBER_REVIEW)
