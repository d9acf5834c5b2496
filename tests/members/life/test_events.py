"""Events recorded, ended, corrected and removed, and what each leaves on the member."""

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.members.life import actions, queries
from app.rules.dates import PartialDate
from app.rules.life import Care, Ground, PunishmentKind, StopGround
from app.rules.life import EventKind as K
from app.rules.members import Relation, Standing

NOV = PartialDate(2026, 11, 2)


@pytest.fixture
def member(world):
    return world.members["欧阳懿"]


def test_stopping_and_restoring_go_over_the_standing(member):
    actions.record(
        member, K.STOPPED, PartialDate(2026, 9, 1),
        stop_ground=StopGround.LOST, since=PartialDate(2026, 1, 1),
    )  # fmt: skip
    assert (member.standing, member.standing_on.isoformat()) == (Standing.STOPPED, "2026-09-01")
    actions.record(member, K.RESTORED, NOV)
    assert member.standing is Standing.NORMAL


def test_probation_in_the_party_takes_the_vote_until_it_ends(member):
    event = actions.record(
        member, K.PUNISHED, PartialDate(2026, 1, 5),
        punishment=PunishmentKind.PROBATION_IN_PARTY, until=PartialDate(2027, 1, 4),
    )  # fmt: skip
    assert not member.has_vote
    actions.end(event, NOV)
    assert member.has_vote


def test_the_old_are_exempt_while_the_mark_lasts(member):
    event = actions.record(member, K.CARE, NOV, care=Care.OLD)
    assert member.exempt
    actions.remove(event, "登记错了人")
    assert not member.exempt


def test_removing_the_middle_of_three_leaves_the_last_one_standing(member):
    first = actions.record(member, K.FLOATING, PartialDate(2026, 1, 1), organ="流入地党支部")
    middle = actions.record(member, K.ABROAD, PartialDate(2026, 5, 1))
    last = actions.record(member, K.FLOATING, PartialDate(2026, 9, 1))
    actions.remove(middle, "没有去成")
    assert member.relation is Relation.FLOATING
    actions.remove(last, "没有去成")
    assert member.relation is Relation.FLOATING
    actions.remove(first, "没有去成")
    assert member.relation is Relation.HERE


def test_an_event_entered_late_does_not_overrule_a_later_one(member):
    actions.record(member, K.ABROAD, PartialDate(2026, 5, 1))
    floating = actions.record(
        member, K.FLOATING, PartialDate(2025, 1, 1), ended_on=PartialDate(2025, 9, 1)
    )
    assert member.relation is Relation.ABROAD
    assert floating.before == {"relation": "here"}


def test_a_corrected_day_moves_the_standing_with_it(member):
    event = actions.record(
        member, K.STOPPED, PartialDate(2026, 9, 1), stop_ground=StopGround.SETTLED
    )
    actions.correct(event, reason="日期抄错", happened_on=PartialDate(2026, 8, 1))
    assert member.standing_on.isoformat() == "2026-08-01"
    assert member.standing is Standing.STOPPED


def test_what_is_only_unusual_asks_for_a_reason_and_keeps_it(member):
    far = {"until": PartialDate(2032, 1, 1)}
    with pytest.raises(Refused, match="如属实"):
        actions.record(member, K.ABROAD, NOV, **far)
    actions.record(member, K.ABROAD, NOV, reason="公派合作办学", **far)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.reason == "公派合作办学"


def test_what_the_regulation_forbids_is_refused_with_its_article(member):
    with pytest.raises(Refused, match="第三十一条"):
        actions.record(member, K.REMOVED, NOV, ground=Ground.THREATENS)


def test_an_event_of_before_the_end_may_still_be_told(member):
    actions.record(member, K.DIED, NOV)
    actions.record(member, K.REWARDED, PartialDate(2020, 7, 1), basis="优秀共产党员")
    assert member.standing is Standing.DECEASED
    with pytest.raises(Refused, match="去世"):
        actions.record(member, K.REWARDED, PartialDate(2026, 11, 3))


def test_correcting_and_removing_need_a_reason(member):
    event = actions.record(member, K.CARE, NOV, care=Care.ILL)
    with pytest.raises(Refused, match="为什么"):
        actions.correct(event, reason="", note="x")
    with pytest.raises(Refused, match="为什么"):
        actions.remove(event, "")


