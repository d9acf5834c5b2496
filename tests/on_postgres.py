"""A pytest plugin for the PostgreSQL stage: keeps the tests that touch the database, no others."""


def pytest_collection_modifyitems(config, items):
    kept = [item for item in items if "database_url" in item.fixturenames]
    config.hook.pytest_deselected(
        items=[item for item in items if "database_url" not in item.fixturenames]
    )
    items[:] = kept
