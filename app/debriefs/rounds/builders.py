"""Fills the papers of a round from its places."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.debriefs.rounds.models import DebriefRound
from app.debriefs.rounds.queries import Place
from app.debriefs.rounds.sheets import (
    Comment,
    Feedback,
    Overall,
    OverallRow,
    SpeakerOrder,
    SpeakerRow,
    ToMend,
    comment_sheet,
    feedback_sheet,
    overall_sheet,
    speaker_order,
)
from app.evaluations.debrief_ballot import DebriefBallot, Judged, debrief_ballot
from app.rectification.models import Item


def order(held: DebriefRound, places: Sequence[Place]) -> SpeakerOrder:
    """Those who speak, each with the planned time where the round says when it begins; then those
    who report in writing."""
    rows, at = [], _start(held)
    for place in places:
        written = bool(place.hearing and place.hearing.written)
        minutes = place.hearing and place.hearing.minutes
        planned = ""
        if at and not written:
            ends = at + timedelta(minutes=held.minutes)
            planned = f"{at:%H:%M}—{ends:%H:%M}"
            at = ends + timedelta(minutes=held.comment_minutes)
        rows.append(
            SpeakerRow(
                "" if written else str(len(rows) + 1),
                place.branch.long_name,
                place.speaker,
                planned,
                f"{minutes} 分钟" if minutes else "",
                "书面述职" if written else "",
            )
        )
    return speaker_order(
        year=held.year,
        organization=held.organization.name,
        held=held.held_on or "",
        place=held.place,
        minutes=held.minutes,
        comment_minutes=held.comment_minutes,
        rows=rows,
    )


def comment(held: DebriefRound, place: Place) -> Comment:
    """One secretary's; blank where nothing was said yet."""
    heard = place.hearing
    return comment_sheet(
        year=held.year,
        organization=held.organization.name,
        branch=place.branch.long_name,
        secretary=place.speaker,
        heard=(heard and heard.delivered_on) or held.held_on or "",
        text=heard.comment if heard else "",
        by=heard.commented_by if heard else "",
        day=(heard and heard.commented_on) or "",
    )


def overall(held: DebriefRound, places: Sequence[Place], day: date) -> Overall:
    """Everybody's overall opinion with the votes beside it."""
    return overall_sheet(
        year=held.year,
        organization=held.organization.name,
        filled=day,
        rows=[
            OverallRow(
                one.branch.long_name,
                one.speaker,
                one.shares.votes if one.shares and one.shares.counted else (),
                one.hearing.overall.label if one.hearing and one.hearing.overall else "",
                one.hearing.opinion if one.hearing else "",
            )
            for one in places
        ],
    )


def feedback(held: DebriefRound, place: Place, items: Sequence[Item]) -> Feedback:
    """What one secretary is told; only where there is an overall opinion."""
    heard = place.hearing
    return feedback_sheet(
        year=held.year,
        organization=held.organization.name,
        branch=place.branch.long_name,
        secretary=place.speaker,
        votes=place.shares.words if place.shares and place.shares.counted else "",
        overall=heard.overall.label,
        opinion=heard.opinion,
        comment=heard.comment,
        to_mend=[
            ToMend(item.problem, item.measure, item.due_on)
            for item in items
            if not item.source_part
        ],
        day=heard.told_on or "",
        reply=heard.reply,
        confirmed=heard.confirmed_on or "",
    )


def ballot(held: DebriefRound, places: Sequence[Place]) -> DebriefBallot:
    """The blank ballot on everybody who reports."""
    judged = [Judged(one.branch.long_name, one.speaker) for one in places]
    return debrief_ballot(
        year=held.year,
        organization=held.organization.name,
        held=held.held_on or "",
        judged=judged,
    )


def _start(held):
    if held.starts_at is None:
        return None
    return datetime.combine(held.held_on or held.submit_by, held.starts_at)
