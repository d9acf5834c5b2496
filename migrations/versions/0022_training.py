"""Training classes with sessions, places and attendance; hours earned outside; how hours count."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "hours_counting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("whole_day", sa.Integer(), nullable=False),
        sa.Column("half_day", sa.Integer(), nullable=False),
        sa.Column("one_hour", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "whole_day > 0 AND half_day > 0 AND one_hour > 0",
            name=op.f("ck_hours_counting_positive"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_hours_counting_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_counting")),
        sa.UniqueConstraint("organization_id", name=op.f("uq_hours_counting_organization_id")),
    )
    op.create_table(
        "hours_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_hours_import_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_import")),
    )
    with op.batch_alter_table("hours_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hours_import_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "training_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("enrol_until", sa.Date(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("partner", sa.String(length=100), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("cancelled_why", sa.String(length=300), nullable=False),
        sa.Column("belongs_title", sa.String(length=100), nullable=False),
        sa.Column("belongs_url", sa.String(length=200), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_why != '')",
            name=op.f("ck_training_class_cancelled"),
        ),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_training_class_capacity")),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_training_class_dates")),
        sa.CheckConstraint("enrol_until <= started_on", name=op.f("ck_training_class_enrolment")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_training_class_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organization.id"],
            name=op.f("fk_training_class_partner_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_class")),
    )
    with op.batch_alter_table("training_class", schema=None) as batch_op:
        batch_op.create_index(
            "ix_training_class_organization", ["organization_id", "started_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_training_class_partner_id"), ["partner_id"], unique=False
        )

    op.create_table(
        "outside_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("host", sa.String(length=100), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("teacher", sa.String(length=100), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=60), nullable=False),
        sa.Column("counts_as", sa.Text(), nullable=True),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(length=100), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("hours > 0", name=op.f("ck_outside_hours_hours")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["hours_import.id"], name=op.f("fk_outside_hours_import_id_hours_import")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_outside_hours_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outside_hours_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_hours")),
        sa.UniqueConstraint(
            "person_id", "held_on", "title", name=op.f("uq_outside_hours_person_id")
        ),
    )
    with op.batch_alter_table("outside_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outside_hours_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            "ix_outside_hours_organization", ["organization_id", "held_on"], unique=False
        )

    op.create_table(
        "training_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=100), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=True),
        sa.Column("agreed_by", sa.String(length=100), nullable=False),
        sa.Column("left_why", sa.String(length=200), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("result", sa.String(length=100), nullable=False),
        sa.Column("certificate", sa.String(length=60), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "passed IS NULL OR state = 'enrolled'", name=op.f("ck_training_place_result")
        ),
        sa.CheckConstraint(
            "state NOT IN ('enrolled', 'waiting') OR queued_at IS NOT NULL",
            name=op.f("ck_training_place_queued"),
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["training_class.id"],
            name=op.f("fk_training_place_class_id_training_class"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_training_place_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_training_place_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_place")),
        sa.UniqueConstraint("certificate", name=op.f("uq_training_place_certificate")),
        sa.UniqueConstraint("class_id", "person_id", name=op.f("uq_training_place_class_id")),
    )
    with op.batch_alter_table("training_place", schema=None) as batch_op:
        batch_op.create_index("ix_training_place_organization", ["organization_id"], unique=False)
        batch_op.create_index("ix_training_place_person", ["person_id", "passed"], unique=False)

    op.create_table(
        "training_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("teacher", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["training_class.id"],
            name=op.f("fk_training_session_class_id_training_class"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
        sa.UniqueConstraint("class_id", "position", name=op.f("uq_training_session_class_id")),
    )
    op.create_table(
        "training_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["training_place.id"],
            name=op.f("fk_training_mark_place_id_training_place"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_training_mark_session_id_training_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_mark")),
        sa.UniqueConstraint("session_id", "place_id", name=op.f("uq_training_mark_session_id")),
    )
    with op.batch_alter_table("training_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_mark_place_id"), ["place_id"], unique=False)


def downgrade():
    for table in (
        "training_mark",
        "training_session",
        "training_place",
        "outside_hours",
        "training_class",
        "hours_import",
        "hours_counting",
    ):
        op.drop_table(table)
