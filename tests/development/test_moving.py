"""People move in the middle of every step: the file goes along, what stays behind is settled."""

import pytest

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.core.errors import Refused
from app.development import cases, queries
from app.development.actions import requests, steps
from app.development.actions.moving import on_transfer
from app.development.models import RequestState
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole
from app.rules.development.steps import Step
from tests.development.made import ON, last, walked

WALKED = [step for step in ON if step is not Step.ARCHIVED]


def moved(world, file):
    """The transfer as app.members.transfers settles it: the member belongs there, then we hear."""
    file.member.organization = world.there
    db.session.flush()
    on_transfer(file.member, world.here, world.there)


@pytest.mark.parametrize("step", WALKED)
def test_after_any_step_the_file_is_the_new_branchs(world, step):
    file = walked(world, step)
    before = cases.of_file(file).deeds
    moved(world, file)
    there, here = Scope(frozenset({world.there.path})), Scope(frozenset({world.here.path}))
    assert queries.file(there, file.id) is file
    assert queries.file(here, file.id) is None
    assert cases.of_file(file).deeds == before


def test_contacts_who_stay_behind_end_with_the_day_and_the_word(world):
    file = walked(world, Step.CONTACTS)
    moved(world, file)
    helpers = queries.helpers_of(EVERYTHING, file)
    assert {one.until_on for one in helpers} == {PartialDate(2026, 11, 16)}
    assert all("须另行指定" in one.why_ended for one in helpers)


def test_whoever_belongs_to_the_new_branch_stays(world):
    file = walked(world, Step.CONTACTS)
    world.members["韩志远"].organization = world.there
    moved(world, file)
    still = [one.name for one in queries.helpers_of(EVERYTHING, file) if not one.until_on]
    assert still == ["韩志远"]


def test_what_waits_at_the_old_superior_is_withdrawn(world):
    file = walked(world, Step.PROSPECT)
    [request] = requests.submit_request(file, Step.PROSPECT_LISTED)
    moved(world, file)
    assert request.state is RequestState.WITHDRAWN


def test_leaving_the_portal_closes_the_file(world):
    file = walked(world, Step.PROSPECT)
    on_transfer(file.member, world.here, None)
    assert file.closed_why == "组织关系转出，档案随转"


def test_the_next_step_is_taken_in_the_new_branch(world):
    file = walked(world, Step.CONTACTS)
    moved(world, file)
    with pytest.raises(Refused, match="已经记过"):
        steps.record(file, Step.TALK, on=PartialDate(2026, 11, 10))
    assert last(file, Step.CONTACTS)
    assert cases.of_file(file).helpers[0].role is HelperRole.CONTACT


def test_somebody_without_a_file_moves_without_us(world):
    on_transfer(world.members["欧阳懿"], world.here, world.there)
    assert queries.open_file(EVERYTHING, world.members["欧阳懿"].id) is None
