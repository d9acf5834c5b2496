"""Two people at one record: each is told of the other, and what both typed is there in the end."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.core.drafts import Draft
from app.meetings.models import Meeting
from app.meetings.together.models import SharedRecord
from tests.meetings import made
from tests.meetings.made import fields, meeting


@pytest.fixture
def address(world):
    return f"/meetings/new?organization={world.here.id}&kind=committee"


def typing(browser, address, data):
    """What the browser keeps while somebody types."""
    kept = data | {"_address": address, "_title": "2026年11月支部委员会"}
    assert browser.post("/accounts/drafts", data=kept).status_code == 200


def version_in(text):
    return text.partition('name="version" value="')[2].partition('"')[0]


def meetings():
    return db.session.scalar(select(func.count()).select_from(Meeting))


def test_the_second_is_told_who_is_typing_and_what_both_typed_is_submitted(
    client_of, world, address
):
    first, second = client_of("secretary"), client_of("committee_member")
    mine = fields(
        world, held_on="2026-11-16", started_at="09:00", **{"items-0-discussion": "周敏记的讨论"}
    )
    mine |= {f"attendance-{world.people['韩志远'].id}": "sick"}
    typing(first, address, mine)

    text = second.get(address).text
    assert "周敏" in text
    assert "也在填这个会" in text
    other = {
        "share": "1", "title": "2026年11月支部委员会", "held_on": "2026-11-16",
        "chair_id": str(world.people["周敏"].id), "recorder_id": str(world.people["郑一诺"].id),
        "content": "郑一诺补充的记录",
    } | {f"attendance-{world.people[name].id}": "present" for name in made.COMMITTEE}  # fmt: skip
    answer = second.post(address, data=other)
    assert answer.status_code == 303
    shared = second.get(answer.location).text
    assert "周敏记的讨论" in shared
    assert "郑一诺补充的记录" in shared
    assert '<option value="sick" selected>' in shared

    later = mine | {"items-0-discussion": "周敏记的讨论，又写了一段"}
    back = first.post(address, data=later)
    assert back.location == answer.location
    assert meetings() == 0
    text = first.get(back.location).text
    assert "又写了一段" in text
    assert "郑一诺补充的记录" in text

    final = later | {"content": "郑一诺补充的记录", "version": version_in(text)}
    done = first.post(back.location, data=final)
    assert done.status_code == 303
    text = first.get(done.location).text
    assert "又写了一段" in text
    assert "郑一诺补充的记录" in text
    assert meetings() == 1
    assert db.session.scalar(select(SharedRecord)) is None
    assert db.session.scalars(select(Draft)).all() == []


def test_what_both_wrote_differently_comes_back_with_both_texts(client_of, world):
    record = made.shared_record(world, fields_of(world))
    address, opened = f"/meetings/together/{record.id}", str(record.version)
    ours = fields(world, version=opened, save="1", **{"items-0-discussion": "甲的讨论"})
    assert client_of("secretary").post(address, data=ours).status_code == 303
    theirs = fields(world, version=opened, save="1", **{"items-0-discussion": "乙的讨论"})
    answer = client_of("committee_member").post(address, data=theirs)
    assert answer.status_code == 422
    assert "甲的讨论" in answer.text
    assert "乙的讨论" in answer.text
    decided = theirs | {"version": version_in(answer.text), "items-0-discussion": "甲、乙的讨论"}
    assert client_of("committee_member").post(address, data=decided).status_code == 303
    assert "甲、乙的讨论" in client_of("secretary").get(address).text


def test_saving_lets_the_other_see_it_and_items_of_both_stay(client_of, world):
    record = made.shared_record(world, fields_of(world))
    address, opened = f"/meetings/together/{record.id}", str(record.version)
    for login, title in (("secretary", "甲的议题"), ("committee_member", "乙的议题")):
        data = fields(world, version=opened, save="1", **{"items-1-title": title})
        assert client_of(login).post(address, data=data).status_code == 303
    text = client_of("secretary").get(address).text
    assert 'value="甲的议题"' in text
    assert 'value="乙的议题"' in text


def test_unsaved_typing_at_a_shared_record_is_put_together_on_return(client_of, world):
    record = made.shared_record(world, fields_of(world))
    address, secretary = f"/meetings/together/{record.id}", client_of("secretary")
    opened = str(record.version)
    typing(secretary, address, fields(world, version=opened, guests="校外专家"))
    data = fields(world, version=opened, save="1", content="别人写的")
    assert client_of("committee_member").post(address, data=data).status_code == 303
    text = secretary.get(address).text
    assert "校外专家" in text
    assert "别人写的" in text
    assert "还有没存进来的文字" in client_of("committee_member").get(address).text


def test_a_refused_record_keeps_what_both_wrote(client_of, world):
    record = made.shared_record(world, fields_of(world))
    data = fields(world, version=str(record.version), place="", content="留着")
    answer = client_of("secretary").post(f"/meetings/together/{record.id}", data=data)
    assert answer.status_code == 422
    assert "留着" in answer.text
    assert meetings() == 0


def test_a_shared_record_is_its_branchs_own(client_of, world):
    record = made.shared_record(world)
    address, number = f"/meetings/together/{record.id}", record.id
    assert client_of("sibling").get(address).status_code == 404
    assert client_of("member").get(address).status_code == 403
    assert "共同记录" in client_of("committee_member").get("/meetings/").text
    client_of("committee_member").post(f"{address}/drop")
    assert db.session.scalar(select(SharedRecord.id)) == number
    client_of("committee_member").post(f"{address}/drop", data={"why": "记重了"})
    assert db.session.scalar(select(SharedRecord)) is None


def test_the_other_group_or_kind_is_nobodys_company(client_of, world, address):
    typing(client_of("secretary"), address, fields(world))
    other = address.replace("committee", "theme_day")
    assert "也在填这个会" not in client_of("committee_member").get(other).text
    assert "也在填这个会" not in client_of("secretary").get(address).text


def test_a_draft_of_somebody_who_may_not_record_is_nobodys_company(client_of, world, address):
    typing(client_of("member"), address, fields(world))
    assert "也在填这个会" not in client_of("secretary").get(address).text


def test_a_stale_correction_takes_what_only_the_other_changed(client_of, world):
    one = meeting(world)
    db.session.commit()
    path, opened = f"/meetings/{one.id}/edit", str(one.version)
    ill = f"attendance-{world.people['韩志远'].id}"
    theirs = fields(world, version=opened, why="补", **{"items-1-title": "另一项"}) | {ill: "sick"}
    assert client_of("committee_member").post(path, data=theirs).status_code == 303
    mine = fields(world, version=opened, why="改", place="新楼", **{"items-0-discussion": "我的"})
    answer = client_of("secretary").post(path, data=mine)
    assert answer.status_code == 422
    assert 'value="另一项"' in answer.text
    assert '<option value="sick" selected>' in answer.text
    assert 'value="新楼"' in answer.text
    final = mine | {"version": version_in(answer.text), "items-1-title": "另一项", ill: "sick"}
    assert client_of("secretary").post(path, data=final).status_code == 303
    text = client_of("secretary").get(f"/meetings/{one.id}").text
    assert "另一项" in text
    assert "病假" in text
    assert "新楼" in text


def fields_of(world):
    return {name: [value] for name, value in fields(world).items()}


def test_the_day_of_another_meeting_is_submitted_by_itself(client_of, world, address):
    made.shared_record(world, {"title": ["会"], "held_on": [date(2026, 11, 2).isoformat()]})
    answer = client_of("secretary").post(address, data=fields(world))
    assert answer.status_code == 303
    assert meetings() == 1
