"""What starting costs: the application in a fresh interpreter, and the demo a second time."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from app.config import CHECKOUT
from bench.figures import Figure

STARTS = 5
PROGRAM = (
    "from app import create_app; create_app(); import os; t = os.times(); print(t.user + t.system)"
)


def create_app(world) -> Iterator[Figure]:
    """The interpreter's own start is in the figure."""
    seconds = [float(_run(world.home, sys.executable, "-c", PROGRAM)) for _ in range(STARTS)]
    told = f"python -c 'create_app()', imports included, median of {STARTS} processes, "
    told += f"{min(seconds):.2f} to {max(seconds):.2f} s"
    yield Figure("create_app", told, "s CPU", value=round(median(seconds), 2), limit=2)


def second_start(world) -> Iterator[Figure]:
    """script/server --demo over the built world until it says that it is ready."""
    world.client("secretary")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command, before = [str(CHECKOUT / "script" / "server"), "--demo"], perf_counter()
    server = subprocess.Popen(  # noqa: S603
        command, env=_environment(world.home) | {"PORT": str(port)}, stderr=subprocess.PIPE
    )
    try:
        ready = next((True for line in server.stderr if b"http://" in line), False)
        seconds = perf_counter() - before
    finally:
        server.terminate()
        server.wait()
    if not ready:
        raise RuntimeError("script/server --demo did not start")
    told = "script/server --demo over a built demo world until /healthz answered"
    yield Figure("second_start", told, "s wall", value=round(seconds, 2), limit=6)


def _run(home: Path, *command) -> str:
    done = subprocess.run(  # noqa: S603
        command, env=_environment(home), cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return done.stdout


def _environment(home: Path) -> dict:
    return dict(os.environ) | {"PORTAL_INSTANCE": str(home)}
