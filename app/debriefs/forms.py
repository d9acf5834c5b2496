"""Shapes of input for yearly reports: the sections of rules.reports, and why one is returned."""

from app.core.forms import Line, Paragraphs, PortalForm
from app.rules.reports import SECTIONS

_SECTIONS = {section.key: section for section in SECTIONS}


def _section(key):
    section = _SECTIONS[key]
    return Paragraphs(section.title, description=section.hint, most=20_000, rows=12)


class DebriefForm(PortalForm):
    performance = _section("performance")
    rectification = _section("rectification")
    problems = _section("problems")
    plans = _section("plans")


class ReturnForm(PortalForm):
    reason = Line("退回原因", most=300, needed=True, description="写明需要补充或修改什么。")
