"""What can be checked about a campaign's secrecy: every line is found out when it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import inspect, text

from app.ballots import codes, envelopes, keyfiles, receipts
from app.ballots.models import KEY, CountedEnvelope, CountedMark, CountedText, Level
from app.core.audit import Audited
from app.core.db import db, is_postgresql
from app.evaluations.models import Campaign, Clearing

COLUMNS = {
    envelopes.Envelope: {"box_id", "id", "sealed"},
    receipts.Receipt: {"box_id", "voter"},
    codes.VotingCode: {"voter", "box_id", "voter_group"},
    CountedMark: {"box_id", "id", "subject", "item", "mark", "voter_group"},
    CountedText: {"box_id", "id", "subject", "item", "text", "release", "reason"},
    CountedEnvelope: {"box_id", "number"},
}
"""All that the tables of ballots may hold; a column more would have to be looked at."""


@dataclass(frozen=True)
class Check:
    """What was looked at, and whether it is as it should be."""

    told: str
    fine: bool


def of(campaign: Campaign) -> list[Check]:
    """The checks of this campaign as it stands now, in the order in which a vote travels."""
    checks = [*_of_the_program(), *_of_the_schema()]
    if campaign.box is not None:
        checks += _of_the_box(campaign)
    return checks


def _of_the_program() -> Iterator[Check]:
    views = ("evaluations.vote", "evaluations.slip", "evaluations.slip_vote")
    marked = all(hasattr(current_app.view_functions[one], "keeps_nothing") for one in views)
    yield Check("投票页不存草稿，登录过期时也不保留填过的内容。", marked)
    followed = any(issubclass(model, Audited) for model in COLUMNS)
    yield Check("票箱的各张表都不进操作记录。", not followed)
    apart = envelopes.Envelope.__table__.info.get("backup") is False
    yield Check("备份不含密封的票；钥匙放在备份不取的文件夹里。", apart)


def _of_the_schema() -> Iterator[Check]:
    found = inspect(db.engine)
    same = all(
        {column["name"] for column in found.get_columns(model.__tablename__)} == names
        for model, names in COLUMNS.items()
    )
    yield Check(
        "数据库里票箱的各张表只有约定的几列，没有时间、地址、设备，也没有把票和人连起来的列。", same
    )
    if not is_postgresql():
        made = db.session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        ).all()
        sql = dict(tuple(row) for row in made)
        ordered = all("WITHOUT ROWID" in sql[model.__tablename__] for model in COLUMNS)
        yield Check("各张表没有内部行号，存放的次序与投票先后无关。", ordered)


def _of_the_box(campaign) -> Iterator[Check]:
    box = campaign.box
    number = envelopes.number(box)
    if not box.over:
        yield Check("所有密封的票长短一样。", len(envelopes.lengths(box)) <= 1)
        held = receipts.numbers([box.id]).get(box.id, 0)
        yield Check("密封的票和参评回执一样多。", number == held)
        yield _key_check(box)
        return
    yield Check("密封的票已经全部销毁。", number == 0)
    gone = all(keyfiles.content_of(name) is None for name in box.key_names)
    yield Check("钥匙已经销毁，留在别处的旧副本再也打不开。", gone)
    if campaign.on_paper or campaign.clearing is Clearing.AT_COUNT:
        left = receipts.numbers([box.id]).get(box.id, 0)
        yield Check("谁参评过的名单已经清除。", left == 0)


def _key_check(box) -> Check:
    names = box.key_names
    content = [keyfiles.content_of(name) for name in names]
    private = None not in content and all(keyfiles.is_private(name) for name in names)
    if box.level is Level.STRICT:
        locked = all(len(one or b"") > KEY for one in content) and len(box.public_keys) == 2
        return Check(
            "票封了两层，两把钥匙都锁在计票人各自的口令里，服务器自己打不开。", private and locked
        )
    return Check("钥匙只有服务程序自己能读，不在数据库里。", private)
