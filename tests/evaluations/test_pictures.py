"""Pictures of a result: the same figures as the table, on the page and on paper."""

from lxml import etree

from app.core.db import db
from app.evaluations import pictures
from app.evaluations.sheets import TallyLine
from tests.evaluations.conftest import counted, prepared

GRADES = ("优秀", "合格")


def words_of(svg):
    return ["".join(one.itertext()) for one in etree.fromstring(svg).iter("{*}text")]


def test_a_counted_evaluation_has_its_picture(world, client_of):
    campaign, browser = counted(world), client_of("secretary")
    assert "results.svg" in browser.get(f"/evaluations/{campaign.id}/results").text
    answer = browser.get(f"/evaluations/{campaign.id}/results.svg")
    assert answer.mimetype == "image/svg+xml"
    assert {"周敏", "优秀", "100"} <= set(words_of(answer.data))
    assert client_of("sibling").get(f"/evaluations/{campaign.id}/results.svg").status_code == 404


def test_what_is_not_counted_has_none_and_says_so_as_its_page_does(world, client_of):
    campaign, browser = prepared(world), client_of("secretary")
    db.session.commit()
    for address in ("results", "results.svg"):
        assert browser.get(f"/evaluations/{campaign.id}/{address}").status_code == 409


def test_rows_of_different_marks_or_without_votes_are_not_compared():
    words, scores = TallyLine("评价", GRADES, (3, 1)), TallyLine("打分", ("1", "2"), (2, 2))
    assert pictures.shares([("评价", words), ("打分", scores)]) is None
    assert pictures.shares([("评价", TallyLine("评价", GRADES, (0, 0)))]) is None
    assert pictures.shares([("评价", words)]) is not None


def test_more_rows_than_a_side_holds_are_left_to_the_table():
    rows = [(f"第{n}人", TallyLine("评价", GRADES, (3, 1))) for n in range(pictures.MOST + 1)]
    assert pictures.shares(rows[:-1]) is not None
    assert pictures.shares(rows) is None
    assert pictures.printed(rows) == ""
