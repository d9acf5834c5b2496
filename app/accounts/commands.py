"""`flask setup …` and `accounts …`: one-time links given at the server itself."""

import click
from flask.cli import AppGroup

from app.access.scope import EVERYTHING
from app.accounts import actions, queries
from app.core.cli import stop
from app.core.db import unit_of_work
from app.core.errors import Refused

links = AppGroup("accounts", help="账号。")
group = AppGroup("setup", help="首次安装。")


@group.command("first-administrator", help="没有任何账号时，给出设立系统管理员的一次性链接。")
@click.option("--base", default="http://127.0.0.1:8000", help="门户的地址。")
def first_administrator(base):
    if queries.any_account(EVERYTHING):
        return
    with unit_of_work():
        token = actions.invite(None)
    click.echo("还没有账号。请打开下面的一次性链接，设立系统管理员（14 天内有效）：")
    click.echo(f"{base.rstrip('/')}/accounts/join/{token}")


@links.command("link", help="给一个账号发一次性链接，由本人重设密码（管理员忘记密码时用）。")
@click.argument("username")
@click.option("--base", default="http://127.0.0.1:8000", help="门户的地址。")
@click.option("--reason", default="", help="理由；本人正在投票名单上时必须写，本人看得到。")
def link(username, base, reason):
    account = queries.by_username(EVERYTHING, username)
    if account is None:
        stop(f"没有登录名为 {username} 的账号。")
    try:
        with unit_of_work():
            token = actions.reset(account, reason=reason.strip())
    except Refused as refused:
        stop(refused.message)
    click.echo(f"{base.rstrip('/')}/accounts/join/{token}")
