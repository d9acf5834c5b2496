"""`script/portal backup FILE` and `script/portal restore FILE`."""

from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.backups import actions
from app.core.cli import say, stop
from app.core.errors import Refused
from app.core.filters import moment

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
_JSON = click.option("--json", "as_json", is_flag=True)


@click.command("backup", help="把整个实例写进一个新文件；服务可以照常运行。")
@_FILE
@_JSON
@with_appcontext
def backup(file, as_json):
    manifest = _done(actions.backup, file)
    say(
        _summary(manifest),
        as_json,
        [
            f"已备份到 {file}：{_counted(manifest)}。",
            "文件里有全部数据和钥匙，请像保管服务器一样保管它。没有计票的选票不在里面。",
        ],
    )


@click.command("restore", help="把备份恢复到一个空的实例；恢复前请先停止服务。")
@_FILE
@_JSON
@with_appcontext
def restore(file, as_json):
    manifest = _done(actions.restore, file)
    made = moment(datetime.fromisoformat(manifest["made_at"]))
    lines = [f"已恢复并核对：{_counted(manifest)}。备份时间 {made}。"]
    if manifest["revote"]:
        lines.append(
            f"有 {manifest['revote']} 个票箱在备份时还没有计票：选票不进备份，请通知大家重新投票。"
        )
    lines.append("现在可以启动服务；如果它正在运行，请先停止再启动。")
    say(_summary(manifest), as_json, lines)


def _done(action, file):
    try:
        return action(file)
    except Refused as refused:
        stop(refused.message)
    except FileNotFoundError:
        stop(f"没有找到 {file}，或它所在的文件夹不存在。")
    except OSError as error:
        stop(f"读写 {file} 时出错：{error.strerror}。")


def _counted(manifest):
    number = sum(one["rows"] for one in manifest["tables"])
    uploads = sum(name.startswith("uploads/") for name in manifest["parts"])
    return f"{number} 条记录，{uploads} 个附件"


def _summary(manifest):
    return {name: value for name, value in manifest.items() if name != "parts"}
