"""How far each person of the demo world has come on the way into the Party."""

from dataclasses import dataclass

from app.rules.development.steps import Step

S = Step


@dataclass(frozen=True)
class Stand:
    """How far a person has come: the last step taken, and how many days ago. `idle` people have
    no 考察 on record; a `spoiled` file was copied from paper with its mistakes."""

    step: Step
    days: int
    idle: bool = False
    spoiled: bool = False


WAITING_LONG = Stand(S.ACCEPTED, 101)
STANDS = {
    "JS-01": [
        Stand(S.OATH, 190), Stand(S.CONTACTS, 162), Stand(S.BOOKLET, 12), Stand(S.APPLY, 19),
    ],
    "JS-02": [Stand(S.CONTACTS, 372, idle=True)],
    "JS-11": [
        Stand(S.OATH, 150), Stand(S.OATH, 120), Stand(S.OATH, 210), Stand(S.OATH, 90),
        Stand(S.OATH, 240), Stand(S.CONFIRMATION_VOTED, 9), Stand(S.CONFIRMATION_ASKED, 6),
        Stand(S.OATH, 352), Stand(S.APPROVAL_FILED, 48),
        Stand(S.APPLY, 47), Stand(S.TALK, 90), Stand(S.ACTIVIST, 4), Stand(S.ACTIVIST_FILED, 1),
        Stand(S.PROSPECT, 5), Stand(S.PROSPECT_LISTED, 2), Stand(S.COURSE, 3),
        Stand(S.EXAMINED, 3),
    ],
    "JS-21": [
        Stand(S.OATH, 60), Stand(S.OATH, 60), Stand(S.APPROVED, 3), Stand(S.OATH, 300),
        WAITING_LONG, Stand(S.ACCEPTED, 7), Stand(S.BOOKLET, 34), Stand(S.POLITICAL_REVIEW, 2),
    ],
    "JS-22": [
        Stand(S.OATH, 60), Stand(S.OATH, 75), Stand(S.OATH, 45),
        Stand(S.BOOKLET, 8, spoiled=True), Stand(S.CONTACTS, 260, spoiled=True),
    ],
}  # fmt: skip
"""Of the college whose committee has a login; elsewhere people stand here and there."""
ELSEWHERE = [
    Stand(S.OATH, 80), Stand(S.CONTACTS, 140), Stand(S.OATH, 170), Stand(S.TALK, 60),
    Stand(S.OATH, 250), Stand(S.PROSPECT_LISTED, 5), Stand(S.CONTACTS, 20), Stand(S.APPLY, 9),
]  # fmt: skip
