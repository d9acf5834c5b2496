"""The portal, assembled: configuration, ground, features, in the order they are needed."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import app.config  # noqa: F401 – before anything imports openpyxl
from app.access import gate
from app.addresses import BLUEPRINTS
from app.config import CHECKOUT, settings
from app.core import clock, errors, filters, keys, once, web
from app.core.db import commit_once, db
from app.features import (
    CALL_LISTENERS,
    CLASS_LISTENERS,
    COMMANDS,
    DUTIES,
    HOURS_SOURCES,
    JOBS,
    LATE_RECORDS,
    OPEN_VOTES,
    PAPERS,
    PATHS_OF_PEOPLE,
    RETURNABLE,
    ROLE_SOURCES,
    SCOPE_OF,
    STANDING_LISTENERS,
    TRANSFER_LISTENERS,
    TREE_LISTENERS,
    VERIFIERS,
    VOTE_LISTENERS,
    login_manager,
)


def create_app(**overrides) -> Flask:
    """The application for one instance folder and one database."""
    app = Flask(__name__, template_folder=CHECKOUT / "templates", static_folder=CHECKOUT / "static")
    app.config.update(settings() | overrides)
    app.config["INSTANCE"].mkdir(parents=True, exist_ok=True, mode=0o700)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or keys.keep(
        app.config["INSTANCE"] / "keys", "session"
    )
    clock.follow_epoch(app.config["INSTANCE"] / "clock.json")
    if app.config["DEMO"]:  # its calendar can be moved on while it is served
        app.before_request(lambda: clock.follow_epoch(app.config["INSTANCE"] / "clock.json"))

    if app.config["BEHIND_PROXY"]:
        app.wsgi_app = ProxyFix(app.wsgi_app)

    db.init_app(app)
    Migrate(app, db, directory=str(CHECKOUT / "migrations"), render_as_batch=True)
    Bootstrap5(app)
    web.init_app(app)
    filters.init_app(app)
    errors.init_app(app)
    once.init_app(app)

    login_manager.init_app(app)
    app.before_request(gate.open_request)
    app.before_request(gate.enforce)
    app.before_request(gate.begin_write)
    CSRFProtect(app)
    app.before_request(once.stop_the_second)
    app.after_request(commit_once)
    app.after_request(once.remember)  # runs before commit_once: the last registered goes first

    app.extensions["role_sources"] = ROLE_SOURCES
    app.extensions["scope_of"] = SCOPE_OF
    app.extensions["transfer_listeners"] = TRANSFER_LISTENERS
    app.extensions["standing_listeners"] = STANDING_LISTENERS
    app.extensions["tree_listeners"] = TREE_LISTENERS
    app.extensions["duties"] = DUTIES
    app.extensions["late_records"] = LATE_RECORDS
    app.extensions["returnable"] = RETURNABLE
    app.extensions["paths_of_people"] = PATHS_OF_PEOPLE
    app.extensions["vote_listeners"] = VOTE_LISTENERS
    app.extensions["open_votes"] = OPEN_VOTES
    app.extensions["hours_sources"] = HOURS_SOURCES
    app.extensions["call_listeners"] = CALL_LISTENERS
    app.extensions["class_listeners"] = CLASS_LISTENERS
    app.extensions["verifiers"] = VERIFIERS
    app.extensions["jobs"] = JOBS
    app.extensions["papers"] = PAPERS
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
