"""Addresses of what a person answers for: the own items, and notes of their progress."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, page
from app.rectification import actions, bp, queries
from app.rectification.forms import NoteForm
from app.rules.rectification import urgency


@bp.get("/mine")
@requires(Can.LIFE_OWN)
def mine():
    return _mine()


@bp.post("/mine/<int:item_id>/progress")
@requires(Can.LIFE_OWN)
def tell_own(item_id):
    item = queries.one(g.scope, item_id) or abort(404)
    if item.responsible_id != current_user.person_id:
        flash("这一项不由您负责，请在由您负责的事项里记进展。", "info")
        return go(url_for(".mine"))
    form = NoteForm(prefix=f"note-{item_id}-")
    if form.accepts(lambda: actions.tell(
        item, text=form.text.data, told_on=form.told_on.data, by=current_user.name
    )):  # fmt: skip
        flash("已记下进展，支部看得到。", "success")
        return go(url_for(".mine"))
    return _mine(item_id, form, status=422)


def _mine(item_id=None, refused=None, status=200):
    day = clock.today()
    items = queries.of_person(g.scope, current_user.person_id)
    forms = {
        one.id: NoteForm(formdata=None, prefix=f"note-{one.id}-", data={"told_on": day})
        for one in items
        if not one.ended
    }
    return page(
        "rectification/mine.html",
        items=items,
        forms=forms | ({item_id: refused} if refused else {}),
        urgencies={item.id: urgency(item.state, item.due_on, day) for item in items},
        refused_id=item_id,
        status=status,
    )
