"""Makes an instance ready to serve in one process: migrate, then the demo or the first link."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wsgi import app


def main() -> None:
    """Run the same commands as script/portal, but pay for the start-up once."""
    commands = [["db", "upgrade"]]
    commands.append(["demo", "build"] if app.config["DEMO"] else ["setup", "first-administrator"])
    runner = app.test_cli_runner()
    for command in commands:
        result = runner.invoke(args=command)
        print(result.output, end="")
        if result.exit_code:
            raise result.exception


if __name__ == "__main__":
    main()
