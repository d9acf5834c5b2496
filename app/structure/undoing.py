"""Taking back an act recorded by mistake, as long as nothing else was built on it."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING, Scope
from app.accounts import actions as accounts
from app.core import audit
from app.core.db import db
from app.core.errors import Refused
from app.members.life.models import Event
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.organizations.models import Organization, Post
from app.rules.acts import ActKind, Part
from app.rules.organizations import PostKind
from app.structure import listeners, queries
from app.structure.actions import put
from app.structure.models import Act

BUILT_ON = "已有新的记录（党员、会议、任职等），不能撤回；请按撤销办理。"


def take_back(act: Act, reason: str) -> None:
    """Everything stands as before the act, and the act is gone; the trail keeps both. Refused once
    another act or record rests on it: then only a new act mends it."""
    if not reason:
        raise Refused("请写明为什么撤回。", "reason")
    if queries.later_acts(EVERYTHING, act):
        raise Refused("这些组织之后又有组织变动，请先撤回后来的变动。")
    audit.because(reason)
    made = [one.organization for one in act.those(Part.MADE)]
    if act.kind is ActKind.SECRETARY:
        _take_back_post(act)
    _return_people(act)
    for one in act.parts:
        _restore(one)
    db.session.delete(act)
    db.session.flush()
    for one in made:
        _remove(one)


def _restore(part):
    one, before = part.organization, part.before
    if "name" in before:
        organizations.edit(one, name=before["name"])
    if "units" in before:
        organizations.edit(one, units=before["units"])
    if "dissolved_on" in before:
        organizations.edit(one, dissolved_on=None)
    if "parent_id" in before:
        parent = tree.one(EVERYTHING, before["parent_id"])
        if parent.dissolved_on:
            raise Refused(f"{parent.name}已撤销，不能调整回去。")
        put(one, parent)
        listeners.tell(one)
    _reopen(before.get("posts", ()))
    if part.act.kind is ActKind.DISSOLVE:
        _regroup(before.get("people", {}))


def _take_back_post(act):
    """The secretary whom the act brought was never one; who came in otherwise since then stays."""
    own, place = act.main.after.get("post"), act.main.organization
    scope = Scope(frozenset({place.path}))
    for post in queries.posts_in(scope, [place.id], act.done_on):
        if post.kind is PostKind.SECRETARY and post.id != own:
            raise Refused(f"{post.person.name}之后已任书记，不能撤回。")
        if post.id == own:
            db.session.delete(post)
    db.session.flush()


def _reopen(posts):
    """Posts that the act ended last as they did before it."""
    ends = {post_id: ended and date.fromisoformat(ended) for post_id, ended in posts}
    for post in db.session.scalars(db.select(Post).where(Post.id.in_(ends))):
        post.ended_on = ends[post.id]
    db.session.flush()


def _regroup(groups):
    for member in queries.members(EVERYTHING, [int(key) for key in groups]):
        member.group_id = groups[str(member.id)]
    db.session.flush()


def _return_people(act):
    """Who went to another branch with a merger or a split belongs to the old one again."""
    for part in act.those(Part.GAVE, Part.CLOSED):
        if not part.before.get("events"):
            continue
        groups, events = part.before["people"], part.before["events"]
        members = queries.members(EVERYTHING, [int(key) for key in groups])
        _refuse_built_on(members, events)
        for event in db.session.scalars(db.select(Event).where(Event.id.in_(events))):
            db.session.delete(event)
        db.session.flush()
        for member in members:
            member.organization = part.organization
            member.group_id = groups[str(member.id)]
            audit.record(
                "随撤回的组织变动转回", "党员", member.name,
                subject_id=member.id, path=part.organization.path,
            )  # fmt: skip
        accounts.move_all([one.person_id for one in members], part.organization)
        db.session.flush()


def _refuse_built_on(members, events):
    """Files went along and their contacts were ended; later events and posts rest on the branch."""
    ids = [one.id for one in members]
    if names := queries.with_later_events(EVERYTHING, ids, max(events)):
        raise Refused(f"{'、'.join(names[:5])}在这之后又有记录，不能撤回；请另行办理拆分或转接。")
    if names := queries.on_the_way(EVERYTHING, ids):
        raise Refused(
            f"{'、'.join(names[:5])}的发展档案已经随转，培养联系人和报批已随之变更，不能撤回；"
            "请另行办理拆分或转接。"
        )


def _remove(organization: Organization):
    """An organisation that the act made goes, unless anything refers to it by now."""
    name = organization.name
    try:
        with db.session.begin_nested():
            db.session.delete(organization)
            db.session.flush()
    except IntegrityError:
        raise Refused(f"{name}{BUILT_ON}") from None
