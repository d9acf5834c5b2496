"""Transfers of the 组织关系, and corrections proposed by members."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "member_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("old_value", sa.LargeBinary(), nullable=True),
        sa.Column("new_value", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_proposal_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_proposal")),
    )
    with op.batch_alter_table("member_proposal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_member_proposal_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("letter", sa.String(length=60), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        sa.Column("dues_until", sa.String(length=10), nullable=True),
        sa.Column("graduate", sa.Boolean(), nullable=False),
        sa.Column("relation_before", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= issued_on", name=op.f("ck_transfer_validity")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["organization.id"], name=op.f("fk_transfer_from_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["organization.id"], name=op.f("fk_transfer_issuer_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_transfer_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["organization.id"], name=op.f("fk_transfer_to_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("issuer_id", "year", "number", name=op.f("uq_transfer_issuer_id")),
    )
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transfer_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transfer_to_id"), ["to_id"], unique=False)
        batch_op.create_index(
            "uq_transfer_open",
            ["member_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'issued')"),
            postgresql_where=sa.text("state IN ('waiting', 'issued')"),
        )


def downgrade():
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_transfer_open",
            sqlite_where=sa.text("state IN ('waiting', 'issued')"),
            postgresql_where=sa.text("state IN ('waiting', 'issued')"),
        )
        batch_op.drop_index(batch_op.f("ix_transfer_to_id"))
        batch_op.drop_index(batch_op.f("ix_transfer_member_id"))
        batch_op.drop_index(batch_op.f("ix_transfer_from_id"))

    op.drop_table("transfer")
    with op.batch_alter_table("member_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_proposal_member_id"))

    op.drop_table("member_proposal")
