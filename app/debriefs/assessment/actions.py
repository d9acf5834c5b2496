"""Every change of an assessment: set up, weighed, marked, shown, objected to, answered, final."""

from datetime import date

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.debriefs.assessment import queries
from app.debriefs.assessment.models import (
    Assessment,
    AssessmentEntry,
    AssessmentItem,
    AssessmentMark,
    AssessmentObjection,
)
from app.debriefs.assessment.queries import Candidate
from app.organizations.models import Organization
from app.rules.assessment import (
    GRADES,
    AssessmentState,
    Evidence,
    Result,
    Subject,
    check_final,
    check_grade,
    check_weights,
    may_become,
    total,
)
from app.rules.evaluations import DebriefMark


def set_up(
    organization: Organization,
    year: int,
    subject: Subject,
    chosen: list[Candidate],
    items: list[tuple[str, int, Evidence]],
) -> Assessment:
    """Begin an assessment of these teams or people with these items; refused for nobody."""
    if not chosen:
        raise Refused("请至少选一个考核对象。", "branches")
    if not clock.today().year - 1 <= year <= clock.today().year:
        raise Refused("只考核今年和去年。", "year")
    made = Assessment(
        organization=organization, year=year, subject=subject, opened_on=clock.today(),
        wide=not all(one.usual for one in chosen),
    )  # fmt: skip
    db.session.add(made)
    weigh(made, [(None, *item) for item in items])
    db.session.add_all(
        AssessmentEntry(
            assessment=made, organization=one.organization, person=one.person, post=one.post,
            position=position,
        )
        for position, one in enumerate(chosen, 1)
    )  # fmt: skip
    db.session.flush()
    return made


def weigh(assessment: Assessment, rows: list[tuple[int | None, str, int, Evidence]]) -> None:
    """Write the items anew: (id of the one it was, title, weight, evidence). Refused unless the
    weights add up, or for leaving out an item that somebody was marked on."""
    _check_marking(assessment)
    _stop(check_weights([weight for _, _, weight, _ in rows]))
    titles = [title for _, title, *_ in rows]
    if twice := next((one for one in titles if titles.count(one) > 1), None):
        raise Refused(f"“{twice}”写了两次，同一项目只列一次。")
    known = {item.id: item for item in assessment.items if item.id}
    kept = []
    for position, (key, title, weight, evidence) in enumerate(rows, 1):
        item = known.pop(key, None) or AssessmentItem()
        item.position, item.title, item.weight, item.evidence = position, title, weight, evidence
        kept.append(item)
    within = Scope(frozenset({assessment.organization.path}))
    if known and queries.marked(within, known):
        titles = "、".join(item.title for item in known.values())
        raise Refused(f"“{titles}”已经评过分，不能删除。")
    assessment.items[:] = kept
    renew(assessment)
    db.session.flush()


def cap(assessment: Assessment, *, capped: bool, why: str) -> None:
    """Apply EV-09 or not; without it takes a reason, which is kept."""
    _check_marking(assessment)
    if not capped and not why:
        raise Refused("不执行这条规定的，请写明原因。", "uncapped_why")
    audit.because(why)
    assessment.capped, assessment.uncapped_why = capped, "" if capped else why
    db.session.flush()


def mark(
    entry: AssessmentEntry, marks: dict[int, float | None], *, grade: Result | None, remark: str,
    overall: DebriefMark | None,
) -> None:  # fmt: skip
    """Enter the committee's marks {item id: 0–100 or None}, its grade and a remark. `overall` is
    the opinion on the secretary's report, which EV-09 asks about."""
    assessment = entry.assessment
    _check_marking(assessment)
    if grade and grade not in GRADES[assessment.subject]:
        raise Refused("请从列出的等次中选。", "grade")
    if grade:
        _stop(check_grade(grade, overall, clock.today(), capped=_capped(entry)), "grade")
    known = {one.item_id: one for one in entry.marks}
    for item in assessment.items:
        one, value = known.get(item.id), marks.get(item.id)
        if value is None and one:
            entry.marks.remove(one)
        elif one:
            one.mark = value
        elif value is not None:
            entry.marks.append(AssessmentMark(item=item, mark=value))
    entry.grade, entry.remark = grade, remark
    renew(entry)
    db.session.flush()


def show(
    assessment: Assessment,
    entries: list[AssessmentEntry],
    overall: dict[int, DebriefMark],
    *,
    until: date,
) -> None:
    """Tell everybody the own result; objections may be raised until that day. Everybody needs all
    marks and a grade, and EV-09 is asked once more: an opinion may have come since."""
    _stop(may_become(assessment.state, AssessmentState.SHOWN))
    _stop(check_weights(assessment.weights))
    if until < clock.today():
        raise Refused("异议期的最后一天不能早于今天。", "objections_until")
    missing = [
        one.name for one in entries
        if one.grade is None or total(one.halves(assessment.items), assessment.weights) is None
    ]  # fmt: skip
    if missing:
        told = "、".join(missing[:5]) + (f"等 {len(missing)} 个" if len(missing) > 5 else "")
        raise Refused(f"还没有评完：{told}。")
    verdicts = {
        one.name: check_grade(
            one.grade, overall.get(one.organization_id), clock.today(), capped=_capped(one),
            told=True,
        )
        for one in entries
    }  # fmt: skip
    if off := [
        f"{name}：{verdict.reasons[0]}" for name, verdict in verdicts.items() if not verdict
    ]:
        raise Refused("；".join(off[:5]) + ("等。" if len(off) > 5 else "。"))
    assessment.state, assessment.shown_on = AssessmentState.SHOWN, clock.today()
    assessment.objections_until = until
    db.session.flush()


def object_to(entry: AssessmentEntry, *, text: str, by: str) -> AssessmentObjection:
    """Raise an objection within the days for it."""
    assessment = entry.assessment
    if assessment.state is not AssessmentState.SHOWN:
        raise Refused("现在不是提出异议的时间。")
    if clock.today() > assessment.objections_until:
        raise Refused("异议期已经过了。")
    made = AssessmentObjection(entry=entry, raised_on=clock.today(), raised_by=by, text=text)
    db.session.add(made)
    db.session.flush()
    return made


def reply(objection: AssessmentObjection, *, answer: str, upheld: bool) -> None:
    """Answer an objection; one found right opens the marks again."""
    if objection.answered_on:
        raise Refused("这条异议已经答复过了。")
    assessment = objection.entry.assessment
    if assessment.state is AssessmentState.FINAL:
        raise Refused("考核已经确定。")
    objection.answer, objection.upheld, objection.answered_on = answer, upheld, clock.today()
    if upheld and assessment.state is AssessmentState.SHOWN:
        audit.because("异议成立，重新评定")
        assessment.state = AssessmentState.MARKING
    db.session.flush()


def finish(assessment: Assessment, entries: list[AssessmentEntry]) -> None:
    """Make the result final once the days for objections are over and each has its answer."""
    _stop(may_become(assessment.state, AssessmentState.FINAL))
    unanswered = sum(o.answered_on is None for one in entries for o in one.objections)
    _stop(check_final(assessment.objections_until, unanswered, clock.today()))
    assessment.state, assessment.final_on = AssessmentState.FINAL, clock.today()
    db.session.flush()


def _capped(entry):
    """EV-09 speaks of those whose report was heard."""
    return entry.assessment.capped and entry.reports


def _check_marking(assessment):
    if assessment.state and not assessment.marking:
        raise Refused(f"考核{assessment.state.label}，不再修改。")


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
