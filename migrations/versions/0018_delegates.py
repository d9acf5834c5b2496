"""Delegates named to vote in a group of a campaign."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "evaluation_delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("voter_group", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["evaluation_campaign.id"],
            name=op.f("fk_evaluation_delegate_campaign_id_evaluation_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evaluation_delegate_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_delegate")),
        sa.UniqueConstraint(
            "campaign_id", "person_id", name=op.f("uq_evaluation_delegate_campaign_id")
        ),
    )
    with op.batch_alter_table("evaluation_delegate", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_evaluation_delegate_person_id"), ["person_id"], unique=False)


def downgrade():
    op.drop_table("evaluation_delegate")
