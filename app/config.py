"""Deployment settings from the environment; never a regulation's value."""

import os
from datetime import timedelta
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

# Uploaded workbooks are read by defusedxml. openpyxl would prefer lxml, which Word templates need
# and which expands entities; it decides when it is first imported, so here, before any feature.
os.environ["OPENPYXL_LXML"] = "False"


def settings() -> dict:
    """Flask configuration read from the environment of this process."""
    demo = os.environ.get("PORTAL_DEMO") == "1"
    home = Path(os.environ.get("PORTAL_INSTANCE") or CHECKOUT / "instance").resolve()
    instance = home / "demo" if demo else home
    return {
        "DEMO": demo,
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": database_url(instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # no personal data in logged errors
        "MAX_CONTENT_LENGTH": 32 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 20_000,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "SESSION_IDLE": timedelta(minutes=int(os.environ.get("SESSION_IDLE_MINUTES", "60"))),
        "SESSION_ABSOLUTE": timedelta(hours=12),
        "SESSION_COOKIE_NAME": "branchbook_demo" if demo else "branchbook",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": os.environ.get("PORTAL_HTTPS") == "1",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_I18N_ENABLED": False,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "PRINT_FONTS": instance / "fonts",
        "BEHIND_PROXY": os.environ.get("PORTAL_PROXY") == "1",
        "SMTP_HOST": os.environ.get("SMTP_HOST", ""),  # empty: no letter leaves the house
        "SMTP_PORT": int(os.environ.get("SMTP_PORT", "25")),
        "SMTP_TLS": os.environ.get("SMTP_TLS") == "1",
        "SMTP_USER": os.environ.get("SMTP_USER", ""),
        "SMTP_PASSWORD": os.environ.get("SMTP_PASSWORD", ""),
        "SMTP_FROM": os.environ.get("SMTP_FROM", "branchbook@localhost"),
        "PUBLIC_URL": os.environ.get("PUBLIC_URL", ""),
    }


def database_url(instance: Path) -> str:
    """DATABASE_URL with the psycopg 3 driver named, or the instance's own SQLite file."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return f"sqlite:///{instance / 'portal.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