def test_punishments_are_told_as_plain_values_within_the_scope(world, member):
    actions.record(
        member, K.PUNISHED, PartialDate(2026, 3), punishment=PunishmentKind.WARNING,
        until=PartialDate(2027, 3),
    )  # fmt: skip
    [told] = queries.punishments_of(EVERYTHING, [member.person_id])[member.person_id]
    assert (told.kind, told.since, told.restored_on) == (
        PunishmentKind.WARNING, PartialDate(2026, 3), None,
    )  # fmt: skip
    there = Scope(frozenset({world.there.path}))
    assert queries.punishments_of(there, [member.person_id]) == {}


def test_the_standing_of_a_past_day_is_what_it_was(member):
    actions.record(member, K.STOPPED, PartialDate(2026, 9, 1), stop_ground=StopGround.SETTLED)
    day = {text: PartialDate.parse_iso(text).earliest for text in ("2026-08-31", "2026-09-01")}
    before, after = (
        queries.standing_on(EVERYTHING, [member.id], on)[member.id] for on in day.values()
    )
    assert (before.standing, after.standing) == (Standing.NORMAL, Standing.STOPPED)


def test_a_page_records_ends_corrects_and_removes(client_of, world, member):
    client = client_of("secretary")
    address = f"/members/{member.id}/events/new"
    assert "出国（境）" in client.get(address).text
    fields = {"happened_on": "2026-03-01", "until": "2026-08-01", "basis": "深圳"}
    refused = client.post(f"{address}?kind=floating", data=fields)
    assert refused.status_code == 422
    assert "不满 6 个月" in refused.text
    fields["until"] = "2027-03-01"
    assert client.post(f"{address}?kind=floating", data=fields).status_code == 303
    assert "流动（外出）" in client.get(f"/members/{member.id}").text
    event = queries.of_member(EVERYTHING, member.id)[-1]
    ended = client.post(f"/members/events/{event.id}/end", data={"ended_on": "2026-11-01"})
    assert ended.status_code == 303
    assert "2026年11月1日结束" in client.get(f"/members/{member.id}").text
    gone = client.post(f"/members/events/{event.id}/remove", data={"reason": "重复"})
    assert gone.status_code == 303
    assert "深圳" not in client.get(f"/members/{member.id}").text


def test_what_a_transfer_made_is_not_corrected_here(client_of, world, member):
    event = actions.moved(member, world.here, K.CAME, NOV)
    db.session.commit()
    assert client_of("secretary").get(f"/members/events/{event.id}/edit").status_code == 404


def test_a_member_may_not_record_events(client_of, member):
    assert client_of("member").get(f"/members/{member.id}/events/new").status_code == 403


def test_opening_a_person_takes_twelve_statements_at_most(client_of, world, member, statements):
    for month in range(1, 10):
        actions.record(member, K.CONTACT, PartialDate(2026, month, 1))
    db.session.commit()
    for who in ("secretary", "faculty"):
        client = client_of(who)
        statements()
        assert client.get(f"/members/{member.id}").status_code == 200
        assert len(statements()) <= 12


def test_two_people_correcting_one_event_do_not_overwrite_each_other(client_of, member):
    event = actions.record(member, K.REWARDED, PartialDate(2021, 7, 1), basis="优秀共产党员")
    db.session.commit()
    address = f"/members/events/{event.id}/edit"
    version = client_of("secretary").get(address).text.split('name="version" value="')[1]
    fields = {
        "happened_on": "2021-07-01", "basis": "优秀党务工作者", "organ": "", "paper": "",
        "note": "", "reason": "抄错", "version": version.split('"')[0],
    }  # fmt: skip
    assert client_of("secretary").post(address, data=fields).status_code == 303
    second = client_of("committee_member").post(address, data=fields | {"basis": "先进个人"})
    assert second.status_code == 422
    assert "优秀党务工作者" in second.text


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        ("punished", {"punishment": "warning"}),
        ("care", {"care": "ill"}),
        ("stopped", {"stop_ground": "settled"}),
        ("removed", {"ground": "beliefs"}),
    ],
)
def test_each_kind_asks_its_own_question(client_of, member, kind, detail):
    address = f"/members/{member.id}/events/new?kind={kind}"
    client = client_of("secretary")
    assert client.post(address, data={"happened_on": "2026-11-02"}).status_code == 422
    answer = client.post(address, data={"happened_on": "2026-11-02"} | detail)
    assert answer.status_code == 303
    event = queries.of_member(EVERYTHING, member.id)[-1]
    assert client.get(f"/members/events/{event.id}/edit").status_code == 200


@pytest.mark.parametrize("kind", ["confirmed", "left", "came", "nonsense"])
def test_what_other_records_make_is_not_offered_here(client_of, member, kind):
    address = f"/members/{member.id}/events/new?kind={kind}"
    assert client_of("secretary").get(address).status_code == 404
