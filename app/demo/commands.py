"""`script/portal --demo demo …`: fills an empty demo instance once, moves its calendar on."""

import os
from datetime import date

import click
from flask import current_app
from flask.cli import AppGroup

from app.access.scope import EVERYTHING
from app.accounts import queries as accounts
from app.core import clock
from app.core.cli import stop
from app.core.db import unit_of_work
from app.demo.build import Builder

group = AppGroup("demo", help="演示数据。")


@group.command("build", help="在空的演示实例里建立演示数据；已经有了就什么也不做。")
def build():
    _only_in_a_demo()
    if accounts.any_account(EVERYTHING):
        return
    today = date.fromisoformat(os.environ.get("DEMO_TODAY") or clock.today().isoformat())
    with unit_of_work():
        Builder(today).build()
    clock.set_epoch(current_app.config["INSTANCE"] / "clock.json", today)
    click.echo(f"演示数据已建好，日期从 {today.isoformat()} 起。")


@group.command("travel", help="把演示实例的日期拨到某一天，从那天接着走。")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
def travel(day):
    """A running demo server follows with its next request."""
    _only_in_a_demo()
    clock.set_epoch(current_app.config["INSTANCE"] / "clock.json", day.date())
    click.echo(f"演示实例现在是 {day.date().isoformat()}。")


def _only_in_a_demo():
    if not current_app.config["DEMO"]:
        stop("只能用在演示实例里，请用 script/portal --demo。")
