"""Five hundred judged by two hundred voters: the page, the vote, the count and the result hold."""

import pytest

from app.core.db import db
from app.evaluations import actions
from app.members.models import Member
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.members import Gender, Stage, Standing
from tests.evaluations.conftest import TODAY, answers, fields, opened

JUDGED, VOTERS = 500, 200
pytestmark = pytest.mark.slow


@pytest.fixture
def crowd(world):
    """An open evaluation of a branch of more than five hundred."""
    db.session.add_all(
        Member(
            person=Person(name=f"党员{n}", gender=Gender.FEMALE, birth=PartialDate(1985, 5)),
            organization=world.here,
            stage=Stage.FULL,
            standing=Standing.NORMAL,
            applied_on=PartialDate(2008, 9, 1),
            joined_on=PartialDate(2010, 6),
            confirmed_on=PartialDate(2011, 6),
        )
        for n in range(JUDGED)
    )
    db.session.flush()
    return opened(world)


def test_five_hundred_are_judged_by_two_hundred(world, crowd, client_of):
    own, member = f"/evaluations/{crowd.id}", client_of("member")
    page = member.get(f"{own}/vote")
    assert page.status_code == 200
    assert f"共 {len(crowd.asked.subjects) - 1} 位" in page.text
    posted = fields(crowd, world.people["欧阳懿"])
    missing = dict(posted)
    missing.pop(next(iter(missing)))
    again = member.post(f"{own}/vote", data=missing)
    assert again.status_code == 422
    assert "还有 1 处" in again.text
    assert "票已收到" in member.post(f"{own}/vote", data=posted).text

    voters = [p for p in actions.roster(crowd, TODAY) if p != world.people["欧阳懿"].id]
    for person_id in voters[: VOTERS - 1]:
        person = db.session.get(Person, person_id)
        actions.vote(crowd, person_id, answers(crowd, person), TODAY)
    actions.close(crowd)
    actions.count(crowd, TODAY)
    db.session.commit()
    assert crowd.box.ballots == VOTERS
    secretary = client_of("secretary")
    for told in ("results", "grades", "summary.xlsx"):
        assert secretary.get(f"{own}/{told}").status_code == 200
