"""The steps ahead as the page offers them: what is missing, whom to ask, and what to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core import clock
from app.development.actions.requests import SUBMITTED, TOGETHER
from app.development.entering import meeting_address
from app.development.matters import VOTED
from app.rules.base import Reason
from app.rules.dates import PartialDate
from app.rules.development.path import NextStep
from app.rules.development.steps import STEPS, Step
from app.rules.votes import Matter

if TYPE_CHECKING:
    from app.development.desk import Asked, View

CONFIRMING = (
    (Matter.CONFIRM, "讨论转正"),
    (Matter.EXTEND, "讨论延长预备期"),
    (Matter.CANCEL, "讨论取消资格"),
)


@dataclass(frozen=True)
class Ahead:
    """One step ahead; `presses` are (label, address), the usual one first. `waiting` is what
    already lies with the superior."""

    next: NextStep
    missing: tuple[Reason, ...]
    presses: Sequence[tuple[str, str]]
    waiting: "Asked | None" = None
    note: str = ""

    @property
    def step(self) -> Step:
        return self.next.step

    @property
    def late(self) -> bool:
        return self.next.latest is not None and self.next.latest.day < clock.today()

    @property
    def early(self) -> bool:
        return self.next.earliest is not None and self.next.earliest.day > clock.today()

    @property
    def cite(self) -> str:
        """The clause of the step in the text in force."""
        return str(STEPS[self.step].cite(clock.today()))

    @property
    def since(self) -> int:
        """How many days it has waited at the superior."""
        return (clock.today() - self.waiting.submitted_on).days if self.waiting else 0


def how(step: Step) -> str:
    """By what a step is taken: meeting, above, reviews, or the branch's own entry."""
    if step in VOTED:
        return "meeting"
    if step in SUBMITTED and step is not Step.PROSPECT_LISTED:
        return "above"
    return "reviews" if STEPS[step].lasting else "entry"


def ahead(view: "View") -> list[Ahead]:
    """Those that can be pressed first, by step; then those that must wait; gaps last."""
    found = [_ahead(view, one) for one in view.path.next]
    together = {step for one in found for step in TOGETHER.get(one.step, ())[1:]}
    found = [one for one in found if one.step not in together]
    return sorted(
        found, key=lambda one: (one.next.gap, bool(one.waiting), bool(one.missing), one.step)
    )


def _ahead(view, one):
    waiting = next((r for r in view.waiting if r.about is one.step), None)
    if one.gap:
        return _gap(view, one, waiting)
    if one.step is Step.PROSPECT_LISTED:
        return _listing(view, one, waiting)
    presses = () if waiting else _presses(view, one.step)
    return Ahead(one, one.missing, presses, waiting)


def _gap(view, one, waiting):
    """What was passed over is not asked of the superior again: its record comes by hand or by
    the history import."""
    above = how(one.step) == "above"
    note = "后面的步骤已经办了；" + (
        "有当时的批件，就用“旧档案导入”补上日期。" if above else "有当时的材料，就补登当时的日期。"
    )
    return Ahead(one, (), () if above or waiting else _presses(view, one.step), waiting, note)


def _presses(view, step):
    home = f"/development/{view.file.id}"
    kind = how(step)
    if kind == "above":
        label = "报上级审批" if step in TOGETHER else "报上级"
        return [(label, f"{home}/requests/{step.value}")]
    if kind == "entry":
        return [("登记", f"{home}/steps/{step.value}")]
    if step is Step.CONFIRMATION_VOTED:
        return [(label, _meeting(view, step, matter)) for matter, label in CONFIRMING]
    return [("记这次会", _meeting(view, step))]


def _meeting(view, step, matter=None):
    return meeting_address(
        view.file.organization_id,
        view.file.person_id,
        step,
        has_committee=view.case.has_committee,
        matter=matter,
    )


def _listing(view, one, waiting):
    """Step 8 goes in three: the superior's consent, the notice, the listing."""
    home = f"/development/{view.file.id}"
    agreed = view.agreed
    missing = tuple(r for r in one.missing if not (agreed and r.rule_id == "DEV-C2"))
    if waiting:
        return Ahead(one, (), (), waiting)
    if agreed is None:
        presses = [("报上级同意", f"{home}/requests/8"), ("登记", f"{home}/steps/8")]
        return Ahead(one, missing, presses)
    note = f"上级党委 {PartialDate.of(agreed.decided_on)} 已同意。"
    if not view.notices:
        return Ahead(one, missing, [("登记公示", f"{home}/notices/new")], note=note)
    return Ahead(one, missing, [("列为发展对象", f"{home}/steps/8")], note=note)
