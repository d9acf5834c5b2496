"""The findings of the demo world are those that were checked by hand, and every face of them says
the same: the command, the workspace, the branch's page, the committee's table, the letter."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import select, text

from app import create_app
from app.access.scope import EVERYTHING
from app.accounts.models import Account
from app.core import clock
from app.core.db import db, reads_only, unit_of_work
from app.demo.build import Builder
from app.findings import keeping, queries
from app.findings.digest import letter
from app.findings.engine import State
from app.organizations import queries as organizations

TODAY = date(2026, 11, 16)
CHECKED = Path(__file__).parent / "demo_world.json"
TOLD = ("code", "state", "what", "since", "due", "rule_id", "strength", "instances")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo world on 16 November 2026, with its findings kept."""
    folder = tmp_path_factory.mktemp("demo")
    app = create_app(
        DEMO=True, INSTANCE=folder, SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/portal.sqlite",
        SECRET_KEY="tests", SERVER_NAME="portal.test",
    )  # fmt: skip
    with app.app_context(), clock.travel(TODAY):
        upgrade()
        with unit_of_work():
            Builder(TODAY).build()
        with unit_of_work():
            keeping.keep_everything(TODAY)
        yield app
        db.session.rollback()
        db.engine.dispose()


@pytest.fixture
def told(demo):
    answer = demo.test_cli_runner().invoke(args=["findings", "--on", "2026-11-16", "--json"])
    return [{name: _plain(row)[name] for name in TOLD} for row in json.loads(answer.output)]


def _plain(row):
    """Opinions have random numbers, different in every build."""
    return row | {
        "instances": [re.sub(r"^affairs/\d+/", "affairs/*/", i) for i in row["instances"]]
    }


def page(demo, login, address):
    account = db.session.scalar(select(Account).where(Account.username == login))
    browser, moment = demo.test_client(), datetime.now(UTC).timestamp()
    with browser.session_transaction() as session:
        session.update(
            _user_id=str(account.id), _fresh=True, epoch=account.epoch, started=moment, seen=moment
        )
    with demo.app_context():  # who is logged in is remembered for as long as one lasts
        answer = browser.get(address)
    assert answer.status_code == 200
    return answer.text


def test_the_command_tells_what_was_checked_by_hand(told):
    checked = json.loads(CHECKED.read_text("utf-8"))
    assert [row for row in told if row not in checked] == []
    assert [row for row in checked if row not in told] == []


def test_missing_meetings_are_those_that_a_count_of_the_tables_misses(demo, told):
    """Counted by another hand: months and quarters without a record, straight from the tables."""
    found = {
        (row["code"], one)
        for row in told
        for one in row["instances"]
        if one.startswith("meetings/") and "hours" not in one
    }
    assert found == set(_missing())


def _missing():
    branches = db.session.execute(
        text("SELECT id, code FROM organization WHERE kind = 'branch' AND dissolved_on IS NULL")
    ).all()
    for branch, code in branches:
        held = _rows("SELECT kind, group_id, held_on FROM meeting WHERE organization_id = :b AND"
                     " status = 'submitted' AND held_on LIKE '2026%'", branch)  # fmt: skip
        groups = _rows("SELECT id FROM organization WHERE parent_id = :b AND kind = 'group' AND"
                       " dissolved_on IS NULL", branch)  # fmt: skip
        lines = [("theme_day", None), *(("group", one) for (one,) in groups)]
        if _rows("SELECT 1 FROM post WHERE organization_id = :b AND kind = 'committee_member' AND"
                 " ended_on IS NULL", branch):  # fmt: skip
            lines.append(("committee", None))
        for kind, group in lines:
            months = {int(day[5:7]) for k, g, day in held if (k, g) == (kind, group)}
            line = f"meetings/{kind}" + (f"/{group}" if group else "")
            for month in set(range(1, 12)) - months:
                yield code, f"{line}/2026-{month:02}"
        quarters = {(int(day[5:7]) + 2) // 3 for k, _, day in held if k == "assembly"}
        for quarter in {1, 2, 3, 4} - quarters:
            yield code, f"meetings/assembly/2026-Q{quarter}"
        if not any(k == "life" for k, *_ in held):
            yield code, "meetings/life/2026"


def _rows(query, branch):
    return db.session.execute(text(query), {"b": branch}).all()


def test_the_workspace_and_the_branchs_page_name_the_same_things(demo, told):
    own = [row["what"] for row in told if row["code"] == "JS-01"]
    for address in ("/", "/findings/"):
        html = page(demo, "secretary", address)
        start = html.index("支部待办") if address == "/" else 0
        names = re.findall(r'<div class="what">(.*?)</div>', html[start:])
        assert sorted(names) == sorted(own)


def test_the_committees_table_names_everybody_who_is_late_and_nobody_else(demo, told):
    late = {row["code"] for row in told if row["state"] == "late"}
    found = queries.exceptions(EVERYTHING, TODAY, limit=99)
    assert {one.code for one, _ in found.rows} == late
    html = page(demo, "committee", "/findings/")
    assert f"{len(late)} 个有超期待补的事项" in html
    for one, findings in found.rows:
        rows = [row for row in told if (row["code"], row["state"]) == (one.code, "late")]
        assert sorted(row["what"] for row in rows) == sorted(f.what for f in findings)


def test_the_letter_counts_what_the_page_shows(demo, told):
    reads_only(True)
    branch = organizations.by_code(EVERYTHING, "JS-01")
    found = queries.of_organizations(EVERYTHING, [branch], TODAY)[branch.id]
    pressing = [one for one in found if one.state in letter.TOLD]
    rows = [row for row in told if row["code"] == "JS-01" and row["state"] in letter.TOLD]
    late = sum(row["state"] == State.LATE for row in rows)
    assert letter.subject_of(pressing) == f"支部手册：{len(rows)} 件待办，{late} 件超期"


def test_whoever_joined_is_on_the_lists_of_the_meetings_after(demo):
    """A probationary member missing from every list would be the first thing anybody sees."""
    query = (
        "SELECT p.name FROM member m JOIN person p ON p.id = m.person_id WHERE"
        " m.stage = 'probationary' AND m.standing = 'normal' AND EXISTS (SELECT 1 FROM meeting t"
        " WHERE t.organization_id = m.organization_id AND t.kind = 'theme_day' AND"
        " t.status = 'submitted' AND t.held_on > m.joined_on AND NOT EXISTS (SELECT 1 FROM"
        " attendance a WHERE a.meeting_id = t.id AND a.person_id = m.person_id))"
    )
    assert db.session.scalars(text(query)).all() == []
