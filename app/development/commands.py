"""`script/portal development …`: the linter and the history workbook without a browser."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from app.access.scope import EVERYTHING, Scope
from app.calendars.queries import calendar, calendar_or_packaged
from app.core import clock
from app.core.cli import say, stop
from app.core.db import reads_only, unit_of_work
from app.core.errors import Refused
from app.development import bp
from app.development.cases import all_cases
from app.development.history import actions, exporting
from app.development.history.judging import Judged
from app.development.linting import by_gravity
from app.members.roster.table import RosterError
from app.organizations import queries as organizations
from app.rules.development import form
from app.rules.development.case import Case, Sort
from app.rules.development.faults import Fault
from app.rules.development.linter import lint as judge

bp.cli.help = "发展党员。"
MOST = 1 << 20
SHOWN = 20

history = bp.cli.group("history", help="过去的材料。")(lambda: None)


@bp.cli.command("lint", help="核对发展档案：一个组织的，或一个 JSON 文件里的一个人。")
@click.option("--organization", "code", help="组织代码；核对它和它下面所有的人。")
@click.option("--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天核对，默认今天。")
@click.option("--json", "as_json", is_flag=True)
def lint(code, file, day, as_json):
    if bool(code) == bool(file):
        stop("请给出 --organization 或 --file 之一。")
    day = day.date() if day else clock.today()
    reads_only(True)
    if file:
        case = _case(file)
        found = [(case, judge(case, day, calendar_or_packaged()))]
        say(_told_case(*found[0], day), as_json, _lines(found))
    else:
        read, found = _of_organization(code, day)
        told = {"on": day.isoformat(), "organization": code, "files": read}
        people = [_told_person(case, faults) for case, faults in found]
        lines = [f"核对 {read} 份档案，{len(found)} 人有要看的地方。", *_lines(found)]
        say(told | {"people": people}, as_json, lines)
    if any(fault.sort is Sort.WRONG for _, faults in found for fault in faults):
        sys.exit(1)


@history.command("import", help="导入一张历史表（.xlsx）。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", "code", required=True, help="导入到哪个组织（代码）。")
@click.option("--dry-run", is_flag=True, help="只看结果，什么也不写。")
@click.option("--as-is", is_flag=True, help="与规定不符的也照原样录入。")
@click.option("--json", "as_json", is_flag=True)
def import_(file, code, dry_run, as_is, as_json):
    try:
        if dry_run:
            reads_only(True)
            imported, judged = actions.look(_organization(code), file.read_bytes(), file.name)
        else:
            with unit_of_work():
                look = actions.look(_organization(code), file.read_bytes(), file.name)
                imported, judged = look
                actions.import_at_once(*look, as_is=as_is)
    except RosterError as error:
        stop(str(error))
    except Refused as refused:
        stop(refused.message)
    told = imported.counts | {"imported": not dry_run, "people": list(map(_told_row, judged))}
    say(told, as_json, _row_lines(imported.counts, judged, dry_run))


@history.command("export", help="导出一个组织的发展历史（.xlsx）。")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--organization", "code", required=True, help="哪个组织（代码）。")
def export(file, code):
    reads_only(True)
    data = exporting.export(EVERYTHING, _organization(code).path)
    file.write_bytes(data)
    click.echo(f"已写入 {file.name}。")


def _organization(code):
    found = organizations.by_code(EVERYTHING, code)
    return found or stop(f"没有代码为 {code} 的组织。")


def _of_organization(code: str, day: date) -> tuple[int, list[tuple[Case, tuple[Fault, ...]]]]:
    scope, days = Scope(frozenset({_organization(code).path})), calendar()
    read, found = 0, []
    for one in all_cases(scope):
        read += 1
        if faults := judge(one.case, day, days):
            found.append((one.case, by_gravity(faults)))
    return read, found


def _case(file: Path) -> Case:
    content = file.read_bytes()
    if len(content) > MOST:
        stop("文件太大：一个人的材料不会超过 1 MB。")
    try:
        return form.from_json(json.loads(content))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        stop("这不是 JSON 文件，请按 docs/development-case.md 的格式写。")
    except ValueError as error:
        stop(str(error))


def _told_case(case, faults, day) -> dict:
    return {"on": day.isoformat()} | _told_person(case, by_gravity(faults))


def _told_person(case: Case, faults) -> dict:
    return {"name": case.name, "faults": [_told(fault) for fault in faults]}


def _told(fault: Fault) -> dict:
    """What the command prints of a fault with --json."""
    cite = fault.reason.cite
    return {
        "step": int(fault.step),
        "name": fault.step.label,
        "sort": fault.sort.value,
        "strength": fault.strength.value,
        "message": fault.message,
        "facts": [list(pair) for pair in fault.facts],
        "rule": fault.reason.rule_id,
        "document": cite.document if cite else "",
        "article": cite.article if cite else "",
        "mend": fault.mend,
    }


def _lines(found) -> list[str]:
    lines = []
    for case, faults in found:
        lines.append(case.name if faults else f"{case.name}：没有发现问题。")
        for fault in by_gravity(faults):
            cite = f"（{fault.reason.cite}）" if fault.reason.cite else ""
            lines.append(f"　{fault.sort.label}　{fault.step.label}：{fault.message}{cite}")
            if fault.facts:
                facts = "；".join(f"{label}：{value}" for label, value in fault.facts)
                lines.append(f"　　　　{facts}")
            if fault.mend:
                lines.append(f"　　　　怎样补正：{fault.mend}")
    return lines


def _told_row(one: Judged) -> dict:
    return {
        "row": one.row.number,
        "name": one.row.name,
        "kind": one.kind,
        "problems": [
            {"column": p.column, "message": p.message, "severity": p.severity.value}
            for p in one.problems
        ],
        "different": [list(found) for found in one.different],
        "faults": [_told(fault) for fault in one.faults],
    }


def _row_lines(counts, judged, dry_run) -> list[str]:
    state = "试读，没有写入" if dry_run else "已导入"
    lines = [
        f"{counts['rows']} 人：可导入 {counts['ready']}，都已有 {counts['same']}，"
        f"不能导入 {counts['refused']}，其中有不符的 {counts['wrong']}（{state}）。"
    ]
    said = [
        f"第 {one.row.number} 行 {p.column}：{p.message}" for one in judged for p in one.problems
    ]
    more = len(said) - SHOWN
    return [*lines, *said[:SHOWN], *([f"……另有 {more} 条，用 --json 看全部。"] if more > 0 else [])]
