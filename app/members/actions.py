"""Every change of the registry: adding, correcting, showing an ID number, posts, invitations."""

from app.access.scope import EVERYTHING, Scope
from app.accounts import actions as accounts
from app.core import audit, clock, keys
from app.core.db import db
from app.core.errors import Refused
from app.members import queries
from app.members.models import Member
from app.organizations import actions as organizations
from app.people.models import Person
from app.rules.identity import birth_of, check_id_number, gender_of, normalize_id_number
from app.rules.members import Standing, check_life

PERSON_FACTS = frozenset(
    {
        "name", "gender", "ethnicity", "birth", "id_number", "phone", "native_place",
        "education", "degree", "job", "title", "number",
    }
)  # fmt: skip
FIELD_OF = {
    "出生": "birth",
    "申请入党": "applied_on",
    "确定积极分子": "activist_on",
    "转正": "confirmed_on",
    "预备期": "confirmed_on",
}
"""The field a reason of check_life is about, by the words it opens with."""


def add(organization, *, reason: str = "", **facts) -> Member:
    """Register a person in a branch. Refused where the dates of the life contradict each other;
    what is only unusual (一般) needs a reason, which is kept with the record of changes."""
    _check(facts, reason)
    _check_new(facts.get("id_number"))
    _check_namesakes(organization, facts, reason)
    person = Person(**{name: value for name, value in facts.items() if name in PERSON_FACTS})
    own = {name: value for name, value in facts.items() if name not in PERSON_FACTS}
    member = Member(person=person, organization=organization, **own)
    db.session.add(member)
    db.session.flush()
    return member


def edit(member: Member, *, reason: str = "", **facts) -> None:
    """Correct a person's card; the same refusals as `add`. An empty ID number keeps the old."""
    if not facts.get("id_number"):
        facts.pop("id_number", None)
    whole = _whole(member, facts)
    _check(whole, reason)
    for name in facts:
        holder = member.person if name in PERSON_FACTS else member
        if getattr(holder, name) != whole[name]:
            setattr(holder, name, whole[name])
    db.session.flush()


def _whole(member, facts):
    """What the card will say: dates that are not typed here are judged with those that are."""
    names = ("applied_on", "activist_on", "joined_on", "confirmed_on")
    return {name: getattr(member, name) for name in names} | facts


def reveal_id_number(member: Member, reason: str) -> str:
    """The whole ID number; who asked and why is recorded."""
    if not member.person.id_number:
        raise Refused("还没有登记身份证号。", "reason")
    audit.because(reason)
    audit.record(
        "查看身份证号", "党员", member.name, subject_id=member.id, path=member.organization.path
    )
    return member.person.id_number


def appoint(member: Member, organization, *, by: int | None = None, **facts):
    """Give a member a post; see app.organizations.actions.appoint. `by` is the person who does it:
    nobody appoints himself, or one hand would ask and approve."""
    if by == member.person_id:
        raise Refused("不能任命自己，请由上级党组织的其他人办理。", "organization_id")
    return organizations.appoint(organization, member.person, **facts)


def invite(members: list[Member], scope: Scope) -> list[tuple[Member, str]]:
    """A one-time token for each member, to be printed on a slip; `scope` is the maker's."""
    tokens = accounts.invite_all([(m.person, m.organization) for m in members], scope=scope)
    return list(zip(members, tokens, strict=True))


def mark_of(id_number: str) -> str:
    """By what an ID number is found again without being read."""
    return keys.fingerprint(id_number)


def _check_new(id_number):
    """One person is in one branch: who is registered anywhere comes by transfer."""
    if id_number and (known := queries.registered(EVERYTHING, mark_of(id_number))):
        away = known.standing is Standing.TRANSFERRED
        how = "请在“转接”里登记外单位转入" if away else "请由原支部办理转接，不要重复登记"
        raise Refused(f"这个身份证号的人已经登记过，{how}。", "id_number")


def _field_of(reason):
    found = (name for start, name in FIELD_OF.items() if reason.message.startswith(start))
    return next(found, "joined_on")


def _check_namesakes(organization, facts, reason):
    """The same person typed twice: of the same name in the branch, and maybe the same birthday."""
    scope = Scope(frozenset({organization.path}))
    if reason:
        return
    for other in queries.namesakes(scope, organization, facts["name"]):
        if _maybe_same(other.person.birth, facts.get("birth")):
            raise Refused(
                f"{organization.name}已登记过{facts['name']}（{other.stage.label}）。"
                "如果确是另一个人，请在说明里写明。",
                "reason",
            )


def _maybe_same(one, other):
    return not (one and other) or (one.earliest <= other.latest and other.earliest <= one.latest)


def _check(facts, reason):
    if number := facts.get("id_number"):
        facts["id_number"] = normalize_id_number(number)
        _check_number(facts)
    verdict = check_life(
        birth=facts.get("birth"),
        applied=facts.get("applied_on"),
        activist=facts.get("activist_on"),
        joined=facts.get("joined_on"),
        confirmed=facts.get("confirmed_on"),
        today=clock.today(),
    )
    if verdict.refusals:
        field = _field_of(verdict.refusals[0])
        raise Refused("；".join(str(r) for r in verdict.refusals), field)
    if verdict.warnings and not reason:
        raise Refused(
            "；".join(str(r) for r in verdict.warnings) + "。如属实，请写明理由。", "reason"
        )
    audit.because(reason)


def _check_number(facts):
    verdict = check_id_number(facts["id_number"], today=clock.today())
    if not verdict:
        raise Refused("；".join(str(r) for r in verdict.reasons), "id_number")
    born, birth = birth_of(facts["id_number"]), facts.get("birth")
    if birth and not birth.earliest <= born <= birth.latest:
        raise Refused(f"身份证号里的出生日期是 {born}，与出生日期 {birth} 不一致。", "id_number")
    if facts.get("gender") and gender_of(facts["id_number"]) != facts["gender"]:
        raise Refused("身份证号里的性别与所选性别不一致。", "id_number")
