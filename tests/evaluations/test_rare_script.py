"""A remark in a rare script goes its whole way: sealed, counted, read, released, printed."""

import pytest

from app.access.scope import EVERYTHING
from app.ballots import counting
from app.ballots.models import Release
from app.core.db import db
from app.evaluations import actions, queries
from app.evaluations.models import Kind
from tests.conftest import TODAY
from tests.evaluations.conftest import VOTERS, cast, opened
from tests.printing import reading

# The faces that are installed print Han and Latin letters; other scripts are kept and shown.
PRINTED = ("𠮷𠅤䶮𬭩赵㛃", "阿卜杜热西提·阿卜杜克热木", "<b>好</b> & “够”")
WORDS = (*PRINTED, "ཀུན་དགའ་ — 1/3", "ئۇيغۇر")


@pytest.mark.parametrize("said", WORDS)
def test_a_remark_comes_out_as_it_went_in(world, client_of, said):
    campaign = opened(world, kind=Kind.MEMBER_REVIEW)
    cast(world, campaign, VOTERS[:1], texts={"欧阳懿": said})
    cast(world, campaign, VOTERS[1:])
    actions.close(campaign)
    actions.count(campaign, TODAY)
    [word] = counting.words(campaign.box)
    assert word.text == said
    actions.release(word, Release.TO_PERSON, "")
    actions.decide(
        campaign,
        {one.id: {"grade": "qualified"} for one in queries.judged(EVERYTHING, campaign)}, "", TODAY,
    )  # fmt: skip
    actions.tell(campaign, TODAY)
    db.session.commit()
    member = client_of("member").get(f"/evaluations/{campaign.id}/mine").text
    assert said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in member
    subject = world.people["欧阳懿"].id
    if said not in PRINTED:
        return
    paper = client_of("secretary").get(f"/evaluations/{campaign.id}/feedback.pdf?subject={subject}")
    printed = "".join(page.extract_text() for page in reading.pages(paper.data))
    assert "".join(said.split())[:4] in "".join(printed.split())
