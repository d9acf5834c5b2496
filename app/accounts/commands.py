"""`flask setup …` and `accounts …`: one-time links given at the server itself."""

import click
from flask.cli import AppGroup

from app.access.scope import EVERYTHING
from app.accounts import actions, queries
from app.core.cli import stop
from app.core.db import unit_of_work

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
def link(username, base):
    account = queries.by_username(EVERYTHING, username)
    if account is None:
        stop(f"没有登录名为 {username} 的账号。")
    with unit_of_work():
        token = actions.invite(account.person, account.organization)
    click.echo(f"{base.rstrip('/')}/accounts/join/{token}")
