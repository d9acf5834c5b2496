"""A year of one branch: wages, a new probationer, a student, a retired member, a reduction."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.dues import duties
from app.dues.actions import asking
from app.dues.queries import arrears, figures
from app.findings.engine import State
from app.rules.dates import PartialDate
from app.rules.dues.months import index, of_year
from app.rules.dues.payers import Payer
from app.rules.dues.using import Move, Purpose, Told
from tests.dues.made import (
    DECIDED,
    balance,
    fixed,
    month,
    moved,
    paid,
    reduced,
    through,
)
from tests.dues.test_books import sums


def test_a_year_of_a_branch(client_of, world):
    # January: bases. Whole bases, no slices; the probationer begins with the assembly in May.
    fixed(world, "周敏", 10000.01)
    fixed(world, "欧阳懿", 6000)
    fixed(world, "王毛方", 5200, payer=Payer.RETIRED)
    fixed(world, "李喆昇", payer=Payer.STUDENT)
    fixed(world, "张淼燊", 4000)
    assert world.members["杜怡可"].joined_on == PartialDate(2026, 5, 20)
    fixed(world, "杜怡可", 3000, first=index(2026, 5))
    monthly = {"周敏": 200_00, "欧阳懿": 90_00, "王毛方": 52_00, "李喆昇": 20, "张淼燊": 40_00}
    assert {name: month(world, name, 1).due for name in monthly} == monthly
    assert (month(world, "杜怡可", 4), month(world, "杜怡可", 5).due) == (None, 15_00)

    # The year's months; one falls behind after May, one has a new post in July.
    through(world, "周敏", 1, 10)
    through(world, "王毛方", 1, 10)
    through(world, "李喆昇", 1, 10)
    through(world, "杜怡可", 5, 10)
    through(world, "张淼燊", 1, 5)
    through(world, "欧阳懿", 1, 6)
    fixed(world, "欧阳懿", 8000, first=index(2026, 7), reason="岗位变动，支委会同意")
    through(world, "欧阳懿", 7, 10)
    collected = 2000_00 + 520_00 + 2_00 + 90_00 + 200_00 + 540_00 + 480_00
    assert balance(world.here) == collected

    # Who is behind is told first; the branch one step later, with the article and no name.
    run = arrears.run_of(EVERYTHING, index(2026, 11), world.people["张淼燊"].id)
    assert (run.in_a_row, run.owed) == (5, 200_00)
    [one] = [f for f in duties.findings([world.here], date(2026, 11, 16)) if "unpaid" in f.subject]
    assert (one.state, one.what) == (State.SOON, "党费待补")

    # The branch studies the hardship, the committee agrees from November on; the rest is made up.
    reduction = reduced(world, "张淼燊", 11, 12, amount=5_00)
    asking.decide_reduction(reduction, agreed=True, answer="同意", by=None, name="学院党委")
    db.session.commit()
    assert month(world, "张淼燊", 11).due == 5_00
    paid(world, "张淼燊", range(index(2026, 6), index(2026, 12)))
    assert arrears.run_of(EVERYTHING, index(2026, 11), world.people["张淼燊"].id) is None

    # Handed up, used after a decision, December paid, published, reported.
    moved(world.here, Move.UP, 2000_00, counterpart=world.college)
    moved(world.here, Move.USED, 300_00, purpose=Purpose.TRAINING, decision=DECIDED)
    with clock.travel(date(2026, 12, 20)):
        for name in monthly | {"杜怡可": 0}:
            missing = [n for n in (11, 12) if not month(world, name, n).settled]
            paid(world, name, [index(2026, n) for n in missing], on=date(2026, 12, 20))
        year = figures.of_organization(EVERYTHING, world.here, 2026, of_year(2026).last)
        assert (year.people, year.paid_people) == (6, 6)
        assert year.due == year.paid == year.collected
        assert year.balance == balance(world.here) == year.collected - 2300_00
        assert len(set(sums(world.here))) == 1
        asking.tell(
            world.here, 2026, Told.PUBLISHED, done_on=date(2026, 12, 20), how="党员大会",
            figures=year.plain,
        )  # fmt: skip
        db.session.commit()
        told = {f.subject: f.state for f in duties.findings([world.here], date(2026, 12, 21))}
        assert told["dues/published/2026"] is State.DONE
        assert not [one for one in told if "unpaid" in one]

    # Next year's bases begin anew; nobody owes December's successor before they are fixed.
    assert month(world, "欧阳懿", 12).settled
    with clock.travel(date(2027, 1, 5)):
        due = [f.subject for f in duties.findings([world.here], date(2027, 1, 5))]
        assert "dues/fixed/2027" in due


def test_papers_of_the_year_print_and_come_as_tables(client_of, world):
    fixed(world)
    fixed(world, "李喆昇", payer=Payer.STUDENT)
    through(world, "欧阳懿", 1, 10)
    moved(world.here, Move.UP, 500_00, counterpart=world.college)
    moved(world.here, Move.USED, 50_00, purpose=Purpose.TRAINING, decision=DECIDED)
    secretary = client_of("secretary")
    for place, names in (("branch", ("bases", "register")), ("book", ("notice", "report"))):
        for name in names:
            path = f"/dues/{place}/{world.here.id}/{name}"
            assert secretary.get(f"{path}.pdf").data.startswith(b"%PDF")
            assert secretary.get(f"{path}.xlsx").data.startswith(b"PK")
