"""The WSGI entry point: what the application server and the command line load."""

from app import create_app

app = create_app()
