"""Papers filled from the record: which there are, what they say, who may print them."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.development.actions import notices
from app.development.filling import FILLED, dossiers, printable
from app.printing.pdf import render_html
from app.rules.development.case import NoticeKind
from app.rules.development.steps import Step
from tests.development.made import NAME, opened, walked

ADDRESS = "/development/{}/papers/{}.pdf"


@pytest.fixture
def whole(world):
    """A file with every step taken, looked at after the last."""
    file = walked(world, Step.ARCHIVED)
    db.session.commit()
    with clock.travel(date(2027, 8, 2)):
        yield file


def text(code, *files):
    filling = FILLED[code]
    chosen = dossiers(EVERYTHING, [file.id for file in files])
    return "".join(render_html(filling.form, sheet) for sheet in filling.sheets(chosen))


def test_every_paper_of_a_whole_file_names_the_person(whole):
    assert [code for code in FILLED if NAME not in text(code, whole)] == []


SAID = [
    ("talk_record", "谈了入党动机。"),
    ("filing_report", "2025年3月3日，我支部召开支部委员会会议"),
    ("consent_request", "妥否，请批示"),
    ("public_notice", "（5个工作日）"),
    ("notice_record", "公示期间没有收到反映"),
    ("committee_examination", "会议室"),
    ("assembly_resolution", "赞成人数超过应到会有表决权党员的半数"),
    ("approval_request", "应到会有表决权的党员7名"),
    ("probationary_record", "2027年7月2日"),
    ("confirmation_request", "转为中共正式党员"),
    ("archive_list", "★"),
]  # fmt: skip


def test_a_paper_says_what_the_record_says(whole):
    """One long walk for all of them: to walk it takes longer than to print."""
    assert [(code, said) for code, said in SAID if said not in text(code, whole)] == []


def test_a_vote_has_a_slip_for_everybody_with_a_vote(world):
    file = walked(world, Step.BOOKLET)
    assert text("vote_slips", file).count(f"接收{NAME}同志为中共预备党员") == 7


def test_two_candidates_are_asked_for_in_one_letter_one_by_one(world):
    files = [walked(world, Step.ACCEPTED, name) for name in ("沈砚", "𬭩思远")]
    letter = text("approval_request", *files)
    assert "逐个讨论和表决沈砚、𬭩思远2名同志" in letter
    assert letter.count("应到会有表决权的党员7名") == 2


def test_who_gave_an_opinion_is_never_printed(world):
    file = walked(world, Step.PROSPECT)
    days = {"posted_on": date(2026, 5, 19), "until_on": date(2026, 5, 26)}
    notice = notices.post(file, NoticeKind.PROSPECT, place="学院公告栏", **days)
    said = {"content": "曾缺席志愿服务。", "giver": "某某老师"}
    notices.receive(notice, received_on=date(2026, 5, 20), **said)
    paper = text("notice_record", file)
    assert "曾缺席志愿服务。" in paper
    assert "某某老师" not in paper


def test_what_was_said_is_printed_only_for_who_works_on_the_file(world, client_of):
    file = walked(world, Step.PROSPECT)
    db.session.commit()
    address = ADDRESS.format(file.id, "notice_record")
    answers = {who: client_of(who).get(address).status_code for who in ("faculty", "liaison")}
    assert answers == {"faculty": 200, "liaison": 403}
    assert address not in client_of("liaison").get(f"/development/{file.id}").text


def test_before_its_step_there_is_nothing_to_print(world, client_of):
    file = opened(world)
    db.session.commit()
    browser = client_of("secretary")
    assert browser.get(ADDRESS.format(file.id, "talk_record")).status_code == 200
    assert browser.get(ADDRESS.format(file.id, "oath_record")).status_code == 404
    assert browser.get(ADDRESS.format(file.id, "booklet")).status_code == 404


def test_a_paper_of_another_branch_is_not_found(world, client_of):
    file = opened(world)
    db.session.commit()
    assert client_of("sibling").get(ADDRESS.format(file.id, "talk_record")).status_code == 404
    assert client_of("faculty").get(ADDRESS.format(file.id, "talk_record")).status_code == 200


@pytest.mark.parametrize("further", ["2147483648", "9" * 30, "-1", "x"])
def test_what_cannot_be_a_file_is_not_found(world, client_of, further):
    file = opened(world)
    db.session.commit()
    address = ADDRESS.format(file.id, "talk_record")
    assert client_of("secretary").get(address).status_code == 200
    assert client_of("secretary").get(f"{address}?with={further}").status_code == 404


def test_a_letter_speaks_for_one_branch_only(world, client_of):
    here, there = walked(world, Step.ACTIVIST), walked(world, Step.ACTIVIST, "何曦")
    there.member.organization = world.there
    db.session.commit()
    both = ADDRESS.format(here.id, "filing_report") + f"?with={there.id}"
    assert client_of("faculty").get(both).status_code == 404
    assert client_of("faculty").get(both.replace("filing_report", "talk_record")).status_code == 200


def test_many_papers_cost_no_statement_each(world, statements):
    files = [opened(world, f"甲{number}").id for number in range(9)]
    statements()
    dossiers(EVERYTHING, files[:1])
    one = len(statements())
    dossiers(EVERYTHING, files)
    assert len(statements()) == one


def test_the_page_offers_what_can_be_printed(world, client_of):
    file = walked(world, Step.TALK)
    db.session.commit()
    page = client_of("secretary").get(f"/development/{file.id}").text
    assert ADDRESS.format(file.id, "talk_record") in page
    assert ADDRESS.format(file.id, "oath_record") not in page
    offered = dict(printable(dossiers(EVERYTHING, [file.id])[0].case))
    assert set(offered) == {"talk_record", "recommendation", "process_record", "archive_list"}
