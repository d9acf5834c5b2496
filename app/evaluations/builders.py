"""Builds the papers of both evaluations from the record; without a count they hold no votes."""

from datetime import date

from app.evaluations.debrief_ballot import DebriefBallot, debrief_ballot
from app.evaluations.debrief_ballot import Judged as JudgedSecretary
from app.evaluations.models import Campaign, Kind
from app.evaluations.results import PersonResult, Results
from app.evaluations.sheets import (
    ReviewBallot,
    ReviewRegistration,
    ReviewSummary,
    SummaryRow,
    Tally,
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
    campaign: Campaign, names: list[str], results: Results | None, held: date | str
) -> DebriefBallot:
    """Blank, or with results what was counted."""
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
            JudgedSecretary(campaign.organization.name, name, count)
            for name, count in zip(names, counts, strict=True)
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


def paper_name(campaign: Campaign, what: str) -> str:
    """The file's Chinese name."""
    place = campaign.organization.name
    kind = "" if campaign.kind is Kind.MEMBER_REVIEW else "述职评议"
    return f"{campaign.year}年度{place}{kind}{what}.pdf"


def _turnout(results):
    if results is None:
        return None
    return Turnout(results.due, results.due, results.returned, results.valid)


def _grade(review):
    return review.grade.label if review and review.grade else ""


def _known(day):
    return str(day) if day else ""
