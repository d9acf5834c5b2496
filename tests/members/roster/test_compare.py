"""A roster against the record: who is new, what would change, and what is never undone."""

import pytest

from app.members.roster.compare import Change, Existing, Kind, classify
from app.members.roster.fields import Field
from app.rules.dates import PartialDate
from app.rules.members import Gender, Stage
from tests.members.roster.files import id_number, person, reading_of


def mark(number):
    return f"#{number}"


def known(**given):
    """What is on record of the person of `files.person()`."""
    record = {
        "name": "张三",
        "gender": Gender.MALE,
        "birth": PartialDate(1990, 1, 1),
        "mark": mark(id_number()),
        "stage": Stage.FULL,
        "branch": "计算机学院教工第一党支部",
        "joined_on": PartialDate(2010, 6, 1),
        "confirmed_on": PartialDate(2011, 6, 1),
        "phone": "13800000000",
    }
    return record | given


def compared(rows, *record):
    names = {one["name"]: [o for o in record if o["name"] == one["name"]] for one in record}
    marks = {one["mark"]: one for one in record if one["mark"]}
    return classify(reading_of(*rows), Existing(mark, marks, names))


def test_who_is_not_on_record_is_new():
    (outcome,) = compared([person()])
    assert (outcome.kind, outcome.known) == (Kind.NEW, None)


def test_who_is_on_record_just_so_is_a_duplicate():
    record = known()
    (outcome,) = compared([person()], record)
    assert outcome.kind is Kind.DUPLICATE
    assert outcome.known is record
    assert "各项相同" in outcome.problems[-1].message


def test_differences_are_told_field_by_field():
    (outcome,) = compared([person()], known(stage=Stage.PROBATIONARY, confirmed_on=None))
    assert outcome.kind is Kind.UPDATE
    assert outcome.changes == (
        Change(Field.STAGE, Stage.PROBATIONARY, Stage.FULL),
        Change(Field.CONFIRMED_ON, None, PartialDate(2011, 6, 1)),
    )


def test_an_empty_cell_deletes_nothing():
    (outcome,) = compared([person(转正日期=None)], known())
    assert outcome.kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("2010.06", Kind.DUPLICATE), ("2010.07", Kind.REFUSED), ("2010.05", Kind.UPDATE)],
)
def test_a_month_does_not_blur_the_day_on_record_but_another_month_counts(cell, kind):
    (outcome,) = compared([person(入党日期=cell)], known())
    assert outcome.kind is kind


def test_a_day_makes_a_month_on_record_exact():
    (outcome,) = compared([person()], known(joined_on=PartialDate(2010, 6)))
    assert [change.field for change in outcome.changes] == [Field.JOINED_ON]


def test_a_number_is_added_to_a_person_known_by_name_and_birth():
    (outcome,) = compared([person()], known(mark=None))
    assert outcome.changes == (Change(Field.ID_NUMBER, None, id_number()),)


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (known(), Kind.DUPLICATE),
        (known(birth=PartialDate(1990, 1)), Kind.UPDATE),
        (known(birth=PartialDate(1990, 1, 2)), Kind.NEW),
        (known(birth=None), Kind.NEW),
    ],
)
def test_without_a_number_name_and_birth_tell_who_it_is(record, kind):
    (outcome,) = compared([person(身份证号=None)], record)
    assert outcome.kind is kind


def test_a_namesake_born_the_same_day_with_another_number_is_somebody_else():
    (outcome,) = compared([person()], known(mark=mark("other")))
    assert outcome.kind is Kind.NEW


def test_two_namesakes_born_the_same_day_are_not_guessed_between():
    record = known(mark=mark("a")), known(mark=mark("b"))
    (outcome,) = compared([person(身份证号=None)], *record)
    assert outcome.kind is Kind.REFUSED
    assert "补身份证号" in outcome.problems[-1].message


def test_a_number_on_record_under_another_name_is_refused():
    (outcome,) = compared([person(姓名="李四")], known())
    assert outcome.kind is Kind.REFUSED
    assert "登记的是张三" in outcome.problems[-1].message


def test_two_rows_never_write_to_one_person():
    second = person(身份证号=None, 所在党支部="教工第二党支部")
    outcomes = compared([person(人员类别="正式"), second], known())
    assert [outcome.kind for outcome in outcomes] == [Kind.DUPLICATE, Kind.REFUSED]


def test_refused_and_repeated_rows_keep_their_kind():
    outcomes = compared([person(), person(), person(姓名=None)])
    assert [outcome.kind for outcome in outcomes] == [Kind.NEW, Kind.DUPLICATE, Kind.REFUSED]
