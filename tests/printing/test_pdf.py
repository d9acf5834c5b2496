"""How a sheet becomes a paper: nothing fetched, values escaped, hard values survived."""

import threading
from dataclasses import replace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from werkzeug.http import parse_options_header

from app.home.commands import FORMS
from app.printing import pdf as printing
from app.printing.pdf import pdf_response, render_html, render_pdf
from app.printing.press import FetchRefusedError, Offline, Press
from tests.printing import reading
from tests.printing.conftest import TEMPLATES

MEETING = FORMS["meeting_record"]["short"]
PRINT = TEMPLATES / "print"


@pytest.fixture(scope="module")
def press():
    return Press(PRINT, None)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "file:///etc/hostname",
        "file://example.org/etc/hostname",
        "../../../etc/hostname",
        (PRINT.parent / "base.html").as_uri(),
    ],
)
def test_a_form_reads_nothing_from_outside_the_print_folder(press, url):
    with pytest.raises(FetchRefusedError):
        press.print("meeting_record", f'<img src="{url}">')


def test_a_style_sheet_from_outside_is_refused(press):
    with pytest.raises(FetchRefusedError):
        press.print("meeting_record", '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">')


def test_a_file_of_the_print_folder_may_be_read():
    assert b"GB/T 9704" in Offline(PRINT).fetch((PRINT / "page.css").as_uri()).read()


def test_a_path_that_leaves_the_folder_by_dots_is_outside():
    with pytest.raises(ValueError, match="may not read"):
        Offline(PRINT).fetch(PRINT.as_uri() + "/../base.html")


def test_a_data_address_may_be_read():
    assert Offline(PRINT).fetch("data:text/plain;base64,5pSv6YOo").read().decode() == "支部"


@pytest.mark.parametrize("field", ["title", "place", "host", "organization"])
def test_html_in_a_value_is_printed_as_text(field):
    attack = '<img src="file:///etc/hostname">&amp;'
    sheet = replace(MEETING, **{field: attack})
    assert attack not in render_html("meeting_record", sheet)
    assert "".join(attack.split()) in reading.text(render_pdf("meeting_record", sheet))


@pytest.mark.parametrize(
    "mark",
    ["\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85", "\ud800", "\ufffe", "\u202e"],
    ids=ascii,
)
def test_a_character_without_a_picture_is_left_out(mark):
    made = render_pdf("meeting_record", replace(MEETING, host=f"周{mark}敏", title=f"学{mark}习"))
    assert "学习" in reading.text(made)
    assert reading.blanks(made) == []


@pytest.mark.parametrize("word", ["A" * 400, "https://example.org/" + "a" * 300, "支" * 400])
def test_a_very_long_word_wraps_inside_the_type_area(word):
    made = render_pdf("meeting_record", replace(MEETING, title=word))
    assert word in reading.text(made)
    runs = [line for side in reading.pages(made) for line in reading.lines(side)]
    longest = max(len(text) for left, _, text in runs if set(text) <= set(word))
    assert longest < 80


def test_a_glyph_that_no_face_has_is_noticed_by_the_tests(complaints):
    made = render_pdf("meeting_record", replace(MEETING, host="\U000f1234"))
    assert reading.blanks(made) != []
    complaints.clear()


RARE = "䶮喆昇淼燊𬭩㛃犇骉翀祎赟镕堃彧𠅤𠮷"


@pytest.mark.parametrize(
    ("markup", "face"),
    [
        ("<h1>{}</h1>", "Noto-Serif-CJK-SC-Bold"),
        ("<h2>{}</h2>", "Noto-Sans-CJK-SC"),
        ("<h3>{}</h3>", "LXGW-WenKai"),
        ("<p>{}</p>", "Noto-Serif-CJK-SC"),
        ("<table><tr><th>{}</th></tr></table>", "Noto-Sans-CJK-SC"),
    ],
)
def test_each_face_has_every_rare_character_itself(press, markup, face):
    made = press.print("meeting_record", markup.format(RARE))
    assert reading.text(made).startswith(RARE)
    assert reading.faces_of(made, RARE[:5]) == {face}
    assert reading.blanks(made) == []


def test_a_character_only_the_last_face_has_is_printed(press):
    made = press.print("meeting_record", "<h1>𠀅</h1><h2>𠀅</h2><h3>𠀅</h3><p>𠀅</p>")
    assert reading.faces_of(made, "𠀅") == {"HanaMinB-Medium"}
    assert reading.blanks(made) == []


def test_an_institutions_own_face_comes_before_the_open_one(tmp_path):
    save_font(tmp_path / "own.ttf", family="仿宋_GB2312", character="支")
    made = Press(PRINT, tmp_path).print("meeting_record", "<p>支</p>")
    assert [name for name in reading.faces_of(made, "支") if "GB2312" in name or "added" in name]


def test_a_folder_for_faces_that_is_not_there_changes_nothing(tmp_path):
    made = Press(PRINT, tmp_path / "none").print("meeting_record", "<p>支</p>")
    assert reading.faces_of(made, "支") == {"Noto-Serif-CJK-SC"}


def test_the_response_is_shown_inline_under_its_chinese_name():
    response = pdf_response("meeting_record", MEETING, "2026年11月支委会记录.pdf")
    header = response.headers["Content-Disposition"]
    disposition, options = parse_options_header(header)
    assert response.mimetype == "application/pdf"
    assert header.isascii()
    assert "filename=meeting_record.pdf;" in header
    assert (disposition, options["filename"]) == ("inline", "2026年11月支委会记录.pdf")
    assert response.data.startswith(b"%PDF-")


def test_a_line_end_in_the_filename_adds_no_header():
    response = pdf_response("meeting_record", MEETING, "记录\r\nX-Evil: 1.pdf")
    assert "X-Evil" not in response.headers


def test_the_same_press_serves_every_paper():
    render_pdf("meeting_record", MEETING)
    before = printing._press.cache_info()
    render_pdf("debrief_report", FORMS["debrief_report"]["short"])
    after = printing._press.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)


def test_papers_asked_for_at_once_are_made_one_after_another(paper_app, monkeypatch):
    inside, most = [], []

    def slow_print(self, form, html):
        inside.append(form)
        most.append(len(inside))
        threading.Event().wait(0.02)
        inside.pop()
        return b""

    def ask():
        with paper_app.app_context():
            render_pdf("meeting_record", MEETING)

    monkeypatch.setattr(Press, "print", slow_print)
    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def save_font(path, *, family, character):
    """A font of one square under a name of our choosing."""
    pen = TTGlyphPen(None)
    for step, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square"})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
