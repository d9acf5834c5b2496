"""Every change of a template: tried on upload, put to use, withdrawn."""

from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from app.access.scope import Scope
from app.core import clock
from app.core.db import db, short_transaction
from app.core.errors import Refused
from app.core.forms import clean_line
from app.organizations.models import Organization
from app.papers import queries
from app.papers.models import PaperTemplate
from app.papers.registry import Form
from app.printing import docx


def tried(form: Form, data: bytes) -> docx.Filled:
    """The form's sample in that template. Raises Refused with the reason, at field `file`."""
    return next(iter(docx.fill(data, [form.context(form.sample)])))


def keep(scope: Scope, organization, form_id: str, *, filename: str, data: bytes, used, by) -> int:
    """Store a tried template, not in use yet, in a transaction of its own; its id. The bytes may
    have taken seconds to try, so no lock is held meanwhile."""
    place_id = organization.id
    edition = queries.last_edition(scope, place_id, form_id) + 1
    template = PaperTemplate(
        form=form_id,
        name=clean_line(Path(filename.replace("\\", "/")).name)[-100:] or "模板.docx",
        data=data,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        placeholders=list(used),
        edition=edition,
        added_at=clock.now(),
        added_by_id=by.id,
        added_by=by.name,
    )
    with short_transaction() as own:
        waiting = (
            PaperTemplate.organization_id == place_id,
            PaperTemplate.form == form_id,
            PaperTemplate.activated_at.is_(None),
            PaperTemplate.ended_at.is_(None),
        )
        for earlier in own.scalars(select(PaperTemplate).where(*waiting)):
            earlier.ended_at = clock.now()
        template.organization = own.get(Organization, place_id)
        own.add(template)
    return template.id


def activate(template: PaperTemplate) -> None:
    """From now on papers of this form are filled into it, here and below."""
    if template.ended_at or template.activated_at:
        raise Refused("这份模板已经启用过或已被替换，请重新上传。")
    earlier = select(PaperTemplate).where(
        PaperTemplate.organization_id == template.organization_id,
        PaperTemplate.form == template.form,
        PaperTemplate.activated_at.is_not(None),
        PaperTemplate.ended_at.is_(None),
    )
    for one in db.session.scalars(earlier):
        one.ended_at = clock.now()
    db.session.flush()
    template.activated_at = clock.now()
    db.session.flush()


def withdraw(template: PaperTemplate) -> None:
    """End it; what an organisation above uses, or the portal's own paper, applies again."""
    if template.ended_at:
        raise Refused("这份模板已经停用。")
    template.ended_at = clock.now()
    db.session.flush()
