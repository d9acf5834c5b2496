"""Rounds of yearly reports with their hearings, dated promises, and assessments of the year."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("capped", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("uncapped_why", sa.String(length=300), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.Column("objections_until", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'marking' OR (shown_on IS NOT NULL AND objections_until >= shown_on)",
            name=op.f("ck_assessment_shown"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_assessment_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint(
            "organization_id", "year", "subject", name=op.f("uq_assessment_organization_id")
        ),
    )
    op.create_table(
        "debrief_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("submit_by", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("comment_minutes", sa.Integer(), nullable=False),
        sa.Column("feedback_by", sa.Date(), nullable=False),
        sa.Column("shortest", sa.Integer(), nullable=True),
        sa.Column("longest", sa.Integer(), nullable=True),
        sa.Column("more", sa.Text(), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_why", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("feedback_by >= submit_by", name=op.f("ck_debrief_round_feedback")),
        sa.CheckConstraint(
            "longest IS NULL OR shortest IS NULL OR longest >= shortest",
            name=op.f("ck_debrief_round_length"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_debrief_round_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debrief_round")),
        sa.UniqueConstraint(
            "organization_id", "year", name=op.f("uq_debrief_round_organization_id")
        ),
    )
    op.create_table(
        "assessment_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_entry_assessment_id_assessment"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_assessment_entry_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assessment_entry_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_entry")),
        sa.UniqueConstraint(
            "assessment_id", "organization_id", name=op.f("uq_assessment_entry_assessment_id")
        ),
    )
    with op.batch_alter_table("assessment_entry", schema=None) as batch_op:
        batch_op.create_index("ix_assessment_entry_organization", ["organization_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_assessment_entry_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "assessment_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_item_assessment_id_assessment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_item")),
    )
    with op.batch_alter_table("assessment_item", schema=None) as batch_op:
        batch_op.create_index("ix_assessment_item_assessment", ["assessment_id"], unique=False)

    op.create_table(
        "debrief_hearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("written", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("commented_by", sa.String(length=60), nullable=False),
        sa.Column("commented_on", sa.Date(), nullable=True),
        sa.Column("overall", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confirmed_on IS NULL OR told_on IS NOT NULL", name=op.f("ck_debrief_hearing_confirmed")
        ),
        sa.CheckConstraint(
            "told_on IS NULL OR overall IS NOT NULL", name=op.f("ck_debrief_hearing_told")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_debrief_hearing_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["debrief_round.id"],
            name=op.f("fk_debrief_hearing_round_id_debrief_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debrief_hearing")),
        sa.UniqueConstraint(
            "round_id", "organization_id", name=op.f("uq_debrief_hearing_round_id")
        ),
    )
    with op.batch_alter_table("debrief_hearing", schema=None) as batch_op:
        batch_op.create_index("ix_debrief_hearing_organization", ["organization_id"], unique=False)

    op.create_table(
        "debrief_promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("debrief_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debrief_id"], ["debrief.id"], name=op.f("fk_debrief_promise_debrief_id_debrief")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debrief_promise")),
        sa.UniqueConstraint("debrief_id", "number", name=op.f("uq_debrief_promise_debrief_id")),
    )
    op.create_table(
        "assessment_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["assessment_entry.id"],
            name=op.f("fk_assessment_mark_entry_id_assessment_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["assessment_item.id"],
            name=op.f("fk_assessment_mark_item_id_assessment_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_mark")),
        sa.UniqueConstraint("entry_id", "item_id", name=op.f("uq_assessment_mark_entry_id")),
    )
    with op.batch_alter_table("assessment_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_mark_item_id"), ["item_id"], unique=False)

    op.create_table(
        "assessment_objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (upheld IS NULL)",
            name=op.f("ck_assessment_objection_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["assessment_entry.id"],
            name=op.f("fk_assessment_objection_entry_id_assessment_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_objection")),
    )
    with op.batch_alter_table("assessment_objection", schema=None) as batch_op:
        batch_op.create_index("ix_assessment_objection_entry", ["entry_id"], unique=False)

    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.add_column(sa.Column("more_1", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("more_2", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("more_3", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("last_promise", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("returned_field", sa.String(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("note", sa.String(length=300), server_default="", nullable=False)
        )


def downgrade():
    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.drop_column("note")
        batch_op.drop_column("returned_field")
        batch_op.drop_column("last_promise")
        batch_op.drop_column("more_3")
        batch_op.drop_column("more_2")
        batch_op.drop_column("more_1")

    with op.batch_alter_table("assessment_objection", schema=None) as batch_op:
        batch_op.drop_index("ix_assessment_objection_entry")

    op.drop_table("assessment_objection")
    with op.batch_alter_table("assessment_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_mark_item_id"))

    op.drop_table("assessment_mark")
    op.drop_table("debrief_promise")
    with op.batch_alter_table("debrief_hearing", schema=None) as batch_op:
        batch_op.drop_index("ix_debrief_hearing_organization")

    op.drop_table("debrief_hearing")
    with op.batch_alter_table("assessment_item", schema=None) as batch_op:
        batch_op.drop_index("ix_assessment_item_assessment")

    op.drop_table("assessment_item")
    with op.batch_alter_table("assessment_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_entry_person_id"))
        batch_op.drop_index("ix_assessment_entry_organization")

    op.drop_table("assessment_entry")
    op.drop_table("debrief_round")
    op.drop_table("assessment")
