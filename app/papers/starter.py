"""A .docx to begin with: all placeholders of a form in a plain layout, to rearrange in Word."""

from collections import defaultdict
from io import BytesIO

from app.papers.registry import Form
from app.printing.docx_values import ROW, Placeholder


def starter(form: Form) -> bytes:
    """The document. Word's own library is loaded here: nobody who only prints needs it."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = form.title
    for name, size in (("Normal", 12), ("Title", 20)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    document.add_paragraph(form.title, style="Title")
    single, lists = sorted_out(form.placeholders())
    if single:
        _pairs(document, single)
    for one, columns in lists:
        document.add_paragraph(f"{one.meaning}：")
        _rows(document, one, columns)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def sorted_out(placeholders) -> tuple[list[Placeholder], list[tuple[Placeholder, list]]]:
    """(single values, [(list, the values of one row)]); lists within a row are left to the hand."""
    columns = defaultdict(list)
    for one in placeholders:
        if len(one.lists) == 1 and not one.is_list:
            columns[one.lists[0]].append(one)
    single = [one for one in placeholders if not one.lists and one.text not in columns]
    return single, [(one, columns[one.text]) for one in placeholders if one.text in columns]


def _pairs(document, single) -> None:
    """Two labelled values a line."""
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for at in range(0, len(single), 2):
        cells = table.add_row().cells
        for position, one in enumerate(single[at : at + 2]):
            cells[2 * position].text = one.meaning
            cells[2 * position + 1].text = f"{{{{ {one.text} }}}}"


def _rows(document, one: Placeholder, columns) -> None:
    """A heading row, and a row repeated for each entry of the list."""
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.text = column.meaning
    table.rows[1].cells[0].text = f"{{%tr for {ROW} in {one.text} %}}"
    for cell, column in zip(table.rows[2].cells, columns, strict=True):
        cell.text = f"{{{{ {column.text} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
