"""Training: classes with their sessions and people, study hours, what secretaries are owed."""

from flask import Blueprint

bp = Blueprint("training", __name__, url_prefix="/training")
