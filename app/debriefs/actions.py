"""Every change of a yearly report: started, written, submitted, returned."""

from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.debriefs.facts import YearRecord, drafted, facts
from app.debriefs.models import Debrief, DebriefStatus
from app.rules.registry import rule
from app.rules.reports import SECTIONS


def start(organization, person, record: YearRecord) -> Debrief:
    """Begin the report of the record's year; the facts are drafted into their section."""
    if record.year > clock.today().year:
        raise Refused(f"{record.year}年还没有到，到时再写。", "year")
    found = drafted(facts(record))
    texts = {section.key: found if section.facts else "" for section in SECTIONS}
    debrief = Debrief(organization=organization, person=person, year=record.year, **texts)
    db.session.add(debrief)
    db.session.flush()
    return debrief


def edit(debrief: Debrief, **texts) -> None:
    """Write sections by key; refused once the report is submitted."""
    _check_open(debrief)
    for key, text in texts.items():
        setattr(debrief, key, text)
    db.session.flush()


def submit(debrief: Debrief, person) -> None:
    """Send it to the organisation above in this person's name; no section may be empty."""
    _check_open(debrief)
    empty = [title for title, text in debrief.sections if not text.strip()]
    if empty:
        cite = rule("EV-11").nearest(clock.today()).cite
        raise Refused(f"{'、'.join(empty)}还没有写；确实没有内容的，请写明“无”和原因。（{cite}）")
    debrief.person = person
    debrief.status, debrief.submitted_at = DebriefStatus.SUBMITTED, clock.now()
    db.session.flush()


def send_back(debrief: Debrief, *, reason: str) -> None:
    """Return a submitted report to its writer, saying what to change."""
    if not debrief.submitted:
        raise Refused("报告还没有提交，或已经退回。")
    audit.because(reason)
    debrief.status, debrief.comment = DebriefStatus.RETURNED, reason
    db.session.flush()


def _check_open(debrief):
    if debrief.submitted:
        raise Refused("报告已经提交。需要修改的，请上级党组织先退回。")
