"""Fills one form for many people as long work: a .zip of Word files, or of PDFs."""

from collections.abc import Iterator

from app.access.scope import EVERYTHING
from app.core.errors import Refused
from app.jobs import actions as jobs
from app.jobs.models import Job
from app.organizations import queries as organizations
from app.papers import queries
from app.papers.answering import ZIP, packed
from app.papers.registry import Form, form_of
from app.printing.docx import fill
from app.printing.pdf import render_pdf

KIND = "papers"
AT_ONCE = 20  # people read and filled by one child process
MOST = 500


def start(form_id: str, form: Form, organization, ids: list[int], *, account) -> Job:
    """Ask for the form of these people; Refused where nobody is chosen or too many."""
    if not ids:
        raise Refused("请先选择要填写的人。")
    if len(ids) > MOST:
        raise Refused(f"一次最多填写 {MOST} 人，请分几次做。")
    return jobs.start(
        KIND,
        f"{form.title}：{organization.name}，{len(ids)} 人",
        {"form": form_id, "ids": ids, "organization": organization.id},
        account=account,
        needs=form.batch.needs,
        path=organization.path,
        back=f"/papers/{form_id}/batch?organization={organization.id}",
    )


def run(context, arguments: dict) -> None:
    """The job: begins afresh after an interruption, since nothing is kept before all is done."""
    form = form_of(arguments["form"])
    organization = organizations.one(context.scope, arguments["organization"])
    if form is None or organization is None:
        raise Refused("这个组织或表格已不在您负责的范围里。")
    template = queries.applying(EVERYTHING, organization.path, arguments["form"])
    ids, data = arguments["ids"], template.data if template else None
    context.expects(len(ids), afresh=True)
    files = []
    for start_at in range(0, len(ids), AT_ONCE):
        some = ids[start_at : start_at + AT_ONCE]
        pairs = list(form.batch.gathers(context.scope, some, context.day))
        for file in _filled(arguments["form"], form, data, pairs):
            files.append(file)
            context.step()
        if len(pairs) < len(some):
            context.step(len(some) - len(pairs))  # gone meanwhile, or out of reach
    if not files:
        raise Refused("所选的人都已不在您负责的范围里。")
    context.answer(packed(files), f"{form.title}-{organization.name}.zip", ZIP)


def _filled(form_id, form: Form, template: bytes | None, pairs) -> Iterator[tuple[str, bytes]]:
    if template is None:
        for name, sheet in pairs:
            yield f"{name}.pdf", render_pdf(form_id, sheet)
        return
    filled = fill(template, (form.context(sheet) for _, sheet in pairs))
    for (name, _), one in zip(pairs, filled, strict=True):
        yield f"{name}.docx", one.data
