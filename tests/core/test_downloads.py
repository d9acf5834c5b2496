"""Names of files to keep: whatever they are made of, a name and never a path or a header."""

from app.core.web import download


def test_a_name_with_a_slash_or_a_line_end_stays_one_name(app):
    with app.test_request_context():
        answer = download(b"", '../../a"\r\nX: 1.xlsx', "text/plain")
    told = answer.headers["Content-Disposition"]
    assert told == "attachment; filename*=UTF-8''..%2F..%2Fa%22%0D%0AX%3A%201.xlsx"
