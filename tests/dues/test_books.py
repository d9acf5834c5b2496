"""An organisation's book: what goes up, down and is used, corrections in both books, never below
nought; requests, reductions, gifts and the yearly telling."""

import threading
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db, unit_of_work
from app.core.errors import Refused, explained
from app.dues.actions import asking, books, fixing, keeping, paying
from app.dues.actions.books import Decision
from app.dues.actions.paying import Paid
from app.dues.models import DuesBook, DuesEntry, DuesPayment
from app.dues.queries import books as kept
from app.dues.queries import figures, payers
from app.people.models import Person
from app.rules.dues.months import index, of_year
from app.rules.dues.using import Move, Purpose, RequestState, Told
from tests.dues.made import (
    DECIDED,
    NOVEMBER,
    TODAY,
    asked,
    balance,
    fixed,
    gift,
    income,
    month,
    moved,
    reduced,
    through,
)


def used(organization, amount=50_00, **facts):
    given = {"purpose": Purpose.TRAINING, "decision": DECIDED, "summary": "购买学习资料"}
    return moved(organization, Move.USED, amount, **given | facts)


def sums(organization):
    """The balance beside what it must be: payments and entries together."""
    paid = select(func.coalesce(func.sum(DuesPayment.amount), 0)).where(
        DuesPayment.organization_id == organization.id
    )
    entries = select(func.coalesce(func.sum(DuesEntry.amount), 0)).where(
        DuesEntry.organization_id == organization.id
    )
    return balance(organization), int(db.session.scalar(paid) + db.session.scalar(entries))


def test_what_goes_up_is_in_both_books(world):
    moved(world.here, Move.OPENING, 100_00)
    moved(world.here, Move.UP, 60_00, counterpart=world.college)
    assert (balance(world.here), balance(world.college)) == (40_00, 60_00)
    up = db.session.scalars(select(DuesEntry).where(DuesEntry.move == Move.UP)).one()
    books.counter(up, why="金额写错", handler="周敏")
    db.session.commit()
    assert (balance(world.here), balance(world.college)) == (100_00, 0)
    for one in (world.here, world.college):
        assert len(set(sums(one))) == 1


def test_what_has_gone_on_above_is_not_taken_back(world):
    moved(world.here, Move.OPENING, 100_00)
    up = moved(world.here, Move.UP, 60_00, counterpart=world.college)
    moved(world.college, Move.UP, 50_00, counterpart=world.university)
    with pytest.raises(Refused, match="党费结余只有"):
        books.counter(up, why="金额写错", handler="周敏")
    db.session.rollback()
    assert balance(world.here) == 40_00


def test_the_side_that_only_received_cannot_take_back(world):
    moved(world.here, Move.OPENING, 100_00)
    moved(world.here, Move.UP, 60_00, counterpart=world.college)
    twin = db.session.scalars(select(DuesEntry).where(DuesEntry.move == Move.FROM_BELOW)).one()
    with pytest.raises(Refused, match="请下级冲正"):
        books.counter(twin, why="错", handler="吴赟")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"purpose": None}, "哪一项用途"),
        ({"decision": Decision()}, "哪次会议"),
        ({"decision": Decision(date(2026, 11, 17), "17日会")}, "晚于这一天"),
        ({"amount": 100_01}, "结余只有 100"),
        ({"happened_on": date(2026, 11, 17)}, "还没有到"),
        ({"amount": 0}, "大于 0"),
    ],
)
def test_a_use_is_refused(world, facts, said):
    moved(world.here, Move.OPENING, 100_00)
    with pytest.raises(Refused, match=said):
        used(world.here, **facts)
    db.session.rollback()
    assert balance(world.here) == 100_00


def test_opening_is_entered_once(client_of, world):
    moved(world.here, Move.OPENING, 100_00)
    path = f"/dues/book/{world.here.id}/enter?move=opening"
    answer = client_of("secretary").post(path, data={"amount": "5", "happened_on": "2026-11-01"})
    assert answer.status_code == 422
    assert "期初结余已经登记过了" in answer.text


def test_money_is_asked_one_level_up_granted_and_used_for_that_alone(world):
    moved(world.college, Move.OPENING, 1000_00)
    request = asked(world)
    with pytest.raises(Refused, match="不能比请求的多"):
        asking.decide_request(request, granted=600_00, answer="", decision=DECIDED, name="党委")
    db.session.rollback()
    with pytest.raises(Refused, match="哪次会议"):
        asking.decide_request(request, granted=400_00, answer="", decision=Decision(), name="党委")
    db.session.rollback()
    asking.decide_request(request, granted=400_00, answer="", decision=DECIDED, name="党委")
    db.session.commit()
    assert (balance(world.here), balance(world.college)) == (400_00, 600_00)
    with pytest.raises(Refused, match="专用于“培训党员”"):
        used(world.here, request=request, purpose=Purpose.PRAISE)
    db.session.rollback()
    used(world.here, 300_00, request=request)
    with pytest.raises(Refused, match="只剩 100"):
        used(world.here, 100_01, request=request)
    db.session.rollback()
    assert [left for _, left in kept.grants(EVERYTHING, world.here)] == [100_00]
    down = db.session.scalars(select(DuesEntry).where(DuesEntry.move == Move.DOWN)).one()
    with pytest.raises(Refused, match="已经使用"):
        books.counter(down, why="错", handler="吴赟")


