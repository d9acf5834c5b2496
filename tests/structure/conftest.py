"""What tests of acts share: the paper every act needs, and people enough to divide."""

from datetime import date

import pytest

from app.core.db import db
from app.organizations import actions as organizations
from app.rules.organizations import OrganizationKind, UnitType
from tests.world import add_member

TODAY = date(2026, 11, 16)
PAPER = {"done_on": TODAY, "basis": "2026年11月16日党委会议"}


@pytest.fixture
def second(world):
    """A second college beside the first."""
    made = organizations.create(
        code="ME", name="机械工程学院党委", kind=OrganizationKind.COMMITTEE,
        unit_type=UnitType.OTHER, parent=world.university,
    )  # fmt: skip
    db.session.commit()
    return made


@pytest.fixture
def crowd(world):
    """Fifty more full members in the branch `here`."""
    members = [add_member(world, world.here, f"党员{n:02d}") for n in range(50)]
    db.session.commit()
    return members
