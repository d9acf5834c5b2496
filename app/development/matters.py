"""Which vote of a meeting is which step of a person's file."""

from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from app.rules.votes import Matter

MATTER_OF = {
    Step.ACTIVIST: Matter.ACTIVIST,
    Step.PROSPECT: Matter.PROSPECT,
    Step.EXAMINED: Matter.EXAMINE,
    Step.ACCEPTED: Matter.ACCEPT,
}
CONFIRMATION = {
    Matter.CONFIRM: Outcome.PASSED,
    Matter.EXTEND: Outcome.EXTENDED,
    Matter.CANCEL: Outcome.CANCELLED,
}
"""What a vote that carried makes of step 23."""

STEP_OF = {matter: step for step, matter in MATTER_OF.items()} | dict.fromkeys(
    CONFIRMATION, Step.CONFIRMATION_VOTED
)
VOTED = frozenset(STEP_OF.values())
"""The steps that a meeting decides."""
