"""The strict level: two passphrases, rehearsed before the opening, both needed for the count."""

import pytest
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import select

from app.ballots import keyfiles
from app.ballots.envelopes import Envelope
from app.ballots.models import Level
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions, checks, queries
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import State, Who
from tests.evaluations.conftest import TODAY, VOTERS, cast, prepared, whole

FIRST, SECOND = "北湖 秋水 青砖 九月", "单车 白杨 石桥 十里"


@pytest.fixture
def drafted(world):
    campaign = prepared(world)
    actions.arrange(campaign, [Wanted("", "党员", Who.MEMBERS, 0, 0)], level=Level.STRICT)
    return campaign


@pytest.fixture
def recovery(world, drafted):
    """The words of both recovery sheets; both have rehearsed."""
    words = []
    for name, passphrase in (("周敏", FIRST), ("郑一诺", SECOND)):
        person = world.people[name]
        words.append(actions.take_seat(drafted, person.id, passphrase))
        actions.rehearse(drafted, person.id, passphrase, TODAY)
    db.session.commit()
    return words


@pytest.fixture
def closed(world, drafted, recovery):
    actions.open_campaign(drafted, TODAY)
    cast(world, drafted, VOTERS)
    actions.close(drafted)
    db.session.commit()
    return drafted


def test_it_opens_once_both_have_rehearsed(world, drafted):
    with pytest.raises(Refused, match="两名计票人"):
        actions.open_campaign(drafted, TODAY)
    for name, passphrase in (("周敏", FIRST), ("郑一诺", SECOND)):
        actions.take_seat(drafted, world.people[name].id, passphrase)
    actions.rehearse(drafted, world.people["周敏"].id, FIRST, TODAY)
    with pytest.raises(Refused, match="郑一诺还没有试开"):
        actions.open_campaign(drafted, TODAY)
    with pytest.raises(Refused, match="口令不对"):
        actions.rehearse(drafted, world.people["郑一诺"].id, FIRST, TODAY)
    actions.rehearse(drafted, world.people["郑一诺"].id, SECOND, TODAY)
    actions.open_campaign(drafted, TODAY)
    assert drafted.state is State.OPEN


def test_there_are_two_seats_and_one_for_a_person(world, drafted, recovery):
    with pytest.raises(Refused, match="已经齐了"):
        actions.take_seat(drafted, world.people["韩志远"].id, "第三个人的口令也够长")
    actions.take_seat(drafted, world.people["周敏"].id, "换一个更好记的口令吧")
    seats = queries.keyholders(whole(world.here), drafted)
    assert [one.person.name for one in seats] == ["周敏", "郑一诺"]
    assert seats[0].rehearsed_on is None, "a new passphrase is rehearsed anew"


@pytest.mark.parametrize(("passphrase", "fine"), [("一二三四五六七八九", False),
                                                  ("一二三四五六七八九十", True)])  # fmt: skip
def test_a_passphrase_has_ten_characters(world, drafted, passphrase, fine):
    if fine:
        assert actions.take_seat(drafted, world.people["周敏"].id, passphrase)
        return
    with pytest.raises(Refused, match="至少 10 个字"):
        actions.take_seat(drafted, world.people["周敏"].id, passphrase)


def test_the_organiser_frees_the_seat_of_a_teller_who_cannot_come(
    world, drafted, recovery, client_of
):
    seat = f"/evaluations/{drafted.id}/keys/free/{world.people['郑一诺'].id}"
    assert client_of("member").post(seat).status_code == 403
    secretary = client_of("secretary")
    assert "换人" in secretary.get(f"/evaluations/{drafted.id}/keys").text
    assert secretary.post(seat).status_code == 303
    seats = queries.keyholders(whole(world.here), drafted)
    assert [one.person.name for one in seats] == ["周敏"]
    assert secretary.post(seat).status_code == 404
    with pytest.raises(Refused, match="两名计票人"):
        actions.open_campaign(drafted, TODAY)


@pytest.mark.parametrize("secrets", [(FIRST, FIRST), (SECOND, FIRST), ("", ""), (FIRST, "")])
def test_neither_alone_nor_the_server_opens_the_box(closed, secrets):
    with pytest.raises(Refused, match="口令不对"):
        actions.count(closed, TODAY, secrets)
    assert closed.state is State.CLOSED
    assert all(one.fine for one in checks.of(closed))


def test_both_passphrases_open_it(closed):
    actions.count(closed, TODAY, (FIRST, SECOND))
    db.session.commit()
    assert closed.box.ballots == len(VOTERS)
    assert all(one.fine for one in checks.of(closed))


def test_a_forgotten_passphrase_is_met_by_the_recovery_sheet(closed, recovery):
    actions.count(closed, TODAY, (recovery[0].lower(), SECOND))
    assert closed.state is State.COUNTED


def test_what_lies_on_the_server_while_people_vote_opens_no_envelope(closed):
    contents = [keyfiles.content_of(name) for name in closed.box.key_names]
    sealed = db.session.scalars(select(Envelope.sealed)).first()
    for content in contents:
        for start in range(len(content) - 31):
            key = PrivateKey(content[start : start + 32])
            with pytest.raises(Exception, match="An error occurred"):
                SealedBox(key).decrypt(sealed)


def test_after_the_count_even_both_passphrases_find_no_key(closed):
    names = closed.box.key_names
    actions.count(closed, TODAY, (FIRST, SECOND))
    db.session.commit()
    assert [keyfiles.content_of(name) for name in names] == [None, None]
