"""A demo world built once, and real servers over copies of it; knows nothing of browsers."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core import clock

CHECKOUT = Path(__file__).resolve().parents[2]
DEMO_TODAY = "2026-11-16"
FROM_THE_CALLER = ("DATABASE_URL", "TEST_DATABASE_URL", "PUBLIC_URL", "HOST", "PORT")


@dataclass(frozen=True)
class Server:
    """Where a running demo portal answers (`url`, no slash at its end) and keeps its data."""

    url: str
    home: Path

    def portal(self, *arguments: str) -> str:
        """The answer of `script/portal --demo …` on this server's instance."""
        return portal(self.home, *arguments)

    def travel(self, day: date) -> None:
        """From the next request on it is that day there, as after `demo travel`."""
        clock.write_epoch(self.home / "demo" / "clock.json", day)


def build(home: Path) -> Path:
    """Migrate and fill the demo world in the folder `home`, as script/server --demo does."""
    portal(home, "db", "upgrade")
    portal(home, "demo", "build")
    return home


def portal(home: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "flask", *arguments]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FROM_THE_CALLER}
    return kept | {
        "PORTAL_INSTANCE": str(home),
        "PORTAL_DEMO": "1",
        "DEMO_TODAY": DEMO_TODAY,
        "FLASK_APP": str(CHECKOUT / "wsgi.py"),
        "FLASK_SKIP_DOTENV": "1",
    }


@contextmanager
def serving(world: Path, home: Path):
    """A server over a copy of `world` in the new folder `home`; stopped at the end."""
    shutil.copytree(world, home)
    port = free_port()
    log = home / "server.log"
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "script/serve.py", "--workers", "1", "--address", url]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment(home), stdout=output, stderr=output
        )
    try:
        server = Server(url, home)
        wait_until_answering(server.url, process, log)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answering(url: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}: {log.read_text('utf-8')}")
