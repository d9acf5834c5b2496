"""How a list of findings reads: what its order means, and which month the year is in."""

from datetime import date

import pytest

from app.core import audit, clock
from app.core.db import db

ORDER = "超期的先列规定必须办的，再列标着“一般”的"


@pytest.fixture
def old(world):
    with clock.travel(date(2026, 1, 5)):
        audit.record("建立", "实例")
    db.session.commit()
    return world


def test_where_what_must_be_done_stands_before_the_usual_the_list_says_so(client_of, old):
    text = client_of("secretary").get(f"/findings/{old.here.id}").text
    assert ORDER in text
    must, usual = text.index("主题党日</div>"), text.index("支委会</div>")
    assert must < usual
    assert '<div class="why"><span class="tag grey">一般</span>' in text[usual : usual + 80]
    assert "一般</span>" not in text[must : must + 80]


def test_a_list_of_one_kind_explains_no_order(client_of, world):
    assert ORDER not in client_of("secretary").get(f"/findings/{world.here.id}").text


def test_the_picture_of_the_year_marks_the_present_month_alone(client_of, world):
    for address in ("/findings/year", "/meetings/year", "/"):
        text = client_of("secretary").get(address).text
        assert text.count('aria-current="date"') == 1
        assert 'aria-current="date">11月<' in text
    address = f"/meetings/year?organization={world.here.id}&year=2025"
    assert 'aria-current="date"' not in client_of("secretary").get(address).text
