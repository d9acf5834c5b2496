"""Pledges with their matters, progress, comments, counted evaluations and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "pledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("returned_field", sa.String(length=40), nullable=False),
        sa.Column("returned_why", sa.String(length=300), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("reviewed_by", sa.String(length=100), nullable=False),
        sa.Column("opinion", sa.String(length=500), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('submitted', 'returned') OR reviewed_on IS NOT NULL",
            name=op.f("ck_pledge_reviewed"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_pledge_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pledge_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("person_id", "year", name=op.f("uq_pledge_person_id")),
    )
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pledge_organization", ["organization_id", "year", "state"], unique=False
        )
        batch_op.create_index(
            "uq_pledge_own",
            ["organization_id", "year"],
            unique=True,
            sqlite_where=sa.text("person_id IS NULL"),
            postgresql_where=sa.text("person_id IS NULL"),
        )

    op.create_table(
        "pledge_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("commented_on", sa.Date(), nullable=False),
        sa.Column("commenter", sa.String(length=100), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("judgement", sa.String(length=500), nullable=False),
        sa.Column("achievements", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("mend_by", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_comment_pledge_id_pledge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_comment")),
    )
    with op.batch_alter_table("pledge_comment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pledge_comment_pledge", ["pledge_id", "commented_on"], unique=False
        )

    op.create_table(
        "pledge_evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.Column("fairly", sa.Integer(), nullable=False),
        sa.Column("dissatisfied", sa.Integer(), nullable=False),
        sa.Column("counted_by", sa.String(length=60), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "satisfied + fairly + dissatisfied <= voters", name=op.f("ck_pledge_evaluation_figures")
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_evaluation_pledge_id_pledge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_evaluation")),
        sa.UniqueConstraint("pledge_id", name=op.f("uq_pledge_evaluation_pledge_id")),
    )
    op.create_table(
        "pledge_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(length=60), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confirmed_on IS NULL OR told_on IS NOT NULL", name=op.f("ck_pledge_feedback_told")
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_feedback_pledge_id_pledge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_feedback")),
    )
    with op.batch_alter_table("pledge_feedback", schema=None) as batch_op:
        batch_op.create_index("ix_pledge_feedback_pledge", ["pledge_id"], unique=False)

    op.create_table(
        "pledge_matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("measure", sa.String(length=1000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(length=60), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("unfinished_why", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "done_on IS NULL OR unfinished_why = ''", name=op.f("ck_pledge_matter_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_matter_pledge_id_pledge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_matter")),
        sa.UniqueConstraint("pledge_id", "position", name=op.f("uq_pledge_matter_pledge_id")),
    )
    with op.batch_alter_table("pledge_matter", schema=None) as batch_op:
        batch_op.create_index("ix_pledge_matter_due", ["due_on"], unique=False)

    op.create_table(
        "pledge_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["pledge_matter.id"], name=op.f("fk_pledge_note_matter_id_pledge_matter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_note")),
    )
    with op.batch_alter_table("pledge_note", schema=None) as batch_op:
        batch_op.create_index("ix_pledge_note_matter", ["matter_id", "told_on"], unique=False)


def downgrade():
    with op.batch_alter_table("pledge_note", schema=None) as batch_op:
        batch_op.drop_index("ix_pledge_note_matter")

    op.drop_table("pledge_note")
    with op.batch_alter_table("pledge_matter", schema=None) as batch_op:
        batch_op.drop_index("ix_pledge_matter_due")

    op.drop_table("pledge_matter")
    with op.batch_alter_table("pledge_feedback", schema=None) as batch_op:
        batch_op.drop_index("ix_pledge_feedback_pledge")

    op.drop_table("pledge_feedback")
    op.drop_table("pledge_evaluation")
    with op.batch_alter_table("pledge_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_pledge_comment_pledge")

    op.drop_table("pledge_comment")
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pledge_own",
            sqlite_where=sa.text("person_id IS NULL"),
            postgresql_where=sa.text("person_id IS NULL"),
        )
        batch_op.drop_index("ix_pledge_organization")

    op.drop_table("pledge")
