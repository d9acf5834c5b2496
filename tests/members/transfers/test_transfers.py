"""Transfers inside the tree, by letter, and in from outside."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.meetings import people
from app.members import actions as members
from app.members import queries as registry
from app.members.life import actions as life
from app.members.life import queries as events
from app.members.models import Member
from app.members.queries import Filter
from app.members.transfers import actions, queries
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.meetings import MeetingKind
from app.rules.members import Gender, Relation, Stage, Standing
from app.rules.transfers import TransferKind, TransferState

TODAY = date(2026, 11, 16)
PLACE = "外省某县教育局机关党委"


@pytest.fixture
def member(world):
    return world.members["王毛方"]


def letter(world, member, issued=date(2026, 11, 2), until=date(2027, 1, 31)):
    transfer = actions.ask_for_letter(member, PLACE, world.college)
    actions.issue(transfer, issued, until)
    return transfer


def names(branch):
    return {m.name for m in registry.of_branch(EVERYTHING, branch.id)}


def expected(branch, day):
    found = people.of_branch(EVERYTHING, branch, MeetingKind.ASSEMBLY, day, None)
    return {person.name for person in found.values() if person.expected}


def test_until_received_the_old_branch_has_the_person(world, member):
    transfer = actions.propose(member, world.there)
    assert (member.relation, transfer.state) == (Relation.LEAVING, TransferState.WAITING)
    assert "王毛方" in names(world.here)
    assert "王毛方" in expected(world.here, TODAY)


def test_once_received_the_person_is_in_the_new_branchs_lists(world, member):
    actions.receive(actions.propose(member, world.there), TODAY)
    assert "王毛方" in names(world.there)
    assert "王毛方" not in names(world.here)
    assert (member.standing, member.relation) == (Standing.NORMAL, Relation.HERE)
    told = [(e.kind, e.organization_id) for e in events.of_member(EVERYTHING, member.id)]
    assert told == [(EventKind.LEFT, world.here.id), (EventKind.CAME, world.there.id)]


def test_a_meeting_before_the_move_is_the_old_branchs_one_after_the_new_ones(world, member):
    actions.receive(actions.propose(member, world.there), TODAY)
    before = date(2026, 11, 15)
    assert "王毛方" in expected(world.here, before)
    assert "王毛方" not in expected(world.there, before)
    assert "王毛方" in expected(world.there, TODAY)
    assert "王毛方" not in expected(world.here, TODAY)


def test_the_old_branch_keeps_a_line_and_nothing_to_press(client_of, world, member):
    actions.receive(actions.propose(member, world.there), TODAY)
    db.session.commit()
    text = client_of("secretary").get("/members/transfers").text
    assert "已转出的党员" in text
    assert "王毛方" in text
    assert client_of("secretary").get(f"/members/{member.id}").status_code == 404
    assert client_of("sibling").get(f"/members/{member.id}").status_code == 200


def test_whoever_listens_is_told_of_both_sides(app, world, member, monkeypatch):
    told = []
    monkeypatch.setitem(app.extensions, "transfer_listeners", [lambda *who: told.append(who)])
    actions.receive(actions.propose(member, world.there), TODAY)
    assert told == [(member, world.here, world.there)]


def test_refusing_needs_a_reason_and_leaves_all_as_it_was(world, member):
    transfer = actions.propose(member, world.there)
    with pytest.raises(Refused, match="第二十五条"):
        actions.refuse(transfer, "")
    actions.refuse(transfer, "尚未到岗")
    assert (member.relation, member.organization) == (Relation.HERE, world.here)


def test_one_transfer_at_a_time(world, member):
    actions.propose(member, world.there)
    with pytest.raises(Refused, match="在办"):
        actions.ask_for_letter(member, PLACE, world.college)


@pytest.mark.parametrize("state", [TransferState.RECEIVED, TransferState.CANCELLED])
def test_what_is_settled_is_not_settled_again(world, member, state):
    transfer = actions.propose(member, world.there)
    if state is TransferState.RECEIVED:
        actions.receive(transfer, TODAY)
    else:
        actions.cancel(transfer, "不去了")
    for act in (lambda: actions.receive(transfer, TODAY), lambda: actions.cancel(transfer, "x")):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("on", [date(2026, 11, 15), date(2026, 11, 17)])
def test_receiving_is_neither_before_the_proposal_nor_tomorrow(world, member, on):
    with pytest.raises(Refused, match="接收日期"):
        actions.receive(actions.propose(member, world.there), on)


def test_letters_count_up_within_a_committee_and_a_year(world):
    first, second, third = (world.members[n] for n in ("王毛方", "李喆昇", "张淼燊"))
    a = letter(world, first, date(2026, 1, 5), date(2026, 2, 5))
    b = letter(world, second)
    with clock.travel(date(2027, 1, 8)):
        c = letter(world, third, date(2027, 1, 7), date(2027, 2, 7))
    assert [t.letter_number for t in (a, b, c)] == [
        "〔2026〕第1号",
        "〔2026〕第2号",
        "〔2027〕第1号",
    ]


def test_a_letter_longer_than_three_months_needs_a_reason(world, member):
    transfer = actions.ask_for_letter(member, PLACE, world.college)
    with pytest.raises(Refused, match="通行做法"):
        actions.issue(transfer, TODAY, date(2027, 2, 17))
    actions.issue(transfer, TODAY, date(2027, 2, 17), reason="对方在境外")
    assert transfer.state is TransferState.ISSUED


def test_with_the_receipt_the_person_is_gone(world, member):
    transfer = letter(world, member)
    assert "王毛方" in expected(world.here, TODAY)
    actions.settle(transfer, date(2026, 11, 12))
    assert member.standing is Standing.TRANSFERRED
    assert "王毛方" not in names(world.here)
    assert "王毛方" not in expected(world.here, TODAY)
    assert "王毛方" in expected(world.here, date(2026, 11, 11))


def test_one_that_goes_outside_waits_for_its_letter_not_to_be_received(world, member):
    transfer = actions.ask_for_letter(member, PLACE, world.college)
    assert transfer.stands == "等待开介绍信"
    actions.issue(transfer, TODAY, date(2027, 2, 14))
    assert transfer.stands == "已开介绍信"


def test_a_lost_letter_is_issued_again_under_a_new_number(world, member):
    old = letter(world, member)
    new = actions.reissue(old, TODAY, date(2027, 2, 14), reason="信件遗失")
    assert (old.state, new.state) == (TransferState.REPLACED, TransferState.ISSUED)
    assert (old.number, new.number) == (1, 2)
    actions.cancel(new, "不走了")
    assert member.relation is Relation.HERE


def test_only_members_get_letters(world):
    with pytest.raises(Refused, match="只为党员"):
        actions.ask_for_letter(world.members["陈思齐"], PLACE, world.college)


FACTS = {
    "name": "沈昭", "gender": Gender.FEMALE, "stage": Stage.FULL, "id_number": "990101198505010026",
}  # fmt: skip
COMING = {
    "place": PLACE, "letter": "〔2026〕第88号", "issued_on": date(2026, 11, 1),
    "valid_until": date(2026, 12, 1), "received_on": TODAY,
}  # fmt: skip


def test_who_comes_with_a_letter_is_in_the_branch_and_a_receipt_is_owed(world):
    transfer = actions.register(world.here, **COMING, **FACTS)
    assert "沈昭" in expected(world.here, TODAY)
    assert "沈昭" not in expected(world.here, date(2026, 11, 15))
    assert queries.unsettled(EVERYTHING).owing == [transfer]
    actions.return_receipt(transfer, TODAY)
    assert queries.unsettled(EVERYTHING).owing == []


def test_a_letter_out_of_date_needs_a_reason(world):
    late = COMING | {"valid_until": date(2026, 11, 15)}
    with pytest.raises(Refused, match="已过有效期"):
        actions.register(world.here, **late, **FACTS)


def test_the_same_person_is_not_registered_in_two_branches(world):
    members.add(world.there, **FACTS)
    for attempt in (
        lambda: actions.register(world.here, **COMING, **FACTS),
        lambda: members.add(world.here, **FACTS),
    ):
        with pytest.raises(Refused, match="办理转接"):
            attempt()


def test_who_left_and_comes_back_has_the_same_card(world):
    member = members.add(world.there, **FACTS)
    actions.settle(letter(world, member), TODAY)
    transfer = actions.register(world.here, **COMING, **FACTS)
    assert transfer.member is member
    assert (member.organization, member.standing) == (world.here, Standing.NORMAL)
    assert db.session.scalars(select(Member).where(Member.person_id == member.person_id)).one()


def test_a_number_of_somebody_of_another_name_brings_no_card_back(world):
    actions.settle(letter(world, members.add(world.there, **FACTS)), TODAY)
    with pytest.raises(Refused, match="另一个姓名"):
        actions.register(world.here, **COMING, **(FACTS | {"name": "某某"}))


def test_the_two_sides_do_it_from_their_pages(client_of, world, member):
    page = f"/members/{member.id}/transfer"
    answer = client_of("secretary").post(page, data={"to_id": str(world.there.id)})
    assert answer.status_code == 303
    address = answer.location
    assert client_of("secretary").post(f"{address}/receive").status_code == 422
    assert "王毛方" in client_of("sibling").get("/members/transfers").text
    done = client_of("sibling").post(
        f"{address}/receive", data={"on": "2026-11-16", "group_id": ""}
    )
    assert done.status_code == 303
    assert "王毛方" in client_of("sibling").get("/members/").text
    assert "王毛方" not in client_of("secretary").get("/members/").text


def test_the_letter_prints_the_number_for_whoever_may_see_it_and_notes_it(client_of, world):
    member = members.add(world.here, **FACTS)
    transfer = letter(world, member)
    db.session.commit()
    address = f"/members/transfers/{transfer.id}/letter.pdf"
    answer = client_of("faculty").post(address)
    assert answer.mimetype == "application/pdf"
    noted = select(AuditEntry).where(AuditEntry.verb == "查看身份证号")
    assert "介绍信" in db.session.scalars(noted).one().reason
    assert client_of("committee_member").post(address).mimetype == "application/pdf"
    assert len(db.session.scalars(noted).all()) == 1


def test_an_outsiders_transfer_is_not_there(client_of, world):
    transfer = letter(world, world.members["王毛方"])
    db.session.commit()
    assert client_of("sibling").get(f"/members/transfers/{transfer.id}").status_code == 404


def test_the_list_asks_no_more_however_many_transfers(client_of, world, statements):
    client = client_of("secretary")
    letter(world, world.members["王毛方"])
    db.session.commit()
    client.get("/members/transfers")
    statements()
    client.get("/members/transfers")
    few = len(statements())
    letter(world, world.members["李喆昇"])
    actions.propose(world.members["张淼燊"], world.there)
    db.session.commit()
    statements()
    client.get("/members/transfers")
    assert len(statements()) == few <= 12


def test_a_person_moved_after_a_stop_cannot_be_transferred(world, member):
    life.record(member, EventKind.DIED, PartialDate(2026, 11, 2))
    with pytest.raises(Refused, match="去世"):
        actions.propose(member, world.there)


def test_who_holds_a_post_in_the_branch_gives_it_up_first(world):
    with pytest.raises(Refused, match="组织委员"):
        actions.propose(world.members["郑一诺"], world.there)


def test_the_registry_filters_and_kinds_hold_together(world, member):
    transfer = letter(world, member)
    assert transfer.kind is TransferKind.OUT
    actions.settle(transfer, TODAY)
    gone = registry.listed(
        Scope(frozenset({world.here.path})), Filter(standing=Standing.TRANSFERRED), limit=None
    )
    assert [m.name for m in gone] == ["王毛方"]


def test_a_letter_just_issued_is_printed_from_the_page_that_follows(client_of, world, member):
    transfer = actions.ask_for_letter(member, PLACE, world.college)
    db.session.commit()
    days = {"issued_on": "2026-11-16", "valid_until": "2027-02-14"}
    address = f"/members/transfers/{transfer.id}/issue"
    page = client_of("faculty").post(address, data=days, follow_redirects=True).text
    assert "打印介绍信" in page
