"""How a list of findings reads: what its order means, and which month the year is in."""

import re
from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db, unit_of_work
from app.core.filters import day as short_day
from app.findings import keeping, queries
from app.findings.engine import Finding, State
from app.rules.meetings import MeetingKind
from tests.meetings.made import meeting

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


def test_organisations_stand_in_the_order_of_the_earliest_day_shown(client_of, old):
    """Of one duty as of all, whether rows are kept or worked out."""
    for keep in (False, True):
        if keep:
            with unit_of_work():
                keeping.keep_everything(clock.today())
        for duty in ("", "支委会", "主题党日", "支部党员大会"):
            found = queries.exceptions(EVERYTHING, clock.today(), duty=duty, limit=99)
            days = [min(one.due for one in findings) for _, findings in found.rows]
            assert days == sorted(days)
            assert days


def test_the_day_shown_is_the_earliest_though_another_stands_first(client_of, old):
    meeting(
        old, MeetingKind.THEME_DAY, title="主题党日", held_on=date(2026, 1, 20), late_reason="补录"
    )
    db.session.commit()
    found = queries.exceptions(EVERYTHING, clock.today(), limit=99)
    [findings] = [findings for one, findings in found.rows if one.id == old.here.id]
    assert findings[0].due != min(one.due for one in findings)
    text = client_of("faculty").get("/findings/").text
    row = text[text.index(f'/findings/{old.here.id}">') :]
    told = re.search(r'data-h="最早应在" class="num">([^<]+)<', row)[1]
    assert told == short_day(min(one.due for one in findings))


def test_what_stands_behind_no_rule_is_named_without_the_person(world):
    one = Finding(
        "", "", 1, "/", "x", "核对登记：张三", "", date(2026, 1, 1), date(2026, 1, 1),
        State.LATE, "", "",
    )  # fmt: skip
    assert one.duty == "核对登记"


@pytest.mark.parametrize("address", ["/findings/", "/findings/year", "/findings/{}/units"])
def test_the_line_above_leads_only_where_one_may_go(client_of, world, address):
    """An officer is told what the college belongs to and not led to a page that is not there."""
    page = client_of("faculty").get(address.format(world.college.id), follow_redirects=True).text
    assert f"{world.university.name} ›" in page
    assert world.university.name not in re.findall(r"<a [^>]*>([^<]*)</a>", page)
