"""`script/portal evaluations …`: what the server's start finishes; no command shows a result."""

from app.ballots import counting
from app.core.cli import say
from app.evaluations import bp

bp.cli.help = "评议。"


@bp.cli.command("settle", help="了结已计票或已销毁的票箱：确认钥匙已销毁，清理旧的存储页。")
def settle():
    number = counting.settle_all()
    if number:
        say(number, as_json=False, lines=[f"了结了 {number} 个票箱。"])
