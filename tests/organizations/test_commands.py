"""The command line over the tree, and the one-time links it gives."""

import json

from app.access.scope import EVERYTHING
from app.organizations import queries


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


def test_organizations_are_created_and_listed_as_json(app):
    made = run(
        app, "organizations", "create", "--code", "U", "--kind", "committee", "--name", "大学党委"
    )
    below = run(
        app, "organizations", "create", "--code", "U-1", "--kind", "branch", "--name", "教工党支部",
        "--parent", "U",
    )  # fmt: skip
    assert made.exit_code == below.exit_code == 0, made.output + below.output
    rows = json.loads(run(app, "organizations", "list", "--json").output)
    assert [(r["code"], r["name"], r["kind"]) for r in rows] == [
        ("U", "大学党委", "committee"),
        ("U-1", "教工党支部", "branch"),
    ]
    assert rows[1]["path"].startswith(rows[0]["path"])


def test_a_branch_below_a_branch_is_refused_in_words(app):
    run(app, "organizations", "create", "--code", "B", "--kind", "branch", "--name", "支部")
    refused = run(
        app, "organizations", "create", "--code", "B2", "--kind", "branch", "--name", "支部二",
        "--parent", "B",
    )  # fmt: skip
    assert refused.exit_code == 1
    assert "党支部只能设在" in refused.output
    assert len(queries.tree(EVERYTHING)) == 1


def test_a_code_used_twice_is_refused_in_words(app):
    words = ["organizations", "create", "--kind", "committee", "--code", "U", "--name"]
    run(app, *words, "大学党委")
    refused = run(app, *words, "另一个党委")
    assert refused.exit_code == 1
    assert "代码已被另一个组织使用" in refused.output


def test_the_first_administrator_gets_a_link_only_while_there_is_no_account(app, client_of):
    assert not run(app, "setup", "first-administrator").output


def test_a_forgotten_administrator_gets_a_link_at_the_server(app, client_of, world):
    said = run(app, "accounts", "link", "admin").output
    link = said.strip().removeprefix("http://127.0.0.1:8000")
    assert client_of(None).get(link).status_code == 200
    assert "没有登录名" in run(app, "accounts", "link", "nobody").output
