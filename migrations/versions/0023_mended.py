"""What was mended in evaluations and what follows from them: the day a result was made known,
an edition of a report's promises,
pledges that stand on a ballot, others than secretaries who are assessed, opinions about
secretaries."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("evaluation_campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))
    with op.batch_alter_table("debrief_round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))
    op.create_table(
        "debrief_promise_list",
        sa.Column("debrief_id", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debrief_id"], ["debrief.id"], name=op.f("fk_debrief_promise_list_debrief_id_debrief")
        ),
        sa.PrimaryKeyConstraint("debrief_id", name=op.f("pk_debrief_promise_list")),
    )
    op.execute(
        "INSERT INTO debrief_promise_list (debrief_id, last_number, version)"
        " SELECT id, last_promise, 1 FROM debrief"
    )
    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.drop_column("last_promise")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wide", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("assessment_entry", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("post", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.drop_constraint(op.f("uq_assessment_entry_assessment_id"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_assessment_entry_assessment_id"),
            ["assessment_id", "organization_id", "person_id"],
        )
    op.add_column("raised_opinion", sa.Column("about_id", sa.Integer(), nullable=True))
    op.create_table(
        "pledge_on_ballot",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_on_ballot_pledge_id_pledge")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "pledge_id", name=op.f("pk_pledge_on_ballot")),
    )


def downgrade():
    op.drop_table("pledge_on_ballot")
    op.drop_column("raised_opinion", "about_id")
    with op.batch_alter_table("assessment_entry", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_assessment_entry_assessment_id"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_assessment_entry_assessment_id"), ["assessment_id", "organization_id"]
        )
        batch_op.drop_column("post")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_column("wide")
    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("last_promise", sa.Integer(), nullable=False, server_default="0")
        )
    op.execute(
        "UPDATE debrief SET last_promise = (SELECT last_number FROM debrief_promise_list"
        " WHERE debrief_id = debrief.id)"
    )
    op.drop_table("debrief_promise_list")
    with op.batch_alter_table("debrief_round", schema=None) as batch_op:
        batch_op.drop_column("published_on")
    with op.batch_alter_table("evaluation_campaign", schema=None) as batch_op:
        batch_op.drop_column("published_on")
