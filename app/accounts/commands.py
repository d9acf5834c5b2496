"""`flask setup …`: the one-time link that makes the first administrator."""

import click
from flask.cli import AppGroup

from app.access.scope import EVERYTHING
from app.accounts import actions, queries
from app.core.db import unit_of_work

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
