"""Every change once a pledge is public: commented on, evaluated, opinions answered and fed back."""

from datetime import date

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.pledges.models import Pledge, PledgeComment, PledgeEvaluation, PledgeFeedback
from app.rectification import actions as rectification
from app.rectification.models import Item, Source
from app.rules.pledges import (
    CommentWay,
    FeedbackWay,
    OpinionSource,
    PledgeState,
    check_figures,
    feedback_due,
    may_become,
    may_judge,
)
from app.rules.rectification import SourceKind

SOURCE = SourceKind.PLEDGE
EVALUABLE = (PledgeState.PUBLISHED, PledgeState.COMMENTED)
"""States of pledges that can be evaluated for the first time."""


def comment(
    pledge: Pledge,
    *,
    by: int | None,
    name: str,
    commented_on: date,
    way: CommentWay,
    judgement: str,
    achievements: str,
    problems: str,
    direction: str,
    mend_by: date | None,
    follow: bool,
) -> PledgeComment:
    """Comment on a published pledge. `follow` puts each line of the problems on the list of
    rectification, due `mend_by`. Refused for one's own pledge, and where nothing is said."""
    _stop(may_judge(pledge.person_id, by))
    _stop(may_become(pledge.state, PledgeState.COMMENTED))
    _check_day(pledge, commented_on, "commented_on")
    if not any(text.strip() for text in (judgement, achievements, problems, direction)):
        raise Refused("还什么都没有写。", "judgement")
    if follow and not problems.strip():
        raise Refused("列入整改的，请先写问题，一行一个。", "problems")
    if follow and mend_by is None:
        raise Refused("列入整改的，请写整改期限。", "mend_by")
    if mend_by and mend_by < commented_on:
        raise Refused("整改期限不能早于点评那一天。", "mend_by")
    made = PledgeComment(
        pledge=pledge,
        commented_on=commented_on,
        commenter=name[:100],
        way=way,
        judgement=judgement,
        achievements=achievements,
        problems=problems,
        direction=direction,
        mend_by=mend_by,
    )
    db.session.add(made)
    pledge.state = PledgeState.COMMENTED
    db.session.flush()
    if follow:
        _follow(made)
    return made


def evaluate(
    pledge: Pledge,
    *,
    evaluated_on: date,
    voters: int,
    satisfied: int,
    fairly: int,
    dissatisfied: int,
    counted_by: str,
    opinion: str,
    responsible: str,
    campaign_id: int | None = None,
) -> PledgeEvaluation:
    """Enter the counted figures, or correct them until all is fed back. The first time, what is
    to be told to the pledger is noted too: the `opinion`s, or the result itself."""
    _stop(check_figures(voters, satisfied, fairly, dissatisfied), "voters")
    _check_day(pledge, evaluated_on, "evaluated_on")
    first = pledge.evaluation is None
    if first:
        _become(pledge, PledgeState.EVALUATED)
        pledge.evaluation = PledgeEvaluation()
    elif pledge.state is PledgeState.CLOSED:
        raise Refused("评议结果已经反馈，不再更正。")
    found = pledge.evaluation
    found.evaluated_on, found.counted_by = evaluated_on, counted_by
    found.voters, found.satisfied = voters, satisfied
    found.fairly, found.dissatisfied = fairly, dissatisfied
    found.campaign_id = campaign_id or found.campaign_id
    db.session.flush()
    if first:
        said = opinion.strip() or "向承诺人反馈群众评议结果"
        raise_opinion(
            pledge,
            opinion=said,
            source=OpinionSource.MASSES,
            responsible=responsible,
            raised_on=evaluated_on,
        )
    return found


def evaluate_row(pledge: Pledge, name: str, **facts) -> PledgeEvaluation:
    """One of many figures entered together: a refusal says whose they are."""
    try:
        return evaluate(pledge, opinion="", **facts)
    except Refused as refused:
        raise Refused(f"{name}：{refused.message}") from None


def raise_opinion(
    pledge: Pledge, *, opinion: str, source: OpinionSource, responsible: str, raised_on: date
) -> PledgeFeedback:
    """Note an opinion that is to be answered and told to the pledger within the days of PL-07."""
    if not pledge.public or pledge.state is PledgeState.CLOSED:
        raise Refused(f"这份承诺{pledge.state.label}，不再记意见。")
    _check_day(pledge, raised_on, "raised_on")
    made = PledgeFeedback(
        pledge=pledge,
        opinion=opinion,
        source=source,
        responsible=responsible,
        raised_on=raised_on,
        due_on=feedback_due(raised_on),
    )
    db.session.add(made)
    db.session.flush()
    return made


def answer(feedback: PledgeFeedback, *, result: str, told_on: date, way: FeedbackWay) -> None:
    """What became of an opinion, and how and when the pledger was told; open until confirmed."""
    if feedback.confirmed_on:
        raise Refused("承诺人已经确认，不再修改。")
    if told_on > clock.today():
        raise Refused("反馈日期还没有到。", "told_on")
    if told_on < feedback.raised_on:
        raise Refused("反馈日期不能早于提出意见的那一天。", "told_on")
    feedback.result, feedback.told_on, feedback.way = result, told_on, way
    db.session.flush()


def confirm(feedback: PledgeFeedback, *, by: str) -> None:
    """The pledger has been told. After the evaluation the last confirmation ends the cycle."""
    if feedback.told_on is None:
        raise Refused("还没有反馈，请先写处理结果和反馈方式。")
    if feedback.confirmed_on:
        raise Refused("已经确认过了。")
    feedback.confirmed_on, feedback.confirmed_by = clock.today(), by[:60]
    pledge = feedback.pledge
    db.session.flush()
    settled = all(one.confirmed_on for one in pledge.feedback)
    if pledge.state is PledgeState.EVALUATED and settled:
        _become(pledge, PledgeState.CLOSED)
        db.session.flush()


def _follow(made) -> list[Item]:
    pledge = made.pledge
    source = Source(
        SOURCE, pledge.id, f"{pledge.name}{pledge.year}年承诺", f"/pledges/{pledge.id}", made.id
    )
    answers = pledge.person.name if pledge.person else _body(pledge.organization)
    lines = dict.fromkeys(line.strip() for line in made.problems.splitlines() if line.strip())
    return [
        rectification.raise_item(
            pledge.organization,
            source=source,
            problem=line,
            measure=made.direction,
            person=pledge.person,
            responsible=answers,
            due_on=made.mend_by,
        )
        for line in lines
    ]


def _body(organization: Organization) -> str:
    return f"{organization.name}委员会"[:60]


def _check_day(pledge, day, field):
    if day > clock.today():
        raise Refused("这一天还没有到。", field)
    if pledge.published_on and day < pledge.published_on:
        raise Refused("不能早于承诺公开的那一天。", field)


def _become(pledge, state):
    _stop(may_become(pledge.state, state))
    pledge.state = state


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
