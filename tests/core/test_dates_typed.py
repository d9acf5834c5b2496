"""Dates typed into a form: years no record can name are sent back before anything counts on."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from app.core.forms import Day, KnownDate, PortalForm
from app.rules.dates import PartialDate


class Form(PortalForm):
    day = Day("日期")
    known = KnownDate("约日期")


def typed(app, **fields):
    with app.test_request_context("/", method="POST"):
        form = Form(MultiDict(fields), meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_out_of_our_time_is_sent_back(app, year):
    form = typed(app, day=f"{year}-12-31", known=f"{year}-12")
    assert ["1900 至 2199" in form[name].errors[0] for name in ("day", "known")] == [True, True]
    assert (form.day.data, form.known.data) == (None, None)


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_the_last_year_are_taken(app, year):
    form = typed(app, day=f"{year}-12-31", known=f"{year}-12")
    assert not form.errors
    assert (form.day.data, form.known.data) == (date(year, 12, 31), PartialDate(year, 12))
