"""Files that are no template, or reach outside themselves: each refused with its reason."""

import zipfile
from io import BytesIO

import pytest

from app.printing.docx import TemplateRefused, fill
from tests.papers import made

DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "啊"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)


def refusal(data):
    with pytest.raises(TemplateRefused) as refused:
        list(fill(data, [{}]))
    return refused.value.message


def zipped(*parts, compression=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def macro():
    base = made.plain("正文")
    return made.altered(
        TYPES,
        made.part_of(base, TYPES).replace(
            "wordprocessingml.document.main+xml", "wordprocessingml.macroEnabledTemplate.main+xml"
        ),
        base,
    )


def field(namespace):
    """A part of nothing but a field that runs a command."""
    return f'<x xmlns="http://{namespace}/main"><instrText>DDEAUTO a</instrText></x>'


FIELD = field("schemas.openxmlformats.org/wordprocessingml/2006")
BARE = f'<?xml version="1.0"?>{FIELD}'.encode("utf-16-be")
MANY = [(f"word/{number}.xml", "<x/>") for number in range(400)]
CASES = {
    "many parts": (zipped(*MANY, (DOCUMENT, "<x/>")), "太大"),
    "text": (b"plain text", "不是 Word 文档"),
    "old doc": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 .doc"),
    "pdf": (b"%PDF-1.7", "不是 Word 文档"),
    "workbook": (zipped(("xl/workbook.xml", "<x/>")), "不是 Word 文档"),
    "cut off": (made.plain("正文")[:-200], "不是 Word 文档"),
    "broken xml": (made.altered(DOCUMENT, "<w:document>"), "已损坏"),
    "empty xml": (made.altered(DOCUMENT, ""), "已损坏"),
    "macro": (made.altered("word/vbaProject.bin", b"x"), "有宏"),
    "macro by type": (macro(), "有宏"),
    "embedded": (made.altered("word/embeddings/oleObject1.bin", b"x"), "嵌入"),
    "control": (made.altered("word/activeX/activeX1.xml", "<x/>"), "嵌入"),
    "slip up": (made.altered("../../evil.xml", "<x/>"), "名称不正常"),
    "slip root": (made.altered("/etc/cron.d/evil", "<x/>"), "名称不正常"),
    "slip windows": (made.altered("word\\..\\evil.xml", "<x/>"), "名称不正常"),
    "bomb": (made.altered("word/media/a.png", b"\0" * 11_000_000), "太大"),
    "bomb of xml": (made.altered("word/a.xml", b" " * 13_000_000), "太大"),
    "bzip": (zipped((DOCUMENT, "<x/>"), compression=zipfile.ZIP_BZIP2), "压缩方式"),
    "entities": (made.altered("word/a.xml", ENTITIES), "实体声明"),
    "entities in the body": (made.altered(DOCUMENT, ENTITIES), "实体声明"),
    "outer entity": (
        made.altered("word/a.xml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "实体声明",
    ),
    "remote template": (made.related("attachedTemplate", "http://x.example/t.dotm"), "外部模板"),
    "remote picture": (made.related("image", "http://x.example/a.png"), "外部图片"),
    "link": (made.related("hyperlink", "http://x.example/"), "网址链接"),
    "remote object": (made.related("oleObject", "file://server/share"), "外部文件"),
    "inner object": (made.related("oleObject", "a.bin", "Internal"), "嵌入"),
    "foreign text": (made.related("aFChunk", "a.html", "Internal"), "嵌入"),
    "dde": (made.with_field(' DDEAUTO c:\\\\x "a" '), "DDEAUTO"),
    "include": (made.with_field(' INCLUDETEXT "http://x.example" '), "INCLUDETEXT"),
    "picture": (made.with_field(' INCLUDEPICTURE "http://x.example/a.png" '), "INCLUDEPICTURE"),
    "dde elsewhere": (made.altered("x/header1.xml", FIELD), "DDEAUTO"),
    "dde in capitals": (made.altered("WORD/header1.xml", FIELD), "DDEAUTO"),
    "dde by another name": (made.altered("word/header1.bin", FIELD), "DDEAUTO"),
    "dde in utf-16": (made.altered("word/a.bin", FIELD.encode("utf-16")), "DDEAUTO"),
    "dde in bare utf-16": (made.altered("word/a.bin", BARE), "DDEAUTO"),
    "dde after blanks": (made.altered("word/a.bin", " " * 9_000 + FIELD), "DDEAUTO"),
    "dde in the strict namespace": (
        made.altered("word/a.xml", field("purl.oclc.org/ooxml/wordprocessingml")), "DDEAUTO",
    ),
    "remote template in capitals": (
        made.altered(
            "word/_rels/settings.xml.RELS",
            '<x><y Type="a/attachedTemplate" TargetMode="External"/></x>',
        ),
        "外部模板",
    ),
    "value in a field": (made.with_field(" QUOTE {{ 姓名 }} "), "域代码"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(case):
    data, told = CASES[case]
    assert told in refusal(data)


def test_page_numbers_are_welcome():
    [one] = fill(made.with_field(" PAGE "), [{}])
    assert "正文" in made.text_of(one.data)


@pytest.mark.parametrize(("parts", "refused"), [(398, False), (399, True)])
def test_the_number_of_parts_has_its_limit(parts, refused):
    """A plain document has few parts; what is added makes up the number."""
    base = made.plain("正文")
    own = len(zipfile.ZipFile(BytesIO(base)).namelist())
    out = BytesIO(base)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(parts + 2 - own):
            archive.writestr(f"word/media/{number}.bin", b"x")
    if refused:
        assert "太大" in refusal(out.getvalue())
    else:
        assert list(fill(out.getvalue(), [{}]))
