"""Writing a backup while others work, and restoring one into an empty instance."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade

from app.backups import files, rows
from app.backups.archive import BROKEN, Damaged, Reader, Writer, writing
from app.ballots import keyfiles
from app.ballots.models import Box, BoxState, Level
from app.core import clock
from app.core.db import db, is_postgresql, reads_only, unit_of_work
from app.core.errors import Refused

WITHOUT_MEANING = {"submission", "throttle", "invitation", "audit_entry"}
"""What an instance holds once it was started and before anybody did anything in it."""

_OVER = (BoxState.COUNTED, BoxState.DESTROYED)


def backup(file: Path) -> dict:
    """Write the instance into one new file and return its manifest."""
    if not sa.inspect(db.engine).has_table("alembic_version"):
        raise Refused("这个实例还没有启动过，没有可以备份的内容。")
    with writing(file) as archive:
        with _one_moment() as connection:
            facts = {
                "made_at": clock.now().isoformat(),
                "database": db.engine.dialect.name,
                "migration": _head(connection),
                "tables": [_copy(archive, connection, table) for table in _tables()],
            }
        for name, path in files.listed():
            with suppress(FileNotFoundError):  # taken away meanwhile, so no longer a part of it
                archive.add(name, files.chunks(path))
        archive.finish(facts)
    with Reader(file) as written:
        return written.manifest


def restore(file: Path) -> dict:
    """Bring an empty instance to the state of the backup, all or nothing; returns the manifest
    with `revote`, the number of boxes whose voters must vote again."""
    with Reader(file) as archive:
        archive.verify()
        _check_empty()
        db.session.rollback()
        upgrade()
        _check_fits(archive.manifest)
        with files.staged(archive) as put_in_place, _fresh_ballot_keys() as renew, unit_of_work():
            connection = db.session.connection()
            _check_empty()
            _fill(connection, archive)
            revote = renew()
            _check_whole(connection)
            put_in_place()
        return archive.manifest | {"revote": revote}


def _tables():
    return [t for t in db.metadata.sorted_tables if t.info.get("backup", True)]


@contextmanager
def _one_moment() -> Iterator[sa.Connection]:
    """The whole database as it is at the first read, while others go on writing."""
    reads_only(True)
    try:
        with db.engine.connect() as connection:
            if is_postgresql():
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection
    finally:
        reads_only(False)


def _copy(archive: Writer, connection, table):
    number = archive.add(_part(table), rows.lines(connection, table, _kept(table)))
    return {"name": table.name, "columns": list(table.columns.keys()), "rows": number}


def _kept(table):
    """Receipts only of boxes that are over; see the package's docstring."""
    if table.name != "ballot_receipt":
        return None
    return table.c.box_id.in_(sa.select(Box.id).where(Box.state.in_(_OVER)))


def _part(table):
    return f"tables/{table.name}.jsonl"


def _head(connection):
    return connection.scalar(sa.text("SELECT version_num FROM alembic_version"))


def _check_empty():
    present = set(sa.inspect(db.session.connection()).get_table_names())
    for table in db.metadata.sorted_tables:
        if table.name in present - WITHOUT_MEANING and db.session.scalar(
            sa.select(sa.literal(1)).select_from(table).limit(1)
        ):
            raise Refused(
                "这个实例里已经有数据。备份只能恢复到空的实例：请换一个数据目录（PORTAL_INSTANCE）"
                "和空的数据库再试。"
            )
    if files.has_uploads():
        raise Refused("数据目录里已经有上传的文件，请换一个空的数据目录再试。")


def _check_fits(manifest):
    ours = [(table.name, list(table.columns.keys())) for table in _tables()]
    theirs = [(one["name"], one["columns"]) for one in manifest["tables"]]
    head = _head(db.session.connection())
    db.session.rollback()
    if manifest["migration"] != head or sorted(ours) != sorted(theirs):
        raise Refused(
            f"备份的数据结构是 {manifest['migration']}，现在的程序是 {head}。"
            "请先用备份时的程序版本恢复，再升级。"
        )


def _fill(connection, archive):
    if not is_postgresql():
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for name in sorted(WITHOUT_MEANING):
        connection.execute(sa.delete(db.metadata.tables[name]))
    noted = {one["name"]: one["rows"] for one in archive.manifest["tables"]}
    for table in _tables():
        try:
            number = rows.load(connection, table, archive.lines(_part(table)))
        except (*BROKEN, sa.exc.IntegrityError, sa.exc.DataError):
            raise Damaged(table.name) from None
        if number != noted[table.name]:
            raise Damaged(table.name)
        _continue_numbers(connection, table)


def _continue_numbers(connection, table):
    """Let PostgreSQL count on from the last number; SQLite does by itself."""
    column = table.autoincrement_column
    if not is_postgresql() or column is None:
        return
    sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
    last = connection.scalar(sa.select(sa.func.max(column)))
    if last:
        connection.execute(sa.select(sa.func.setval(sequence, last)))


@contextmanager
def _fresh_ballot_keys():
    """A fresh key for every box still in use; destroyed again if what follows fails. A strict box
    keeps its tellers' public keys: their recovery sheets open what is voted anew."""
    made = []

    def renew() -> int:
        boxes = db.session.scalars(sa.select(Box).where(Box.state.not_in(_OVER))).all()
        for box in boxes:
            if box.level is Level.ORDINARY:
                box.key_name, box.public_key = keyfiles.make()
                made.append(box.key_name)
        db.session.flush()
        return len(boxes)

    try:
        yield renew
    except BaseException:
        for name in made:
            keyfiles.destroy(name)
        raise


def _check_whole(connection):
    """PostgreSQL checked every reference on the way in; SQLite is asked now."""
    if is_postgresql():
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise Damaged("记录之间的引用")
    if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        raise Refused("写入后的数据库没有通过完整性检查，没有恢复任何内容。请检查磁盘。")
