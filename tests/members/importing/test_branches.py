"""Which branch a file means: by its name, with the college before it, and never by guess."""

import pytest

from app.members.importing.branches import Branch, name_branches, unit_of
from app.rules.organizations import UnitType

ABOVE = ("星城科技大学党委", "计算机学院党委")
FIRST = Branch(1, "教工第一党支部", ABOVE)
SECOND = Branch(2, "计算机学院教工第二党支部", ABOVE)
OTHER = Branch(3, "教工第一党支部", ("星城科技大学党委", "外国语学院党委"))


@pytest.mark.parametrize(
    ("written", "branch"),
    [
        ("教工第一党支部", FIRST),
        ("教工第一支部", FIRST),
        ("计算机学院教工第一党支部", FIRST),
        ("中共星城科技大学计算机学院教工第一党支部", FIRST),
        ("教工第二党支部", SECOND),
        ("计算机学院教工第二党支部", SECOND),
        ("外国语学院教工第一党支部", None),
        ("教工第十一党支部", None),
    ],
)
def test_a_branch_is_known_bare_and_with_its_college_in_front(written, branch):
    assert name_branches([written], [FIRST, SECOND])[0].branch is branch


def test_one_name_for_two_branches_is_asked_about():
    named = name_branches(["教工第一党支部"], [FIRST, OTHER])[0]
    assert named.branch is None
    assert named.like == (FIRST, OTHER)
    assert name_branches(["外国语学院教工第一党支部"], [FIRST, OTHER])[0].branch is OTHER


def test_two_spellings_in_one_file_are_one_branch():
    named = name_branches(["博士生党支部", "计算机学院博士生党支部"], [])
    assert [(one.name, one.people) for one in named] == [("博士生党支部", 2)]


def test_a_file_of_two_colleges_keeps_their_branches_apart():
    written = ["教工支部", "计算机学院教工支部", "外国语学院教工支部"]
    assert len(name_branches(written, [])) == 3


def test_rows_without_a_branch_belong_to_the_only_one_there_is():
    assert name_branches([""], [FIRST], alone=FIRST)[0].branch is FIRST
    assert name_branches([""], [FIRST])[0].branch is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("离退休教工党支部", UnitType.RETIRED),
        ("2023级本科生党支部", UnitType.UNDERGRADUATE),
        ("软件工程研究生党支部", UnitType.GRADUATE),
        ("教工第一党支部", UnitType.TEACHER),
        ("图书馆支部", UnitType.OFFICE),
        ("第一党支部", UnitType.OTHER),
    ],
)
def test_a_branch_name_offers_its_unit_type(name, unit):
    assert unit_of(name) is unit
