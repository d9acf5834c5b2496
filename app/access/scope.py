"""The part of the organisation tree a person may touch, as a value."""

from dataclasses import dataclass

from sqlalchemy import and_, false, or_


@dataclass(frozen=True)
class Scope:
    """Subtrees, named by their root path such as '/1/4/'. A path prefix covers everything below.

    The SQL face is a range, which an index on the path serves on every database; the column
    compares bytes (see app.core.types.TreePath).
    """

    roots: frozenset[str] = frozenset()

    def covers(self, path: str) -> bool:
        """Whether the organisation at `path` lies within."""
        return any(path.startswith(root) for root in self.roots)

    def clause(self, path_column):
        """The same question as SQL."""
        return or_(
            false(),
            *(and_(path_column >= root, path_column < _after(root)) for root in sorted(self.roots)),
        )

    def __bool__(self):
        return bool(self.roots)


EVERYTHING = Scope(frozenset({"/"}))
"""The whole tree; for the command line and for jobs, never for a request."""


def line_of(path: str) -> list[str]:
    """The paths from the root down to the organisation itself."""
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]


def _after(root: str) -> str:
    """The first path beyond the subtree: '0' follows '/' in byte order."""
    return root[:-1] + "0"
