"""`script/portal organizations …`: list the tree and make its first nodes."""

import click
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.core.cli import say, stop
from app.core.db import unit_of_work
from app.core.errors import Refused, explained
from app.organizations import actions, bp, queries
from app.rules.organizations import OrganizationKind, UnitType

bp.cli.help = "党组织。"


@bp.cli.command("list", help="列出全部党组织。")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json):
    organizations = queries.tree(EVERYTHING)
    rows = [
        {"code": o.code, "name": o.name, "kind": o.kind.value, "path": o.path}
        for o in organizations
    ]
    lines = [f"{'　' * o.depth}{o.name}（{o.kind.label}，{o.code}）" for o in organizations]
    say(rows, as_json, lines)


@bp.cli.command("create", help="设立一个党组织。")
@click.option("--code", required=True)
@click.option("--kind", required=True, type=click.Choice([k.value for k in OrganizationKind]))
@click.option("--name", required=True)
@click.option("--parent", "parent_code")
@click.option(
    "--unit-type", default=UnitType.OTHER.value, type=click.Choice([u.value for u in UnitType])
)
@click.option("--json", "as_json", is_flag=True)
def create(code, kind, name, parent_code, unit_type, as_json):
    parent = queries.by_code(EVERYTHING, parent_code) if parent_code else None
    if parent_code and parent is None:
        stop(f"没有代码为 {parent_code} 的组织。")
    try:
        with unit_of_work():
            made = actions.create(
                code=code, name=name, kind=kind, unit_type=unit_type, parent=parent
            )
            row = {"code": made.code, "name": made.name, "kind": made.kind.value, "path": made.path}
    except Refused as refused:
        stop(refused.message)
    except IntegrityError as error:
        stop((explained(error) or error).message)
    say(row, as_json, [f"已设立{name}（{code}）。"])
