"""The headings of a comparison check and the problems a text names."""

from app.rules.analysis import PAST, PROBLEMS, SECTIONS, problems_in


def test_one_section_names_problems_and_one_looks_back():
    assert [s.key for s in SECTIONS if s.problems] == [PROBLEMS]
    assert [s.key for s in SECTIONS if s.past] == [PAST]


def test_each_line_is_one_problem_told_once():
    assert problems_in(" 一是学习少 \n\n二是走访少\n一是学习少") == ["一是学习少", "二是走访少"]
    assert problems_in("") == []
