"""The questions in words: those of each kind, those an organiser made, those frozen at opening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.ballots.questionnaire import MARKS_MOST, Item, Questionnaire
from app.core.errors import Refused
from app.evaluations.models import Campaign, Kind
from app.rules.base import Labelled
from app.rules.evaluations import (
    BALLOT_GRADES,
    Aspect,
    AspectMark,
    DebriefItem,
    DebriefMark,
    SatisfactionMark,
)

OVERALL = "overall"
QUESTIONS_MOST, SCORE_MOST = 40, 20


class Shape(Labelled):
    GRADE = "grade", "等次"
    SCORE = "score", "评分"
    CHOICE = "choice", "选项"
    TEXT = "text", "文字"


@dataclass(frozen=True)
class Question:
    """One item as people read it: the code and label of every mark."""

    code: str
    label: str
    marks: tuple[tuple[str, str], ...]
    needed: bool
    shape: Shape = Shape.GRADE

    def plain(self) -> dict:
        """For a JSON column; see `load`."""
        return {
            "code": self.code, "label": self.label, "marks": [list(m) for m in self.marks],
            "needed": self.needed, "shape": self.shape.value,
        }  # fmt: skip


def load(plain: Mapping) -> Question:
    """From what `Question.plain` gave."""
    marks = tuple((code, label) for code, label in plain["marks"])
    return Question(
        plain["code"], plain["label"], marks, plain["needed"], Shape(plain.get("shape", "grade"))
    )


def _question(item, marks, *, needed):
    return Question(item.value, item.label, tuple((m.value, m.label) for m in marks), needed)


def _overall(label, marks):
    return Question(OVERALL, label, tuple((m.value, m.label) for m in marks), needed=True)


_DEBRIEF = tuple(_question(i, DebriefMark, needed=True) for i in DebriefItem)
QUESTIONS = {
    Kind.MEMBER_REVIEW: (
        _overall("综合评定", BALLOT_GRADES),
        *(_question(aspect, AspectMark, needed=False) for aspect in Aspect),
    ),
    Kind.SECRETARY_REVIEW: _DEBRIEF,
    Kind.BRANCH_REVIEW: tuple(q for q in _DEBRIEF if q.code != DebriefItem.INTEGRITY.value),
    Kind.TEAM_REVIEW: _DEBRIEF,
    Kind.MASS_REVIEW: (_overall("总体评价", SatisfactionMark),),
    Kind.PLEDGE_REVIEW: (_overall("总体评价", SatisfactionMark),),
    Kind.SATISFACTION: (_overall("满意程度", SatisfactionMark),),
    Kind.FREE: (_overall("总体评价", DebriefMark),),
}
FIXED = frozenset({Kind.MEMBER_REVIEW, Kind.SECRETARY_REVIEW, Kind.PLEDGE_REVIEW})
"""Kinds whose overall question the official forms need, so that it cannot be taken away."""


def questions_of(campaign: Campaign) -> tuple[Question, ...]:
    """As frozen at opening, else as designed, else those of the kind."""
    frozen = (campaign.questionnaire or {}).get("questions")
    designed = campaign.design and campaign.design["questions"]
    plain = frozen or (None if campaign.questionnaire else designed)
    return tuple(load(one) for one in plain) if plain else QUESTIONS[campaign.kind]


def with_remark(campaign: Campaign) -> bool:
    """Whether there is room for a free remark on each subject."""
    return campaign.design["remark"] if campaign.design else True


def counts(questions: Sequence[Question]) -> Question | None:
    """The question that counts: the overall one, else the last with marks; None without any."""
    marked = [q for q in questions if q.marks]
    return next((q for q in marked if q.code == OVERALL), marked[-1] if marked else None)


def questionnaire(
    questions: Sequence[Question], subjects: list[str], *, own_left_out: bool, remark: bool
) -> Questionnaire:
    """The ballot with these questions on these subjects, ready to be frozen."""
    items = tuple(Item(q.code, tuple(code for code, _ in q.marks), q.needed) for q in questions)
    return Questionnaire(tuple(subjects), items, own_left_out=own_left_out, remark=remark)


def designed(kind: Kind, rows: Sequence[Mapping]) -> list[dict]:
    """Questions as typed made into what is kept: [{code, label, shape, marks: [labels], needed}].

    Refused at `questions`, with the number of the line, for what cannot be asked.
    """
    known = {q.code: q for q in QUESTIONS[kind]}
    found, number = [], 0
    for line, row in enumerate(rows, 1):
        if not row["label"]:
            continue
        kept = known.get(row["code"])
        labels = [label for _, label in kept.marks] if kept else None
        if kept and labels == row["marks"]:
            question = Question(kept.code, row["label"], kept.marks, row["needed"], kept.shape)
        else:
            number += 1
            question = _made(kind, line, f"c{number}", row)
        found.append(question.plain())
    codes = {q["code"] for q in found}
    if kind in FIXED and OVERALL not in codes:
        raise Refused(
            f"“{known[OVERALL].label}”是正式表格要用的，不能去掉或者改等次。", "questions"
        )
    if not found:
        raise Refused("请至少写一个问题。", "questions")
    if len(found) > QUESTIONS_MOST:
        raise Refused(f"最多 {QUESTIONS_MOST} 个问题。", "questions")
    return found


def _made(kind, line, code, row):
    shape, labels = Shape(row["shape"]), row["marks"]
    if kind in FIXED and row["code"] == OVERALL:
        raise Refused("总的评价是正式表格要用的，它的等次不能改。", "questions")
    if shape is Shape.TEXT:
        return Question(code, row["label"], (), row["needed"], shape)
    if shape is Shape.SCORE:
        most = row["most"]
        if not 2 <= most <= SCORE_MOST:
            raise Refused(f"第 {line} 题：评分最高分请填 2 至 {SCORE_MOST}。", "questions")
        labels = [str(n) for n in range(1, most + 1)]
        return Question(code, row["label"], tuple((n, f"{n} 分") for n in labels), row["needed"],
                        shape)  # fmt: skip
    if len(labels) != len(set(labels)) or not 2 <= len(labels) <= min(20, MARKS_MOST):
        raise Refused(f"第 {line} 题：请写 2 至 20 个不同的选项，用顿号隔开。", "questions")
    marks = tuple((f"m{n}", label) for n, label in enumerate(labels))
    return Question(code, row["label"], marks, row["needed"], shape)
