"""`script/portal --demo demo …`: fills an empty demo instance once, moves its calendar on."""

import os
from datetime import date

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from app.access.scope import EVERYTHING
from app.accounts import queries as accounts
from app.core import clock
from app.core.cli import stop
from app.core.db import unit_of_work
from app.demo.build import Builder
from app.demo.scale import Scale
from app.findings import keeping


@click.group(
    "demo",
    cls=AppGroup,
    invoke_without_command=True,
    help="演示数据；加 --scale 建测量用的大数据。",
)
@click.option("--scale", type=click.IntRange(1, 50_000), help="建这么多个支部和五年的会议记录。")
@click.pass_context
@with_appcontext
def group(context, scale):
    if context.invoked_subcommand is None and scale is None:
        click.echo(context.get_help())
    if scale:
        _build(lambda today: Scale(scale, today).build())


@group.command("build", help="在空的演示实例里建立演示数据；已经有了就什么也不做。")
def build():
    _build(lambda today: Builder(today).build())


@group.command("travel", help="把演示实例的日期拨到某一天，从那天接着走。")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
def travel(day):
    """A running demo server follows with its next request."""
    _only_in_a_demo()
    clock.set_epoch(current_app.config["INSTANCE"] / "clock.json", day.date())
    _keep()
    click.echo(f"演示实例现在是 {day.date().isoformat()}。")


def _build(world):
    _only_in_a_demo()
    if accounts.any_account(EVERYTHING):
        return
    today = date.fromisoformat(os.environ.get("DEMO_TODAY") or clock.today().isoformat())
    with unit_of_work():
        world(today)
    clock.set_epoch(current_app.config["INSTANCE"] / "clock.json", today)
    _keep()
    click.echo(f"演示数据已建好，日期从 {today.isoformat()} 起。")


def _keep():
    with unit_of_work():
        keeping.keep_everything(clock.today())


def _only_in_a_demo():
    if not current_app.config["DEMO"]:
        stop("只能用在演示实例里，请用 script/portal --demo。")
