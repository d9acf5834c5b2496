"""A Flask app with nothing but the print templates, and WeasyPrint's complaints as failures."""

import logging
from functools import cache
from pathlib import Path

import flask
import pytest
from jinja2 import StrictUndefined

from app.home.commands import FORMS
from app.printing.pdf import render_pdf

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def paper_app():
    app = flask.Flask("paper", template_folder=str(TEMPLATES))
    app.jinja_env.undefined = StrictUndefined
    return app


@pytest.fixture(scope="session")
def printed(paper_app):
    """One of the shipped samples as PDF bytes, made once for all tests."""

    @cache
    def make(form, name):
        with paper_app.app_context():
            return render_pdf(form, FORMS[form][name])

    return make


@pytest.fixture(autouse=True)
def app_context(paper_app):
    with paper_app.app_context():
        yield


class Complaints(logging.Handler):
    """Keeps what WeasyPrint says of a style sheet or picture it could not use."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.heard = []

    def emit(self, record):
        self.heard.append(record.getMessage())


@pytest.fixture(autouse=True)
def complaints():
    """A paper WeasyPrint complains of is a failed test, unless the test expects and clears it."""
    ear = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    yield ear.heard
    logger.removeHandler(ear)
    assert ear.heard == []
