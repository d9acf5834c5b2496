"""A file submitted for a step, as often as a test asks."""

from datetime import date

import pytest

from app.core.db import db
from app.rules.development.steps import Step
from tests.development.made import walked
from tests.development.superior.made import submitted


@pytest.fixture
def asked(world):
    """asked(step, name): a file that went well up to the step before, submitted for the step."""

    def ask(step, name="沈砚", on=None):
        before = {
            Step.ACTIVIST_FILED: Step.ACTIVIST,
            Step.PROSPECT_LISTED: Step.PROSPECT,
            Step.PREREVIEW: Step.EXAMINED,
            Step.SUPERIOR_TALK: Step.ACCEPTED,
            Step.APPROVED: Step.SUPERIOR_TALK,
            Step.APPROVAL_FILED: Step.APPROVED,
            Step.CONFIRMATION_APPROVED: Step.CONFIRMATION_VOTED,
        }[step]
        file = walked(world, before, name)
        request = submitted(world, file, step, on or date(2026, 7, 4))
        db.session.commit()
        return request

    return ask
