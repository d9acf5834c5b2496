"""`script/portal rules …`: the rulebook for programs and for people at a terminal."""

import click
from flask.cli import AppGroup

from app.core.cli import say
from app.rules import registry

group = AppGroup("rules", help="依据的条文。")


@group.command("list", help="列出全部条文。")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json):
    rows = registry.as_rows()
    lines = [
        f"{row['id']}　{row['title']}：{row['value']}{row['unit']}"
        f"（{row['strength']}，{row['document']}{row['article']}）"
        for row in rows
    ]
    say(rows, as_json, lines)
