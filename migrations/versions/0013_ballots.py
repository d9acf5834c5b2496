"""Ballots by group, by code and on paper: two keyholders, groups with weights, words released."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "ballot_code",
        sa.Column("voter", sa.String(length=40), nullable=False),
        sa.Column("box_id", sa.Integer(), nullable=False),
        sa.Column("voter_group", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["box_id"], ["ballot_box.id"], name=op.f("fk_ballot_code_box_id_ballot_box")
        ),
        sa.PrimaryKeyConstraint("voter", name=op.f("pk_ballot_code")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_code_box_id"), ["box_id"], unique=False)

    op.create_table(
        "ballot_counted_envelope",
        sa.Column("box_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["box_id"], ["ballot_box.id"], name=op.f("fk_ballot_counted_envelope_box_id_ballot_box")
        ),
        sa.PrimaryKeyConstraint("box_id", "number", name=op.f("pk_ballot_counted_envelope")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evaluation_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("label", sa.String(length=30), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("shown_as", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["evaluation_campaign.id"],
            name=op.f("fk_evaluation_group_campaign_id_evaluation_campaign"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_group")),
        sa.UniqueConstraint("campaign_id", "code", name=op.f("uq_evaluation_group_campaign_id")),
    )
    op.create_table(
        "evaluation_keyholder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_name", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("rehearsed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["evaluation_campaign.id"],
            name=op.f("fk_evaluation_keyholder_campaign_id_evaluation_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evaluation_keyholder_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_keyholder")),
        sa.UniqueConstraint("campaign_id", "person_id", name="uq_evaluation_keyholder_person"),
        sa.UniqueConstraint(
            "campaign_id", "seat", name=op.f("uq_evaluation_keyholder_campaign_id")
        ),
    )
    with op.batch_alter_table("evaluation_keyholder", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evaluation_keyholder_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "evaluation_paper_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("voter_group", sa.String(length=3), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("handed_out", sa.Integer(), nullable=False),
        sa.Column("collected", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "invalid >= 0 AND collected >= invalid", name=op.f("ck_evaluation_paper_count_papers")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["evaluation_campaign.id"],
            name=op.f("fk_evaluation_paper_count_campaign_id_evaluation_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evaluation_paper_count_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_paper_count")),
        sa.UniqueConstraint(
            "campaign_id", "voter_group", "seat", name=op.f("uq_evaluation_paper_count_campaign_id")
        ),
    )
    with op.batch_alter_table("evaluation_paper_count", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evaluation_paper_count_person_id"), ["person_id"], unique=False
        )

    op.add_column("ballot_box", sa.Column("withheld", sa.Integer(), nullable=True))

    op.add_column(
        "ballot_counted_mark",
        sa.Column("voter_group", sa.String(length=20), nullable=False, server_default=""),
    )

    op.add_column(
        "ballot_counted_text",
        sa.Column("item", sa.String(length=40), nullable=False, server_default="text"),
    )
    op.add_column(
        "ballot_counted_text",
        sa.Column("release", sa.Text(), nullable=False, server_default="unread"),
    )
    op.add_column(
        "ballot_counted_text",
        sa.Column("reason", sa.String(length=200), nullable=False, server_default=""),
    )

    op.add_column(
        "evaluation_campaign",
        sa.Column("level", sa.Text(), nullable=False, server_default="ordinary"),
    )
    op.add_column(
        "evaluation_campaign",
        sa.Column("clearing", sa.Text(), nullable=False, server_default="later"),
    )
    op.add_column(
        "evaluation_campaign", sa.Column("small", sa.Text(), nullable=False, server_default="merge")
    )
    op.add_column(
        "evaluation_campaign", sa.Column("matters", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column(
        "evaluation_campaign", sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column("evaluation_campaign", sa.Column("design", sa.JSON(), nullable=True))
    op.add_column("evaluation_campaign", sa.Column("counted_on", sa.Date(), nullable=True))

    with op.batch_alter_table("evaluation_judged", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organization_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("place", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(
            batch_op.f("ix_evaluation_judged_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_evaluation_judged_organization_id_organization"),
            "organization",
            ["organization_id"],
            ["id"],
        )

    op.add_column(
        "evaluation_voter",
        sa.Column("voter_group", sa.String(length=3), nullable=False, server_default=""),
    )


def downgrade():
    op.drop_column("evaluation_voter", "voter_group")

    with op.batch_alter_table("evaluation_judged", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_evaluation_judged_organization_id_organization"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_evaluation_judged_organization_id"))
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("place")
        batch_op.drop_column("organization_id")

    op.drop_column("evaluation_campaign", "counted_on")
    op.drop_column("evaluation_campaign", "design")
    op.drop_column("evaluation_campaign", "left_out")
    op.drop_column("evaluation_campaign", "matters")
    op.drop_column("evaluation_campaign", "small")
    op.drop_column("evaluation_campaign", "clearing")
    op.drop_column("evaluation_campaign", "level")

    op.drop_column("ballot_counted_text", "reason")
    op.drop_column("ballot_counted_text", "release")
    op.drop_column("ballot_counted_text", "item")

    op.drop_column("ballot_counted_mark", "voter_group")

    op.drop_column("ballot_box", "withheld")

    with op.batch_alter_table("evaluation_paper_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_paper_count_person_id"))

    op.drop_table("evaluation_paper_count")
    with op.batch_alter_table("evaluation_keyholder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_keyholder_person_id"))

    op.drop_table("evaluation_keyholder")
    op.drop_table("evaluation_group")
    op.drop_table("ballot_counted_envelope")
    with op.batch_alter_table("ballot_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_code_box_id"))

    op.drop_table("ballot_code")
