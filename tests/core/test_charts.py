"""Pictures of numbers: plain SVG that any policy and the printing press can show."""

import pytest
from lxml import etree

from app.core import charts

MONTHS = [f"{month}月" for month in range(1, 13)]
RATES = {"使用率": [10, 20, 30, None, 40, 55.5, 12, 0, 0, 33, 80, 100]}


def made(name):
    draw = getattr(charts, name)
    return draw(
        ["教工第一党支部活动室", "党员之家"], {"预约": [3, 5], "使用": [2, None]}, unit="次"
    )


@pytest.mark.parametrize("name", ["bars", "stacked", "rows", "lines"])
def test_a_chart_runs_and_fetches_nothing_and_has_no_sheet(name):
    root = etree.fromstring(made(name))
    tags = {etree.QName(one).localname for one in root.iter()}
    assert not tags & {"script", "style", "image", "link", "a"}
    assert not [one for one in root.iter() for value in one.attrib.values() if "http" in value]


@pytest.mark.parametrize("name", ["bars", "stacked", "rows", "lines"])
def test_the_same_figures_give_the_same_bytes(name):
    assert made(name) == made(name)


def test_labels_and_numbers_are_in_the_picture():
    words = etree.fromstring(charts.bars(MONTHS, RATES, unit="%", top=100, values=True)).itertext()
    told = {word.strip() for word in words}
    assert {"1月", "12月", "55.5%", "100%"} <= told


def test_every_bar_carries_its_own_colour():
    root = etree.fromstring(made("bars"))
    bars = [one for one in root.iter("{*}rect") if "reactive" in one.get("class", "")]
    assert {one.get("fill") for one in bars} == set(charts.COLOURS[:2])


def test_without_any_number_it_says_so():
    empty = charts.bars(MONTHS, {"使用率": [None] * 12})
    assert "还没有数据" in empty.decode()
