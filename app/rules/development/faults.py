"""What the linter says of a file: one fault, the rule behind it, and what would mend it."""

from dataclasses import dataclass

from app.rules.base import Reason, Strength
from app.rules.development.case import Sort
from app.rules.development.steps import Step


@dataclass(frozen=True)
class Fault:
    """Something in a file that does not fit. `facts` are the (label, value) pairs that clash,
    `field` the field of the step's entry it belongs to: on, until, agreed_on, helpers, votes,
    organ, hours, months, reason, outcome, papers or notice.

    `at_entry`: besides what is WRONG, this too speaks against recording the step: something
    must come first, or the step comes after its limit and wants a reason.
    """

    sort: Sort
    step: Step
    reason: Reason
    facts: tuple[tuple[str, str], ...] = ()
    mend: str = ""
    field: str = "on"
    at_entry: bool = False

    @property
    def message(self) -> str:
        return self.reason.message

    @property
    def strength(self) -> Strength:
        return self.reason.strength

    @property
    def objects(self) -> bool:
        """Whether it speaks against making the change that brought it about."""
        return self.sort is Sort.WRONG or self.at_entry

    @property
    def refuses(self) -> bool:
        """Objections that no reason answers. What is merely late happened all the same."""
        return self.objects and self.strength is Strength.MUST and self.sort is not Sort.LATE