def test_a_grant_taken_back_waits_again(world):
    moved(world.college, Move.OPENING, 1000_00)
    request = asked(world)
    down = asking.decide_request(request, granted=400_00, answer="", decision=DECIDED, name="党委")
    books.counter(down, why="批错", handler="吴赟")
    db.session.commit()
    assert request.state is RequestState.ASKED
    assert (balance(world.here), balance(world.college)) == (0, 1000_00)


def test_the_request_is_offered_to_the_level_above_alone(client_of, world):
    request = asked(world)
    faculty, committee = client_of("faculty"), client_of("committee")
    assert "批复下拨" in faculty.get(f"/dues/requests/{request.id}").text
    assert committee.get(f"/dues/requests/{request.id}").status_code == 303  # not in its name
    assert client_of("sibling").get(f"/dues/requests/{request.id}").status_code in {403, 404}


def test_a_reduction_asks_for_less_once_the_committee_agrees(world):
    fixed(world)
    through(world, "欧阳懿", 1, 9)
    reduction = reduced(world)
    assert month(world, "欧阳懿", 10).due == 90_00
    with pytest.raises(Refused, match="其他人批复"):
        asking.decide_reduction(
            reduction, agreed=True, answer="", by=world.people["欧阳懿"].id, name="党委"
        )
    db.session.rollback()
    with pytest.raises(Refused, match="写明原因"):
        asking.decide_reduction(reduction, agreed=False, answer="", by=1, name="党委")
    db.session.rollback()
    asking.decide_reduction(reduction, agreed=True, answer="同意", by=None, name="党委")
    db.session.commit()
    assert [month(world, "欧阳懿", n).due for n in (9, 10, 12)] == [90_00, 0, 0]
    with pytest.raises(Refused, match="已经批复过"):
        asking.decide_reduction(reduction, agreed=True, answer="", by=None, name="党委")


def test_a_base_changed_later_leaves_the_reduction_in_force(world):
    fixed(world)
    reduction = reduced(world, first=11, last=12, amount=10_00)
    asking.decide_reduction(reduction, agreed=True, answer="", by=None, name="党委")
    fixed(world, base=8000, first=index(2026, 10), reason="岗位变动")
    assert [month(world, "欧阳懿", n).due for n in (9, 10, 11)] == [90_00, 120_00, 10_00]


def test_a_large_gift_stands_in_no_sum(world):
    fixed(world)
    gift(world)
    assert balance(world.here) == 0
    assert figures.of_organization(EVERYTHING, world.here, 2026, of_year(2026).last).collected == 0
    with pytest.raises(Refused, match="1,000"):
        gift(world, 999_99)


def test_a_gift_goes_up_before_its_receipt_comes_back(world):
    one = gift(world)
    with pytest.raises(Refused, match="上缴以后"):
        asking.follow_gift(one, passed_on=None, receipt="1号", receipt_on=TODAY)
    asking.follow_gift(one, passed_on=TODAY, receipt="1号", receipt_on=TODAY)
    assert one.receipt == "1号"


def test_the_year_adds_up_to_the_balance(world):
    moved(world.here, Move.OPENING, 100_00, happened_on=date(2026, 1, 1))
    fixed(world)
    through(world, "欧阳懿", 1, 10)
    moved(world.here, Move.UP, 500_00, counterpart=world.college)
    used(world.here, 30_00)
    year = figures.of_organization(EVERYTHING, world.here, 2026, of_year(2026).last)
    assert (year.people, year.paid_people, year.due, year.paid) == (1, 0, 1080_00, 900_00)
    assert year.used == {"training": 30_00}
    assert year.balance == balance(world.here) == 470_00


def test_what_was_published_is_read_inside_and_does_not_change_later(client_of, world):
    fixed(world)
    through(world, "欧阳懿", 1, 11)
    path = f"/dues/book/{world.here.id}/tell?year=2026"
    typed = {"tell-told": "published", "tell-done_on": "2026-11-16", "tell-how": "支部党员大会"}
    assert client_of("secretary").post(path, data=typed).status_code == 303
    moved(world.here, Move.UP, 500_00, counterpart=world.college)
    page = client_of("member").get("/dues/published").text
    assert "900.00" in page
    assert "1月至10月" in page
    assert "支部党员大会" in page
    assert "500.00" not in page


