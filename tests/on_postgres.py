"""A pytest plugin for the PostgreSQL stage: keeps the tests that touch the database, no others.

Left out too is what the database cannot change: what paper and Word say of the same values, and
whether a page answers with a block or whole.
"""

INDIFFERENT = ("papers/", "printing/")


def pytest_collection_modifyitems(config, items):
    kept = [item for item in items if _matters(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _matters(item)])
    items[:] = kept


def _matters(item) -> bool:
    if "database_url" not in item.fixturenames:
        return False
    if item.get_closest_marker("storage"):
        return True
    place = item.nodeid.removeprefix("tests/")
    return not place.startswith(INDIFFERENT) and "htmx" not in item.name
