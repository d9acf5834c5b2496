"""Every form's samples, printed: paper size, number of sides, faces, glyphs and text."""

import pytest

from app.home.commands import FORMS
from app.printing.samples import RARE_NAMES, render_samples
from tests.printing import reading

UPRIGHT, LYING, POSTER = (210, 297), (297, 210), (420, 297)
PAPERS = {
    "meeting_record": (UPRIGHT, {"short": 1, "long": 5, "rare": 1}),
    "year_plan": (UPRIGHT, {"short": 1, "long": 5, "rare": 1}),
    "meeting_call": (UPRIGHT, {"short": 1, "long": 2, "cancelled": 1, "rare": 1}),
    "meeting_book": (UPRIGHT, {"short": 10, "long": 60, "rare": 5}),
    "debrief_report": (UPRIGHT, {"short": 2, "long": 8, "rare": 1}),
    "debrief_ballot": (
        LYING,
        {"short": 1, "short-result": 1, "long": 2, "long-result": 3, "rare": 1},
    ),
    "debrief_order": (LYING, {"short": 1, "long": 7, "rare": 1}),
    "debrief_comment": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "debrief_overall": (LYING, {"short": 1, "long": 5, "rare": 1}),
    "debrief_feedback": (UPRIGHT, {"blank": 1, "short": 1, "long": 4, "rare": 1}),
    "debrief_promises": (LYING, {"blank": 1, "short": 1, "long": 4, "rare": 1}),
    "assessment_result": (LYING, {"short": 1, "team": 1, "long": 4, "crowd": 22, "rare": 1}),
    "review_registration": (UPRIGHT, {"blank": 2, "short": 2, "long": 3, "rare": 2}),
    "review_ballot": (
        UPRIGHT,
        {"short": 2, "long": 4, "rare": 2, "b-short": 2, "b-long": 4, "b-rare": 2},
    ),
    "review_summary": (LYING, {"short": 2, "long": 4, "rare": 2}),
    "member_card": (UPRIGHT, {"short": 1, "long": 2, "rare": 2}),
    "member_roster": (LYING, {"short": 1, "long": 19, "rare": 2}),
    "transfer_letter": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "invitation_slips": (UPRIGHT, {"short": 1, "long": 4, "rare": 1}),
    "talk_record": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "recommendation": (UPRIGHT, {"blank": 1, "short": 1, "long": 2, "rare": 1}),
    "filing_report": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "filing_roster": (LYING, {"blank": 1, "short": 1, "long": 4, "rare": 2}),
    "activist_record": (UPRIGHT, {"blank": 5, "short": 5, "long": 8, "rare": 5}),
    "public_notice": (UPRIGHT, {"short": 1, "few": 1, "long": 1, "crowd": 1, "rare": 1}),
    "notice_record": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "review_letter": (UPRIGHT, {"short": 2, "long": 5, "rare": 2}),
    "review_report": (UPRIGHT, {"short": 2, "long": 5, "rare": 2}),
    "course_certificate": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "committee_examination": (UPRIGHT, {"blank": 1, "short": 1, "long": 2, "rare": 1}),
    "vote_slips": (UPRIGHT, {"short": 2, "long": 9, "rare": 2}),
    "vote_summary": (UPRIGHT, {"short": 1, "long": 2, "rare": 2}),
    "assembly_resolution": (UPRIGHT, {"blank": 1, "short": 1, "extend": 1, "long": 3, "rare": 1}),
    "prereview_request": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "prereview_opinion": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "approval_request": (UPRIGHT, {"short": 1, "confirm": 1, "extend": 1, "long": 3, "rare": 1}),
    "approval_reply": (UPRIGHT, {"short": 1, "confirm": 1, "extend": 1, "long": 2, "rare": 1}),
    "oath_record": (UPRIGHT, {"blank": 1, "short": 1, "long": 2, "rare": 1}),
    "probationary_record": (UPRIGHT, {"blank": 4, "short": 4, "long": 7, "rare": 4}),
    "confirmation_review": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "process_record": (UPRIGHT, {"short": 2, "long": 5, "rare": 2}),
    "superior_reply": (UPRIGHT, {"short": 1, "approval": 1, "long": 1, "rare": 1}),
    "year_report": (UPRIGHT, {"short": 1, "long": 2, "rare": 1}),
    "findings_list": (UPRIGHT, {"short": 1, "long": 8, "rare": 2}),
    "year_picture": (LYING, {"short": 1, "long": 2, "rare": 1}),
    "training_notice": (UPRIGHT, {"short": 3, "plain": 1, "long": 4, "rare": 3}),
    "training_roster": (LYING, {"blank": 1, "short": 1, "long": 28, "rare": 2}),
    "training_sign_in": (LYING, {"blank": 1, "short": 1, "marked": 2, "long": 28, "rare": 2}),
    "hours_proof": (UPRIGHT, {"blank": 2, "short": 2, "exempt": 2, "long": 4, "rare": 2}),
    "training_certificate": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "secretary_training": (LYING, {"blank": 1, "short": 1, "long": 44, "rare": 2}),
    "pledge_letter": (UPRIGHT, {"blank": 1, "short": 1, "organization": 1, "long": 3, "rare": 1}),
    "pledge_board": (LYING, {"short": 1, "fifty": 6, "long": 51, "rare": 2}),
    "pledge_poster": (POSTER, {"short": 1, "fifty": 6, "long": 51, "rare": 2}),
    "pledge_ledger": (LYING, {"blank": 1, "short": 1, "long": 14, "rare": 3}),
    "pledge_comment": (UPRIGHT, {"blank": 1, "short": 1, "long": 2, "rare": 1}),
    "pledge_feedback": (LYING, {"blank": 1, "short": 1, "long": 5, "rare": 1}),
    "activity_sheet": (UPRIGHT, {"blank": 1, "short": 1, "planned": 1, "long": 4, "rare": 1}),
    "venue_register": (UPRIGHT, {"blank": 1, "short": 1, "long": 2, "rare": 1}),
    "venue_check": (LYING, {"blank": 1, "short": 1, "long": 22, "rare": 2}),
    "venue_use": (LYING, {"blank": 1, "short": 1, "long": 15, "rare": 2}),
    "dues_bases": (LYING, {"blank": 1, "short": 1, "long": 22, "rare": 2}),
    "dues_register": (LYING, {"blank": 1, "short": 1, "long": 18, "rare": 2}),
    "dues_notice": (UPRIGHT, {"blank": 1, "short": 1, "long": 1, "rare": 1}),
    "dues_report": (LYING, {"blank": 1, "short": 1, "long": 8, "rare": 2}),
    "fund_budget": (UPRIGHT, {"blank": 1, "short": 1, "long": 4, "rare": 2}),
    "fund_request": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "fund_ledger": (LYING, {"blank": 1, "short": 1, "long": 19, "rare": 3}),
    "fund_statement": (LYING, {"short": 2, "long": 18, "rare": 3}),
    "structure_reply": (
        UPRIGHT,
        {
            "short": 1,
            "temporary": 1,
            "rename": 1,
            "move": 1,
            "dissolve": 1,
            "split": 1,
            "long": 1,
            "rare": 1,
        },
    ),
    "secretary_notice": (UPRIGHT, {"short": 1, "left": 1, "long": 1, "rare": 1}),
    "lint_report": (LYING, {"clean": 1, "short": 1, "long": 14, "rare": 4}),
    "rectification_ledger": (LYING, {"blank": 1, "short": 1, "long": 13, "rare": 3}),
    "talk_register": (UPRIGHT, {"blank": 1, "short": 1, "long": 5, "rare": 2}),
    "comparison_check": (UPRIGHT, {"short": 2, "long": 7, "rare": 2}),
    "reception_record": (UPRIGHT, {"blank": 1, "short": 1, "long": 4, "rare": 3}),
    "opinion_reply": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "opinion_ledger": (LYING, {"blank": 1, "short": 1, "long": 4, "rare": 2}),
    "archive_list": (UPRIGHT, {"blank": 1, "short": 1, "long": 3, "rare": 1}),
    "election_request": (UPRIGHT, {"short": 1, "result": 1, "long": 2, "rare": 1}),
    "election_reply": (UPRIGHT, {"short": 1, "long": 1, "rare": 1}),
    "election_method": (UPRIGHT, {"short": 1, "long": 3, "rare": 1}),
    "election_ballot": (UPRIGHT, {"short": 1, "long": 3, "rare": 1}),
    "code_slips": (UPRIGHT, {"long": 9, "rare": 2, "short": 1}),
    "counted_numbers": (UPRIGHT, {"long": 5, "short": 1}),
    "evaluation_feedback": (UPRIGHT, {"long": 2, "rare": 1, "short": 1}),
    "evaluation_tally": (
        UPRIGHT,
        {"long": 17, "on-paper": 2, "rare": 7, "scores": 2, "short": 2, "very-long": 101},
    ),
    "free_ballot": (UPRIGHT, {"long": 13, "short": 1}),
    "recovery_sheet": (UPRIGHT, {"short": 1}),
    "election_tally": (UPRIGHT, {"short": 1, "void": 1, "tied": 1, "long": 1, "rare": 1}),
    "election_timetable": (UPRIGHT, {"short": 1, "long": 2, "rare": 1}),
    "handover_list": (UPRIGHT, {"short": 1, "long": 3, "rare": 1}),
}
EMPTY_BACKS = {
    ("meeting_book", "short"): 2,
    ("meeting_book", "long"): 1,
    ("meeting_book", "rare"): 2,
}
"""Of a book's cover and contents: what follows begins on a right-hand side."""
OTHER_WAY = {
    ("debrief_ballot", "short"): UPRIGHT,
    ("debrief_ballot", "short-result"): UPRIGHT,
    ("review_ballot", "b-short"): LYING,
    ("review_ballot", "b-long"): LYING,
    ("review_ballot", "b-rare"): LYING,
}
EACH = [(form, name) for form, samples in FORMS.items() for name in samples]


