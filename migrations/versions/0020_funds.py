"""Budgets with their lines and adjustments, requests, and a ledger nobody can change."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# What is in the ledger stays as it was written, whoever asks: on SQLite a trigger each for change
# and removal, on PostgreSQL one function behind both.
SQLITE = (
    "CREATE TRIGGER fund_entry_kept_{verb} BEFORE {verb} ON fund_entry BEGIN"
    " SELECT RAISE(ABORT, 'fund_entry only grows'); END"
)
POSTGRESQL = (
    "CREATE FUNCTION fund_entry_kept() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION 'fund_entry only grows'; END $$",
    "CREATE TRIGGER fund_entry_kept BEFORE UPDATE OR DELETE ON fund_entry"
    " FOR EACH ROW EXECUTE FUNCTION fund_entry_kept()",
)


def upgrade():
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(verb=verb))
    else:
        for statement in POSTGRESQL:
            op.execute(statement)


def create_tables():
    op.create_table(
        "fund_budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("returned_field", sa.String(length=60), nullable=False),
        sa.Column("returned_why", sa.String(length=300), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned') OR decided_on IS NOT NULL",
            name=op.f("ck_fund_budget_decided"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_fund_budget_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_fund_budget_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_budget")),
        sa.UniqueConstraint("organization_id", "year", name=op.f("uq_fund_budget_organization_id")),
    )
    with op.batch_alter_table("fund_budget", schema=None) as batch_op:
        batch_op.create_index("ix_fund_budget_year", ["year", "state"], unique=False)

    op.create_table(
        "fund_manners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("own", sa.BigInteger(), nullable=False),
        sa.Column("superior", sa.BigInteger(), nullable=False),
        sa.Column("carried", sa.String(length=100), nullable=False),
        sa.Column("nearly", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("nearly >= 1 AND nearly <= 100", name=op.f("ck_fund_manners_nearly")),
        sa.CheckConstraint("own >= 0 AND superior >= own", name=op.f("ck_fund_manners_limits")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_fund_manners_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_manners")),
        sa.UniqueConstraint("organization_id", name=op.f("uq_fund_manners_organization_id")),
    )
    op.create_table(
        "fund_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=False),
        sa.Column("budgeted", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.CheckConstraint("planned >= 0 AND budgeted >= 0", name=op.f("ck_fund_line_planned")),
        sa.CheckConstraint("reserved >= 0 AND balance >= reserved", name=op.f("ck_fund_line_free")),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["fund_budget.id"], name=op.f("fk_fund_line_budget_id_fund_budget")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_line")),
        sa.UniqueConstraint("budget_id", "name", name=op.f("uq_fund_line_budget_id")),
    )
    op.create_table(
        "fund_adjustment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("amount_before", sa.BigInteger(), nullable=False),
        sa.Column("amount_after", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("returned_why", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "amount_after >= 0 AND amount_after <> amount_before",
            name=op.f("ck_fund_adjustment_change"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["fund_line.id"], name=op.f("fk_fund_adjustment_line_id_fund_line")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_fund_adjustment_made_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_adjustment")),
    )
    with op.batch_alter_table("fund_adjustment", schema=None) as batch_op:
        batch_op.create_index("ix_fund_adjustment_line", ["line_id", "state"], unique=False)

    op.create_table(
        "fund_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("activity_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("participants", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("late_why", sa.String(length=200), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("subject_title", sa.String(length=100), nullable=False),
        sa.Column("subject_address", sa.String(length=200), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("item_number", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=500), nullable=False),
        sa.Column("undecided_why", sa.String(length=300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(length=100), nullable=False),
        sa.Column("opinion", sa.String(length=300), nullable=False),
        sa.Column("returned_field", sa.String(length=40), nullable=False),
        sa.Column("returned_why", sa.String(length=300), nullable=False),
        sa.Column("withdrawn_why", sa.String(length=300), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_why", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'paid', 'settled') OR approved_on IS NOT NULL",
            name=op.f("ck_fund_request_approved"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fund_request_amount")),
        sa.CheckConstraint("reserved >= 0 AND spent >= 0", name=op.f("ck_fund_request_figures")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["fund_line.id"], name=op.f("fk_fund_request_line_id_fund_line")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_fund_request_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_fund_request_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_fund_request_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_request")),
    )
    with op.batch_alter_table("fund_request", schema=None) as batch_op:
        batch_op.create_index("ix_fund_request_line", ["line_id", "state"], unique=False)
        batch_op.create_index("ix_fund_request_meeting", ["meeting_id"], unique=False)
        batch_op.create_index(
            "ix_fund_request_organization", ["organization_id", "state"], unique=False
        )
        batch_op.create_index(
            "ix_fund_request_subject", ["subject_kind", "subject_id"], unique=False
        )

    op.create_table(
        "fund_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("cancels_id", sa.Integer(), nullable=True),
        sa.Column("voucher", sa.String(length=40), nullable=False),
        sa.Column("attachments", sa.Integer(), nullable=False),
        sa.Column("handler", sa.String(length=60), nullable=False),
        sa.Column("witness", sa.String(length=60), nullable=False),
        sa.Column("approver", sa.String(length=100), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'countered') = (cancels_id IS NOT NULL)", name=op.f("ck_fund_entry_cancels")
        ),
        sa.CheckConstraint(
            "kind NOT IN ('paid', 'returned', 'topped_up') OR request_id IS NOT NULL",
            name=op.f("ck_fund_entry_request"),
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_fund_entry_amount")),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_fund_entry_balance")),
        sa.ForeignKeyConstraint(
            ["cancels_id"], ["fund_entry.id"], name=op.f("fk_fund_entry_cancels_id_fund_entry")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["fund_line.id"], name=op.f("fk_fund_entry_line_id_fund_line")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_fund_entry_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["fund_request.id"], name=op.f("fk_fund_entry_request_id_fund_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_entry")),
        sa.UniqueConstraint("cancels_id", name=op.f("uq_fund_entry_cancels_id")),
        sa.UniqueConstraint("line_id", "number", name=op.f("uq_fund_entry_line_id")),
    )
    with op.batch_alter_table("fund_entry", schema=None) as batch_op:
        batch_op.create_index("ix_fund_entry_request", ["request_id"], unique=False)

    op.create_table(
        "fund_estimate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fund_estimate_amount")),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["fund_request.id"],
            name=op.f("fk_fund_estimate_request_id_fund_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_estimate")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_fund_estimate_request_id")),
    )
    op.create_table(
        "fund_voucher",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["fund_budget.id"], name=op.f("fk_fund_voucher_budget_id_fund_budget")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["fund_entry.id"], name=op.f("fk_fund_voucher_entry_id_fund_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_voucher")),
        sa.UniqueConstraint("budget_id", "number", name=op.f("uq_fund_voucher_budget_id")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_fund_voucher_entry_id")),
    )
    op.create_table(
        "fund_voucher_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_fund_voucher_file_size")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["fund_entry.id"], name=op.f("fk_fund_voucher_file_entry_id_fund_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_voucher_file")),
        sa.UniqueConstraint("stored", name=op.f("uq_fund_voucher_file_stored")),
    )
    with op.batch_alter_table("fund_voucher_file", schema=None) as batch_op:
        batch_op.create_index("ix_fund_voucher_file_entry", ["entry_id"], unique=False)


def downgrade():
    with op.batch_alter_table("fund_voucher_file", schema=None) as batch_op:
        batch_op.drop_index("ix_fund_voucher_file_entry")

    op.drop_table("fund_voucher_file")
    op.drop_table("fund_voucher")
    op.drop_table("fund_estimate")
    with op.batch_alter_table("fund_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_fund_entry_request")

    op.drop_table("fund_entry")
    with op.batch_alter_table("fund_request", schema=None) as batch_op:
        batch_op.drop_index("ix_fund_request_subject")
        batch_op.drop_index("ix_fund_request_organization")
        batch_op.drop_index("ix_fund_request_meeting")
        batch_op.drop_index("ix_fund_request_line")

    op.drop_table("fund_request")
    with op.batch_alter_table("fund_adjustment", schema=None) as batch_op:
        batch_op.drop_index("ix_fund_adjustment_line")

    op.drop_table("fund_adjustment")
    op.drop_table("fund_line")
    op.drop_table("fund_manners")
    with op.batch_alter_table("fund_budget", schema=None) as batch_op:
        batch_op.drop_index("ix_fund_budget_year")

    op.drop_table("fund_budget")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION fund_entry_kept()")
