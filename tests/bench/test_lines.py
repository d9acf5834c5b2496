"""The measurements answer in the shape the issue asks for; how quick anything is, no test says."""

import json
import subprocess

import pytest

from app.config import CHECKOUT
from app.rules.identity import check_id_number
from bench import imports

BENCH = CHECKOUT / "script" / "bench"


def run(*names):
    return subprocess.run(
        [str(BENCH), *names], capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def lines():
    done = run("statements")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_names_a_figure_with_its_unit_and_how_it_came_about(lines):
    assert lines
    for line in lines:
        assert line["name"].startswith("statements")
        assert line["unit"] == "statements"
        assert isinstance(line["value"], int)
        assert line["detail"]


def test_only_the_named_measurement_runs(lines):
    assert {line["name"] for line in lines} == {"statements", "statements_gathered"}


def test_no_list_asks_the_database_more_often_than_its_limit(lines):
    lists = [one for one in lines if one["name"] == "statements"]
    assert {one["of"]: one["value"] for one in lists if one["value"] > one["limit"]} == {}
    assert max(one["limit"] for one in lists) == 10


def test_an_unknown_measurement_is_answered_with_those_there_are():
    done = run("speed")
    assert done.returncode == 1
    assert done.stderr.startswith("没有 speed 这项测量，可选：create_app、")


@pytest.mark.parametrize("number", [0, 1, 996, 997, imports.PEOPLE - 1])
def test_the_large_roster_holds_valid_numbers_over_an_area_of_no_place(number):
    written = imports.person(number)[imports.HEADING.index("公民身份证号码")]
    assert check_id_number(written).refusals == ()
    assert written.startswith("99")
