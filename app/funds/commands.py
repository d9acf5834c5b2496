"""`script/portal funds …`: whether every line of money balances with its ledger."""

import sys

from app.access.scope import EVERYTHING
from app.core.cli import say
from app.funds import books, bp
from app.rules.money import yuan

bp.cli.help = "经费。"


@bp.cli.command("check", help="核对每条经费的余额和台账、申请是不是一致；不一致时以 1 结束。")
def check():
    found = list(books.faults(EVERYTHING))
    lines = [
        f"{one.line.budget.organization.name} {one.line.budget.year}年“{one.line.name}”："
        f"余额 {yuan(one.line.balance)}，台账合计 {yuan(one.entries)}，"
        f"留出 {yuan(one.line.reserved)}，申请合计 {yuan(one.requests)}"
        for one in found
    ]
    say([], as_json=False, lines=lines or ["每条经费都和台账一致。"])
    if found:
        sys.exit(1)
