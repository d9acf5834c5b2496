"""Which papers lie in a file: ticked when they come, unticked by mistake."""

from datetime import date

from app.access.scope import Scope
from app.core import audit
from app.core.db import db
from app.core.errors import Refused
from app.development import queries
from app.development.actions.judging import touch
from app.development.models import File, FilePaper
from app.rules.development.steps import PAPERS


def receive(file: File, code: str, received_on: date, note: str = "") -> FilePaper:
    """A paper has come into the file. The list may be completed after the file has ended."""
    if code not in PAPERS:
        raise Refused("没有这种材料。", "code")
    paper = FilePaper(file=file, code=code, received_on=received_on, note=note)
    touch(file)
    db.session.add(paper)
    db.session.flush()
    return paper


def take_out(file: File, code: str, why: str) -> None:
    """A paper is not in the file after all."""
    paper = queries.paper(Scope(frozenset({file.member.organization.path})), file, code)
    if paper is None:
        raise Refused("这份材料没有登记过。")
    audit.because(why)
    touch(file)
    db.session.delete(paper)
    db.session.flush()
