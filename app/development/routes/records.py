"""Addresses of what lies beside the steps: contacts and introducers, reviews, notices, papers."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.web import go, page
from app.development import bp, entering, queries
from app.development.actions import notices, papers, reviews, supporters
from app.development.forms import (
    HelperForm,
    NoticeForm,
    OpinionForm,
    PaperForm,
    ReviewForm,
    SettleForm,
    WhyForm,
)
from app.development.routes.loading import Entry, back, file_or_404, of_file
from app.rules.dates import PartialDate
from app.rules.development.case import NoticeKind, ReviewKind
from app.rules.development.steps import PAPERS, Step
from app.rules.members import Stage


@bp.route("/<int:file_id>/helpers/<int:helper_id>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def replace_helper(file_id, helper_id):
    """Somebody else in place of a contact or introducer."""
    helper = of_file(file_id, queries.helper(g.scope, helper_id))
    form = HelperForm(obj=Entry(helper.file, until_on=PartialDate.of(clock.today())))
    people = entering.candidates(g.scope, helper.file, supporters.STEP[helper.role], clock.today())
    pairs = [(one.person_id, one.name + (f"（{why}）" if why else "")) for one, why in people]
    form.person_id.offer([("", "暂不指定"), *pairs])

    def save():
        form.check_fresh(Entry(helper.file))
        given = form.facts()
        chosen = [o.person for o, _ in people if str(o.person_id) == given["person_id"]]
        supporters.replace(
            helper, chosen, on=given["until_on"], why=given["why"], reason=given["reason"] or ""
        )

    if form.accepts(save):
        return back(file_id, "已更换。", "people")
    return page(
        "development/helper.html", block="form", form=form, helper=helper, status=form.status
    )


@bp.route("/<int:file_id>/reviews/new", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def add_review(file_id):
    file = file_or_404(file_id)
    kind = ReviewKind.ACTIVIST
    if request.args.get("step") == str(Step.PROBATION.value):
        kind = ReviewKind.PROBATIONARY
    opening = Entry(file, kind=kind.value, reviewed_on=PartialDate.of(clock.today()))
    form = ReviewForm(obj=opening, draft=drafts.of_reader())

    def save():
        given = form.facts()
        reviews.add(file, ReviewKind(given.pop("kind")), **_texts(given))

    if form.accepts(save):
        drafts.drop(current_user.id)
        return back(file_id, "已登记考察。", "reviews")
    return page("development/review.html", block="form", form=form, file=file, status=form.status)


@bp.route("/<int:file_id>/reviews/<int:review_id>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def edit_review(file_id, review_id):
    review = of_file(file_id, queries.review(g.scope, review_id))
    form = ReviewForm(obj=_review(review))

    def save():
        form.check_fresh(_review(review))
        reviews.correct(review, **_texts(form.facts()))

    if form.accepts(save):
        return back(file_id, "已更正。", "reviews")
    return page(
        "development/review.html",
        block="form",
        form=form,
        file=review.file,
        review=review,
        status=form.status,
    )


@bp.route("/<int:file_id>/reviews/<int:review_id>/remove", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def remove_review(file_id, review_id):
    review = of_file(file_id, queries.review(g.scope, review_id))
    form = WhyForm(obj=Entry(review.file))
    if form.accepts(lambda: reviews.remove(review, form.why.data)):
        return back(file_id, "已删除这次考察。", "reviews")
    what = f"{review.kind.label}（{review.reviewed_on}）"
    return _removal(form, review.file, what)


@bp.route("/<int:file_id>/notices/new", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def add_notice(file_id):
    file = file_or_404(file_id)
    today = clock.today()
    accepted = file.member.stage is Stage.PROBATIONARY
    opening = Entry(
        file,
        kind=(NoticeKind.CONFIRMATION if accepted else NoticeKind.PROSPECT).value,
        posted_on=today,
        until_on=notices.usual_end(today).last,
        receiver=current_user.name,
    )
    form = NoticeForm(obj=opening, draft=drafts.of_reader())

    made = []

    def save():
        given = form.facts()
        made.append(notices.post(file, NoticeKind(given.pop("kind")), **_notice_facts(given)))

    if form.accepts(save):
        drafts.drop(current_user.id)
        _tell_shortfall(made[0])
        return back(file_id, "已登记公示。", "notices")
    return _notice_page(form, file)


@bp.route("/<int:file_id>/notices/<int:notice_id>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def edit_notice(file_id, notice_id):
    notice = of_file(file_id, queries.notice(g.scope, notice_id))
    form = NoticeForm(obj=_notice(notice))

    def save():
        form.check_fresh(_notice(notice))
        notices.correct(notice, **_notice_facts(form.facts()))

    if form.accepts(save):
        _tell_shortfall(notice)
        return back(file_id, "已更正公示。", "notices")
    return _notice_page(form, notice.file, notice)


@bp.route("/<int:file_id>/notices/<int:notice_id>/remove", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def remove_notice(file_id, notice_id):
    notice = of_file(file_id, queries.notice(g.scope, notice_id))
    form = WhyForm(obj=Entry(notice.file))
    if form.accepts(lambda: notices.remove(notice, form.why.data)):
        return back(file_id, "已删除这次公示。", "notices")
    return _removal(form, notice.file, notice.kind.label)


@bp.route("/<int:file_id>/notices/<int:notice_id>/opinions", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def add_opinion(file_id, notice_id):
    notice = of_file(file_id, queries.notice(g.scope, notice_id))
    form = OpinionForm(obj=Entry(notice.file, received_on=clock.today()))
    if form.accepts(lambda: notices.receive(notice, **form.facts())):
        return back(file_id, "已登记反映，处理后请写明结果。", "notices")
    return page(
        "development/opinion.html", block="form", form=form, notice=notice, status=form.status
    )


@bp.route("/<int:file_id>/opinions/<int:opinion_id>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def settle_opinion(file_id, opinion_id):
    opinion = of_file(file_id, queries.opinion(g.scope, opinion_id))
    settled = opinion.settled_on or clock.today()
    form = SettleForm(obj=Entry(opinion.file, settled_on=settled, result=opinion.result))
    if form.accepts(lambda: notices.settle(opinion, **form.facts())):
        return back(file_id, "已登记处理结果。", "notices")
    return page(
        "development/opinion.html",
        block="form",
        form=form,
        notice=opinion.notice,
        opinion=opinion,
        status=form.status,
    )


@bp.route("/<int:file_id>/papers/<paper_code>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def receive_paper(file_id, paper_code):
    """A paper has come into the file, on a day."""
    file = file_or_404(file_id)
    if paper_code not in PAPERS:
        abort(404)
    form = PaperForm(obj=Entry(file, received_on=clock.today()))
    if form.accepts(lambda: papers.receive(file, paper_code, form.received_on.data)):
        return back(file_id, f"已登记{PAPERS[paper_code][1].name}。", "papers")
    return page(
        "development/paper.html",
        block="form",
        form=form,
        file=file,
        paper=PAPERS[paper_code][1],
        status=form.status,
    )


@bp.post("/<int:file_id>/papers/<paper_code>/remove")
@requires(Can.DEVELOPMENT_EDIT)
def remove_paper(file_id, paper_code):
    file = file_or_404(file_id)
    if paper_code not in PAPERS:
        abort(404)
    try:
        papers.take_out(file, paper_code, "误登记")
    except Refused as refused:
        flash(refused.message, "warning")
        return go(url_for(".show", file_id=file_id))
    return back(file_id, f"已取消登记{PAPERS[paper_code][1].name}。", "papers")


def _tell_shortfall(notice):
    if lacking := notices.shortfall(notice):
        flash(lacking, "warning")


def _notice_page(form, file, notice=None):
    posted = form.posted_on.data or clock.today()
    return page(
        "development/notice.html",
        block="form",
        form=form,
        file=file,
        notice=notice,
        usual=notices.usual_end(posted),
        posted=posted,
        status=form.status,
    )


def _removal(form, file, what):
    return page(
        "development/remove.html", block="form", form=form, file=file, what=what, status=form.status
    )


def _texts(given):
    """What was left blank is an empty text."""
    return {name: "" if value is None else value for name, value in given.items()}


def _notice_facts(given):
    given = _texts(given)
    given["until_on"] = given["until_on"] or notices.usual_end(given["posted_on"]).last
    return given


def _review(review):
    names = ("reviewed_on", "done_by", "content", "contact_opinion", "branch_opinion")
    return Entry(
        review.file, kind=review.kind.value, **{name: getattr(review, name) for name in names}
    )


def _notice(notice):
    names = ("posted_on", "until_on", "place", "second_place", "receiver", "contact")
    return Entry(
        notice.file, kind=notice.kind.value, **{name: getattr(notice, name) for name in names}
    )
