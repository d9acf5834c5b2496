"""What was mended after a walk: who asked for a link or for consent, and why a vote became void."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("asked_by", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("reason", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("election_round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("void_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("void_by", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("void_why", sa.String(length=300), nullable=False, server_default="")
        )
    with op.batch_alter_table("election_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_election_request_asked_by_id_account"), "account", ["asked_by_id"], ["id"]
        )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("superior", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("evaluation_campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("closed_by", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("closed_why", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("destroyed_why", sa.String(length=300), nullable=False, server_default="")
        )
    if op.get_bind().dialect.name == "sqlite":  # elsewhere a number never comes back anyway
        with op.batch_alter_table(
            "organization_act", recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ):
            pass
    op.execute("DELETE FROM finding")  # kept rows do not tell it; they are made anew when asked for
    op.execute("DELETE FROM finding_kept")


def downgrade():
    with op.batch_alter_table("evaluation_campaign", schema=None) as batch_op:
        batch_op.drop_column("destroyed_why")
        batch_op.drop_column("closed_why")
        batch_op.drop_column("closed_by")
        batch_op.drop_column("closed_on")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_column("superior")
    with op.batch_alter_table("election_request", schema=None) as batch_op:
        batch_op.drop_constraint(
            op.f("fk_election_request_asked_by_id_account"), type_="foreignkey"
        )
        batch_op.drop_column("asked_by_id")
    with op.batch_alter_table("election_round", schema=None) as batch_op:
        batch_op.drop_column("void_why")
        batch_op.drop_column("void_by")
        batch_op.drop_column("void_on")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("seen_at")
        batch_op.drop_column("reason")
        batch_op.drop_column("asked_by")
