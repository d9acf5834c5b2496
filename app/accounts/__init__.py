"""Accounts: who may come in, and which roles posts and memberships give them."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
