"""The number of the superior's answer to a request."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("development_request", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("number", sa.String(length=60), nullable=False, server_default="")
        )


def downgrade():
    with op.batch_alter_table("development_request", schema=None) as batch_op:
        batch_op.drop_column("number")
