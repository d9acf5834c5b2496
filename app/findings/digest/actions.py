"""Who is written to, and the sending: one letter a day to those who owe something."""

import smtplib
from datetime import date
from email.message import EmailMessage

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.access.policy import Can
from app.accounts.models import Account
from app.core.db import db, reads_only, unit_of_work
from app.core.web import public_url
from app.findings import queries
from app.findings.digest import letter
from app.findings.digest.models import Digest
from app.organizations import queries as organizations

WAIT = 20  # seconds for the mail server to answer


def ask_for(account: Account, address: str) -> None:
    """Write to that address from now on; an empty one ends it."""
    wish = db.session.get(Digest, account.id)
    if address:
        db.session.merge(Digest(account_id=account.id, address=address, sent_on=None))
    elif wish:
        db.session.delete(wish)
    db.session.flush()


def send_all(day: date) -> int:
    """Today's letters, each once; how many went. Nothing where no mail server is set. One that
    the server refuses is tried again the next time, and holds up no other."""
    if not current_app.config["SMTP_HOST"]:
        return 0
    sent = 0
    for account_id in _wishes(day):
        if (message := _message(account_id, day)) and _deliver(message):
            sent += 1
        elif message:
            continue
        with unit_of_work():
            db.session.get(Digest, account_id).sent_on = day
    return sent


def _wishes(day) -> list[int]:
    reads_only(True)
    unsent = or_(Digest.sent_on.is_(None), Digest.sent_on < day)
    found = list(db.session.scalars(select(Digest.account_id).where(unsent)))
    db.session.rollback()
    return found


def _message(account_id, day) -> EmailMessage | None:
    """The letter, or None for somebody who owes nothing or looks after nothing any more."""
    reads_only(True)
    wish = db.session.get(Digest, account_id, options=[joinedload(Digest.account)])
    account = wish.account
    scope = account.scope_for(Can.FINDINGS_ANSWER)
    mine = organizations.branches(scope, day) if scope and account.is_active else []
    found = queries.of_organizations(scope, mine, day) if mine else {}
    owed = [one for told in found.values() for one in told if one.state in letter.TOLD]
    if not owed:
        return None
    message = EmailMessage()
    message["From"], message["To"] = current_app.config["SMTP_FROM"], wish.address
    message["Subject"] = letter.subject_of(owed)
    message.set_content(letter.text_of(account.name, owed, day, public_url("findings.index")))
    db.session.rollback()
    return message


def _deliver(message) -> bool:
    config = current_app.config
    try:
        with smtplib.SMTP(config["SMTP_HOST"], config["SMTP_PORT"], timeout=WAIT) as server:
            if config["SMTP_TLS"]:
                server.starttls()
            if config["SMTP_USER"]:
                server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.warning("a daily letter did not go: %s", type(error).__name__)
        return False
    return True