def test_every_form_has_its_expected_papers():
    assert {form: set(samples) for form, samples in FORMS.items()} == {
        form: set(counts) for form, (_, counts) in PAPERS.items()
    }


@pytest.mark.parametrize(("form", "name"), EACH)
def test_a_paper_has_its_size_and_no_empty_or_extra_side(printed, form, name):
    size, counts = PAPERS[form]
    sides = reading.pages(printed(form, name))
    assert len(sides) == counts[name]
    assert {reading.size_mm(side) for side in sides} == {OTHER_WAY.get((form, name), size)}
    empty = [side for side in sides if len(list(reading.shown(side))) <= 10]
    assert len(empty) == EMPTY_BACKS.get((form, name), 0)


@pytest.mark.parametrize(("form", "name"), EACH)
def test_every_character_is_drawn_by_an_embedded_face(printed, form, name):
    assert reading.blanks(printed(form, name)) == []


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("meeting_record", "rare"),
        ("review_ballot", "rare"),
        ("review_ballot", "b-rare"),
        ("review_summary", "rare"),
        ("member_roster", "rare"),
        ("filing_roster", "rare"),
        ("vote_summary", "rare"),
        ("committee_examination", "rare"),
        ("oath_record", "rare"),
        ("handover_list", "rare"),
    ],
)
def test_rare_names_can_be_searched_in_the_paper(printed, form, name):
    text = reading.text(printed(form, name))
    assert [person for person in RARE_NAMES if person not in text] == []


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_printed_in_colour(printed, form):
    side = reading.pages(printed(form, "short"))[0]
    colours = {
        tuple(map(float, operands))
        for operands, operator in reading.operations(side)
        if operator in (b"rg", b"RG")
    }
    assert all(red == green == blue for red, green, blue in colours)


def test_the_samples_are_written_one_file_each(tmp_path):
    sheets = {"invitation_slips": FORMS["invitation_slips"]}
    files = render_samples(sheets, tmp_path / "papers")
    assert [file.name for file in files] == [
        "invitation_slips-short.pdf",
        "invitation_slips-long.pdf",
        "invitation_slips-rare.pdf",
    ]
    assert all(file.read_bytes().startswith(b"%PDF-") for file in files)
