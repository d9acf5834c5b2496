"""Years that no record has, typed into an address, break no page."""

import pytest

from tests.access import samples
from tests.access.test_every_route import address_of, routes

DAYS = ("0001-01-01", "1899-12-31", "9999-12-31")


@pytest.mark.parametrize("who", ["secretary", "faculty"])
@pytest.mark.parametrize("day", DAYS)
def test_no_page_breaks_at_an_odd_year(app, world, client_of, who, day):
    values, browser, broken = samples.build(world), client_of(who), []
    asked = "&".join(f"{name}={day}" for name in ("on", "day", "first", "last", "until"))
    asked += f"&year={int(day[:4])}&month={day[:7]}&organization={world.here.id}"
    for endpoint, method in routes(unsafe=False):
        _, address = address_of(app, values, endpoint, method)
        if address.endswith((".pdf", ".xlsx")):
            continue
        for more in ("", f"&from={day}&month={int(day[:4])}&branch={world.here.id}"):
            try:
                browser.get(f"{address}?{asked}{more}")
            except Exception as error:
                broken.append((address, repr(error)[:100]))
    assert broken == []
