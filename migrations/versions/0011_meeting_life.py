"""Plans, calls, leave, make-ups, hours, breaks, calendar addresses and shared records."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _fk(table, column, target, **options):
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), **options
    )


def _pk(table):
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def upgrade():
    op.create_table(
        "calendar_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_calendar_break_days")),
        _fk("calendar_break", "organization_id", "organization"),
        _pk("calendar_break"),
    )
    op.create_index(
        "ix_calendar_break_organization", "calendar_break", ["organization_id", "first_on"]
    )
    op.create_table(
        "theme_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(day BETWEEN 1 AND 31 AND week IS NULL AND weekday IS NULL) OR "
            "(day IS NULL AND week BETWEEN 1 AND 4 AND weekday BETWEEN 0 AND 6)",
            name=op.f("ck_theme_day_day"),
        ),
        _fk("theme_day", "organization_id", "organization"),
        _pk("theme_day"),
        sa.UniqueConstraint("organization_id", name=op.f("uq_theme_day_organization_id")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _fk("calendar_feed", "account_id", "account"),
        _pk("calendar_feed"),
        sa.UniqueConstraint("account_id", name=op.f("uq_calendar_feed_account_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_table(
        "meeting_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("revised_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _fk("meeting_plan", "organization_id", "organization"),
        _fk("meeting_plan", "submitted_by_id", "account"),
        _pk("meeting_plan"),
        sa.UniqueConstraint(
            "organization_id", "year", name=op.f("uq_meeting_plan_organization_id")
        ),
    )
    op.create_table(
        "meeting_plan_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_meeting_plan_entry_month")),
        _fk("meeting_plan_entry", "plan_id", "meeting_plan"),
        _fk("meeting_plan_entry", "group_id", "organization"),
        _pk("meeting_plan_entry"),
    )
    op.create_index("ix_meeting_plan_entry_plan", "meeting_plan_entry", ["plan_id", "month"])
    op.create_table(
        "meeting_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.Time(), nullable=False),
        sa.Column("ended_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("cancelled_why", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at > started_at", name=op.f("ck_meeting_call_times")
        ),
        _fk("meeting_call", "organization_id", "organization"),
        _fk("meeting_call", "group_id", "organization"),
        _fk("meeting_call", "entry_id", "meeting_plan_entry", ondelete="SET NULL"),
        _fk("meeting_call", "sent_by_id", "account"),
        _pk("meeting_call"),
    )
    op.create_index("ix_meeting_call_organization", "meeting_call", ["organization_id", "held_on"])
    op.create_index(op.f("ix_meeting_call_entry_id"), "meeting_call", ["entry_id"])
    op.create_table(
        "meeting_called",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        _fk("meeting_called", "call_id", "meeting_call"),
        _fk("meeting_called", "person_id", "person"),
        _pk("meeting_called"),
        sa.UniqueConstraint("call_id", "person_id", name=op.f("uq_meeting_called_call_id")),
    )
    op.create_index("ix_meeting_called_person", "meeting_called", ["person_id"])
    op.create_table(
        "meeting_leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        _fk("meeting_leave", "call_id", "meeting_call"),
        _fk("meeting_leave", "person_id", "person"),
        _pk("meeting_leave"),
        sa.UniqueConstraint("call_id", "person_id", name=op.f("uq_meeting_leave_call_id")),
    )
    op.create_index("ix_meeting_leave_person", "meeting_leave", ["person_id"])
    op.create_table(
        "make_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_up_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        _fk("make_up", "meeting_id", "meeting"),
        _fk("make_up", "person_id", "person"),
        _fk("make_up", "recorded_by_id", "account"),
        _pk("make_up"),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_make_up_meeting_id")),
    )
    op.create_index("ix_make_up_person", "make_up", ["person_id"])
    op.create_table(
        "shared_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _fk("shared_record", "organization_id", "organization"),
        _fk("shared_record", "group_id", "organization"),
        _fk("shared_record", "begun_by_id", "account"),
        _fk("shared_record", "saved_by_id", "account"),
        _pk("shared_record"),
    )
    op.create_index("ix_shared_record_organization", "shared_record", ["organization_id", "kind"])
    op.create_table(
        "shared_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
        _fk("shared_text", "record_id", "shared_record"),
        _pk("shared_text"),
        sa.UniqueConstraint("record_id", "number", name=op.f("uq_shared_text_record_id")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("entry_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("call_id", sa.Integer(), nullable=True))
        batch_op.create_index(op.f("ix_meeting_entry_id"), ["entry_id"])
        batch_op.create_index(op.f("ix_meeting_call_id"), ["call_id"])
        batch_op.create_foreign_key(
            op.f("fk_meeting_entry_id_meeting_plan_entry"),
            "meeting_plan_entry",
            ["entry_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            op.f("fk_meeting_call_id_meeting_call"), "meeting_call", ["call_id"], ["id"]
        )
        batch_op.create_check_constraint(op.f("ck_meeting_hours"), "hours > 0 AND hours <= 48")
    with op.batch_alter_table("meeting_revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fields", sa.JSON(), nullable=True))


def downgrade():
    with op.batch_alter_table("meeting_revision", schema=None) as batch_op:
        batch_op.drop_column("fields")
        batch_op.drop_column("version")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_meeting_hours"), type_="check")
        batch_op.drop_constraint(op.f("fk_meeting_call_id_meeting_call"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_meeting_entry_id_meeting_plan_entry"), type_="foreignkey")
        batch_op.drop_index(op.f("ix_meeting_call_id"))
        batch_op.drop_index(op.f("ix_meeting_entry_id"))
        batch_op.drop_column("call_id")
        batch_op.drop_column("entry_id")
        batch_op.drop_column("hours")
    for table in (
        "shared_text",
        "shared_record",
        "make_up",
        "meeting_leave",
        "meeting_called",
        "meeting_call",
        "meeting_plan_entry",
        "meeting_plan",
        "calendar_feed",
        "theme_day",
        "calendar_break",
    ):
        op.drop_table(table)
