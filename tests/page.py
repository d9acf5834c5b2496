"""Every page any test opens is checked for the house rules of HTML."""

import re
from html.parser import HTMLParser

from flask.testing import FlaskClient

from app.core.db import db

VOID = {"input", "meta", "link", "br", "img", "hr", "col", "wbr"}
CJK = r"[一-鿿]"
OWN_FIELDS = {"hidden", "submit", "button"}


class Page(HTMLParser):
    """A parsed page and what is wrong with it by the house rules (`faults`)."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.texts, self.faults = [], [], [], []
        self.feed(html)
        self.close()
        self.check(full="<!doctype" in html[:20].lower())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def text_of(self, tag):
        return [text for inside, text in self.texts if inside == tag and text]

    def check(self, *, full):
        if full:
            self.check_headings()
        if self.open:
            self.faults.append(f"left open: {self.open}")
        self.check_ids()
        self.check_labels()
        self.check_without_script()
        self.check_policy()
        self.check_punctuation()

    def check_headings(self):
        title, headings = self.text_of("title"), self.text_of("h1")
        if len(headings) != 1:
            self.faults.append(f"a page has one h1, not {headings}")
        elif not title or not title[0].startswith(headings[0]):
            self.faults.append(f"the title {title} starts with the h1 {headings}")

    def check_ids(self):
        ids = [a["id"] for _, a in self.tags if "id" in a]
        self.faults += [f"duplicate id {i}" for i in set(ids) if ids.count(i) > 1]

    def check_labels(self):
        labels = {a.get("for") for tag, a in self.tags if tag == "label"}
        fields = [a for tag, a in self.tags if tag in {"input", "select", "textarea"}]
        visible = [a for a in fields if a.get("type") not in OWN_FIELDS]
        self.faults += [
            f"{a.get('name')} has no label"
            for a in visible
            if a.get("id") not in labels and "aria-label" not in a
        ]

    def check_without_script(self):
        for tag, a in self.tags:
            if "hx-get" in a and a.get("href", a.get("action")) != a["hx-get"]:
                self.faults.append(f"hx-get {a['hx-get']} does not work without script")
            if "hx-post" in a and (tag != "form" or a.get("action") != a["hx-post"]):
                self.faults.append(f"hx-post {a['hx-post']} is not a form")

    def check_policy(self):
        for tag, a in self.tags:
            loud = [name for name in a if name == "style" or re.match(r"on[a-z]+$", name)]
            if loud or (tag in {"script", "style"} and "src" not in a):
                self.faults.append(f"inline script or style in <{tag} {loud}>")

    def check_punctuation(self):
        texts = [text for _, text in self.texts if re.search(f"{CJK}[,;:?!]", text)]
        self.faults += [f"half-width punctuation: {text}" for text in texts]


class CheckingClient(FlaskClient):
    """The test client that reads every HTML answer as a strict reviewer would."""

    def __init__(self, app, **options):
        super().__init__(app, app.response_class, use_cookies=True, **options)

    def open(self, *args, **options):
        """Each request runs in a context and a database session of its own, as in service."""
        db.session.rollback()
        with self.application.app_context():
            answer = super().open(*args, **options)
        if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
            faults = Page(answer.text).faults
            assert not faults, f"{answer.request.path}: {faults}"
        return answer
