"""Opinions with what was said to them, reception days, and the letterbox of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "affairs_letterbox",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("box_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["box_id"], ["ballot_box.id"], name=op.f("fk_affairs_letterbox_box_id_ballot_box")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_affairs_letterbox")),
    )
    op.create_table(
        "raised_opinion",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_reason", sa.String(length=300), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.String(length=300), nullable=False),
        sa.Column("public_question", sa.Text(), nullable=False),
        sa.Column("public_answer", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(origin = 'anonymous') = (code_hash IS NOT NULL)", name=op.f("ck_raised_opinion_code")
        ),
        sa.CheckConstraint(
            "(origin = 'signed') = (author_id IS NOT NULL)", name=op.f("ck_raised_opinion_author")
        ),
        sa.CheckConstraint(
            "(published_on IS NULL) = (public_answer = '')",
            name=op.f("ck_raised_opinion_published"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_raised_opinion_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_raised_opinion_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_raised_opinion_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raised_opinion")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_raised_opinion_code_hash")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("raised_opinion", schema=None) as batch_op:
        batch_op.create_index("ix_raised_opinion_author", ["author_id"], unique=False)
        batch_op.create_index(
            "ix_raised_opinion_organization", ["organization_id", "state"], unique=False
        )
        batch_op.create_index("ix_raised_opinion_person", ["person_id"], unique=False)

    op.create_table(
        "reception_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.Time(), nullable=False),
        sa.Column("ended_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at > started_at", name=op.f("ck_reception_day_times")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_reception_day_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["person.id"], name=op.f("fk_reception_day_receiver_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_day")),
        sa.UniqueConstraint(
            "organization_id", "held_on", name=op.f("uq_reception_day_organization_id")
        ),
    )
    op.create_table(
        "opinion_remark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("said_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["opinion_id"],
            ["raised_opinion.id"],
            name=op.f("fk_opinion_remark_opinion_id_raised_opinion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_remark")),
        sa.UniqueConstraint("opinion_id", "position", name=op.f("uq_opinion_remark_opinion_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reception_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("visitor", sa.LargeBinary(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("matter", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("opinion_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("people >= 1", name=op.f("ck_reception_visit_people")),
        sa.ForeignKeyConstraint(
            ["day_id"], ["reception_day.id"], name=op.f("fk_reception_visit_day_id_reception_day")
        ),
        sa.ForeignKeyConstraint(
            ["opinion_id"],
            ["raised_opinion.id"],
            name=op.f("fk_reception_visit_opinion_id_raised_opinion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_visit")),
    )
    with op.batch_alter_table("reception_visit", schema=None) as batch_op:
        batch_op.create_index("ix_reception_visit_day", ["day_id"], unique=False)


def downgrade():
    with op.batch_alter_table("reception_visit", schema=None) as batch_op:
        batch_op.drop_index("ix_reception_visit_day")

    op.drop_table("reception_visit")
    op.drop_table("opinion_remark")
    op.drop_table("reception_day")
    with op.batch_alter_table("raised_opinion", schema=None) as batch_op:
        batch_op.drop_index("ix_raised_opinion_person")
        batch_op.drop_index("ix_raised_opinion_organization")
        batch_op.drop_index("ix_raised_opinion_author")

    op.drop_table("raised_opinion")
    op.drop_table("affairs_letterbox")
