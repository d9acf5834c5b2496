"""Every change of talks: logged, several at once; taken out again when logged by mistake."""

from collections.abc import Sequence
from datetime import date

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.core.filters import full_day
from app.meetings.talks import queries
from app.meetings.talks.models import Occasion, Talk
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.talks import pair_kind


def log(
    branch: Organization,
    person: Person,
    others: Sequence[Person],
    *,
    talked_on: date,
    occasion: Occasion,
    gist: str = "",
    by_id: int | None = None,
    reads: bool = False,
) -> list[Talk]:
    """One person talked with each of the others on that day. A gist belongs to one talk and is
    taken from one of the two (`by_id` is who logs) or from who may read it."""
    if talked_on > clock.today():
        raise Refused("谈话的日子还没有到。", "talked_on")
    if talked_on < branch.since:
        raise Refused(f"支部成立于{full_day(branch.since)}，谈话不能更早。", "talked_on")
    others = [one for one in others if one.id != person.id]
    if not others:
        raise Refused("请选择同谁谈的。", "others")
    if gist and len(others) > 1:
        raise Refused("谈话要点属于一次谈话；同几个人谈的，请分开记。", "gist")
    if gist and not (reads or by_id in {person.id, *(one.id for one in others)}):
        raise Refused("谈话要点由谈话的人或者支部书记来记。", "gist")
    scope = Scope(frozenset({branch.path}))
    already = queries.partners_on(scope, branch, person.id, talked_on)
    if twice := [one.name for one in others if one.id in already]:
        raise Refused(f"{person.name}同{'、'.join(twice)}这一天的谈话已经记过了。", "others")
    found, _ = queries.circles(scope, [branch.id], talked_on, talked_on)
    sits = found[branch.id].committee_on(talked_on)
    talks = []
    for other in others:
        first, second = sorted((person, other), key=lambda one: one.id)
        kind = pair_kind(first.id in sits, second.id in sits)
        talks.append(
            Talk(
                organization=branch,
                first=first,
                second=second,
                talked_on=talked_on,
                kind=kind,
                occasion=Occasion(occasion),
                gist=gist or None,
            )
        )
    db.session.add_all(talks)
    db.session.flush()
    return talks


def remove(talk: Talk, *, why: str) -> None:
    """Take out what was logged by mistake; the trail keeps that it was there and why."""
    audit.because(why)
    db.session.delete(talk)
    db.session.flush()
