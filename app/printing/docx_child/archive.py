"""Looks a .docx over before anything reads it: one clear reason in Chinese for each refusal."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

MOST_PARTS = 400
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PART = 12 * 1024 * 1024
MOST_RATIO = 200  # of a part beyond 1 MB; text rarely packs better than 1:50

MAIN = "word/document.xml"
MARKUP = (b"<", b"\xff\xfe", b"\xfe\xff")  # what XML starts with, in UTF-8 and UTF-16
OLD = b"\xd0\xcf\x11\xe0"
# Fields that fetch, run or overwrite something when the document is opened.
FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|LINK|EMBED|DATABASE|MACROBUTTON|"
    r"AUTOTEXT|RD|HYPERLINK|FILESIN|PRINT)\b",
    re.IGNORECASE,
)


class RefusedFile(Exception):
    """The file is no template; the message says why and what would make it right."""


def check(data: bytes) -> None:
    """Raise RefusedFile unless the bytes are a plain .docx that reaches nothing outside itself."""
    if data.startswith(OLD):
        raise RefusedFile(
            "这是旧版 .doc 或加了密码的文档，请在 Word 里另存为不加密的 .docx 再上传。"
        )
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise RefusedFile("这不是 Word 文档（.docx），请在 Word 里另存为 .docx 再上传。") from error
    _names(archive.infolist())
    for name, content in _xml(archive):
        _part(name, content)


def _names(parts) -> None:
    names = [part.filename for part in parts]
    if MAIN not in names:
        raise RefusedFile("这不是 Word 文档（.docx），请在 Word 里另存为 .docx 再上传。")
    if len(set(names)) < len(names) or not all(map(_is_inside, names)):
        raise RefusedFile("文件内部的名称不正常，请在 Word 里打开后另存为 .docx 再上传。")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedFile("文件解开后太大，请删去图片等内容，重新制作模板。")
    for part in parts:
        _packed(part)
        low = part.filename.lower()
        if low.endswith("vbaproject.bin") or low.endswith("vbadata.xml"):
            raise RefusedFile("文件里有宏，请在 Word 里另存为不带宏的 .docx 再上传。")
        if low.startswith(("word/embeddings/", "word/activex/")):
            raise RefusedFile("文件里嵌入了别的文件或控件，请删去后再上传。")


def _is_inside(name: str) -> bool:
    steps = PurePosixPath(name).parts
    return bool(steps) and not (
        name.startswith("/") or ".." in steps or re.search(r"[\\:\0]", name)
    )


def _packed(part) -> None:
    if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RefusedFile("文件加了密或用了少见的压缩方式，请在 Word 里另存为 .docx 再上传。")
    much = part.file_size > 1024 * 1024 and part.file_size > MOST_RATIO * part.compress_size
    if much or part.file_size > MOST_PART:
        raise RefusedFile("文件解开后太大，请删去图片等内容，重新制作模板。")


def _xml(archive) -> Iterator[tuple[str, etree._Element]]:
    """Every part that is XML, by its name or its content's start, parsed without any entity."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for part in archive.infolist():
        try:
            content = archive.read(part)
            if not _is_xml(part.filename, content):
                continue
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, ValueError, EOFError) as error:
            raise RefusedFile("文件内容已损坏，请在 Word 里打开后另存为 .docx 再上传。") from error
        if root.getroottree().docinfo.doctype:
            raise RefusedFile("文件里有不该有的实体声明，请在 Word 里新建一份模板。")
        yield part.filename, root


def _is_xml(name: str, content: bytes) -> bool:
    """Word goes by the declared type: a header may be called header1.bin and lie anywhere."""
    starts = content.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(MARKUP)
    return starts or name.lower().endswith((".xml", ".rels"))


def _part(name: str, root) -> None:
    if name == "[Content_Types].xml":
        _types(root)
    elif name.lower().endswith(".rels"):
        for relation in root:
            _relation(relation)
    else:
        _fields(root)


def _types(root) -> None:
    kinds = " ".join(one.get("ContentType", "") for one in root).lower()
    if "macroenabled" in kinds or "vba" in kinds:
        raise RefusedFile("文件里有宏，请在 Word 里另存为不带宏的 .docx 再上传。")


def _relation(relation) -> None:
    kind = relation.get("Type", "").rsplit("/", 1)[-1]
    if kind == "attachedTemplate":
        raise RefusedFile("文件连着一份外部模板，请在 Word“加载项—模板”里取消后再上传。")
    if relation.get("TargetMode", "").lower() == "external":
        what = {"hyperlink": "网址链接", "image": "外部图片"}.get(kind, "外部文件的链接")
        raise RefusedFile(f"文件里有{what}，打开时会连到别处，请删去后再上传。")
    if kind in {"oleObject", "aFChunk", "package", "control", "subDocument", "frame"}:
        raise RefusedFile("文件里嵌入了别的文件或控件，请删去后再上传。")


def _fields(root) -> None:
    """Field codes may be cut into several runs; a value must never become one. Word has two
    namespaces, of ISO 29500 transitional and strict, and reads both."""
    codes = "".join(one.text or "" for one in root.iter("{*}instrText"))
    codes += " ".join(" ".join(one.attrib.values()) for one in root.iter("{*}fldSimple"))
    if found := FIELDS.search(codes):
        raise RefusedFile(f"文件里有会连到别处的域（{found[1].upper()}），请删去后再上传。")
    if "{{" in codes or "{%" in codes:
        raise RefusedFile("占位符不能写在域代码里，请写在正文里。")
