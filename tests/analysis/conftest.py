"""Rounds by themselves: who listens to the votes of meetings is tested where the listeners are."""

import pytest


@pytest.fixture(autouse=True)
def _nobody_listens(migrated_app, monkeypatch):
    monkeypatch.setitem(migrated_app.extensions, "vote_listeners", [])
