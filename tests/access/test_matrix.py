"""The policy as reviewed by people: a change of permission is a visible line in a diff."""

from pathlib import Path

from tests.access.matrix import declared, heading

REVIEWED = Path(__file__).parent / "matrix.txt"


def test_declared_access_is_the_reviewed_access(app):
    assert [heading(), *declared(app)] == REVIEWED.read_text("utf-8").splitlines()
