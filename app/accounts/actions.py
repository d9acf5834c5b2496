"""Every change of accounts: opening, passwords, one-time links, disabling."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert, update

from app.access.scope import EVERYTHING, Scope
from app.accounts import passwords, queries, votes
from app.accounts.models import Account, Invitation
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations import queries as organizations
from app.people.models import Person

VALID_FOR = timedelta(days=14)


def invite(person: Person | None, organization=None, *, scope: Scope = EVERYTHING) -> str:
    """Make a one-time link's token for a person (None: the first administrator); older unused
    ones for the same person stop working. `scope` is what its maker looks after; without one it
    is made at the server itself. Refused for who holds a post beyond it."""
    return invite_all([(person, organization)], scope=scope)[0]


def reset(
    account: Account, *, scope: Scope = EVERYTHING, by: Account | None = None, reason: str = ""
) -> str:
    """The token of a link by which an account gets a new password; its owner is told who asked.

    While the owner stands on the list of an open box, whoever holds the link could vote in that
    name: refused without a reason, which the trail keeps and the owner reads.
    """
    if votes.may_vote_now(account.person_id) and not reason:
        raise Refused(VOTES_NOW, "reason")
    audit.because(reason)
    token = invite(account.person, account.organization, scope=scope)
    if by is None or by.id != account.id:
        made = queries.open_invitation(EVERYTHING, token)
        made.asked_by, made.reason = by.name if by else AT_THE_SERVER, reason
        db.session.flush()
    return token


def mark_seen(account: Account) -> None:
    """The owner has read who asked for links to this account."""
    for one in queries.links_told(EVERYTHING, account.person_id):
        one.seen_at = one.seen_at or clock.now()
    db.session.flush()


def invite_all(wanted: Sequence[tuple], *, scope: Scope = EVERYTHING) -> list[str]:
    """The same for many (person, organisation) at once, in a few statements; all or none."""
    people = [person for person, _ in wanted if person is not None]
    beyond = out_of_reach([person.id for person in people], scope)
    if refused := [person.name for person in people if person.id in beyond]:
        raise Refused(f"{'、'.join(refused)}{BEYOND}")
    now, tokens = clock.now(), [secrets.token_urlsafe(24) for _ in wanted]
    _end_links([person.id for person in people])
    rows = [
        {
            "token_hash": passwords.token_hash(token),
            "person_id": person and person.id,
            "organization_id": organization and organization.id,
            "roots": sorted(scope.roots),
            "made_at": now,
            "expires_at": now + VALID_FOR,
        }
        for token, (person, organization) in zip(tokens, wanted, strict=True)
    ]
    db.session.execute(insert(Invitation), rows)
    audit.record_all(
        "发出一次性链接",
        "账号",
        [(p.id, p.name, o and o.path) for p, o in wanted if p is not None],
    )
    return tokens


def accept(invitation: Invitation, *, username: str, password: str, name: str = "") -> Account:
    """Open the account the invitation is for, or set a new password on the one there is."""
    _check_password(password, username)
    person = invitation.person or Person(name=name)
    if person.id and not within_reach(person.id, Scope(frozenset(invitation.roots))):
        raise Refused(f"您{BEYOND}")
    account = person.id and queries.of_person(EVERYTHING, person.id)
    if account:
        account.password_hash = passwords.hash_password(password)
        account.epoch += 1
    else:
        account = Account(
            username=username,
            password_hash=passwords.hash_password(password),
            person=person,
            organization_id=invitation.organization_id,
            administrator=invitation.person_id is None,
        )
        db.session.add(account)
    invitation.used_at = clock.now()
    db.session.flush()
    return account


def change_password(account: Account, *, current: str, new: str) -> None:
    """Refused when the present password is wrong or the new one weak; other sessions end."""
    if not passwords.matches(current, account.password_hash):
        raise Refused("现在的密码不对。", "current")
    _check_password(new, account.username, "new_password")
    account.password_hash = passwords.hash_password(new)
    account.epoch += 1
    db.session.flush()


def disable(account: Account, by: Account) -> None:
    """No more logins, and open sessions end; the person's records stay."""
    if account.id == by.id:
        raise Refused("不能停用自己的账号。")
    account.disabled_at = clock.now()
    account.epoch += 1
    db.session.flush()


def enable(account: Account) -> None:
    account.disabled_at = None
    db.session.flush()


def set_administrator(account: Account, yes: bool, by: Account) -> None:
    """Make a second administrator, or end it; nobody ends the own."""
    if account.id == by.id and not yes:
        raise Refused("不能取消自己的系统管理员。")
    account.administrator = yes
    db.session.flush()


def end_other_sessions(account: Account) -> None:
    account.epoch += 1
    db.session.flush()


def move(person_id: int, organization) -> None:
    """The person belongs elsewhere now: the account follows, and links that the former branch
    handed out stop working, or it could open the account or set its password later."""
    _end_links([person_id])
    if account := queries.of_person(EVERYTHING, person_id):
        account.organization = organization


def move_all(person_ids: Sequence[int], organization) -> None:
    """The same for many who go together, in a few statements."""
    _end_links(person_ids)
    for account in queries.of_people(EVERYTHING, person_ids):
        account.organization = organization


def within_reach(person_id: int, scope: Scope) -> bool:
    """Whether who looks after `scope` may hand this person a password: only when the person holds
    no power outside it, or a secretary could become the committee."""
    return not out_of_reach([person_id], scope)


def out_of_reach(person_ids: Sequence[int], scope: Scope) -> set[int]:
    """Those of them whom `within_reach` denies, in two statements."""
    if scope == EVERYTHING:
        return set()
    return queries.administrators(EVERYTHING, person_ids) | organizations.people_with_posts_beyond(
        scope, person_ids, clock.today()
    )


AT_THE_SERVER = "在服务器上办理的人"
VOTES_NOW = (
    "本人在一次正在进行的无记名投票的名单上，拿到链接的人可以冒名投票。确需现在重设密码的，"
    "请写明理由：理由留在操作记录里，本人登录后也看得到。"
)
BEYOND = "在发链接的人负责的范围之外另有职务，请由上级党组织或系统管理员发链接。"


def _end_links(person_ids):
    db.session.execute(
        update(Invitation)
        .where(Invitation.person_id.in_(person_ids), Invitation.used_at.is_(None))
        .values(expires_at=clock.now())
    )


def _check_password(password, username, field="password"):
    if weakness := passwords.weakness(password, username):
        raise Refused(weakness, field)
