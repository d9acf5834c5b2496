"""Acts that changed the tree; units of a joint branch, the end of a temporary one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("organization", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("organization", sa.Column("units", sa.Integer(), nullable=True))
    op.create_table(
        "organization_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["superior_id"],
            ["organization.id"],
            name=op.f("fk_organization_act_superior_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["account.id"],
            name=op.f("fk_organization_act_recorded_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_act")),
    )
    op.create_index("ix_organization_act_done_on", "organization_act", ["done_on"])
    op.create_table(
        "organization_act_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"],
            ["organization_act.id"],
            name=op.f("fk_organization_act_part_act_id_organization_act"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_act_part_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_act_part")),
        sa.UniqueConstraint(
            "act_id", "organization_id", name=op.f("uq_organization_act_part_act_id")
        ),
    )
    op.create_index(
        "ix_organization_act_part_organization_id", "organization_act_part", ["organization_id"]
    )


def downgrade():
    op.drop_table("organization_act_part")
    op.drop_table("organization_act")
    # not in batch: SQLite would drop and copy a table that others refer to
    op.drop_column("organization", "units")
    op.drop_column("organization", "ends_on")
