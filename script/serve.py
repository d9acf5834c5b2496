"""One process that prepares an instance and then serves it, so that start-up is paid for once.

Migrating and filling happen in a forked child: no database connection or lock of theirs is ever
inherited by a worker. Workers are forked too, and find the application already imported.
"""

import argparse
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import FlaskGroup
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from sqlalchemy.exc import OperationalError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.jobs import worker
from wsgi import app


def main() -> None:
    """Prepare in a child, then serve until a signal; the child's failure is ours."""
    options = arguments()
    # Stopped while preparing, this process ends in order and takes its daemonic child along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    child = multiprocessing.get_context("fork").Process(
        target=prepare, args=[options.address], daemon=True
    )
    child.start()
    warm_up()
    child.join()
    if child.exitcode:
        sys.exit(child.exitcode)
    for companion in (tidy_nightly, work_on_jobs):
        multiprocessing.get_context("fork").Process(target=companion, daemon=True).start()
    serve(options)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/serve.py")
    parser.add_argument("--address", required=True, help="where the first link leads")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    cores = os.cpu_count() or 1
    # Two workers at least, so that one long paper does not hold up every page.
    parser.add_argument("--workers", type=int, default=min(max(cores, 2), 4))
    parser.add_argument("--threads", type=int, default=min(2 * cores + 1, 8))
    return parser.parse_args()


def prepare(address: str) -> None:
    """The same commands as script/portal's: migrate, then the demo or the first link."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    portal = FlaskGroup(create_app=lambda: app)
    link = ["setup", "first-administrator", "--base", address]
    try:
        last = ["demo", "build"] if app.config["DEMO"] else link
        for command in (["db", "upgrade"], ["tidy"], last):
            portal.main(args=command, prog_name="script/portal", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except OperationalError as error:
        sys.exit(f"数据库不能用，请检查 DATABASE_URL 和数据目录的权限：\n{error.orig}")


def tidy_nightly() -> None:
    """Run the daily round at ten past three, as long as the server that began this lives."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent, done = os.getppid(), date.today()  # noqa: DTZ011  the machine's own night
    while os.getppid() == parent:
        time.sleep(30)
        now = datetime.now()  # noqa: DTZ005
        if now.date() != done and (now.hour, now.minute) >= (3, 10):
            done = now.date()
            subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "tidy"], check=False)


def work_on_jobs() -> None:
    """Keep a worker of the queue at work as long as the server that began this lives.

    It is forked, so it finds the application imported and no connection open; one that falls is
    followed by another, which takes up what it left.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    while os.getppid() == parent:
        if (child := os.fork()) == 0:
            work_until_orphaned(os.getppid())
        while os.getppid() == parent and os.waitpid(child, os.WNOHANG) == (0, 0):
            time.sleep(1)


def work_until_orphaned(parent: int) -> NoReturn:
    """The worker itself; its process never returns to what it was forked from."""
    try:
        worker.halt_on(signal.SIGTERM)
        worker.serve(app, worker.halt_when_orphaned(parent))
    except Exception:
        app.logger.exception("the worker of jobs fell")
    finally:
        os._exit(0)


def warm_up() -> None:
    """Load the printing press while the child prepares, so that no reader's first paper waits."""
    import_module("app.printing.press")


def serve(options: argparse.Namespace) -> None:
    """Answer requests. The access log stays off: addresses of readers are personal data."""
    Granian(
        "wsgi:app",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        # Threads, not backpressure, bound the work: granian's backpressure counts connections,
        # and a browser keeps its own open while a person reads.
        blocking_threads=options.threads,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    ).serve()


if __name__ == "__main__":
    main()
