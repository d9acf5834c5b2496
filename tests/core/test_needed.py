"""A field that is needed asks for something that is left once blanks are taken away."""

import pytest
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from app.core.forms import NEEDED, Choice, Day, Line, Paragraphs


class Form(FlaskForm):
    line = Line("名称", needed=True)
    words = Paragraphs("理由", needed=True)
    day = Day("日期", needed=True)
    kind = Choice("种类", needed=True, pairs=[("", "请选择"), ("a", "甲")])


FULL = {"line": "甲", "words": "乙", "day": "2026-11-16", "kind": "a"}


@pytest.mark.parametrize("field", FULL)
@pytest.mark.parametrize("typed", ["", " ", "\u3000\t", "\u200b"])
def test_blanks_are_nothing(app, field, typed):
    with app.test_request_context(method="POST"):
        form = Form(MultiDict(FULL | {field: typed}), meta={"csrf": False})
        assert not form.validate()
        assert list(form.errors) == [field]


def test_what_is_typed_is_enough(app):
    with app.test_request_context(method="POST"):
        assert Form(MultiDict(FULL), meta={"csrf": False}).validate()


def test_a_faulty_day_is_told_as_such(app):
    with app.test_request_context(method="POST"):
        form = Form(MultiDict(FULL | {"day": "昨天"}), meta={"csrf": False})
        assert not form.validate()
        assert NEEDED not in form.errors["day"]
