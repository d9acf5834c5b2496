"""What became of last year's promises, in sentences and as the tables have it."""

from datetime import date

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db
from app.debriefs import actions, queries
from app.debriefs.models import DebriefStatus
from app.debriefs.past import Became, Past, became, past_facts
from app.rectification import actions as rectification
from app.rectification.models import Source
from app.rules.rectification import ItemState, SourceKind
from tests.debriefs.records import report

DUE = date(2026, 6, 30)


def one(state, done_on=None, last="", responsible="周敏"):
    return Became("问题", "每月走访。", responsible, DUE, state, done_on, last, 7)


def test_a_promise_is_told_with_who_by_when_and_what_came_of_it():
    assert became(one(ItemState.OPEN)) == "每月走访（周敏，2026年6月30日前），还在办理。"
    done = one(ItemState.DONE, date(2026, 6, 30), "走访十名。")
    assert became(done) == "每月走访（周敏，2026年6月30日前），2026年6月30日办结：走访十名。"
    late = one(ItemState.ACCEPTED, date(2026, 7, 1))
    assert became(late) == "每月走访（周敏，2026年6月30日前），2026年7月1日办结，比约定的晚。"
    assert became(one(ItemState.DROPPED, None, "已撤销")).endswith("，不再办理：已撤销。")


def test_nothing_is_told_of_a_year_without_a_report():
    assert past_facts(Past(2025, "", "", (), (), {})) == ()


def test_an_old_report_without_promises_tells_its_measures():
    told = [fact.text for fact in past_facts(Past(2025, "问题一", "措施一", (), (), {}, 3, 1))]
    assert told == ["2025年度述职查摆的问题：问题一", "2025年度述职提出的措施：措施一"]


def test_promises_and_resolutions_are_counted_by_how_they_stand(world):
    before = report(world, 2025, DebriefStatus.SUBMITTED, problems="联系青年少")
    with clock.travel(date(2026, 1, 10)):
        actions.list_promises(before, [])
        source = Source(SourceKind.RESOLUTION, 1, "支委会")
        rectification.raise_item(world.here, source=source, problem="排计划", due_on=DUE)
        rectification.raise_item(
            world.here, source=actions.source_of(before), problem="走访少", due_on=DUE
        )
    db.session.commit()
    told = [fact.text for fact in past_facts(queries.past(EVERYTHING, world.here, 2026))]
    assert told[0] == "2025年度述职查摆的问题：联系青年少"
    assert "2025年度述职承诺整改措施1项，办理中1项。" in told
    assert "上级点评后列入整改1项，办理中1项。" in told
    assert "本年度会议决议跟踪办理1项：办理中1项。" in told


def test_a_report_that_was_not_submitted_promised_nothing(world):
    report(world, 2025)
    assert queries.past(EVERYTHING, world.here, 2026).debrief_id == 0


def test_nothing_is_told_outside_the_scope(world):
    report(world, 2025, DebriefStatus.SUBMITTED)
    outside = Scope(frozenset({world.there.path}))
    assert past_facts(queries.past(outside, world.here, 2026)) == ()


def test_each_fact_leads_to_where_it_stands(world):
    before = report(world, 2025, DebriefStatus.SUBMITTED)
    [first, *_] = past_facts(queries.past(EVERYTHING, world.here, 2026))
    assert first.address == f"/debriefs/{before.id}"
