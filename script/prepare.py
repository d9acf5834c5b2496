"""Makes an instance ready to serve in one process: migrate, then the demo or the first link."""

import sys
from pathlib import Path

import click
from flask.cli import FlaskGroup

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wsgi import app


def main(address: str) -> None:
    """Run the same commands as script/portal, but pay for the start-up once.

    `address` is where the portal will answer: the first link leads there.
    """
    portal = FlaskGroup(create_app=lambda: app)
    link = ["setup", "first-administrator", "--base", address]
    for command in (["db", "upgrade"], ["demo", "build"] if app.config["DEMO"] else link):
        portal.main(args=command, prog_name="script/portal", standalone_mode=False)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
