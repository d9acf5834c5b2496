"""The policy as a table for people: `python -m tests.access.matrix > tests/access/matrix.txt`."""

import re
from pathlib import Path
from tempfile import mkdtemp

from app import create_app
from app.access.policy import GRANTS, PUBLIC, SIGNED_IN

OPEN_FILES = {"static", "bootstrap.static"}


def declared(app) -> list[str]:
    """One line a route and method: 公开 everybody, 登录 every account, 可 the role may, · not."""
    lines = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_FILES:
            continue
        access = app.view_functions[rule.endpoint].access
        address = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule.rule)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            lines.append(f"{address:<46} {method:<5} {cells(access)}")
    return sorted(lines)


def cells(access) -> str:
    if access in (PUBLIC, SIGNED_IN):
        return access
    marks = " ".join("可" if access in grants else "·" for grants in GRANTS.values())
    return f"{marks}  {access.value}"


def heading() -> str:
    return "# " + " ".join(role.value for role in GRANTS)


if __name__ == "__main__":
    made = create_app(INSTANCE=Path(mkdtemp()), SQLALCHEMY_DATABASE_URI="sqlite://")
    print("\n".join([heading(), *declared(made)]))  # noqa: T201
