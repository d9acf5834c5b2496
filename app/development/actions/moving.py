"""A person moves in the middle of a file: the file goes along, what stays behind is settled."""

from datetime import date

from app.access.scope import Scope
from app.core import clock
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
        why = f"本人的组织关系转到{new.name}，须另行指定"
        end_those_behind(scope, file, PartialDate.of(day), new.id, why)
    touch(file)
