"""What is followed to its end: items with their progress, talks, rounds of self-examination; and
a number of its own for each agenda item, which corrections keep."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "analysis_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("study_on", sa.Date(), nullable=True),
        sa.Column("study_note", sa.String(length=300), nullable=False),
        sa.Column("opinions_on", sa.Date(), nullable=True),
        sa.Column("opinions_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on", name=op.f("ck_analysis_round_dates")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_analysis_round_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis_round")),
        sa.UniqueConstraint(
            "organization_id", "year", name=op.f("uq_analysis_round_organization_id")
        ),
    )
    op.create_table(
        "rectification_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("source_part", sa.Integer(), nullable=False),
        sa.Column("source_title", sa.String(length=200), nullable=False),
        sa.Column("source_address", sa.String(length=200), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.String(length=60), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("accepted_by", sa.String(length=100), nullable=False),
        sa.Column("accepted_note", sa.String(length=300), nullable=False),
        sa.Column("ended_why", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('done', 'accepted') OR done_on IS NOT NULL",
            name=op.f("ck_rectification_item_done"),
        ),
        sa.CheckConstraint(
            "done_on IS NULL OR done_on >= raised_on", name=op.f("ck_rectification_item_dates")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_rectification_item_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["person.id"],
            name=op.f("fk_rectification_item_responsible_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_item")),
    )
    with op.batch_alter_table("rectification_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rectification_item_organization",
            ["organization_id", "state", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_rectification_item_responsible_id"), ["responsible_id"], unique=False
        )
        batch_op.create_index(
            "ix_rectification_item_source", ["source_kind", "source_id"], unique=False
        )

    op.create_table(
        "talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("talked_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("gist", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_talk_two")),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"], name=op.f("fk_talk_first_id_person")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_talk_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["person.id"], name=op.f("fk_talk_second_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk")),
        sa.UniqueConstraint(
            "organization_id",
            "first_id",
            "second_id",
            "talked_on",
            name=op.f("uq_talk_organization_id"),
        ),
    )
    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.create_index("ix_talk_first", ["first_id"], unique=False)
        batch_op.create_index(
            "ix_talk_organization", ["organization_id", "talked_on"], unique=False
        )
        batch_op.create_index("ix_talk_second", ["second_id"], unique=False)

    op.create_table(
        "analysis_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("texts", sa.LargeBinary(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("opinion", sa.LargeBinary(), nullable=True),
        sa.Column("opinion_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_analysis_check_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["analysis_round.id"],
            name=op.f("fk_analysis_check_round_id_analysis_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis_check")),
        sa.UniqueConstraint("round_id", "person_id", name=op.f("uq_analysis_check_round_id")),
    )
    with op.batch_alter_table("analysis_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_analysis_check_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "rectification_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["rectification_item.id"],
            name=op.f("fk_rectification_progress_item_id_rectification_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_progress")),
    )
    with op.batch_alter_table("rectification_progress", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rectification_progress_item", ["item_id", "told_on"], unique=False
        )

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
    op.execute("UPDATE agenda_item SET number = position + 1")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint("uq_agenda_item_number", ["meeting_id", "number"])


def downgrade():
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_constraint("uq_agenda_item_number", type_="unique")
        batch_op.drop_column("number")

    with op.batch_alter_table("rectification_progress", schema=None) as batch_op:
        batch_op.drop_index("ix_rectification_progress_item")

    op.drop_table("rectification_progress")
    with op.batch_alter_table("analysis_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_analysis_check_person_id"))

    op.drop_table("analysis_check")
    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.drop_index("ix_talk_second")
        batch_op.drop_index("ix_talk_organization")
        batch_op.drop_index("ix_talk_first")

    op.drop_table("talk")
    with op.batch_alter_table("rectification_item", schema=None) as batch_op:
        batch_op.drop_index("ix_rectification_item_source")
        batch_op.drop_index(batch_op.f("ix_rectification_item_responsible_id"))
        batch_op.drop_index("ix_rectification_item_organization")

    op.drop_table("rectification_item")
    op.drop_table("analysis_round")
