"""The JSON form: a round trip, every code, and errors that name the place."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from app.rules.development.case import Case, Move, Training
from app.rules.development.form import FORMS, FormError, from_json, to_json
from app.rules.development.linter import lint
from app.rules.life import Punishment, PunishmentKind
from tests.rules.development.files import ACROSS, FINISHED, NEW, OLD, clean_file, on

DOCS = Path(__file__).parents[3] / "docs" / "development-case.md"


@pytest.mark.parametrize("start", [OLD, ACROSS, NEW])
def test_a_file_comes_back_as_it_went(start):
    case = clean_file(
        start,
        on_day=FINISHED,
        trainings=(Training(on("2020-05"), 40),),
        moves=(Move(on("2020-06-01"), "甲", "乙"),),
        leaves_on=date(2030, 1, 1),
        floating=True,
        local=frozenset({"DEV-L1"}),
    )
    assert from_json(json.loads(json.dumps(to_json(case)))) == case


def test_punishments_come_back():
    case = clean_file(NEW, on_day=FINISHED)
    punished = Punishment(PunishmentKind.WARNING, on("2026-01"), restored_on=on("2026-02-01"))
    helper = type(case.helpers[0])(**(vars(case.helpers[0]) | {"punishments": (punished,)}))
    case = Case("张三", helpers=(helper,), papers=frozenset())
    assert from_json(to_json(case)) == case


def test_an_empty_list_of_papers_is_not_an_unknown_one():
    assert from_json({"name": "张三", "papers": []}).papers == frozenset()
    assert from_json({"name": "张三", "papers": None}).papers is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "整份档案"),
        ({}, "name"),
        ({"name": 3}, "name"),
        ({"name": "张三", "nome": ""}, "nome"),
        ({"name": "张三", "birth": "2000-13"}, "birth"),
        ({"name": "张三", "birth": 2000}, "birth"),
        ({"name": "张三", "deeds": {}}, "deeds"),
        ({"name": "张三", "deeds": [3]}, "deeds[0]"),
        ({"name": "张三", "deeds": [{"step": 1}]}, "deeds[0].on"),
        ({"name": "张三", "deeds": [{"step": 26, "on": "2020"}]}, "deeds[0].step"),
        ({"name": "张三", "deeds": [{"step": True, "on": "2020"}]}, "deeds[0].step"),
        ({"name": "张三", "deeds": [{"step": 1, "on": "2020-2-3"}]}, "deeds[0].on"),
        ({"name": "张三", "deeds": [{"step": 1, "on": "2020", "turn": 0}]}, "deeds[0].turn"),
        ({"name": "张三", "deeds": [{"step": 1, "on": "2020", "days": -1}]}, "deeds[0].days"),
        ({"name": "张三", "deeds": [{"step": 1, "on": "2020", "days": 1.5}]}, "deeds[0].days"),
        (
            {"name": "张三", "deeds": [{"step": 1, "on": "2020", "outcome": "ok"}]},
            "deeds[0].outcome",
        ),
        (
            {"name": "张三", "deeds": [{"step": 15, "on": "2020", "votes": {"due": 3}}]},
            "deeds[0].votes.present",
        ),
        ({"name": "张三", "deeds": [{"step": 1, "on": "2020", "by": ["甲", 1]}]}, "deeds[0].by[1]"),
        ({"name": "张三", "deeds": [{"step": 1, "on": "2020"}] * 2}, "deeds"),
        (
            {
                "name": "张三",
                "notices": [{"kind": "prospect", "posted_on": "2026-05", "until": "2026-05-20"}],
            },
            "notices[0].posted_on",
        ),
        ({"name": "张三", "papers": ["diary"]}, "papers[0]"),
        ({"name": "张三", "local": ["DEV-01"]}, "local[0]"),
        ({"name": "张三", "floating": "是"}, "floating"),
    ],
)
def test_an_error_names_the_place_in_chinese(data, place):
    with pytest.raises(FormError) as error:
        from_json(data)
    said = str(error.value)
    assert said.startswith(f"{place}：")
    assert re.search("[一-鿿]", said.removeprefix(place))


def test_the_example_of_the_documentation_can_be_read_and_is_clean():
    (example,) = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    case = from_json(json.loads(example))
    assert lint(case, date(2028, 6, 1)) == ()
    assert to_json(case) == json.loads(example)


def test_every_field_and_code_is_documented():
    text = DOCS.read_text("utf-8")
    for forms in FORMS.values():
        for name in forms:
            assert f"`{name}`" in text, name
    from app.rules.development import case as shapes
    from app.rules.development.steps import PAPERS
    from app.rules.members import Stage, Standing

    kinds = [shapes.Outcome, shapes.Organ, shapes.HelperRole, shapes.ReviewKind]
    for kind in (*kinds, shapes.NoticeKind, PunishmentKind, Stage, Standing):
        for one in kind:
            assert f"`{one.value}`" in text, one
    for code in PAPERS:
        assert f"`{code}`" in text, code
