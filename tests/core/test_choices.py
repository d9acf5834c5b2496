"""What is no choice is refused in Chinese, whatever the field and whatever was sent."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice, SelectFieldBase

from app.core.fields import Choice, Choices
from app.core.forms import PortalForm


class Form(PortalForm):
    one = Choice("一项", pairs=[("a", "甲")])
    number = Choice("数", coerce=int, pairs=[(1, "甲")])
    many = Choices("几项", coerce=int, choices=[SelectChoice(1, "甲")])


@pytest.mark.parametrize("junk", ["x", "9", "1; DROP"])
@pytest.mark.parametrize("field", ["one", "number", "many"])
def test_what_is_not_offered_is_refused_in_chinese(app, field, junk):
    with app.test_request_context(method="POST"):
        form = Form(formdata=MultiDict({"one": "a", "number": "1", field: junk}))
        assert not form.validate()
        assert form.errors == {field: ["请从列出的选项中选择。"]}


def test_every_field_to_choose_from_speaks_chinese():
    def below(cls):
        return {one for each in cls.__subclasses__() for one in {each, *below(each)}}

    ours = {one for one in below(SelectFieldBase) if one.__module__.startswith("app.")}
    assert ours
    assert all(issubclass(one, Choice | Choices) for one in ours)
