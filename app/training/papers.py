"""Addresses of a class's papers and tables: notice, roster, sign-in sheets, certificates."""

from flask import flash, g, url_for

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go, numbers
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.training import PlaceState
from app.training import bp, builders, loading, queries

MOST_AT_ONCE = 200


@bp.get("/<int:class_id>/notice.pdf")
@requires(Can.TRAINING_VIEW)
def notice_paper(class_id):
    training = loading.seen(class_id)
    sheet = builders.notice(training, clock.today())
    name = f"{sheet.title}.pdf"
    return answer("training_notice", [sheet], name, training.organization.path)


@bp.get("/<int:class_id>/roster.pdf")
@requires(Can.TRAINING_VIEW)
def roster_paper(class_id):
    training, places, posts = _people(class_id)
    sheet = builders.roster(training, places, posts, clock.today())
    name = f"学员名册-{training.title}.pdf"
    return answer("training_roster", [sheet], name, training.organization.path)


@bp.get("/<int:class_id>/roster.xlsx")
@requires(Can.TRAINING_VIEW)
def roster_table(class_id):
    training, places, posts = _people(class_id)
    rows = [builders.roster_row(training, one, posts) for one in places]
    data = workbook("学员名册", list(builders.ROSTER_HEADINGS), rows, list(builders.ROSTER_WIDTHS))
    return xlsx_response(data, f"学员名册-{training.title}.xlsx")


@bp.get("/<int:class_id>/sign-in.pdf")
@requires(Can.TRAINING_VIEW)
def sign_in_paper(class_id):
    training, places, _ = _people(class_id)
    found = builders.sign_in(training, places, clock.today())
    name = f"签到表-{training.title}.pdf"
    return answer("training_sign_in", found, name, training.organization.path)


@bp.get("/<int:class_id>/sign-in.xlsx")
@requires(Can.TRAINING_VIEW)
def sign_in_table(class_id):
    training, places, _ = _people(class_id)
    found = builders.sign_in(training, places, clock.today())
    headings = ["姓名", "党支部", *(one for sheet in found for one in sheet.sessions)]
    rows = [
        [name, branch, *(mark for sheet in found for mark in sheet.rows[n][2])]
        for n, (name, branch, _) in enumerate(found[0].rows)
    ]
    widths = [12, 28] + [16] * (len(headings) - 2)
    return xlsx_response(
        workbook("签到表", headings, rows, widths), f"签到表-{training.title}.xlsx"
    )


@bp.get("/<int:class_id>/certificates.pdf")
@requires(Can.TRAINING_VIEW)
def certificates_paper(class_id):
    training, chosen = loading.seen(class_id), set(numbers("place"))
    passed = [one for one in queries.places(g.scope, training) if one.certificate]
    passed = [one for one in passed if not chosen or one.id in chosen][:MOST_AT_ONCE]
    if not passed:
        flash("结业、有合格学员以后再打印证书。", "info")
        return go(url_for(".show", class_id=class_id))
    found = [builders.certificate(one) for one in passed]
    name = f"结业证书-{training.title}.pdf"
    return answer("training_certificate", found, name, training.organization.path)


def _people(class_id):
    training = loading.seen(class_id)
    wanted = (PlaceState.ENROLLED, PlaceState.WAITING)
    places = queries.places(g.scope, training, wanted)
    ids = [one.person_id for one in places]
    return training, places, organizations.post_labels(EVERYTHING, ids, clock.today())
