"""What was mended in evaluations and what follows from them: the day a result was made known."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("evaluation_campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table("evaluation_campaign", schema=None) as batch_op:
        batch_op.drop_column("published_on")
