"""Venues: register, opening times, bookings that never overlap, checks."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("area", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("used_since", sa.Date(), nullable=True),
        sa.Column("keeper", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("facilities", sa.String(length=100), nullable=False),
        sa.Column("approval", sa.Boolean(), nullable=False),
        sa.Column("set_up", sa.Integer(), nullable=False),
        sa.Column("clearing", sa.Integer(), nullable=False),
        sa.Column("fit", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("retired_why", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "set_up BETWEEN 0 AND 240 AND clearing BETWEEN 0 AND 240", name=op.f("ck_venue_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_venue_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
        sa.UniqueConstraint("organization_id", "name", name=op.f("uq_venue_organization_id")),
    )
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.create_index("ix_venue_organization", ["organization_id"], unique=False)

    op.create_table(
        "venue_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("blocked_from", sa.BigInteger(), nullable=False),
        sa.Column("blocked_until", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("from_list", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("settled_by", sa.String(length=60), nullable=False),
        sa.Column("used_minutes", sa.Integer(), nullable=True),
        sa.Column("used_people", sa.Integer(), nullable=True),
        sa.Column("intact", sa.Boolean(), nullable=True),
        sa.Column("used_note", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "blocked_until > blocked_from AND blocked_until <= blocked_from + 1920",
            name=op.f("ck_venue_booking_blocked"),
        ),
        sa.CheckConstraint("ends > starts", name=op.f("ck_venue_booking_times")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_venue_booking_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_venue_booking_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_booking_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_booking")),
    )
    with op.batch_alter_table("venue_booking", schema=None) as batch_op:
        batch_op.create_index(
            "ix_venue_booking_blocked", ["venue_id", "blocked_from"], unique=False
        )
        batch_op.create_index(
            "ix_venue_booking_organization", ["organization_id", "day"], unique=False
        )
        batch_op.create_index(
            "ix_venue_booking_subject", ["subject_kind", "subject_id"], unique=False
        )
        batch_op.create_index("ix_venue_booking_time", ["blocked_from"], unique=False)

    op.create_table(
        "venue_inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("mend_by", sa.Date(), nullable=True),
        sa.Column("responsible", sa.String(length=100), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(outcome = 'missing') = (venue_id IS NULL)", name=op.f("ck_venue_inspection_venue")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_venue_inspection_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_inspection_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_inspection")),
    )
    with op.batch_alter_table("venue_inspection", schema=None) as batch_op:
        batch_op.create_index(
            "ix_venue_inspection_organization", ["organization_id", "checked_on"], unique=False
        )

    op.create_table(
        "venue_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.CheckConstraint("closes > opens", name=op.f("ck_venue_opening_times")),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_opening_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_opening")),
        sa.UniqueConstraint("venue_id", "since", "weekday", name=op.f("uq_venue_opening_venue_id")),
    )
    op.create_table(
        "venue_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_photo_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_photo")),
        sa.UniqueConstraint("stored", name=op.f("uq_venue_photo_stored")),
    )
    with op.batch_alter_table("venue_photo", schema=None) as batch_op:
        batch_op.create_index("ix_venue_photo_venue", ["venue_id"], unique=False)

    op.create_table(
        "venue_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_venue_share_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_share_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_share")),
        sa.UniqueConstraint("venue_id", "organization_id", name=op.f("uq_venue_share_venue_id")),
    )
    with op.batch_alter_table("venue_share", schema=None) as batch_op:
        batch_op.create_index("ix_venue_share_organization", ["organization_id"], unique=False)

    op.create_table(
        "venue_waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_venue_waiting_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_venue_waiting_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_waiting_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_waiting")),
    )
    with op.batch_alter_table("venue_waiting", schema=None) as batch_op:
        batch_op.create_index("ix_venue_waiting_venue", ["venue_id", "day"], unique=False)
    _never_twice()


def _never_twice():
    """No two bookings that stand may take a venue at one time. Venue and minutes make one number,
    so that PostgreSQL's own ranges suffice."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE venue_booking ADD CONSTRAINT ex_venue_booking_overlap EXCLUDE USING gist "
            "(int8range(venue_id::bigint * 134217728 + blocked_from, "
            "venue_id::bigint * 134217728 + blocked_until) WITH &&) "
            "WHERE (state IN ('held', 'asked'))"
        )
        return
    for name, event in (
        ("insert", "INSERT"),
        ("update", "UPDATE OF venue_id, blocked_from, blocked_until, state"),
    ):
        op.execute(
            f"CREATE TRIGGER venue_booking_{name} BEFORE {event} ON venue_booking "  # noqa: S608
            "WHEN NEW.state IN ('held', 'asked') AND EXISTS (SELECT 1 FROM venue_booking AS other "
            "WHERE other.venue_id = NEW.venue_id AND other.state IN ('held', 'asked') "
            "AND other.id IS NOT NEW.id AND other.blocked_from < NEW.blocked_until "
            "AND other.blocked_from > NEW.blocked_from - 1920 "
            "AND other.blocked_until > NEW.blocked_from) "
            "BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: ex_venue_booking_overlap'); END"
        )


def downgrade():
    with op.batch_alter_table("venue_waiting", schema=None) as batch_op:
        batch_op.drop_index("ix_venue_waiting_venue")

    op.drop_table("venue_waiting")
    with op.batch_alter_table("venue_share", schema=None) as batch_op:
        batch_op.drop_index("ix_venue_share_organization")

    op.drop_table("venue_share")
    with op.batch_alter_table("venue_photo", schema=None) as batch_op:
        batch_op.drop_index("ix_venue_photo_venue")

    op.drop_table("venue_photo")
    op.drop_table("venue_opening")
    with op.batch_alter_table("venue_inspection", schema=None) as batch_op:
        batch_op.drop_index("ix_venue_inspection_organization")

    op.drop_table("venue_inspection")
    with op.batch_alter_table("venue_booking", schema=None) as batch_op:
        batch_op.drop_index("ix_venue_booking_time")
        batch_op.drop_index("ix_venue_booking_subject")
        batch_op.drop_index("ix_venue_booking_organization")
        batch_op.drop_index("ix_venue_booking_blocked")

    op.drop_table("venue_booking")
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.drop_index("ix_venue_organization")

    op.drop_table("venue")
