"""Whether the decisions in a file stand: votes, who decided, the course, and a way that ended."""

from functools import lru_cache

from app.rules.base import Reason, Strength
from app.rules.dates import in_words
from app.rules.development import papers, probationers
from app.rules.development.case import Deed, Organ, Sort, Votes
from app.rules.development.reading import FAILED, PASSED, Reading, by, span
from app.rules.development.steps import STEPS, S
from app.rules.development.texts import Text, later, text_of
from app.rules.sources import PRACTICE
from app.rules.votes import Body, Matter, judge_vote

ACCEPT, ASSEMBLY = Matter.ACCEPT, Organ.ASSEMBLY
NO_APPROVAL = frozenset(Organ) - {Organ.COMMITTEE}
HERE = (S.ACTIVIST, S.PROSPECT, S.EXAMINED)
ABOVE = (S.PREREVIEW, S.APPROVED, S.CONFIRMATION_APPROVED)
DECIDES_HERE = frozenset({None, Organ.ASSEMBLY, Organ.BRANCH_COMMITTEE})


def judge(file: Reading) -> None:
    deeds = file.deeds
    if deeds[S.COURSE] is not None:
        _course(file, deeds[S.COURSE])
    _organs(file)
    if file.case.leaves_on is not None:
        _leaving(file, file.case.leaves_on)
    for step in (S.ACCEPTED, S.CONFIRMATION_VOTED):
        if deeds[step] is not None:
            for deed in file.repeated.get(step) or (deeds[step],):
                _assembly(file, deed)
    for deed in file.turned:
        if deed.step is S.CONFIRMATION_VOTED:
            _assembly(file, deed)
    probationers.judge(file)
    papers.judge(file)


def _organs(file):
    for step in HERE:
        deed = file.deeds[step]
        if deed is not None and deed.organ not in DECIDES_HERE:
            _not_here(file, deed)
    for step in ABOVE:
        deed = file.deeds[step]
        if deed is not None and deed.organ in NO_APPROVAL:
            _not_theirs(file, deed)
    for deed in file.turned:
        if deed.step is S.CONFIRMATION_APPROVED and deed.organ in NO_APPROVAL:
            _not_theirs(file, deed)


def _course(file, deed: Deed):
    """DEV-12, and whether the course can have lasted as long as it says."""
    first = span(deed.on)[0]
    text = text_of(first)
    if text is None:
        return
    if deed.until is not None and file.lo[S.COURSE] is not None:
        ends = span(deed.until)[1]
        long = (ends - first).days + 1
        if long < 1 or (deed.days or 0) > long:
            what = f"{deed.on} 至 {deed.until}，登记 {deed.days or '—'} 天"
            reason = Reason("短期集中培训的起止日期与天数对不上")
            file.add(Sort.WRONG, S.COURSE, reason, (("培训", what),), "核对起止日期和天数", "until")
    if (deed.days or 0) >= text.course_days or (deed.hours or 0) >= text.course_hours:
        _organiser(file, deed, first)
        return
    if deed.outcome is not PASSED or deed.reason:
        return
    need = f"{text.course_days} 天或者 {text.course_hours} 学时"
    if deed.days is None and deed.hours is None:
        reason = by("DEV-12", first, f"没有登记培训的天数或学时，一般不少于 {need}")
        file.add(Sort.GAP, S.COURSE, reason, (file.fact(S.COURSE),), "补登天数或学时", "hours")
        return
    had = f"{deed.days or 0} 天，{deed.hours or 0} 学时"
    reason = by("DEV-12", first, f"短期集中培训一般不少于 {need}")
    file.add(Sort.WRONG, S.COURSE, reason, (("登记", had),), "补足培训，或者写明理由", "hours")


def _organiser(file, deed, first):
    if deed.organ is None or deed.organ is Organ.COMMITTEE or deed.reason:
        return
    message = f"短期集中培训由基层党委或者县级党委组织部门组织，登记的是{deed.organ.label}"
    reason = by("DEV-12", first, message, Strength.NORMALLY)
    facts = (("组织单位", deed.organ.label),)
    file.add(Sort.WRONG, S.COURSE, reason, facts, "核对组织单位，或者写明理由", "organ")


def _not_here(file, deed):
    day = span(deed.on)[0]
    if text_of(day) is None:
        return
    message = f"{deed.step.label}由支委会（不设支委会的由支部党员大会）讨论决定"
    reason = (
        by("DEV-03", day, message)
        if deed.step is S.ACTIVIST
        else Reason(message, "", STEPS[deed.step].cite(day))
    )
    facts = (("决定的组织", deed.organ.label),)
    file.add(Sort.WRONG, deed.step, reason, facts, "由支委会或者支部党员大会讨论决定", "organ")


def _not_theirs(file, deed):
    """DEV-23; a temporary organisation may where something else is laid down (除另有规定外)."""
    day = span(deed.on)[0]
    if text_of(day) is None or (deed.organ is Organ.TEMPORARY and deed.reason):
        return
    message = f"{deed.organ.label}不能{_act(deed)}"
    mend = "报有审批权限的党委办理"
    if deed.organ is Organ.TEMPORARY:
        mend += "；另有规定的，写明依据"
    facts = (("办理的组织", deed.organ.label), (deed.step.label, str(deed.on)))
    file.add(Sort.WRONG, deed.step, by("DEV-23", day, message), facts, mend, "organ")


