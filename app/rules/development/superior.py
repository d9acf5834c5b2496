"""The committee's side: who may decide a step, until when, and how its own vote carries."""

from dataclasses import dataclass
from datetime import date

from app.rules.base import FINE, Reason, Verdict, against
from app.rules.dates import PartialDate, add_months
from app.rules.development.case import Organ, Votes
from app.rules.development.steps import Step
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

APPROVALS = frozenset({Step.APPROVED, Step.CONFIRMATION_APPROVED})


@dataclass(frozen=True)
class Limit:
    """`due` is the last day in time, `last` the last day at all where a reason answers for the
    time between; `vague` where the day it runs from is known to its month only."""

    due: date
    rule_id: str
    last: date | None = None
    vague: bool = False


def organ_of(kind: OrganizationKind, *, temporary: bool) -> Organ:
    """What kind of organ decides when this organisation does."""
    if temporary:
        return Organ.TEMPORARY
    return Organ.COMMITTEE if kind is OrganizationKind.COMMITTEE else Organ.GENERAL_BRANCH


def check_competence(
    kind: OrganizationKind, *, temporary: bool, approves: bool, step: Step, day: date
) -> Verdict:
    """DEV-23: a 党总支 and a committee without that power only 审议; a temporary one does
    neither. Anything below approval is a committee's to decide."""
    found = rule("DEV-23")
    if temporary:
        return against(found.reason(day, "临时党组织不接收、不审批预备党员，请转有权限的上级党委"))
    if kind is not OrganizationKind.COMMITTEE:
        return against(
            found.reason(day, f"{kind.label}只审议，不能办理“{step.label}”，请报上级党委")
        )
    if step in APPROVALS and not approves:
        return against(found.reason(day, "本党委没有审批预备党员的权限，请报上级党委审批"))
    return FINE


def limit(
    step: Step, *, submitted: date, assembly: PartialDate | None, local: frozenset[str]
) -> Limit | None:
    """Until when the superior is to act; None where no rule sets a time. Approvals count from
    the assembly (DEV-24, DEV-28), pre-review from its submission where DEV-L5 is on."""
    if step is Step.PREREVIEW and "DEV-L5" in local:
        return Limit(add_months(submitted, rule("DEV-L5").nearest(submitted).value), "DEV-L5")
    if assembly is None or step not in APPROVALS | {Step.SUPERIOR_TALK}:
        return None
    held, vague = assembly.latest, assembly.day is None
    if step is Step.CONFIRMATION_APPROVED:
        months = rule("DEV-28").nearest(held).value
        return Limit(add_months(held, months), "DEV-28", vague=vague)
    months = rule("DEV-24").nearest(held).value
    last = add_months(held, months["最长"])
    return Limit(add_months(held, months["个月"]), "DEV-24", last, vague)


def check_vote(votes: Votes, day: date, *, agreed: bool) -> Verdict:
    """A committee's own vote on one person (DEV-19, 集体讨论、表决). That agreement takes more than
    half of its members is our convention where no clause was seen (OWN-01)."""
    cast = votes.yes + votes.no + votes.abstain
    if votes.due <= 0:
        return against(Reason("请填写应到会的党委委员人数"))
    if votes.present > votes.due:
        return against(Reason(f"实到 {votes.present} 人多于应到 {votes.due} 人，请核对"))
    if cast > votes.present:
        return against(
            Reason(f"赞成、反对、弃权合计 {cast} 票，多于实到 {votes.present} 人，请核对")
        )
    needed = rule("OWN-01").nearest(day).value
    carried = needed.met(votes.yes, votes.due)
    if agreed and not carried:
        message = (
            f"应到 {votes.due} 人，赞成 {votes.yes} 票，没有超过半数，不能批准；"
            f"至少要 {needed.least(votes.due)} 票"
        )
        return against(Reason(message))
    if not agreed and carried:
        return against(Reason(f"赞成 {votes.yes} 票已超过应到人数的半数，与“不同意”不符，请核对"))
    return FINE
