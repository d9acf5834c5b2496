"""Names of files to keep: whatever they are made of, a name and never a path or a header."""

from app.core.web import download


def test_a_name_with_a_slash_or_a_line_end_stays_one_name(app):
    with app.test_request_context():
        answer = download(b"", '../../a"\r\nX: 1.xlsx', "text/plain")
    told = answer.headers["Content-Disposition"]
    assert told == "attachment; filename*=UTF-8''..%2F..%2Fa%22%0D%0AX%3A%201.xlsx"


def test_the_mark_is_served_where_browsers_ask_for_it_and_nothing_missing_is_kept(client_of):
    assert client_of(None).get("/favicon.ico").mimetype == "image/svg+xml"
    answer = client_of(None).get("/static/img/nothing.svg")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-store"
