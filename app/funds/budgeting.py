"""Every change of a budget: drafted, sent, decided one level up, adjusted, closed at year's end."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.funds import ledger, queries
from app.funds.models import Adjustment, Budget, Line, Manners
from app.organizations.models import Organization
from app.rules.funds.checks import (
    Manner,
    check_above,
    check_amount,
    check_approver,
    check_close,
    check_limits,
    may_become,
)
from app.rules.funds.kinds import (
    DRAFTED,
    AdjustmentState,
    BudgetState,
    EntryKind,
    Level,
    LineKind,
    YearEnd,
)
from app.rules.money import yuan


@dataclass(frozen=True)
class Planned:
    """One line as it was typed."""

    kind: LineKind
    name: str
    amount: int
    remark: str = ""


def draft(
    organization: Organization,
    year: int,
    budget: Budget | None,
    *,
    lines: Sequence[Planned],
    note: str,
    by: int | None,
) -> Budget:
    """Begin the year's budget, or change it until it is sent. A line that already carries money
    (from the year before) keeps its place and kind."""
    if budget and budget.state not in DRAFTED:
        raise Refused(f"{year}年的预算“{budget.state.label}”，要改的请用“调整”。")
    if not lines:
        raise Refused("至少写一条预算。", "lines")
    if budget is None:
        budget = Budget(organization=organization, year=year)
        db.session.add(budget)
    budget.note, budget.made_by_id = note, by
    renew(budget)
    _write_lines(budget, lines)
    return budget


def send(budget: Budget, *, by: int | None) -> None:
    """Ask the superior to approve."""
    _become(budget, BudgetState.SUBMITTED)
    if not any(line.planned or line.balance for line in budget.lines):
        raise Refused("还没有一条预算写了金额。")
    budget.made_by_id, budget.submitted_on = by, clock.today()
    budget.returned_field = budget.returned_why = ""
    db.session.flush()


def approve(budget: Budget, *, by: int | None, held: Level | None, name: str) -> None:
    """The superior agrees: each line is given its figure, in the ledger."""
    ledger.lock(budget)
    _stop(check_above(held))
    _stop(check_approver(budget.made_by_id, by, held, Level.OWN))
    _become(budget, BudgetState.APPROVED)
    budget.decided_on, budget.decided_by = clock.today(), name[:100]
    for line in budget.lines:
        line.budgeted = line.planned
        if line.planned:
            ledger.post(
                line, EntryKind.ALLOCATED, line.planned, happened_on=clock.today(),
                summary=f"{budget.year}年预算下达", approver=name[:100], made_by_id=by,
            )  # fmt: skip
    db.session.flush()


def send_back(budget: Budget, *, by: int | None, held: Level | None, field: str, why: str) -> None:
    """Return it, saying which part and why."""
    _stop(check_above(held))
    _stop(check_approver(budget.made_by_id, by, held, Level.OWN))
    _become(budget, BudgetState.RETURNED)
    audit.because(why)
    budget.returned_field, budget.returned_why = field, why
    db.session.flush()


def adjust(
    budget: Budget,
    line: Line | None,
    *,
    after: int,
    reason: str,
    by: int | None,
    kind: LineKind | None = None,
    name: str = "",
) -> Adjustment:
    """Ask for another figure of a line, or (without one) for a new line. The old figure is kept."""
    ledger.lock_running(budget)
    if line is None:
        _stop(check_amount(after), "after")
        line = Line(
            budget=budget, position=len(budget.lines), kind=kind, name=(name or kind.label)[:60]
        )
        db.session.add(line)
        db.session.flush()
    elif queries.waiting_adjustment(_scope(budget), line):
        raise Refused(f"“{line.name}”已有一项调整等上级批复。", "line_id")
    if after == line.budgeted:
        raise Refused("调整后的金额和现在一样，不用调整。", "after")
    if after < line.budgeted - line.free:
        least = yuan(line.budgeted - line.free)
        raise Refused(f"“{line.name}”已支出和已批未付的要留住，不能调到 {least} 元以下。", "after")
    made = Adjustment(
        line=line,
        amount_before=line.budgeted,
        amount_after=after,
        reason=reason,
        made_by_id=by,
        made_on=clock.today(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def agree(adjustment: Adjustment, *, by: int | None, held: Level | None, name: str) -> None:
    """The superior agrees to the new figure; less than what is spent and promised is refused."""
    line = adjustment.line
    ledger.lock_running(line.budget, adjustment, line)
    _decide(adjustment, AdjustmentState.APPROVED, by, held, name)
    change = adjustment.amount_after - line.budgeted
    ledger.post(
        line, EntryKind.ADJUSTED, change, happened_on=clock.today(),
        summary=f"预算调整：{adjustment.reason}", approver=name[:100], made_by_id=by,
    )  # fmt: skip
    line.budgeted = adjustment.amount_after
    db.session.flush()


def refuse(
    adjustment: Adjustment, *, by: int | None, held: Level | None, name: str, why: str
) -> None:
    """The superior does not agree; the figure stays."""
    ledger.lock_running(adjustment.line.budget, adjustment)
    _decide(adjustment, AdjustmentState.REFUSED, by, held, name)
    audit.because(why)
    adjustment.returned_why = why
    db.session.flush()


def close(budget: Budget, manner: Manner, *, by: int | None, name: str) -> None:
    """End the year. What is left of each line goes into the next year's budget (begun here if
    there is none) or back, as is said for its kind; refused while anything is open."""
    ledger.lock_running(budget, *budget.lines)
    scope, day = _scope(budget), clock.today()
    titles = queries.open_titles(scope, budget)
    _stop(check_close(budget.year, day, titles))
    for line in budget.lines:
        if line.balance:
            _end(line, manner.year_end[line.kind], day, by)
    _become(budget, BudgetState.CLOSED)
    budget.closed_on = day
    audit.because(f"{name}办理决算")
    db.session.flush()


def set_manners(
    organization: Organization, found: Manners | None, manner: Manner, *, basis: str
) -> Manners:
    """What the organisation says of limits and year's end, for those below it."""
    _stop(check_limits(manner.own, manner.superior), "own")
    row = found or Manners(organization=organization)
    row.own, row.superior, row.nearly, row.basis = (
        manner.own,
        manner.superior,
        manner.nearly,
        basis,
    )
    carried = (kind.value for kind, end in manner.year_end.items() if end is YearEnd.CARRIED)
    row.carried = ",".join(carried)
    db.session.add(row)
    db.session.flush()
    return row


