"""Addresses of one's own results: what was told to the person, and an objection to it."""

from flask import abort, flash, url_for
from flask_login import current_user

from app.access.policy import signed_in
from app.access.scope import Scope
from app.core import clock
from app.core.web import go, page
from app.debriefs import bp
from app.debriefs.assessment import actions, queries
from app.debriefs.assessment.forms import ObjectionForm
from app.organizations import queries as organizations
from app.rules.assessment import arithmetic
from app.rules.organizations import PostKind


@bp.get("/assessments/mine")
@signed_in
def own_results():
    return _mine(ObjectionForm(formdata=None), None)


@bp.post("/assessments/mine/<int:entry_id>/objection")
@signed_in
def object_to(entry_id):
    one = next((one for one in _own() if one.id == entry_id), None) or abort(404)
    form = ObjectionForm()
    if form.accepts(lambda: actions.object_to(one, text=form.text.data, by=current_user.name)):
        flash("异议已提交，答复以后在这里可以看到。", "success")
        return go(url_for(".own_results"))
    return _mine(form, entry_id, status=422)


def _own():
    """Wherever the person has a place, for somebody may hold a post in another branch than the
    own; of teams those whose secretary the person is."""
    own = Scope(frozenset(path for _, path in current_user.roles))
    posts = organizations.posts_of(own, current_user.person_id, clock.today())
    led = {p.organization.path for p in posts if p.kind is PostKind.SECRETARY}
    return queries.own(own, current_user.person_id, Scope(frozenset(led)))


def _mine(form, refused, status=200):
    found = _own()
    return page(
        "debriefs/assessments/mine.html",
        entries=found,
        sums={one.id: arithmetic(one.halves(one.assessment.items), one.assessment.weights)
              for one in found},
        form=form,
        refused=refused,
        status=status,
    )  # fmt: skip
