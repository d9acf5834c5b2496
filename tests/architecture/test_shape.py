"""The house rules a reviewer should never have to repeat."""

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import app

APP = Path(app.__file__).parent
SOURCES = sorted(APP.rglob("*.py"))
COMMITS = {APP / "core" / "db.py"}
QUERIES = sorted(
    module.name
    for module in pkgutil.walk_packages(app.__path__, "app.")
    if module.name.endswith(".queries")
)


UNSCOPED = {"roles_of", "paths_of_people"}
"""Asked by what stands below members, of people wherever they are."""


def named(path):
    return str(path.relative_to(APP))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_file_outgrows_a_screenful_of_attention(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_module_says_what_it_answers_for(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_only_the_core_commits(path):
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert "commit" not in calls or path in COMMITS


@pytest.mark.parametrize("module", QUERIES)
def test_every_public_query_takes_the_scope_first(module):
    for name, function in inspect.getmembers(import_module(module), inspect.isfunction):
        own = function.__module__ == module and not name.startswith("_")
        if own and name not in UNSCOPED and not module.startswith("app.calendars"):
            assert next(iter(inspect.signature(function).parameters)) == "scope", name


def test_no_name_says_nothing():
    empty = {"utils", "helpers", "common", "manager", "service", "misc"}
    assert not [named(path) for path in SOURCES if {path.stem, path.parent.name} & empty]