def _end(line, end, day, by):
    rest, year = line.balance, line.budget.year
    if end is YearEnd.GIVEN_BACK:
        ledger.post(
            line, EntryKind.GIVEN_BACK, -rest, happened_on=day, summary=f"{year}年结余收回",
            made_by_id=by,
        )  # fmt: skip
        return
    ledger.post(
        line, EntryKind.CARRIED_OUT, -rest, happened_on=day, summary=f"结转{year + 1}年",
        made_by_id=by,
    )  # fmt: skip
    ledger.post(
        _heir(line), EntryKind.CARRIED_IN, rest, happened_on=day,
        summary=f"{year}年结余结转：{line.name}", made_by_id=by,
    )  # fmt: skip


def _heir(line):
    """The line of the next year that takes what is left: of the same name and kind, or a new one.
    A year that is itself closed takes nothing."""
    old = line.budget
    budget = queries.of(_scope(old), old.organization, old.year + 1)
    if budget is None:
        budget = Budget(organization=old.organization, year=old.year + 1, made_by_id=old.made_by_id)
        db.session.add(budget)
        db.session.flush()
    ledger.lock(budget)
    if budget.state is BudgetState.CLOSED:
        raise Refused(f"{budget.year}年已经决算，结余不能再转进去。")
    names = {one.name: one for one in budget.lines}
    found = names.get(line.name)
    if found and found.kind is line.kind:
        return found
    name = line.name if found is None else f"{line.name[:50]}（{old.year}年结转）"
    heir = Line(budget=budget, position=len(budget.lines), kind=line.kind, name=name)
    db.session.add(heir)
    db.session.flush()
    db.session.expire(budget, ["lines"])
    return heir


def _write_lines(budget, lines):
    """By their names: a line that carries money stays, whatever was typed of its kind."""
    db.session.flush()
    known = {line.name: line for line in budget.lines}
    typed = [one.name.strip() or one.kind.label for one in lines]
    twice = {name for name in typed if typed.count(name) > 1}
    if twice:
        raise Refused(f"“{twice.pop()}”写了两条，请改一个名称。", "lines")
    for name, line in known.items():
        if name not in typed:
            if line.entries:
                raise Refused(f"“{name}”有上年结转的钱，不能删。", "lines")
            db.session.delete(line)
    for place, (name, one) in enumerate(zip(typed, lines, strict=True)):
        line = known.get(name) or Line(budget=budget, name=name)
        db.session.add(line)
        if line.entries and line.kind is not one.kind:
            raise Refused(f"“{name}”有上年结转的钱，类别不能改。", "lines")
        line.position, line.kind, line.planned, line.remark = (
            place,
            one.kind,
            one.amount,
            one.remark,
        )
    db.session.flush()
    db.session.expire(budget, ["lines"])


def _decide(adjustment, state, by, held, name):
    if adjustment.state is not AdjustmentState.SUBMITTED:
        raise Refused(f"这项调整{adjustment.state.label}，不用再批。")
    _stop(check_above(held))
    _stop(check_approver(adjustment.made_by_id, by, held, Level.OWN))
    adjustment.state = state
    adjustment.decided_on, adjustment.decided_by = clock.today(), name[:100]


def _become(budget, state):
    _stop(may_become(budget.state, state, f"{budget.year}年的预算"))
    budget.state = state


def _scope(budget):
    return Scope(frozenset({budget.organization.path}))


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
