"""`script/portal members import …`: the same import without a browser."""

from pathlib import Path

import click
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.cli import say, stop
from app.core.db import reads_only, unit_of_work
from app.core.errors import Refused, explained
from app.members import bp
from app.members.importing import actions
from app.members.importing.branches import unit_of
from app.members.importing.judging import CREATE, Judged, judge
from app.members.roster.table import RosterError, Sheet
from app.members.roster.workbook import read_table
from app.organizations import queries as organizations

bp.cli.help = "党员。"
SHOWN = 20


@bp.cli.command("import", help="导入一份名册（.xlsx 或 .csv）。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", "code", required=True, help="导入到哪个组织（代码）。")
@click.option("--dry-run", is_flag=True, help="只看结果，什么也不写。")
@click.option("--create-branches", is_flag=True, help="名册里还没有的党支部，在该组织之下设立。")
@click.option("--json", "as_json", is_flag=True)
def import_(file, code, dry_run, create_branches, as_json):
    try:
        sheets = read_table(file, file.name)
        if dry_run:
            reads_only(True)
            found, done = _judged(code, sheets), False
        else:
            with unit_of_work():
                found, done = _imported(code, sheets, file, create_branches)
    except RosterError as error:
        stop(str(error))
    except Refused as refused:
        stop(refused.message)
    except IntegrityError as error:
        stop((explained(error) or error).message)
    say(report(found, done), as_json, _lines(report(found, done), dry_run))
    if not dry_run and found.open_places:
        stop("有党支部还没有对应，什么也没有写。请先设立，或加上 --create-branches。")


def report(found: Judged, done: bool) -> dict:
    """What the command prints with --json."""
    return {
        **found.counts,
        "imported": done,
        "branches": [
            {"name": p.named.name, "spellings": list(p.named.spellings), "people": p.named.people}
            for p in found.unknown_places
        ],
        "problems": [
            {"row": p.row, "column": p.column, "message": p.message, "severity": p.severity.value}
            for outcome in found.outcomes
            for p in outcome.problems
        ],
    }


def _judged(code: str, sheets: list[Sheet], choices: dict | None = None) -> Judged:
    organization = organizations.by_code(EVERYTHING, code)
    if organization is None:
        raise Refused(f"没有代码为 {code} 的组织。")
    return judge(organization, sheets, choices or {}, today=clock.today())


def _imported(code, sheets, file, create_branches) -> tuple[Judged, bool]:
    """All of it or nothing; nothing too where a branch is unknown and may not be created."""
    found = _judged(code, sheets)
    if create_branches and found.open_places:
        answers = {
            place.key: {"verb": CREATE, "unit": unit_of(place.key).value}
            for place in found.open_places
        }
        found = _judged(code, sheets, {"branches": answers})
    if found.open_places or not found.counts["new"] + found.counts["updated"]:
        return found, False
    organization = organizations.by_code(EVERYTHING, code)
    actions.write(actions.imported_by_command(organization, file), found)
    return found, True


def _lines(told: dict, dry_run: bool) -> list[str]:
    state = "已导入" if told["imported"] else "试读，没有写入" if dry_run else "没有写入"
    lines = [
        f"{told['rows']} 人：新增 {told['new']}，更新 {told['updated']}，"
        f"重复 {told['duplicate']}，不能导入 {told['refused']}（{state}）。"
    ]
    unknown = "新设立的党支部" if told["imported"] else "还没有的党支部"
    lines += [
        f"{unknown}：{'／'.join(b['spellings']) or '（没有写支部）'}，{b['people']} 人"
        for b in told["branches"]
    ]
    lines += [f"第 {p['row']} 行 {p['column']}：{p['message']}" for p in told["problems"][:SHOWN]]
    more = len(told["problems"]) - SHOWN
    return [*lines, f"……另有 {more} 条，用 --json 看全部。"] if more > 0 else lines
