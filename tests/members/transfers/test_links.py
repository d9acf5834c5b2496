"""Once a person belongs elsewhere, the former branch holds nothing that opens the account."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING, Scope
from app.accounts import actions as accounts
from app.accounts import queries
from app.members.transfers import actions

TODAY = date(2026, 11, 16)


@pytest.fixture
def link(world):
    member = world.members["王毛方"]
    return accounts.invite(member.person, world.here, scope=Scope(frozenset({world.here.path})))


def test_until_received_a_link_of_the_branch_opens_the_account(world, link):
    actions.propose(world.members["王毛方"], world.there)
    assert queries.open_invitation(EVERYTHING, link) is not None


def test_once_received_a_link_of_the_former_branch_opens_nothing(world, link):
    actions.receive(actions.propose(world.members["王毛方"], world.there), TODAY)
    assert queries.open_invitation(EVERYTHING, link) is None


def test_the_account_follows_to_the_new_branch(world, link):
    account = accounts.accept(
        queries.open_invitation(EVERYTHING, link), username="wangmf", password="长长的一句话 2026"
    )
    actions.receive(actions.propose(world.members["王毛方"], world.there), TODAY)
    assert account.organization == world.there
