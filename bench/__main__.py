"""`script/bench [NAME…]`: the measurements named, or all of them, one JSON object a line."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench import (
    ballots,
    dues,
    evening,
    findings,
    funds,
    imports,
    linter,
    pages,
    papers,
    start,
    venues,
)
from bench.world import World

MEASUREMENTS = {
    "create_app": start.create_app,
    "page_cost": pages.page_cost,
    "statements": pages.statements,
    "pdf_overhead": papers.pdf_overhead,
    "ballot_cost": ballots.ballot_cost,
    "voting_evening": evening.voting_evening,
    "tally_cost": evening.tally_cost,
    "import_cost": imports.import_cost,
    "lint_cost": linter.lint_cost,
    "dues_year": dues.dues_year,
    "ledger_cost": funds.ledger_cost,
    "venues": venues.venues,
    "findings_growth": findings.findings_growth,
    "findings_full": findings.findings_full,
    "worker": papers.worker,
    "second_start": start.second_start,
}


def main(names: list[str]) -> None:
    """Exits with 0 whatever the figures are: a limit is for the reader to hold them against."""
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        sys.exit(f"没有 {'、'.join(unknown)} 这项测量，可选：{'、'.join(MEASUREMENTS)}")
    with tempfile.TemporaryDirectory(prefix="branchbook-bench-") as folder:
        world = World(Path(folder))
        for name in names or MEASUREMENTS:
            for figure in MEASUREMENTS[name](world):
                told = {key: value for key, value in asdict(figure).items() if value is not None}
                sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
