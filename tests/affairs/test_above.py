"""Opinions about the secretary go to those above; in the branch nobody learns that there is one."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.affairs import actions, duties, queries, throttle
from app.affairs.models import RaisedOpinion
from app.core.audit import AuditEntry
from app.core.db import db, unit_of_work
from app.findings import keeping
from app.rules.affairs import OpinionState as State
from app.rules.organizations import PostKind
from tests.affairs.made import DUE, TODAY
from tests.affairs.test_letters import open_box
from tests.conftest import TODAY as DAY
from tests.world import appoint

SUBJECT, SAID = "会上让大家说完", "书记常常先表态，后面的同志不好再说"
IN_THE_BRANCH = ("secretary", "committee_member", "liaison", "member")
BRANCH_PAGES = (
    "/", "/affairs/", "/affairs/?state=open", "/affairs/given", "/affairs/open", "/affairs/mine",
    "/affairs/counts", "/findings/", "/search?q=会上让大家说完", "/rectification/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_throttles():
    for one in (throttle.LETTERS, throttle.CODES):
        one._forget()


def about(world, state=State.RAISED):
    """韩志远 says it of 周敏, who leads the branch; 吴赟 of the college sees to it."""
    opinion = actions.raise_signed(
        world.here, world.people["韩志远"], subject=SUBJECT, text=SAID, above=world.college
    )
    if state is not State.RAISED:
        actions.assign(opinion, person=world.people["吴赟"], due_on=DUE)
        actions.answer(opinion, text="已同书记谈话，今后先听大家的。", by="吴赟")
    if state is State.TOLD:
        actions.tell(opinion)
    db.session.commit()
    return opinion


def only():
    db.session.expire_all()
    return db.session.scalars(select(RaisedOpinion)).one()


def test_a_member_hands_it_to_those_above(client_of, world):
    browser = client_of("member")
    assert "意见涉及书记本人，书记看不到" in browser.get("/affairs/new").text
    fields = {"subject": SUBJECT, "text": SAID, "to": "above"}
    assert browser.post("/affairs/new", data=fields).status_code == 303
    opinion = only()
    assert (opinion.organization_id, opinion.about_id) == (world.college.id, world.here.id)
    page = browser.get("/affairs/mine").text
    assert SAID in page
    assert "书记看不到" in page


@pytest.mark.parametrize("login", ["secretary", "committee_member", "liaison"])
@pytest.mark.parametrize("address", BRANCH_PAGES)
@pytest.mark.parametrize("state", [State.RAISED, State.TOLD])
def test_no_page_of_the_branch_tells_that_there_is_one(client_of, world, login, address, state):
    before = client_of(login).get(address)
    about(world, state)
    with unit_of_work():
        keeping.keep_everything(DAY)
    after = client_of(login).get(address)
    assert after.status_code == before.status_code
    assert SUBJECT not in after.text.replace("/search?q=会上让大家说完", "").replace(
        f'value="{SUBJECT}"', ""
    ).replace(f"“{SUBJECT}”", "")
    assert SAID not in after.text
    assert _plain(after.text) == _plain(before.text)


@pytest.mark.parametrize("login", IN_THE_BRANCH)
def test_nobody_of_the_branch_opens_it(client_of, world, login):
    opinion, browser = about(world), client_of(login)
    for address in (f"/affairs/{opinion.id}", f"/affairs/above/{opinion.id}", "/affairs/above/"):
        assert browser.get(address).status_code in {403, 404}


def test_the_branchs_ledger_and_figures_leave_it_out(client_of, world):
    about(world)
    table = client_of("secretary").get("/affairs/ledger.xlsx")
    rows = list(load_workbook(BytesIO(table.data)).active.iter_rows(values_only=True))
    assert not [row for row in rows if SUBJECT in map(str, row)]
    assert queries.numbers(EVERYTHING) == {}
    assert queries.counts(EVERYTHING, TODAY, 10) == []


def test_the_branch_owes_nothing_for_it_and_the_college_does(world):
    opinion = about(world)
    assert list(duties.findings([world.here], TODAY)) == []
    [told] = list(duties.findings([world.college], TODAY))
    assert told.press_url == f"/affairs/above/{opinion.id}"
    assert "对支部书记" in told.why
    assert SUBJECT not in told.what + told.why
    assert "教工第一党支部" not in told.what + told.why


def test_officers_above_see_to_it_and_the_author_reads_the_answer(client_of, world):
    opinion, browser = about(world), client_of("faculty")
    assert SUBJECT in browser.get("/affairs/above/").text
    address = f"/affairs/above/{opinion.id}"
    assert SAID in browser.get(address).text
    steps = {
        "assign": {
            "assign-person_id": str(world.people["吴赟"].id), "assign-due_on": DUE.isoformat(),
        },
        "answer": {"answer-text": "已同书记谈话。"},
        "tell": {},
    }  # fmt: skip
    for step, fields in steps.items():
        assert browser.post(f"{address}/{step}", data=fields).status_code == 303, step
    assert only().state is State.TOLD
    assert "已同书记谈话。" in client_of("faculty").get(address).text
    opinion = only()
    actions.respond(opinion, settled=True, text="", by="韩志远")
    assert opinion.state is State.CLOSED


@pytest.mark.parametrize("step", ["assign", "answer", "back", "tell", "close"])
def test_a_step_out_of_turn_or_without_words_comes_back(client_of, world, step):
    opinion = about(world, State.TOLD)
    answer = client_of("faculty").post(f"/affairs/above/{opinion.id}/{step}", data={})
    assert answer.status_code == 422


def test_it_is_not_made_known(world):
    opinion = about(world, State.TOLD)
    with pytest.raises(actions.Refused, match="不公开"):
        actions.publish(opinion, question="问", answer="答")


def test_an_anonymous_one_goes_there_too_and_is_followed_by_its_code(client_of, world):
    browser = client_of("member")
    slip = re.search(r'name="slip" value="([^"]+)"', browser.get("/affairs/anonymous").text)[1]
    fields = {"subject": SUBJECT, "text": SAID, "slip": slip, "to": "above"}
    code = re.search(r'id="code">([^<]+)<', browser.post("/affairs/anonymous", data=fields).text)
    open_box()
    opinion = only()
    assert (opinion.organization_id, opinion.about_id) == (world.college.id, world.here.id)
    assert opinion.anonymous
    assert SUBJECT not in client_of("secretary").get("/affairs/").text
    page = client_of(None).post("/affairs/code", data={"code": code[1]}).text
    assert SUBJECT in page


def test_nobody_is_written_to_who_is_not_offered(client_of, world):
    for address in ("/affairs/new", "/affairs/anonymous"):
        fields = {"subject": SUBJECT, "text": SAID, "to": "principal", "slip": "s" * 30}
        page = client_of("member").post(address, data=fields)
        assert page.status_code == 422
        assert SAID in page.text, "what was typed is kept"
    assert db.session.scalars(select(RaisedOpinion)).all() == []


def test_a_secretary_with_a_post_above_is_passed_over(client_of, world):
    """It goes to the next one up, and the trail and the lists of the college do not tell it."""
    appoint(world, "周敏", world.college, PostKind.OFFICER)
    db.session.commit()
    assert queries.superior(EVERYTHING, world.here, TODAY) is world.university
    client_of("member").post("/affairs/new", data={"subject": SUBJECT, "text": SAID, "to": "above"})
    opinion = only()
    assert opinion.organization_id == world.university.id
    browser = client_of("secretary")
    assert SUBJECT not in browser.get("/affairs/above/").text
    assert browser.get(f"/affairs/above/{opinion.id}").status_code == 404
    assert SUBJECT in client_of("committee").get("/affairs/above/").text


def test_a_secretary_who_becomes_an_officer_later_does_not_find_it(client_of, world):
    opinion = about(world)
    appoint(world, "周敏", world.college, PostKind.OFFICER)
    db.session.commit()
    browser = client_of("secretary")
    assert SUBJECT not in browser.get("/affairs/above/").text
    assert browser.get(f"/affairs/above/{opinion.id}").status_code == 404


def test_its_trail_belongs_to_those_above(world):
    about(world)
    query = select(AuditEntry.path).where(AuditEntry.subject == "意见建议")
    assert set(db.session.scalars(query)) == {world.college.path}


def test_where_nobody_is_above_it_is_not_offered(world):
    assert queries.superior(EVERYTHING, world.university, TODAY) is None


def _plain(page):
    """The page without marks that are fresh every time."""
    return re.sub(r'(name="(?:csrf_token|once)" value)="[^"]*"', r"\1", page)
