"""Reads a finished PDF: its lines of text, its fonts, and which glyph each shown code draws."""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

import pypdf
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

MM = 72 / 25.4
FACE_OR_RUN = re.compile(rb"(/\S+) [\d.]+ Tf|<([0-9a-fA-F]+)>")


def pages(pdf: bytes) -> list[pypdf.PageObject]:
    return pypdf.PdfReader(BytesIO(pdf)).pages


def text(pdf: bytes) -> str:
    """All text without spaces and line ends, which wrapping adds and justification shifts."""
    return "".join("".join(page.extract_text() for page in pages(pdf)).split())


def size_mm(page) -> tuple[int, int]:
    return round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)


def lines(page) -> list[tuple[float, float, str]]:
    """(left, baseline, text) of each run of text, in millimetres from the paper's top left."""
    found = []
    height = float(page.mediabox.height)

    def visit(run, cm, tm, _font, _size):
        if run.strip():
            x = tm[4] * cm[0] + cm[4]
            y = tm[5] * cm[3] + cm[5]
            found.append((x / MM, (height - y) / MM, run.strip()))

    page.extract_text(visitor_text=visit)
    return found


def operations(page) -> list:
    """The page's drawing operations: (operands, operator)."""
    return ContentStream(page.get_contents(), page.pdf).operations


def shown(page) -> Iterator[tuple[str, int]]:
    """(font resource, glyph id) of everything the page draws, as written in its content: two bytes
    a glyph, in hexadecimal. Read by eye and not by grammar, which takes ten times as long."""
    font = None
    for face, run in FACE_OR_RUN.findall(page.get_contents().get_data()):
        if face:
            font = face.decode()
        code = bytes.fromhex(run.decode())
        for at in range(0, len(code), 2):
            yield font, int.from_bytes(code[at : at + 2])


def blanks(pdf: bytes) -> list[tuple[str, int]]:
    """(face, glyph id) of codes that draw nothing and are not a kind of space."""
    used = defaultdict(set)
    resources = {}
    for page in pages(pdf):
        for key, value in page["/Resources"]["/Font"].items():
            resources[key] = value.get_object()
        for key, glyph in shown(page):
            used[key].add(glyph)
    return sorted(
        (resources[key]["/BaseFont"], glyph)
        for key, glyphs in used.items()
        for glyph in undrawn(resources[key], glyphs)
    )


def undrawn(resource, glyphs: set[int]) -> set[int]:
    """Those of the glyphs the embedded program has no picture for, kinds of space apart.

    A face without an embedded program fails here.
    """
    descriptor = resource["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    program = descriptor.get("/FontFile3") or descriptor["/FontFile2"]
    font = TTFont(BytesIO(program.get_object().get_data()))
    pictures = font.getGlyphSet()
    drawn = set()
    for glyph in glyphs - {0}:
        if glyph < font["maxp"].numGlyphs:
            pen = BoundsPen(pictures)
            pictures[font.getGlyphName(glyph)].draw(pen)
            if pen.bounds:
                drawn.add(glyph)
    return glyphs - drawn - spaces(resource)


def spaces(resource) -> set[int]:
    """Glyph ids that the face's own ToUnicode map calls a space."""
    stream = resource["/ToUnicode"].get_object().get_data().decode()
    pairs = re.findall(r"^<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>$", stream, re.M)
    return {
        int(glyph, 16)
        for glyph, code in pairs
        if not bytes.fromhex(code).decode("utf-16-be").strip()
    }


def faces_of(pdf: bytes, wanted: str) -> set[str]:
    """The names of the faces that draw this text, without the subset's prefix."""
    names = set()
    for page in pages(pdf):

        def visit(run, _cm, _tm, font, _size):
            if font and wanted in run:
                names.add(str(font["/BaseFont"]).split("+")[1])

        page.extract_text(visitor_text=visit)
    return names
