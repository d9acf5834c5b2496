"""Files of a meeting: known by their content, kept apart, served only as downloads."""

import os
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app.core import clock, uploads
from app.core.db import db
from app.core.errors import Refused
from app.meetings import actions
from app.meetings.models import Attachment
from tests.meetings.made import meeting

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)


def office(*names):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.fixture
def made(world):
    row = meeting(world)
    db.session.commit()
    return row


def upload(client, made, *files):
    sent = [(BytesIO(data), name) for name, data in files]
    return client.post(f"/meetings/{made.id}/attachments", data={"files": sent})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("照片.PNG", PNG),
        ("照片.jpeg", JPEG),
        ("通知.pdf", PDF),
        ("总结.docx", office("[Content_Types].xml", "word/document.xml")),
        ("名单.xlsx", office("[Content_Types].xml", "xl/workbook.xml")),
        ("党课.pptx", office("[Content_Types].xml", "ppt/presentation.xml")),
        ("记录.txt", "会议记录".encode("gb18030")),
    ],
)
def test_a_file_that_is_what_its_name_says_is_accepted(name, data):
    assert uploads.check(name, data).name == name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.pdf", b""),
        ("照片.png", PDF),
        ("程序.exe", b"MZ\x90\x00\x03"),
        ("假.pdf", b"<html><script>alert(1)</script></html>"),
        ("网页.html", b"<html></html>"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("压缩.zip", office("a.txt")),
        ("宏.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("坏.docx", b"PK\x03\x04" + bytes(40)),
        ("多.docx", office("word/document.xml", *(f"{n:0200}" for n in range(5000)))),
    ],
)
def test_anything_else_is_refused(name, data):
    with pytest.raises(Refused):
        uploads.check(name, data)


def test_twenty_megabytes_are_the_most(monkeypatch):
    most = uploads.MOST_BYTES
    assert most == 20 * 1024 * 1024
    assert uploads.check("大.pdf", PDF + bytes(most - len(PDF))).size == most
    with pytest.raises(Refused, match="20 MB"):
        uploads.check("大.pdf", PDF + bytes(most - len(PDF) + 1))


def test_a_path_in_the_name_is_cut_off():
    assert uploads.check("..\\..\\etc/passwd/../通知.pdf", PDF).name == "通知.pdf"


def test_a_file_comes_back_as_a_download_of_a_fixed_type(client_of, made):
    secretary = client_of("secretary")
    assert upload(secretary, made, ("通知.pdf", PDF)).status_code == 303
    row = db.session.scalar(select(Attachment))
    answer = secretary.get(f"/meetings/attachments/{row.id}")
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "通知" not in row.stored


def test_another_branch_does_not_find_the_file(client_of, made):
    upload(client_of("secretary"), made, ("通知.pdf", PDF))
    row = db.session.scalar(select(Attachment))
    sibling = client_of("sibling")
    assert sibling.get(f"/meetings/attachments/{row.id}").status_code == 404
    path = f"/meetings/attachments/{row.id}/remove"
    assert sibling.post(path, data={"why": "x"}).status_code == 404


def test_one_bad_file_keeps_the_good_ones_out_and_says_which(client_of, made):
    answer = upload(client_of("secretary"), made, ("好.pdf", PDF), ("坏.pdf", PNG))
    assert answer.status_code == 422
    assert "坏.pdf" in answer.text
    assert db.session.scalar(select(Attachment)) is None


def test_no_file_chosen_is_said(client_of, made):
    answer = client_of("secretary").post(f"/meetings/{made.id}/attachments", data={})
    assert answer.status_code == 422
    assert "请先选择文件。" in answer.text


def test_a_removed_file_is_gone_but_stays_on_record(client_of, made):
    secretary = client_of("secretary")
    upload(secretary, made, ("通知.pdf", PDF))
    row = db.session.scalar(select(Attachment))
    path = f"/meetings/attachments/{row.id}/remove"
    assert secretary.post(path, data={}).status_code == 422
    assert secretary.post(path, data={"why": "传错了"}).status_code == 303
    assert secretary.get(f"/meetings/attachments/{row.id}").status_code == 404
    assert "移除：传错了" in secretary.get(f"/meetings/{made.id}").text


def test_twenty_files_are_the_most_and_removed_ones_do_not_count(made):
    pdf = uploads.check("通知.pdf", PDF)
    rows = actions.attach(made, [pdf] * 20)
    with pytest.raises(Refused, match="最多 20 个"):
        actions.attach(made, [pdf])
    actions.remove_attachment(rows[0], why="传错了")
    assert actions.attach(made, [pdf])


def test_sweeping_takes_only_old_files_that_no_row_names(app, made):
    kept = actions.attach(made, [uploads.check("通知.pdf", PDF)])[0].stored
    db.session.commit()
    stray, fresh = (uploads.path_of(name) for name in ("stray.part", "fresh"))
    stray.write_bytes(b"x")
    fresh.write_bytes(b"x")
    old = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(stray, (old, old))
    os.utime(uploads.path_of(kept), (old, old))
    moment = clock.now().timestamp()
    os.utime(fresh, (moment, moment))
    assert uploads.sweep(clock.now()) == ["stray.part"]
    assert not stray.exists()
    assert fresh.exists()
    assert uploads.path_of(kept).exists()
