"""`script/portal meetings …`: housekeeping of uploaded files."""

from app.core import clock
from app.core.cli import say
from app.meetings import bp, uploads

bp.cli.help = "会议记录。"


@bp.cli.command("sweep-uploads", help="删除没有记录引用、放了一天以上的附件文件。")
def sweep_uploads():
    swept = uploads.sweep(uploads.known(), clock.now())
    say(swept, as_json=False, lines=[f"已清理 {len(swept)} 个文件。"])
