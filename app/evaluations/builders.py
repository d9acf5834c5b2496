"""Builds the papers of both evaluations from the record; without a count they hold no votes."""

from collections.abc import Sequence
from datetime import date

from app.ballots.models import Level, Release
from app.evaluations import pictures
from app.evaluations.debrief_ballot import DebriefBallot, debrief_ballot
from app.evaluations.debrief_ballot import Judged as JudgedSecretary
from app.evaluations.models import Campaign, Group, Kind
from app.evaluations.paper import questions_of, with_remark
from app.evaluations.results import PersonResult, Results, released
from app.evaluations.sheets import (
    EvaluationFeedback,
    EvaluationTally,
    FreeBallot,
    GroupTurnout,
    NumberList,
    ReviewBallot,
    ReviewRegistration,
    ReviewSummary,
    SummaryRow,
    Tally,
    TallyLine,
    TallySubject,
    Turnout,
    ballot_form_a,
    ballot_form_b,
    review_summary,
)
from app.printing.words import paragraphs
from app.rules.evaluations import Grade, excellent_hint

HEADINGS = [
    "姓名",
    "参评票数",
    "优秀",
    "合格",
    "基本合格",
    "不合格",
    "满意率",
    "支委会评定",
    "备注",
]


def blank_ballot(campaign: Campaign, names: list[str], form: str) -> ReviewBallot:
    """Form a (grades alone) or b (six aspects), for the people on the ballot."""
    make = ballot_form_a if form == "a" else ballot_form_b
    return make(organization=campaign.organization.name, year=campaign.year, names=names)


def secretary_ballot(
    campaign: Campaign,
    names: list[tuple[str, str]],
    results: Results | None,
    held: date | str,
) -> DebriefBallot:
    """Blank, or with results what was counted; `names` are (person, branch)."""
    counts = [None] * len(names)
    if results:
        counts = [
            (*(line.votes for line in one.lines), one.overall.votes) for one in results.people
        ]
    return debrief_ballot(
        year=campaign.year,
        organization=campaign.organization.name,
        held=held,
        judged=[
            JudgedSecretary(place or campaign.organization.name, name, count)
            for (name, place), count in zip(names, counts, strict=True)
        ],
        turnout=_turnout(results),
    )


def summary(campaign: Campaign, results: Results, reviews: dict, today: date) -> ReviewSummary:
    """汇总表 with the grades decided so far."""
    rows = [
        SummaryRow(
            name=one.judged.name,
            ballots=one.ballots,
            counts=one.overall.votes,
            grade=_grade(reviews.get(one.judged.id)),
            note="" if one.judged.graded else "预备党员",
        )
        for one in results.people
    ]
    excellent = sum(row.grade == Grade.EXCELLENT.label for row in rows)
    return review_summary(
        organization=campaign.organization.name,
        year=campaign.year,
        filled=today,
        rows=rows,
        turnout=_turnout(results),
        base=campaign.base,
        within_third=bool(excellent_hint(excellent, campaign.base, today)),
    )


def table_rows(results: Results, sheet: ReviewSummary) -> list[list]:
    """The same rows for a workbook, under HEADINGS."""
    return [
        [row.name, row.ballots, *row.counts, one.satisfied, row.grade, row.note]
        for row, one in zip(sheet.rows, results.people, strict=True)
    ]


def registration(
    campaign: Campaign, member, *, post: str, own_words, review, result: PersonResult | None
) -> ReviewRegistration:
    """登记表 of one person; what is not decided or not counted stays empty."""
    person = member.person
    return ReviewRegistration(
        organization=campaign.organization.name,
        year=campaign.year,
        name=person.name,
        sex=person.gender.label if person.gender else "",
        ethnicity=person.ethnicity,
        born=_known(person.birth),
        education=person.education,
        joined=_known(member.joined_on),
        confirmed=_known(member.confirmed_on),
        work=person.job,
        party_post=post,
        group=member.group.name if member.group else "",
        self_evaluation=tuple(paragraphs(own_words.text)) if own_words else (),
        tally=Tally(result.ballots, result.overall.votes) if result else None,
        opinion=tuple(paragraphs(review.opinion)) if review else (),
        grade=_grade(review),
        superior=tuple(paragraphs(review.superior_opinion)) if review else (),
    )


