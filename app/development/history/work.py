"""Large history imports in the queue: written or taken back unit by unit, with progress."""

from app.core.errors import Refused
from app.development.history import actions, queries

IMPORT, UNDO = "development.history", "development.history.undo"
GONE = "这次导入已经没有了。"


def write(context, arguments) -> None:
    """A job: write every row that may be written. Begun again, what is written is there already
    and is left out of itself."""
    imported = _of(context, arguments)
    rows = actions.ready(imported, context.scope)
    context.expects(context.done + len(rows))
    for start in range(0, len(rows), actions.UNIT):
        some = rows[start : start + actions.UNIT]
        with context.unit(len(some)):
            actions.write(_of(context, arguments), some)


def undo(context, arguments) -> None:
    """A job: take an import back; begun again it goes on with whom is left."""
    imported = _of(context, arguments)
    left = len((imported.trail or {}).get("people", []))
    context.expects(context.done + left)
    done = actions.state_of(imported) != "confirmed"
    while not done:
        with context.unit(min(actions.UNIT, left)):
            done = actions.undo(_of(context, arguments), actions.UNIT)
        left -= actions.UNIT


def _of(context, arguments):
    imported = queries.one(context.scope, arguments["history_id"], lock=True, whole=True)
    if imported is None or (imported.preview is None and imported.trail is None):
        raise Refused(GONE)
    return imported


JOBS = {IMPORT: write, UNDO: undo}
