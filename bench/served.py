"""`python -m bench.served HOME PORT [DATABASE]`: two workers over HOME, the yardsticks beside."""

import os
import sys
from pathlib import Path

from granian import Granian
from granian.constants import HTTPModes, Interfaces

from bench.world import open_instance


def application():
    """What each worker serves."""
    return open_instance(Path(os.environ["BENCH_HOME"]), os.environ.get("BENCH_DATABASE", ""))


def main(home: str, port: str, database: str = "") -> None:
    """Serve until terminated, with the settings of script/serve.py."""
    os.environ |= {"BENCH_HOME": home, "BENCH_DATABASE": database}
    Granian(
        "bench.served:application",
        factory=True,
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=8,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
