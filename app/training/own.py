"""Addresses of one's own training: classes one was asked to, the year's hours, their proof."""

from flask import abort, flash, url_for
from flask_login import current_user

from app.access.policy import signed_in
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.forms import PortalForm
from app.core.web import go, page
from app.members import queries as members
from app.papers.answering import answer
from app.training import bp, builders, loading, people, placing, secretaries
from app.training.hours import queries as hours
from app.training.hours import standing
from app.training.steps import leaving, told


@bp.get("/mine")
@signed_in
def mine():
    """The year from every source, wherever it was earned; and what is asked of a secretary."""
    year, day, person_id = loading.year(), clock.today(), current_user.person_id
    student = hours.student(EVERYTHING, person_id, day)
    earned = hours.earned_by(EVERYTHING, person_id, year)
    return page(
        "training/mine.html",
        year=year,
        years=[one for one in loading.years() if one <= day.year],
        places=people.of_person(EVERYTHING, person_id),
        line=standing.line(student, earned, year, day) if student else None,
        earned=earned,
        entries=hours.entries(EVERYTHING, person_id, year),
        held=secretaries.of_person(EVERYTHING, person_id, year, day),
    )


@bp.post("/mine/<int:class_id>/agree")
@signed_in
def agree_own(class_id):
    place, form, became = _own(class_id), PortalForm(), []
    if form.accepts(lambda: became.append(placing.agree(place))):
        flash(f"“{place.training.title}”{told(became[0])}", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".mine"))


@bp.route("/mine/<int:class_id>/leave", methods=["GET", "POST"])
@signed_in
def leave_own(class_id):
    return leaving(_own(class_id), url_for(".mine"))


@bp.get("/mine/certificate/<int:class_id>.pdf")
@signed_in
def own_certificate(class_id):
    place = _own(class_id)
    if not place.certificate:
        flash("结业、合格以后才有证书。", "info")
        return go(url_for(".mine"))
    name = f"结业证书-{place.person.name}.pdf"
    return answer(
        "training_certificate", [builders.certificate(place)], name, place.training.audit_path
    )


@bp.get("/mine/proof.pdf")
@signed_in
def own_proof():
    year = loading.year()
    member = members.of_person(EVERYTHING, current_user.person_id) or abort(404)
    sheet = builders.proof(member, year, clock.today())
    name = f"{year}年学时证明-{member.name}.pdf"
    return answer("hours_proof", [sheet], name, member.organization.path)


def _own(class_id):
    return people.own_place(EVERYTHING, current_user.person_id, class_id) or abort(404)
