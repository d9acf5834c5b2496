"""What a paper's address answers: the portal's own PDF, or the organisation's Word template."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from flask import Response, abort, g, request

from app.access.scope import Scope
from app.core.web import download
from app.papers import bp, queries
from app.papers.registry import form_of
from app.printing.docx import DOCX, TemplateRefused, fill
from app.printing.pdf import bound_response

ZIP = "application/zip"


def answer(form_id: str, sheets: Sequence, filename: str, path: str) -> Response:
    """The papers of one form, bound in one PDF; with `?as=docx` one Word file each, filled into
    the template that applies at the organisation's path (404 where there is none). Several Word
    files come as a .zip. The caller has checked that the reader may see these sheets."""
    if request.args.get("as") != "docx":
        return bound_response(form_id, sheets, filename)
    form = form_of(form_id)
    template = queries.applying(Scope(frozenset({path})), path, form_id)
    if form is None or template is None:
        abort(404)
    stem = filename.removesuffix(".pdf")
    try:
        made = [one.data for one in fill(template.data, map(form.context, sheets))]
    except TemplateRefused as refusal:
        return Response(
            f"模板“{template.name}”不能用：{refusal.message}", 422, mimetype="text/plain"
        )
    if len(made) == 1:
        return download(made[0], f"{stem}.docx", DOCX)
    return download(packed((f"{stem}.docx", one) for one in made), f"{stem}.zip", ZIP)


def packed(files) -> bytes:
    """A .zip of (name, bytes) pairs, numbered so that no two names meet; safe on any system."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files, 1):
            safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(". ") or "表格"
            archive.writestr(f"{number:03d}-{safe[-90:]}", data)
    return out.getvalue()


@bp.app_template_global()
def has_template(form_id: str, path: str) -> bool:
    """Whether a Word template applies to that form at that path; one statement a request."""
    if "paper_places" not in g:
        g.paper_places = queries.places(Scope(frozenset({"/"})))
    return any(form == form_id and path.startswith(place) for form, place in g.paper_places)
