"""Reads a JUnit report: the number of tests run, then what became of them, in Chinese."""

import sys
from xml.etree import ElementTree


def main(path: str) -> None:
    """Print one line such as `815 812 项通过，2 项未通过，1 项跳过`."""
    suite = ElementTree.parse(path).getroot().find("testsuite")  # noqa: S314 (our own file)
    tests, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    bad = int(suite.get("failures")) + int(suite.get("errors"))
    outcome = [f"{tests - bad - skipped} 项通过"]
    if bad:
        outcome.append(f"{bad} 项未通过")
    if skipped:
        outcome.append(f"{skipped} 项跳过")
    print(tests - skipped, "，".join(outcome))


if __name__ == "__main__":
    main(sys.argv[1])
