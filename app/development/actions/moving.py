"""People move in the middle of a file: the file goes along, what stays behind is settled."""

from collections.abc import Sequence
from datetime import date

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.development import queries
from app.development.actions.judging import touch
from app.development.actions.supporters import end_those_behind
from app.development.models import RequestState
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dates import PartialDate


def on_transfer(
    member: Member, _old: Organization, new: Organization | None, on: date | None = None
) -> None:
    """Called once a transfer is settled and the member belongs to `new` (None: outside).

    What waits at the old superior is withdrawn, contacts and introducers who stay behind end
    with the day; periods run on (§12, §35). A file that leaves the portal is closed.
    """
    scope = Scope(frozenset({member.organization.path}))
    file = queries.open_file(scope, member.id)
    if file is None:
        return
    day = on or clock.today()
    for request in queries.waiting(scope, file):
        request.state = RequestState.WITHDRAWN
    if new is None:
        file.closed_on, file.closed_why = day, "组织关系转出，档案随转"
    else:
        end_those_behind(scope, [file], PartialDate.of(day), new)
    touch(file)


def on_transfers(
    members: Sequence[Member], _old: Organization, new: Organization, on: date
) -> None:
    """The same for many who go together inside the tree; a few statements for all of them."""
    scope = Scope(frozenset({new.path}))
    files = queries.open_files(scope, [member.id for member in members])
    if not files:
        return
    for request in queries.waiting_all(scope, [file.id for file in files]):
        request.state = RequestState.WITHDRAWN
    end_those_behind(scope, files, PartialDate.of(on), new)
    for file in files:
        touch(file)


on_transfer.together = on_transfers


def on_branch_moved(organization: Organization) -> None:
    """Called once a part of the tree stands under another superior: what waits at the old one is
    withdrawn, for it no longer decides there."""
    scope = Scope(frozenset({organization.path}))
    for request in queries.waiting_all(scope):
        if not request.file.member.organization.path.startswith(request.organization.path):
            request.state = RequestState.WITHDRAWN
            touch(request.file)
    db.session.flush()
