"""Addresses of whoever writes without a name: the letter, and what came of it by its code.

What is typed here leaves this module only sealed, or back to whoever typed it. The pages carry no
mark of a submission, keep no draft and say nothing to the trail; see app.affairs.letters.
"""

from contextlib import contextmanager

from flask import abort, g, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from app.access.policy import Can, keeps_nothing, public, requires
from app.access.scope import EVERYTHING
from app.affairs import bp, letters, queries
from app.affairs.forms import receivers
from app.affairs.letters import MOST_SUBJECT, MOST_TEXT, Letter
from app.affairs.own import own_branch
from app.affairs.throttle import CODES, LETTERS
from app.core import clock
from app.core.errors import Refused
from app.core.fields import clean_line, clean_text
from app.core.web import page
from app.rules.affairs import OpinionState

CONTENT = {"subject": (clean_line, MOST_SUBJECT), "text": (clean_text, MOST_TEXT)}


@bp.route("/anonymous", methods=["GET", "POST"])
@requires(Can.LIFE_OWN)
@keeps_nothing
def anonymous():
    branch = own_branch() or abort(404)
    above = queries.superior(g.scope, branch, clock.today())
    if request.method == "GET":
        return _paper(branch, above)
    with _telling_nothing():
        typed = _typed("subject", "text")
        faults = _faults(typed)
        typed["to"] = request.form.get("to", "branch")
        if typed["to"] not in dict(receivers(above)):
            typed, faults = typed | {"to": "branch"}, faults | {"to": "请从列出的选项中选择。"}
        if faults:
            return _paper(branch, above, typed, faults, 422)
        _hold_back(LETTERS, str(current_user.id))
        try:
            code = letters.code_of(request.form.get("slip", ""))
        except Refused as refused:
            return _paper(branch, above, typed, {"": refused.message}, 422)
        place = (above.id, branch.id) if typed["to"] == "above" else (branch.id, None)
        letter = Letter(
            letters.hash_of(code), typed["subject"], typed["text"], place[0], about_id=place[1]
        )
        letters.put(letter, clock.today())
        return page("affairs/sent.html", code=code, first=True)


@bp.route("/code", methods=["GET", "POST"])
@public
@keeps_nothing
def by_code():
    """What came of the letter with that code. A POST without words only reads."""
    if request.method == "GET":
        return _asking()
    with _telling_nothing():
        code = (clean_line(request.form.get("code", "")) or "")[:60]
        _hold_back(CODES, request.remote_addr or "")
        opinion = queries.by_code(EVERYTHING, letters.hash_of(code)) if code else None
        if opinion is None:
            return _asking(code, asked=True)
        typed = _typed("text")
        settled = request.form.get("settled") == "yes"
        if "text" not in request.form:
            return _found(opinion, code)
        if not settled and not typed["text"]:
            return _found(opinion, code, {"text": "请写明还想说什么。"}, 422)
        if len(typed["text"]) > MOST_TEXT:
            return _found(opinion, code, {"text": f"最多 {MOST_TEXT} 个字。"}, 422, typed["text"])
        letter = Letter(opinion.code_hash, "", typed["text"], None, settled)
        letters.put(letter, clock.today())
        return page("affairs/sent.html", code=code, first=False)


@bp.get("/who-can-see")
@public
def who_can_see():
    return page("affairs/who_can_see.html")


def _typed(*names):
    return {n: (CONTENT[n][0](request.form.get(n, "")) or "") for n in names}


def _faults(typed):
    faults = {n: "请填写这一项。" for n, text in typed.items() if not text}
    return faults | {
        n: f"最多 {CONTENT[n][1]} 个字。" for n, text in typed.items() if len(text) > CONTENT[n][1]
    }


def _hold_back(throttle, sender):
    if not throttle.allows(sender):
        abort(429)


def _paper(branch, above, typed=None, faults=(), status=200):
    return page(
        "affairs/anonymous.html",
        branch=branch,
        receivers=receivers(above),
        typed=typed or {"subject": "", "text": "", "to": "branch"},
        faults=dict(faults),
        slip=letters.fresh_slip(),
        most_subject=MOST_SUBJECT,
        most_text=MOST_TEXT,
        status=status,
    )


def _asking(code="", *, asked=False):
    return page("affairs/code.html", opinion=None, code=code, asked=asked, status=200)


def _found(opinion, code, faults=(), status=200, text=""):
    told = opinion.state in {OpinionState.TOLD, OpinionState.CLOSED}
    return page(
        "affairs/code.html",
        opinion=opinion,
        code=code,
        asked=True,
        told=told,
        said=[one for one in opinion.remarks if one.said_on is None or told or not _latest(one)],
        faults=dict(faults),
        text=text,
        most_text=MOST_TEXT,
        status=status,
    )


def _latest(remark):
    """Whether it is the answer that is still to be fed back."""
    return remark.opinion.answered_on is not None and remark is remark.opinion.answers[-1]


@contextmanager
def _telling_nothing():
    """A fault while a letter is in memory is logged by its kind alone, never with its words."""
    try:
        yield
    except HTTPException:
        raise
    except Exception as fault:
        raise RuntimeError(f"a letter was not taken: {type(fault).__name__}") from None
