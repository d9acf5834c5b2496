"""The demo world in an instance of its own, served in production settings to logged-in clients."""

from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from app.accounts.models import Account
from app.core import clock
from app.core.db import db, unit_of_work
from app.demo.build import Builder
from app.demo.scale import Scale
from app.findings import keeping
from bench import yardsticks

TODAY = date(2026, 11, 16)


class World:
    """Built at first use; `home` is what PORTAL_INSTANCE would name."""

    def __init__(self, home: Path):
        self.home = home
        self._institutions = {}

    @cached_property
    def app(self) -> Flask:
        """The application with the yardsticks' routes beside its own."""
        app = open_instance(self.home)
        with app.app_context():
            upgrade()
            with unit_of_work():
                Builder(TODAY).build()
            clock.set_epoch(app.config["INSTANCE"] / "clock.json", TODAY)
            with unit_of_work():
                keeping.keep_everything(TODAY)
        return app

    def institution(self, branches: int):
        """A made-up institution of that size, built once for all measurements."""
        if branches not in self._institutions:
            self._institutions[branches] = Institution(self.home, branches)
        return self._institutions[branches]

    def client(self, username: str) -> FlaskClient:
        """That demo account's browser, logged in."""
        return client_of(self.app, username)


class Institution:
    """A made-up institution of so many branches in an instance of its own."""

    def __init__(self, home: Path, branches: int):
        self.home, self.branches = home / f"scale-{branches}", branches

    @cached_property
    def app(self):
        app = open_instance(self.home)
        with app.app_context():
            upgrade()
            with unit_of_work():
                Scale(self.branches, TODAY).build()
            clock.set_epoch(app.config["INSTANCE"] / "clock.json", TODAY)
            with unit_of_work():
                keeping.keep_everything(TODAY)
        return app


def open_instance(home: Path, database: str = "") -> Flask:
    """The demo's application over `home`, and another database if one is named, whatever the
    environment says."""
    folder = home / "demo"
    url = database or f"sqlite:///{folder}/portal.sqlite"
    app = create_app(DEMO=True, INSTANCE=folder, SQLALCHEMY_DATABASE_URI=url)
    app.register_blueprint(yardsticks.bp)
    return app


def client_of(app: Flask, username: str) -> FlaskClient:
    """A browser that has logged in already, so that no password hash is in what is measured."""
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.username == username)).one()
        ticket = {"_user_id": str(account.id), "_fresh": True, "epoch": account.epoch}
    browser, moment = app.test_client(), datetime.now(UTC).timestamp()
    with browser.session_transaction() as session:
        session.update(ticket, started=moment, seen=moment)
    return browser
