"""What a branch submits: to whom, when it may, and how it is taken back."""

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.core.errors import Refused
from app.development import queries
from app.development.actions import requests
from app.development.models import RequestState
from app.meetings import actions as meetings
from app.organizations import actions as organizations
from app.rules.development.steps import Step
from app.rules.organizations import OrganizationKind, UnitType
from tests.development.made import last, walked


def test_it_goes_to_the_nearest_committee(world):
    file = walked(world, Step.ACTIVIST)
    [made] = requests.submit_request(file, Step.ACTIVIST_FILED, "请予备案。")
    assert (made.organization, made.note) == (world.college, "请予备案。")


@pytest.mark.parametrize("fact", [{"approves": False}, {"temporary": True}])
def test_a_committee_that_may_not_decide_is_passed_over(world, fact):
    for name, value in fact.items():
        setattr(world.college, name, value)
    db.session.flush()
    assert requests.approver(world.here) is world.university


def test_a_general_branch_only_deliberates(world):
    between = organizations.create(
        code="Z", name="机关党总支", kind=OrganizationKind.GENERAL_BRANCH,
        unit_type=UnitType.OFFICE, parent=world.university,
    )  # fmt: skip
    branch = organizations.create(
        code="Z1", name="机关支部", kind=OrganizationKind.BRANCH, unit_type=UnitType.OFFICE,
        parent=between,
    )  # fmt: skip
    assert requests.approver(branch) is world.university
    assert requests.deliberates(branch) == [between]


@pytest.mark.parametrize(
    ("walked_to", "asked", "missing"),
    [
        (Step.TALK, Step.ACTIVIST_FILED, "推荐和确定入党积极分子"),
        (Step.COURSE, Step.PREREVIEW, "支委会审查"),
        (Step.BOOKLET, Step.SUPERIOR_TALK, "支部党员大会讨论"),
        (Step.OATH, Step.CONFIRMATION_APPROVED, "支部党员大会讨论转正"),
    ],
)
def test_what_must_come_first_is_named(world, walked_to, asked, missing):
    file = walked(world, walked_to)
    with pytest.raises(Refused, match=missing):
        requests.submit_request(file, asked)


def test_what_the_branch_does_itself_is_not_submitted(world):
    file = walked(world, Step.TALK)
    with pytest.raises(Refused, match="不需要报上级"):
        requests.submit_request(file, Step.OATH)


def test_a_decided_step_is_not_submitted_again(world):
    file = walked(world, Step.ACTIVIST_FILED)
    with pytest.raises(Refused, match="已经办理"):
        requests.submit_request(file, Step.ACTIVIST_FILED)


def test_the_talk_and_the_approval_are_taken_back_together(world):
    file = walked(world, Step.ACCEPTED)
    made = requests.submit_request(file, Step.SUPERIOR_TALK)
    requests.withdraw_request(made[1])
    assert {one.state for one in made} == {RequestState.WITHDRAWN}
    assert queries.waiting(EVERYTHING, file) == []


def test_what_is_decided_is_not_taken_back(world):
    file = walked(world, Step.ACTIVIST)
    [made] = requests.submit_request(file, Step.ACTIVIST_FILED)
    made.state = RequestState.DECIDED
    db.session.flush()
    with pytest.raises(Refused, match="不能撤回"):
        requests.withdraw_request(made)


def test_a_step_on_which_a_request_waits_is_not_undone(world):
    file = walked(world, Step.ACTIVIST)
    requests.submit_request(file, Step.ACTIVIST_FILED)
    with pytest.raises(Refused, match="等待办理"):
        meetings.withdraw(last(file, Step.ACTIVIST).meeting, why="记重了")
