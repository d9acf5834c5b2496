"""Addresses of classes: the list, one class, writing it down, its way from draft to the end."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.core import clock, drafts
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.training import NEXT, OF_BRANCHES, USUAL, ClassKind, ClassState, PlaceState
from app.training import actions, bp, loading, queries, targets
from app.training.forms import ClassForm, WhyForm
from app.training.hours import entered as hours

MOVES = {
    ClassState.ANNOUNCED: "发通知，开始报名",
    ClassState.CLOSED: "截止报名",
    ClassState.HELD: "开班",
    ClassState.FINISHED: "结业并编证书号",
}
TOLD = {
    ClassState.ANNOUNCED: "已发通知，可以邀请和推荐学员了。",
    ClassState.CLOSED: "报名已截止。",
    ClassState.HELD: "已开班，请登记考勤和结果。",
    ClassState.FINISHED: "已结业，合格学员的证书可以打印了。",
    ClassState.CANCELLED: "已取消这个班。",
}


@bp.get("/")
@requires(Can.TRAINING_VIEW)
def index():
    year = loading.year()
    return page(
        "training/index.html",
        year=year,
        years=loading.years(),
        lines=queries.listed(g.scope, year),
        hosts=current_user.may(Can.TRAINING_HOST),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.TRAINING_HOST)
def new():
    places = loading.hosts()
    form, made = _form(places), []
    if request.method == "GET" and not form.restored:
        _prefill(form, places)

    def save():
        facts = form.facts()
        wanted = facts.pop("organization_id")
        host = next(one for one in places if str(one.id) == wanted)
        counting = hours.counting(EVERYTHING, host)
        made.append(
            actions.plan(
                host,
                facts.pop("kind"),
                form.lessons,
                counting=counting,
                belongs_title=request.args.get("for", ""),
                belongs_url=_own_address(request.args.get("at", "")),
                **facts,
            )
        )

    return _written(form, save, made)


@bp.route("/<int:class_id>/edit", methods=["GET", "POST"])
@requires(Can.TRAINING_HOST)
def edit(class_id):
    training = loading.hosted(class_id)
    if training.state not in actions.WRITABLE:
        flash(f"这个班{training.state.label}，不再修改。", "info")
        return go(url_for(".show", class_id=class_id))
    form = _form([], obj=training)
    del form.organization_id
    counting = hours.counting(EVERYTHING, training.organization)
    if request.method == "GET" and not form.restored:
        form.leave_counted(counting)

    def save():
        form.check_fresh(training)
        actions.edit(training, form.lessons, counting=counting, **form.facts())

    return _written(form, save, [training], training)


@bp.get("/<int:class_id>")
@requires(Can.TRAINING_VIEW)
def show(class_id):
    return shown(loading.seen(class_id))


@bp.post("/<int:class_id>/move")
@requires(Can.TRAINING_HOST)
def move(class_id):
    training, wanted = loading.hosted(class_id), request.form.get("to", "")
    if wanted not in set(ClassState):
        abort(400)
    then, form = ClassState(wanted), WhyForm(prefix="cancel-")
    if then is not ClassState.CANCELLED:
        form = PortalForm()
    why = form.why.data if "why" in form else ""
    if form.accepts(lambda: actions.move(training, then, why=why or "")):
        flash(TOLD[then], "success")
        return go(url_for(".show", class_id=class_id))
    if then is ClassState.CANCELLED:
        return shown(loading.hosted(class_id), forms={"cancel": form}, status=422)
    flash("".join(form.form_errors), "danger")
    return go(url_for(".show", class_id=class_id))


def shown(training, *, forms=None, status=200):
    """The class's page, as its host or from below."""
    day, runs = clock.today(), loading.runs(training)
    nominates = current_user.may(Can.TRAINING_NOMINATE)
    scope = current_user.scope_for(Can.TRAINING_NOMINATE) if nominates else g.scope
    asking = training.state is ClassState.ANNOUNCED and training.enrol_until >= day and nominates
    narrow = training.target in targets.NARROWED
    branches = loading.branches(scope) if asking and narrow else []
    branch = next((one for one in branches if one.id == number("branch")), None)
    branch = branch or next(iter(branches), None)
    found = []
    if asking and (branch or not narrow):
        found = targets.candidates(scope, training, day, branch)
    places = queries.places(g.scope, training)
    return page(
        "training/show.html",
        training=training,
        runs=runs,
        nominates=nominates,
        places=places,
        taken=queries.taken(g.scope, training),
        waiting=[one for one in places if one.state is PlaceState.WAITING],
        candidates=found,
        asking=asking,
        branches=branches if narrow else [],
        branch=branch,
        moves=[(one, _called(training, one)) for one in MOVES if one in NEXT[training.state]],
        cancels=ClassState.CANCELLED in NEXT[training.state],
        forms={"cancel": WhyForm(formdata=None, prefix="cancel-")} | (forms or {}),
        refused=next(iter(forms or {}), ""),
        yearly=rule("BR-30"),
        status=status,
    )


def _called(training, then):
    again = then is ClassState.ANNOUNCED and training.announced_on
    return "重新开放报名" if again else MOVES[then]


def _form(places, **options):
    form = ClassForm(draft=drafts.of_reader(), **options)
    form.organization_id.offer((one.id, one.long_name) for one in places)
    others = [
        one
        for one in organizations.tree(EVERYTHING)
        if one.kind in (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH)
        and one.dissolved_on is None
    ]
    form.partner_id.offer([("", "没有"), *((one.id, one.name) for one in others)])
    if places and all(one.kind is OrganizationKind.BRANCH for one in places):
        form.kind.offer((one.value, one.label) for one in ClassKind if one in OF_BRANCHES)
    return form


def _prefill(form, places):
    """A class of the kind that is asked for, else what the host holds most."""
    host = loading.own_host(places)
    form.organization_id.data = str(host.id) if host else ""
    usual = ClassKind.SECRETARY
    if host and host.kind is OrganizationKind.BRANCH:
        usual = ClassKind.ROTATION
    asked = request.args.get("kind", "")
    kind = ClassKind(asked) if asked in set(ClassKind) else usual
    form.kind.data, form.target.data = kind.value, USUAL[kind].value
    form.capacity.data = 50


def _written(form, save, made, training=None):
    asked = "more" in request.form
    if asked:
        form.add()
    elif form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。" if training else "已建班，核对后发通知。", "success")
        return go(url_for(".show", class_id=made[0].id))
    return page(
        "training/write.html",
        block="form",
        form=form,
        training=training,
        basis=rule("ED-31"),
        status=200 if asked else form.status,
    )


def _own_address(text):
    """A path of this site; anything else is dropped."""
    return text if text.startswith("/") and not text.startswith("//") else ""
