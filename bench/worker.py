"""`python -m bench.worker HOME`: prints papers like a server's worker and tells its memory."""

import json
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from bench.world import client_of, open_instance

PAPERS, EARLY, THREADS = 200, 20, 5
ADDRESSES = [
    *(f"/meetings/{number}/record.pdf" for number in range(1, 8)),
    "/members/roster.pdf",
    "/evaluations/1/ballot.pdf",
    "/evaluations/2/summary.pdf",
]


def main(home: Path) -> None:
    """One JSON object: MB resident after the 20th and the last paper, and at the most."""
    app = open_instance(home)
    turn = islice(cycle(ADDRESSES), PAPERS)

    def get(address):
        answer = client_of(app, "secretary").get(address)
        if answer.mimetype != "application/pdf":
            raise RuntimeError(f"{address} answers {answer.status}")

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(get, islice(turn, EARLY)))
        early = _resident()
        list(pool.map(get, turn))
    told = {"papers": PAPERS, "kinds": f"{len(ADDRESSES)} kinds and records", "early": early}
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    sys.stdout.write(json.dumps(told | {"last": _resident(), "peak": peak}))


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return round(pages * resource.getpagesize() / 2**20, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
