"""One object of each kind, all in the branch `here`: what the addresses of routes point to."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import Invitation
from app.core.db import db
from app.debriefs.models import Debrief
from app.organizations.models import Post


def build(world) -> dict:
    """{name of a route's argument: the sample's value}."""
    now = datetime.now(UTC)
    db.session.add(
        Invitation(
            token_hash=passwords.token_hash("sample-token"),
            person_id=world.people["李喆昇"].id,
            made_at=now,
            expires_at=now + timedelta(days=99_999),
        )
    )
    db.session.commit()
    return {
        "organization_id": world.here.id,
        "post_id": db.session.scalar(
            select(Post.id).where(Post.organization_id == world.here.id).limit(1)
        ),
        "account_id": world.accounts["member"].id,
        "member_id": world.members["李喆昇"].id,
        "debrief_id": _debrief(world),
        "token": "sample-token",
    }


def _debrief(world):
    debrief = Debrief(organization=world.here, person=world.people["周敏"], year=2026)
    db.session.add(debrief)
    db.session.commit()
    return debrief.id
