"""A line of money to spend: 党建工作经费 of a budget in force."""

import pytest

from tests.funds import made


@pytest.fixture
def line(world):
    return made.line(made.budget(world))
