"""A small questionnaire, its box, and ballots cast into it."""

import pytest

from app.ballots import actions
from app.ballots.questionnaire import Answers, Item, Questionnaire
from app.core.db import db

PAPER = Questionnaire(
    subjects=("11", "12", "13"),
    items=(Item("overall", ("a", "b", "c"), True), Item("side", ("x", "y"), False)),
    own_left_out=True,
    text_most=20,
    texts_most=50,
)


def ballot(mark="a", text="", left_out=None) -> Answers:
    marks = {s: {"overall": mark} for s in PAPER.subjects if s != left_out}
    return Answers(marks, {"13": {"text": text}} if text else {})


def cast(box, voters, mark="a", text=""):
    for voter in voters:
        actions.cast(box.id, PAPER, voter, ballot(mark, text))
    db.session.commit()


@pytest.fixture
def box(app):
    """An open, empty box that needs five ballots."""
    made = actions.open_box(PAPER, 5)
    db.session.commit()
    return made
