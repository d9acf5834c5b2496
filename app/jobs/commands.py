"""The command `jobs work`: a worker of its own, for the command line and for further machines."""

import signal

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from app.jobs import worker

group = AppGroup("jobs", help="长时间的工作：导入、批量填表、打包。")


@group.command("work", help="处理等待中的工作，直到停止；--once 处理完就结束。")
@click.option("--once", is_flag=True, help="把等待中的做完就结束。")
@with_appcontext
def work(once):
    if once:
        click.echo(f"处理了 {worker.work_off()} 项。")
        return
    worker.halt_on(signal.SIGTERM, signal.SIGINT)
    worker.serve(current_app._get_current_object())