def _act(deed):
    return {
        S.PREREVIEW: "预审",
        S.APPROVED: "审批预备党员",
        S.CONFIRMATION_APPROVED: "审批预备党员转正",
    }[deed.step]


def _leaving(file, leaves_on):
    """DEV-13 at the booklet, with which accepting begins for the person."""
    step = S.BOOKLET if file.deeds[S.BOOKLET] else S.ACCEPTED
    lo, text = file.lo[step], file.text(step)
    if text is None or not lo <= leaves_on <= later(file.hi[step], text.leaving):
        return
    if any(file.deeds[one] and file.deeds[one].reason for one in (S.BOOKLET, S.ACCEPTED)):
        return
    message = f"{text.leaving} 个月内将离开工作、学习单位，一般不办理接收预备党员的手续"
    facts = (("离开日期", in_words(leaves_on)), file.fact(step))
    mend = "由新单位党组织办理，或者写明理由"
    file.add(Sort.WRONG, step, by("DEV-13", lo, message), facts, mend, "reason")


@lru_cache(maxsize=1 << 12)
def _judged(matter: Matter, text: Text, votes: Votes) -> tuple[bool, tuple[Reason, ...], str]:
    """(carried, what speaks against the figures, summary). The same figures come again and
    again, and the judgement hangs on the version, not the day."""
    found = judge_vote(
        matter,
        Body.ASSEMBLY,
        text.since,
        due=votes.due,
        present=votes.present,
        yes=votes.yes,
        no=votes.no,
        abstain=votes.abstain,
        written=votes.written,
    )
    return found.passed, found.verdict.reasons, found.summary


def _assembly(file, deed: Deed):
    step, day = deed.step, span(deed.on)[0]
    text = text_of(day)
    if text is None:
        return
    matter = ACCEPT if step is S.ACCEPTED else probationers.MATTERS[deed.outcome]
    if (deed.organ is not None and deed.organ is not ASSEMBLY) or _temporary(file, deed):
        _not_an_assembly(file, deed, matter, day)
    if deed.votes is None:
        reason = by("DEV-21", day, f"没有登记{matter.label}的应到、实到人数和票数")
        mend = "按会议记录补登人数和票数"
        file.add(Sort.GAP, step, reason, ((step.label, str(deed.on)),), mend, "votes")
        return
    stands, reasons, summary = _judged(matter, text, deed.votes)
    facts = (("票数", summary), ("登记的结果", deed.outcome.label))
    for reason in reasons:
        mend = "核对应到、实到人数和票数；不符合的，重新召开支部党员大会"
        file.add(Sort.WRONG, step, reason, facts, mend, "votes")
    if not reasons and stands is (deed.outcome is FAILED):
        _contradicted(file, deed, matter, day, facts)
    if deed.votes.secret is False:
        _open_vote(file, deed, matter, day)


def _temporary(file, deed):
    """Today's branch; before a move it was another."""
    if not file.case.temporary_branch or deed.step is not S.ACCEPTED:
        return False
    return all(span(move.on)[1] <= span(deed.on)[0] for move in file.case.moves)


def _not_an_assembly(file, deed, matter, day):
    temporary = deed.organ is Organ.TEMPORARY or _temporary(file, deed)
    if temporary and deed.reason:
        return
    organ = Organ.TEMPORARY if temporary else deed.organ
    facts = (("讨论的组织", organ.label), (deed.step.label, str(deed.on)))
    if temporary:
        reason = by("DEV-23", day, "临时党组织不能接收预备党员")
        mend = "由本人组织关系所在的党支部讨论；另有规定的，写明依据"
    else:
        reason = by("DEV-15", day, f"{matter.label}须由支部党员大会讨论决定")
        mend = "召开支部党员大会讨论"
    file.add(Sort.WRONG, deed.step, reason, facts, mend, "organ")


def _contradicted(file, deed, matter, day, facts):
    due = deed.votes.due
    if deed.outcome is FAILED:
        message = f"赞成 {deed.votes.yes} 票，超过应到会 {due} 人的半数，结果却登记为未通过"
    else:
        message = f"赞成 {deed.votes.yes} 票，没有超过应到会 {due} 人的半数，{matter.label}不能通过"
    mend = "核对票数和结果；没有通过的，按未通过登记"
    file.add(Sort.WRONG, deed.step, by("DEV-16", day, message), facts, mend, "votes")


def _open_vote(file, deed, matter, day):
    """The clause orders it for accepting; at 转正 it is practice and a reason answers."""
    facts = (("表决方式", "没有采取无记名投票"), (deed.step.label, str(deed.on)))
    if matter is Matter.ACCEPT:
        reason = by("DEV-18", day, "接收预备党员应当采取无记名投票方式表决")
        mend = "核对表决方式；不是无记名投票的，重新召开大会表决"
    elif deed.reason:
        return
    else:
        message = f"{matter.label}一般采取无记名投票方式表决"
        reason = Reason(message, "DEV-18", PRACTICE.cite(), Strength.NORMALLY)
        mend = "核对表决方式，或者写明理由"
    file.add(Sort.WRONG, deed.step, reason, facts, mend, "votes")