def free_ballot(campaign: Campaign, on_ballot: list[tuple[str, str]]) -> FreeBallot:
    """The blank paper ballot of a kind without an official form."""
    return FreeBallot(
        title=campaign.title,
        organization=campaign.organization.name,
        subjects=tuple(name if not place else f"{name}（{place}）" for name, place in on_ballot),
        questions=tuple(
            (q.label, tuple(label for _, label in q.marks)) for q in questions_of(campaign)
        ),
        remark=with_remark(campaign),
    )


def tally(campaign: Campaign, results: Results, groups: Sequence[Group]) -> EvaluationTally:
    """The count as the record has it, whatever the kind."""
    shown = {group.code: group.label for group in groups}
    return EvaluationTally(
        title=f"{campaign.title}计票单",
        organization=campaign.organization.name,
        counted_on=campaign.counted_on or "",
        turnout=_turnout(results),
        paper=results.paper,
        withheld=results.withheld,
        minimum=campaign.minimum,
        strict=campaign.level is Level.STRICT,
        groups=tuple(
            GroupTurnout(g.label, g.weight, g.voters, _shown_words(g, shown)) for g in groups
        ),
        subjects=tuple(
            TallySubject(one.judged.name, one.judged.place, _lines(one)) for one in results.people
        ),
        unweighted=results.unweighted,
        on_paper=campaign.on_paper,
        picture=pictures.printed(pictures.rows_of(results.people)),
    )


def number_list(campaign: Campaign, numbers: Sequence[str]) -> NumberList:
    """The published list of counted envelopes."""
    return NumberList(
        campaign.title, campaign.organization.name, campaign.counted_on or "", tuple(numbers)
    )


def feedback(
    campaign: Campaign, one: PersonResult, reviews: dict, results: Results
) -> EvaluationFeedback:
    """What one subject is told."""
    review = reviews.get(one.judged.id)
    said = results.remarks.get(one.judged.subject, [])
    return EvaluationFeedback(
        title=f"{campaign.title}反馈单",
        organization=campaign.organization.name,
        name=one.judged.name,
        place=one.judged.place,
        turnout=_turnout(results),
        lines=_lines(one),
        words=tuple(released(said, Release.PUBLISHED, Release.TO_PERSON)),
        grade=_grade(review),
        feedback=tuple(paragraphs(review.feedback)) if review else (),
        picture=pictures.printed(pictures.rows_of([one])),
    )


def _lines(one):
    lines = (*one.lines, *((one.overall,) if one.overall else ()))
    return tuple(TallyLine(x.label, x.marks, x.votes, x.weighted, x.mean) for x in lines)


def _shown_words(group, labels):
    if group.shown_as is None:
        return "票数不足，未计入"
    names = [labels[code] for code in group.shown_as.split("+") if code != group.code]
    return f"与{'、'.join(names)}合并计算" if names else "单独计算"


def paper_name(campaign: Campaign, what: str) -> str:
    """The file's Chinese name."""
    kind = {Kind.MEMBER_REVIEW: "", Kind.SECRETARY_REVIEW: "述职评议"}.get(
        campaign.kind, campaign.kind.label
    )
    return f"{campaign.year}年度{campaign.organization.name}{kind}{what}.pdf"


def _turnout(results):
    if results is None:
        return None
    return Turnout(results.due, results.due, results.returned, results.valid)


def _grade(review):
    return review.grade.label if review and review.grade else ""


def _known(day):
    return str(day) if day else ""
