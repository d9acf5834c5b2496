"""Development files, and whom a vote is about."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "development_analysis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("analysed_on", sa.Date(), nullable=False),
        sa.Column("activists", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_development_analysis_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_analysis")),
        sa.UniqueConstraint(
            "organization_id", "year", name=op.f("uq_development_analysis_organization_id")
        ),
    )
    op.create_table(
        "development_course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days > 0 OR hours > 0", name=op.f("ck_development_course_length")),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_development_course_dates")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_development_course_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_course")),
    )
    with op.batch_alter_table("development_course", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_course_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "development_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("preview", sa.LargeBinary(), nullable=True),
        sa.Column("trail", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_development_import_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_import")),
    )
    with op.batch_alter_table("development_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_development_import_digest"), ["digest"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_development_import_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "development_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("planned >= 0", name=op.f("ck_development_plan_planned")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_development_plan_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_plan")),
        sa.UniqueConstraint(
            "organization_id", "year", name=op.f("uq_development_plan_organization_id")
        ),
    )
    op.create_table(
        "development_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_why", sa.String(length=200), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("floating", sa.Boolean(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_development_file_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_file")),
    )
    with op.batch_alter_table("development_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_file_member_id"), ["member_id"], unique=False
        )
        batch_op.create_index(
            "uq_development_file_open",
            ["member_id"],
            unique=True,
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )

    op.create_table(
        "development_trainee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("certificate", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["development_course.id"],
            name=op.f("fk_development_trainee_course_id_development_course"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_development_trainee_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_trainee")),
        sa.UniqueConstraint(
            "course_id", "member_id", name=op.f("uq_development_trainee_course_id")
        ),
    )
    with op.batch_alter_table("development_trainee", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_trainee_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "development_helper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("since_on", sa.String(length=10), nullable=True),
        sa.Column("until_on", sa.String(length=10), nullable=True),
        sa.Column("why_ended", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["development_file.id"],
            name=op.f("fk_development_helper_file_id_development_file"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["development_import.id"],
            name=op.f("fk_development_helper_import_id_development_import"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_development_helper_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_helper")),
    )
    with op.batch_alter_table("development_helper", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_helper_file_id"), ["file_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_development_helper_import_id"), ["import_id"], unique=False
        )
        batch_op.create_index("ix_development_helper_person", ["person_id"], unique=False)

    op.create_table(
        "development_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("second_place", sa.String(length=100), nullable=False),
        sa.Column("receiver", sa.String(length=60), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("until_on >= posted_on", name=op.f("ck_development_notice_days")),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["development_file.id"],
            name=op.f("fk_development_notice_file_id_development_file"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["development_import.id"],
            name=op.f("fk_development_notice_import_id_development_import"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_notice")),
    )
    with op.batch_alter_table("development_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_notice_file_id"), ["file_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_development_notice_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "development_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["development_file.id"],
            name=op.f("fk_development_paper_file_id_development_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_paper")),
        sa.UniqueConstraint("file_id", "code", name=op.f("uq_development_paper_file_id")),
    )
    op.create_table(
        "development_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("returned_why", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 25", name=op.f("ck_development_request_step")),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["development_file.id"],
            name=op.f("fk_development_request_file_id_development_file"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_development_request_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_request")),
    )
    with op.batch_alter_table("development_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_request_file_id"), ["file_id"], unique=False
        )
        batch_op.create_index(
            "ix_development_request_waiting", ["organization_id", "state"], unique=False
        )
        batch_op.create_index(
            "uq_development_request_waiting",
            ["file_id", "step"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "development_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("contact_opinion", sa.Text(), nullable=False),
        sa.Column("branch_opinion", sa.Text(), nullable=False),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["development_file.id"],
            name=op.f("fk_development_review_file_id_development_file"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["development_import.id"],
            name=op.f("fk_development_review_import_id_development_import"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_review")),
    )
    with op.batch_alter_table("development_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_review_file_id"), ["file_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_development_review_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "development_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.String(length=10), nullable=False),
        sa.Column("until_on", sa.String(length=10), nullable=True),
        sa.Column("agreed_on", sa.String(length=10), nullable=True),
        sa.Column("submitted_on", sa.String(length=10), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("organ", sa.Text(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("written", sa.Integer(), nullable=True),
        sa.Column("secret", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 25", name=op.f("ck_development_step_step")),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["development_file.id"],
            name=op.f("fk_development_step_file_id_development_file"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["development_import.id"],
            name=op.f("fk_development_step_import_id_development_import"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_development_step_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_development_step_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_step")),
        sa.UniqueConstraint("file_id", "step", "turn", name=op.f("uq_development_step_file_id")),
    )
    with op.batch_alter_table("development_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_step_import_id"), ["import_id"], unique=False
        )
        batch_op.create_index("ix_development_step_meeting", ["meeting_id"], unique=False)

    op.create_table(
        "development_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("giver", sa.LargeBinary(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["development_notice.id"],
            name=op.f("fk_development_opinion_notice_id_development_notice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_opinion")),
    )
    with op.batch_alter_table("development_opinion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_development_opinion_notice_id"), ["notice_id"], unique=False
        )

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("months", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_agenda_item_subject_id"), ["subject_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_agenda_item_subject_id_person"), "person", ["subject_id"], ["id"]
        )

    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("temporary", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("approves", sa.Boolean(), server_default=sa.true(), nullable=False)
        )


def downgrade():
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.drop_column("approves")
        batch_op.drop_column("temporary")

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agenda_item_subject_id_person"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_agenda_item_subject_id"))
        batch_op.drop_column("months")
        batch_op.drop_column("subject_id")

    with op.batch_alter_table("development_opinion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_development_opinion_notice_id"))

    op.drop_table("development_opinion")
    with op.batch_alter_table("development_step", schema=None) as batch_op:
        batch_op.drop_index("ix_development_step_meeting")
        batch_op.drop_index(batch_op.f("ix_development_step_import_id"))

    op.drop_table("development_step")
    with op.batch_alter_table("development_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_development_review_import_id"))
        batch_op.drop_index(batch_op.f("ix_development_review_file_id"))

    op.drop_table("development_review")
    with op.batch_alter_table("development_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_development_request_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index("ix_development_request_waiting")
        batch_op.drop_index(batch_op.f("ix_development_request_file_id"))

    op.drop_table("development_request")
    op.drop_table("development_paper")
    with op.batch_alter_table("development_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_development_notice_import_id"))
        batch_op.drop_index(batch_op.f("ix_development_notice_file_id"))

    op.drop_table("development_notice")
    with op.batch_alter_table("development_helper", schema=None) as batch_op:
        batch_op.drop_index("ix_development_helper_person")
        batch_op.drop_index(batch_op.f("ix_development_helper_import_id"))
        batch_op.drop_index(batch_op.f("ix_development_helper_file_id"))

    op.drop_table("development_helper")
    with op.batch_alter_table("development_trainee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_development_trainee_member_id"))

    op.drop_table("development_trainee")
    with op.batch_alter_table("development_file", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_development_file_open",
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_development_file_member_id"))

    op.drop_table("development_file")
    op.drop_table("development_plan")
    with op.batch_alter_table("development_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_development_import_organization_id"))
        batch_op.drop_index(batch_op.f("ix_development_import_digest"))

    op.drop_table("development_import")
    with op.batch_alter_table("development_course", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_development_course_organization_id"))

    op.drop_table("development_course")
    op.drop_table("development_analysis")
