"""Confirms and undoes large imports as long work: piece by piece, each committed with its
progress, so that nobody else waits and an interruption loses nothing.

While it lasts, `counts` carries `writing` or `undoing` (pieces may be left over from an
interrupted attempt), `preview` the plan, and `trail` what is written or left to be taken back.
"""

from sqlalchemy.exc import IntegrityError

from app.access.policy import Can
from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused, explained
from app.jobs import actions as jobs
from app.jobs import own
from app.jobs.models import Job
from app.members.importing import actions, applying, preview, queries, undoing
from app.members.models import Import

KIND = "roster"
MOST_AT_ONCE = 500  # people; more are written as long work
PIECE = 200
CONFIRM, UNDO = "confirm", "undo"
CHANGED_SINCE = "打开那一页之后，名册或在册的人有了变动，预览已更新。请再核对一遍，再确认。"
ELSEWHERE = "这次导入已在别处办完或正在撤销。"


def is_large(imported: Import) -> bool:
    """Whether so many people are concerned that others would have to wait too long."""
    concerned = imported.counts.get("new", 0) + imported.counts.get("updated", 0)
    return imported.state in {"writing", "undoing"} or concerned > MOST_AT_ONCE


def start(imported: Import, verb: str, back: str, *, account, reason: str = "") -> Job:
    """Ask for it; what is under way already is found instead of begun twice."""
    allowed = {CONFIRM: {"open", "writing"}, UNDO: {"confirmed", "writing", "undoing"}}
    if imported.state not in allowed[verb]:
        raise Refused("这次导入已经办完。")
    if job := own.under_way(account.id, KIND, back):
        return job
    words = {CONFIRM: "导入名册", UNDO: "撤销导入"}[verb]
    arguments = {
        "import": imported.id,
        "verb": verb,
        "version": imported.version,
        "reason": reason or f"{words}“{imported.filename}”",
    }
    title, path = f"{words}：{imported.filename}", imported.organization.path
    needs = Can.MEMBERS_IMPORT
    return jobs.start(KIND, title, arguments, account=account, needs=needs, path=path, back=back)


def run(context, arguments: dict) -> None:
    """The job. Goes on where an earlier attempt, or an earlier job, ended."""
    audit.because(arguments["reason"])
    imported = queries.one(context.scope, arguments["import"])
    if imported is None:
        raise Refused("这次导入已不在您负责的范围里。")
    try:
        if arguments["verb"] == CONFIRM:
            _confirm(context, imported, arguments["version"])
        else:
            _undo(context, imported.id)
    except IntegrityError as error:
        raise explained(error) or error from error


def _confirm(context, imported: Import, version: int) -> None:
    import_id = imported.id
    if imported.state == "open":
        _plan(context, imported, version)
    imported = queries.one(context.scope, import_id)
    if imported.state != "writing":
        raise Refused(ELSEWHERE)
    if imported.preview is None:
        raise Refused("名册内容已到期清除，不能接着写。请撤销已写的，再重新导入。")
    plan, done = imported.preview["plan"], imported.counts["writing"]
    _expects(context, len(plan), done)
    scope = Scope(frozenset({imported.organization.path}))
    while done < len(plan):
        piece = plan[done : done + PIECE]
        with context.unit(len(piece)):
            imported = _held(context, import_id, "writing")
            trail = applying.Trail()
            applying.write(scope, piece, trail)
            applying.keep(imported, trail)
            done += len(piece)
            imported.counts = {**imported.counts, "writing": done}
    with context.unit(0):
        imported = _held(context, import_id, "writing")
        imported.preview = None
        actions.settle(imported, {k: v for k, v in imported.counts.items() if k != "writing"})


def _plan(context, imported: Import, version: int) -> None:
    """Judged without a lock, which takes its time; then made sure of, and begun."""
    import_id = imported.id
    if imported.version != version:
        raise Refused(CHANGED_SINCE)
    context.says("正在核对名册")
    found = actions.judged(queries.one(context.scope, import_id))
    shown = preview.of(found)
    with context.unit(0):
        imported = queries.one(context.scope, import_id, lock=True)
        if imported.state != "open" or imported.version != version:
            raise Refused(ELSEWHERE)
        if agreed := actions.agrees(imported, found, shown):
            trail = applying.Trail()
            plan = applying.planned(imported.organization, found, trail)
            applying.keep(imported, trail)
            imported.preview = {"plan": plan}
            imported.counts = {**found.counts, "writing": 0}
            imported.confirmed_at = clock.now()
    if not agreed:
        raise Refused(CHANGED_SINCE)
    context.says("")


def _undo(context, import_id: int) -> None:
    with context.unit(0):
        imported = queries.one(context.scope, import_id, lock=True)
        if imported.state not in {"confirmed", "writing", "undoing"}:
            raise Refused(ELSEWHERE)
        counts = {k: v for k, v in imported.counts.items() if k != "writing"}
        left = len(imported.trail["changed"]) + len(imported.trail["members"])
        imported.counts = counts if "undoing" in counts else {**counts, "undoing": left}
        total = imported.counts["undoing"]
    _expects(context, total, total - left)
    while left:
        with context.unit(min(PIECE, left)):
            imported = _held(context, import_id, "undoing")
            left -= _take_back(imported)
    with context.unit(0):
        imported = _held(context, import_id, "undoing")
        last = {"changed": [], "members": [], "organizations": imported.trail["organizations"]}
        kept = [*imported.trail.get("kept", []), *undoing.undo(imported, last)]
        imported.counts = {k: v for k, v in imported.counts.items() if k != "undoing"}
        actions.settle_undone(imported, kept)


def _take_back(imported: Import) -> int:
    """The next piece: first what was changed, then who was made; how many that was."""
    trail = imported.trail
    kind = "changed" if trail["changed"] else "members"
    piece, rest = trail[kind][:PIECE], trail[kind][PIECE:]
    empty = {"changed": [], "members": [], "organizations": []}
    kept = undoing.undo(imported, empty | {kind: piece})
    imported.trail = {**trail, kind: rest, "kept": [*trail.get("kept", []), *kept]}
    db.session.flush()
    return len(piece)


def _expects(context, total: int, done: int) -> None:
    context.expects(total, afresh=True)
    context.step(done)


def _held(context, import_id: int, state: str) -> Import:
    """The import as it now is, for this piece alone."""
    imported = queries.one(context.scope, import_id, lock=True)
    if imported is None or imported.state != state:
        raise Refused(ELSEWHERE)
    return imported
