"""The pages of an election: led from its start to its filing by the forms alone."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.audit import AuditEntry
from app.core.db import db
from app.elections import queries
from app.elections.actions import asking
from app.elections.handover.gathering import gather
from app.elections.models import Election, ElectionState, Round
from app.elections.papers import printable
from app.findings import actions as findings
from app.findings import keeping
from app.findings.models import AnswerKind
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.rules.elections.terms import Subject
from app.rules.organizations import PostKind, UnitType
from tests.elections import made
from tests.elections.made import TODAY, VOTERS

DAY = "2026-11-16"


def current():
    db.session.rollback()
    number = db.session.scalar(select(Election.id).order_by(Election.id.desc()))
    db.session.expire_all()
    return queries.one(EVERYTHING, number)


def ids(world, names):
    return [str(world.people[name].id) for name in names]


def count(browser, **yes):
    voted = db.session.scalar(select(Round).order_by(Round.id.desc()))
    fields = {"handed_out": voted.present, "collected": voted.present, "invalid": ""}
    fields |= {f"yes-{one.id}": yes.get(one.name, 0) for one in voted.tallies}
    fields |= {f"no-{one.id}": voted.present - yes.get(one.name, 0) for one in voted.tallies}
    return browser.post(f"/elections/rounds/{voted.id}/count", data=fields)


def decide(faculty, about):
    election = current()
    return faculty.post(
        f"/elections/{election.id}/decide/{about}",
        data={"outcome": "agreed", "decided_on": "2026-11-16", "reply_number": "计党〔2026〕9号"},
    )


def prepare(world, secretary, faculty, at):
    """Up to the candidates made known, with what is refused on the way."""
    plan = {"planned_on": DAY, "seats": "3", "deputies": "0", "asked_on": DAY, "reason": ""}
    refused = secretary.post(f"{at}/plan", data=plan)
    assert refused.status_code == 422
    assert "请写明理由" in refused.text
    assert secretary.post(f"{at}/plan", data=plan | {"reason": "提前换届"}).status_code == 303
    assert decide(faculty, "plan").status_code == 303
    few = {
        "committee_member": ids(world, made.STANDING[:3]), "asked_on": DAY,
        "secretary": str(world.people["周敏"].id),
    }  # fmt: skip
    refused = secretary.post(f"{at}/nominees", data=few)
    assert refused.status_code == 422
    assert "第十三条" in refused.text
    enough = few | {"committee_member": ids(world, made.STANDING)}
    assert secretary.post(f"{at}/nominees", data=enough).status_code == 303
    assert decide(faculty, "candidates").status_code == 303
    assert secretary.post(f"{at}/publish", data={"published_on": DAY}).status_code == 303


def watch(world, secretary, at):
    wrong = {"scrutineers": ids(world, ("周敏",)), "tellers": ids(world, ("李喆昇",))}
    refused = secretary.post(f"{at}/tellers", data=wrong)
    assert refused.status_code == 422
    assert "第二十二条" in refused.text
    right = wrong | {"scrutineers": ids(world, ("张淼燊",))}
    assert secretary.post(f"{at}/tellers", data=right).status_code == 303


def elect(world, secretary, at):
    """The assembly with a tie, and the first meeting."""
    here = {"method": "paper", "held_on": DAY, "present": ids(world, VOTERS[:5])}
    refused = secretary.post(f"{at}/rounds/new/committee_member", data=here)
    assert refused.status_code == 422
    assert "还差 1 人" in refused.text
    here |= {"present": ids(world, VOTERS)}
    assert secretary.post(f"{at}/rounds/new/committee_member", data=here).status_code == 303
    refused = count(secretary, 周敏=7, 郑一诺=7, 欧阳懿=7, 韩志远=7)
    assert refused.status_code == 422
    assert "多选的票是无效票" in refused.text
    assert count(secretary, 周敏=7, 郑一诺=6, 欧阳懿=4, 韩志远=4).status_code == 303
    assert "须就他们再次投票" in secretary.get(at).text
    assert secretary.post(f"{at}/rounds/new/committee_member", data=here).status_code == 303
    assert count(secretary, 欧阳懿=4, 韩志远=3).status_code == 303
    new = here | {"present": ids(world, ("周敏", "郑一诺", "欧阳懿"))}
    assert secretary.post(f"{at}/rounds/new/secretary", data=new).status_code == 303
    assert count(secretary, 周敏=3).status_code == 303
    first = {"first_meeting_on": DAY, "convener_id": str(world.people["郑一诺"].id)}
    first[f"duty-{world.people['郑一诺'].id}"] = "组织委员"
    assert secretary.post(f"{at}/first-meeting", data=first).status_code == 303


def test_a_branch_is_led_from_the_reminder_to_the_filing(world, client_of):
    secretary, faculty = client_of("secretary"), client_of("faculty")
    assert faculty.post(f"/elections/branches/{world.here.id}/remind").status_code == 303
    at = f"/elections/{current().id}"
    assert "下一步：报换届请示" in secretary.get(at).text
    prepare(world, secretary, faculty, at)
    watch(world, secretary, at)
    elect(world, secretary, at)
    assert secretary.post(f"{at}/report", data={"asked_on": DAY}).status_code == 303
    assert decide(faculty, "result").status_code == 303
    done = current()
    assert done.state is ElectionState.DONE
    assert done.organization.elected_on == date(2026, 11, 16)
    for address in (at, f"{at}/result", "/elections/"):
        assert secretary.get(address).status_code == 200
    for one in printable(done):
        paper = secretary.get(f"{at}/papers/{one.code}.pdf")
        assert paper.data.startswith(b"%PDF"), one.code


def test_candidates_are_shown_in_the_order_of_the_ballot(world, client_of):
    election = made.published(world)
    page = client_of("secretary").get(f"/elections/{election.id}").text
    shown = page.partition("委员候选人")[2].partition("</dd>")[0]
    assert "按姓氏笔画" in shown
    assert shown.endswith("欧阳懿、周敏、郑一诺、韩志远")


def test_the_list_tells_what_waits_for_the_superior(world, client_of):
    election = made.started(world)
    asking.plan(
        election, asked_on=made.TODAY, number="", planned_on=made.TODAY, seats=3,
        reason="提前换届", full_members=7,
    )  # fmt: skip
    db.session.commit()
    assert "等您批复" in client_of("faculty").get("/elections/").text
    assert "等您批复" not in client_of("secretary").get("/elections/").text


def test_a_branch_does_not_answer_itself(world, client_of):
    election = made.started(world)
    answer = client_of("secretary").post(f"/elections/{election.id}/decide/plan")
    assert answer.status_code == 403


def test_a_return_shows_what_to_mend(world, client_of):
    election = made.started(world)
    request = asking.plan(
        election, asked_on=made.TODAY, number="", planned_on=made.TODAY, seats=3,
        reason="提前换届", full_members=7,
    )  # fmt: skip
    db.session.commit()
    data = {"outcome": "returned", "decided_on": "2026-11-16", "comment": "名额再研究"}
    answer = client_of("faculty").post(
        f"/elections/{election.id}/decide/{Subject.PLAN.value}", data=data
    )
    assert answer.status_code == 303
    assert request.id
    assert "名额再研究" in client_of("secretary").get(f"/elections/{election.id}").text


def test_the_list_has_a_ceiling_of_statements(world, client_of, statements):
    made.elected(world)
    client = client_of("committee")
    client.get("/elections/")
    statements()
    client.get("/elections/")
    assert len(statements()) <= 30


@pytest.mark.parametrize(("login", "status"), [
    ("secretary", 200), ("committee_member", 200), ("faculty", 200), ("liaison", 200),
    ("member", 403), ("sibling", 404),
])  # fmt: skip
def test_the_hand_over_is_for_those_who_look_after_the_branch(world, client_of, login, status):
    assert client_of(login).get(f"/elections/handover/{world.here.id}").status_code == status


def handed_over(world):
    sheet = gather(EVERYTHING, world.here, made.TODAY)
    return sheet, {group.title: group.rows for group in sheet.groups}


def test_the_hand_over_tells_what_was_explained(world):
    [asked] = [
        one
        for one in keeping.fresh([world.here], made.TODAY)[world.here.id]
        if one.subject == "meetings/committee/2026-11"
    ]
    findings.answer(world.here, asked, AnswerKind.NOT_APPLICABLE, reason="委员都在外地。")
    [row] = handed_over(world)[1]["说明过的"]
    assert (row.name, row.told) == (
        "支委会（11月）",
        "不适用，2026年11月16日，已说明。委员都在外地。",
    )


@pytest.mark.parametrize(("unit", "told"), [
    (UnitType.TEACHER, []), (UnitType.UNDERGRADUATE, ["学生党支部人数"]),
])  # fmt: skip
def test_a_rule_for_branches_of_students_is_handed_over_to_them_alone(world, unit, told):
    world.here.unit_type = unit
    organizations.set_local_rule(
        world.university, "UNI-12", True, since=date(2026, 1, 1), reason="学校规定"
    )
    assert [row.name for row in handed_over(world)[1]["正在执行的地方规定"]] == told


@pytest.mark.parametrize(("head", "outgoing"), [("周敏", ""), ("郑一诺", "周敏")])
def test_who_stays_secretary_is_not_named_twice(world, head, outgoing):
    [old] = [post for post in tree.posts(EVERYTHING, world.here) if post.kind is PostKind.SECRETARY]
    organizations.end_post(old, ended_on=date(2026, 11, 10))
    organizations.appoint(
        world.here, world.people[head], kind=PostKind.SECRETARY, started_on=date(2026, 11, 11)
    )
    sheet, _ = handed_over(world)
    assert (sheet.outgoing, sheet.incoming) == (outgoing, head)


def test_the_hand_over_names_people_posts_and_places(world, client_of):
    page = client_of("secretary").get(f"/elections/handover/{world.here.id}").text
    for said in ("正式党员", "7 人", "组织委员", "郑一诺", "党员名册", "东西在哪里"):
        assert said in page
    paper = client_of("secretary").get(f"/elections/handover/{world.here.id}.pdf")
    assert paper.data.startswith(b"%PDF")


def test_a_round_becomes_void_by_a_reason_that_both_sides_and_the_trail_read(world, client_of):
    voted = made.count(made.opened(world, made.published(world)), 周敏=7, 郑一诺=6)
    at, election = f"/elections/rounds/{voted.id}/void", f"/elections/{voted.election_id}"
    secretary = client_of("secretary")
    assert at in secretary.get(election).text
    assert "已计的票数作废" in secretary.get(at).text
    refused = secretary.post(at)
    assert refused.status_code == 422
    assert "请填写这一项" in refused.text
    db.session.expire_all()
    assert db.session.get(Round, voted.id).counted
    assert secretary.post(at, data={"why": "漏印候选人"}).status_code == 303
    for browser in (secretary, client_of("faculty")):
        for page in (election, f"{election}/result"):
            told = browser.get(page).text
            assert "已作废" in told
            assert "2026年11月16日周敏作废，理由：漏印候选人" in told
            assert "周敏 7 票" in told
    trail = select(AuditEntry).where(
        AuditEntry.reason == "漏印候选人", AuditEntry.subject == "选举投票"
    )
    assert db.session.scalar(trail).changes["void_why"] == ["", "漏印候选人"]
    assert client_of("faculty").get(at).status_code in {403, 404}
    assert secretary.get(f"{election}/papers/tally_{voted.id}.pdf").mimetype == "application/pdf"


def test_who_asked_does_not_answer(world, client_of):
    organizations.appoint(
        world.college, world.people["周敏"], kind=PostKind.OFFICER, started_on=TODAY
    )
    election = made.started(world)
    secretary, at = client_of("secretary"), f"/elections/{election.id}"
    fields = {"planned_on": DAY, "seats": "3", "deputies": "0", "secretary": "y",
              "asked_on": DAY, "reason": "换届工作需要"}  # fmt: skip
    assert secretary.post(f"{at}/plan", data=fields).status_code == 303
    answer = {"outcome": "agreed", "decided_on": DAY}
    refused = secretary.post(f"{at}/decide/plan", data=answer)
    assert refused.status_code == 422
    assert "是您自己报的" in refused.text
    assert client_of("faculty").post(f"{at}/decide/plan", data=answer).status_code == 303
    assert current().agreed(Subject.PLAN)