def test_what_is_published_counts_the_months_that_are_over(client_of, world):
    fixed(world)
    through(world, "欧阳懿", 1, 10)
    db.session.commit()
    page = client_of("secretary").get(f"/dues/book/{world.here.id}").text
    assert "现在公布的是1月至10月：应交 1 人、900.00 元，交齐 1 人、实交 900.00 元" in page


def test_the_year_is_not_told_before_it_has_begun(world):
    with pytest.raises(Refused, match="还没有发生"):
        asking.tell(world.here, 2027, Told.PUBLISHED, done_on=TODAY, how="大会", figures={})


def test_the_officer_does_not_write_in_a_branchs_book(client_of, world):
    path = f"/dues/book/{world.here.id}/enter?move=interest"
    typed = {"amount": "5", "happened_on": "2026-11-01"}
    answer = client_of("faculty").post(path, data=typed, follow_redirects=True)
    assert "由支部自己登记" in answer.text
    assert balance(world.here) == 0
    path = f"/dues/book/{world.college.id}/enter?move=interest"
    assert client_of("faculty").post(path, data=typed).status_code == 303
    assert balance(world.college) == 5_00


def at_once(app, number, act):
    """Run act(n) in so many threads, each a unit of work; what each came to, None for done."""
    told, gate = [None] * number, threading.Barrier(number)

    def run(place):
        with app.app_context(), clock.travel(TODAY):
            try:
                gate.wait()
                with unit_of_work():
                    act(place)
            except Refused as refused:
                told[place] = refused.message
            except IntegrityError as error:
                told[place] = explained(error).message
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.storage
def test_of_writers_of_one_payment_one_wins_and_the_sums_are_right(migrated_app, world):
    fixed(world)
    key, branch = world.people["欧阳懿"].id, world.here.id
    db.session.rollback()

    def act(_place):
        organization = db.session.get(type(world.here), branch)
        person = db.session.get(Person, key)
        paying.pay(organization, [Paid(person, NOVEMBER)], TODAY, by="甲")

    told = at_once(migrated_app, 8, act)
    assert told.count(None) == 1
    assert all("已经登记过了" in one for one in told if one)
    assert sums(world.here) == (90_00, 90_00)
    assert month(world, "欧阳懿", 11).paid == 90_00


@pytest.mark.storage
def test_payments_of_many_people_at_once_all_count(migrated_app, world):
    names = ["周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方"]
    for name in names:
        fixed(world, name)
    keys, branch = [world.people[name].id for name in names], world.here.id
    db.session.rollback()

    def act(place):
        organization = db.session.get(type(world.here), branch)
        person = db.session.get(Person, keys[place])
        lines = [Paid(person, index(2026, n)) for n in range(9, 12)]
        paying.pay(organization, lines, TODAY, by="甲")

    assert at_once(migrated_app, 7, act) == [None] * 7
    assert sums(world.here) == (7 * 270_00, 7 * 270_00)


@pytest.mark.storage
def test_uses_that_together_exceed_the_balance_stop_at_nought(migrated_app, world):
    moved(world.here, Move.OPENING, 100_00)
    branch = world.here.id
    db.session.rollback()

    def act(_place):
        organization = db.session.get(type(world.here), branch)
        books.record(
            organization,
            books.Movement(
                Move.USED, 30_00, TODAY, "资料", Purpose.MATERIALS, DECIDED, handler="甲"
            ),
        )

    told = at_once(migrated_app, 8, act)
    assert told.count(None) == 3
    assert sums(world.here) == (10_00, 10_00)


@pytest.mark.storage
def test_the_database_itself_keeps_the_balance_from_falling_below_nought(world):
    keeping.move(world.here.id, 10_00)
    book = db.session.get(DuesBook, world.here.id)
    book.balance = -1
    with pytest.raises(Exception, match="ck_dues_book_balance"):
        db.session.flush()
    db.session.rollback()


@pytest.mark.storage
def test_a_base_fixed_twice_at_once_stands_once(migrated_app, world):
    key, branch = world.members["欧阳懿"].id, world.here.id
    db.session.rollback()

    def act(_place):
        organization = db.session.get(type(world.here), branch)
        member = payers.member(EVERYTHING, key)
        fixing.fix(
            organization, member.person, member.joined_on, 2026, income(), payers.Settings(),
            by="甲",
        )  # fmt: skip

    told = at_once(migrated_app, 4, act)
    assert told.count(None) == 1
    assert month(world, "欧阳懿", 11).due == 90_00
