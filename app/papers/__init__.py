"""An organisation's own Word templates in place of the portal's papers; knows no paper's facts."""

from flask import Blueprint

bp = Blueprint("papers", __name__, url_prefix="/papers")
