"""`script/portal evaluations …`: what the server's start finishes, and the check of a campaign's
secrecy; no command shows a result."""

import click

from app.access.scope import EVERYTHING
from app.ballots import counting
from app.core.cli import say, stop
from app.evaluations import bp, checks, queries

bp.cli.help = "评议。"


@bp.cli.command("settle", help="了结已计票或已销毁的票箱：确认钥匙已销毁，清理旧的存储页。")
def settle():
    number = counting.settle_all()
    if number:
        say(number, as_json=False, lines=[f"了结了 {number} 个票箱。"])


@bp.cli.command("audit", help="逐项核对一次评议的保密：表结构、信封、钥匙、备份。")
@click.argument("campaign_id", type=int, metavar="评议编号")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def audit(campaign_id, as_json):
    campaign = queries.one(EVERYTHING, campaign_id)
    if campaign is None:
        stop("没有这个编号的评议。编号在评议页的网址里。")
    found = checks.of(campaign)
    told = [{"check": one.told, "fine": one.fine} for one in found]
    lines = [f"{'符合' if one.fine else '不符'}  {one.told}" for one in found]
    say(told, as_json, [f"{campaign.organization.name} {campaign.title}", *lines])
    if not all(one.fine for one in found):
        stop("有的项目不符，请先查明原因，再继续投票或计票。")
