"""`script/portal findings …` and `rules …`: what is owed, and the rulebook, for programs and for
people at a terminal."""

from dataclasses import asdict

import click
from flask.cli import AppGroup, with_appcontext

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.cli import say, stop
from app.core.db import reads_only, unit_of_work
from app.findings import keeping
from app.findings.engine import owed
from app.organizations import queries as organizations
from app.rules import registry
from app.rules.organizations import OrganizationKind

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("findings", invoke_without_command=True, help="一个组织及其下级的待办。")
@click.option("--organization", "code", help="组织代码；不写就是全部。")
@click.option("--on", "day", type=DAY, help="按哪一天判断；不写就是今天。")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
@with_appcontext
def group(context, code, day, as_json):
    """Worked out anew from the records, whatever rows are kept."""
    if context.invoked_subcommand:
        return
    reads_only(True)
    day = day.date() if day else clock.today()
    scope = EVERYTHING
    if code:
        top = organizations.by_code(EVERYTHING, code) or stop(f"没有代码为 {code} 的组织。")
        scope = Scope(frozenset({top.path}))
    tree = [
        one
        for one in organizations.tree(scope)
        if one.kind is not OrganizationKind.GROUP and one.in_force(day)
    ]
    found = keeping.fresh(tree, day)
    told = [(one, owed(found[one.id])) for one in tree]
    rows = [_row(one, finding) for one, findings in told for finding in findings]
    lines = [
        f"{row['organization']}　{row['state']}　{row['what']}　{row['due']}　{row['why']}"
        for row in rows
    ]
    say(rows, as_json, lines)


@group.command("keep", help="按今天重新核对全部组织的待办，平时由每日整理自动完成。")
@click.option("--anew", is_flag=True, help="已有的也重新核对。")
@with_appcontext
def keep(anew):
    with unit_of_work():
        number = keeping.keep_everything(clock.today(), anew=anew)
    click.echo(f"已核对 {number} 个组织。")


rules = AppGroup("rules", help="依据的条文。")


@rules.command("list", help="列出全部条文。")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json):
    rows = registry.as_rows()
    lines = [
        f"{row['id']}　{row['title']}：{row['value']}{row['unit']}"
        f"（{row['strength']}，{row['document']}{row['article']}）"
        for row in rows
    ]
    say(rows, as_json, lines)


def _row(organization, finding):
    row = asdict(finding)
    for name in ("organization_id", "path", "press_needs", "person_id", "subjects"):
        del row[name]
    return row | {
        "organization": organization.name,
        "code": organization.code,
        "state": finding.state.value,
        "since": finding.since.isoformat(),
        "due": finding.due.isoformat(),
        "strength": "must" if finding.binding else "normally",
        "instances": list(finding.instances),
    }
