"""Word files for tests: plain ones, a province-like form, and hostile ones."""

import zipfile
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

NAMED = [
    "填表日期", "姓名", "姓名拼音", "性别", "民族", "出生日期", "年龄", "籍贯", "公民身份证号码",
    "学历", "学位", "职称", "工作岗位", "工号或学号", "手机号", "固定电话", "家庭住址", "人员类别",
    "党籍状态", "状态变更日期", "组织关系", "外出流向", "失联情况", "表决权", "不作硬性要求",
    "申请入党日期", "确定积极分子日期", "确定发展对象日期", "入党日期", "转正日期", "党龄",
    "党内职务", "党小组", "所在党支部", "党支部代码", "党组织类别", "所在单位类型",
    "党支部成立日期", "本届选举日期", "党支部书记", "上级党组织", "最上级党组织", "备注",
]  # fmt: skip
"""Every word of the member's card: more than forty."""


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def plain(*paragraphs: str) -> bytes:
    """A document of these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def province() -> bytes:
    """What a province's organisation department sends round: a titled form of merged cells, a
    header and a footer, every one of the card's placeholders, some of them twice."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = "{{ 最上级党组织 }}　党员信息采集"
    section.footer.paragraphs[0].text = "{{ 姓名 }}（{{ 党支部代码 }}）"
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    document.add_heading("党员基本信息采集表", level=0)
    document.add_paragraph("党支部：{{ 所在党支部 }}　　　填表日期：{{ 填表日期 }}")
    table = document.add_table(rows=0, cols=6, style="Table Grid")
    for at in range(0, len(NAMED) - 1, 3):
        cells = table.add_row().cells
        for place, name in enumerate(NAMED[at : at + 3]):
            cells[2 * place].text = name
            cells[2 * place + 1].text = f"{{{{ {name} }}}}"
    cells = table.add_row().cells
    cells[0].text = "备注"
    cells[1].merge(cells[5]).text = "{% if 备注 %}{{ 备注 }}{% else %}无{% endif %}"
    return saved(document)


def text_of(data: bytes) -> str:
    """Everything written in a document: header, body, tables, footer, a line each."""
    document = docx.Document(BytesIO(data))
    section = document.sections[0]
    tables = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    paragraphs = [*section.header.paragraphs, *document.paragraphs, *section.footer.paragraphs]
    return "\n".join([*(p.text for p in paragraphs), *tables])


def altered(part: str, content: bytes | str, base: bytes | None = None) -> bytes:
    """A document in which one part is replaced or added."""
    source = zipfile.ZipFile(BytesIO(base or plain("正文")))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> str:
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """A document with one more relationship of its body."""
    base, name = plain("正文"), "word/_rels/document.xml.rels"
    added = (
        '<Relationship Id="rX1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return altered(name, part_of(base, name).replace("</Relationships>", added), base)


def with_field(code: str) -> bytes:
    """A document with a field, its code cut into two runs as Word does."""
    base, name = plain("正文"), "word/document.xml"
    half = len(code) // 2
    runs = "".join(
        f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in (code[:half], code[half:])
    )
    return altered(name, part_of(base, name).replace("</w:p>", runs + "</w:p>", 1), base)
