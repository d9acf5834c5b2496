"""What two people made of one form, put together: nothing of either is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.meetings.together.merge import merge

BASE = {"title": ["会"], "items-0-title": ["研究学习"], "attendance-1": ["present"]}


def test_what_only_one_changed_is_taken():
    found = merge(BASE, BASE | {"place": ["302"]}, BASE | {"title": ["支委会"]})
    assert found.fields == BASE | {"place": ["302"], "title": ["支委会"]}
    assert found.conflicts == {}


def test_what_both_changed_alike_is_no_conflict():
    changed = BASE | {"title": ["支委会"]}
    assert merge(BASE, changed, changed).conflicts == {}


def test_what_they_changed_differently_keeps_mine_and_shows_theirs():
    found = merge(BASE, BASE | {"title": ["我的"]}, BASE | {"title": ["别人的"]})
    assert found.fields["title"] == ["我的"]
    assert found.conflicts == {"title": ["别人的"]}


def test_attendance_lines_are_put_together_one_by_one():
    mine = BASE | {"attendance-2": ["sick"], "attendance-2-note": ["感冒"]}
    theirs = BASE | {"attendance-1": ["online"]}
    found = merge(BASE, mine, theirs)
    assert found.fields["attendance-1"] == ["online"]
    assert found.fields["attendance-2"] == ["sick"]
    assert found.conflicts == {}


def test_items_that_both_added_stand_one_after_the_other():
    mine = BASE | {"items-1-title": ["我加的"], "items-1-resolution": ["同意"]}
    theirs = BASE | {"items-1-title": ["别人加的"]}
    found = merge(BASE, mine, theirs)
    assert found.fields["items-1-title"] == ["别人加的"]
    assert found.fields["items-2-title"] == ["我加的"]
    assert found.fields["items-2-resolution"] == ["同意"]
    assert found.conflicts == {}


def test_the_same_field_of_one_item_shows_both_texts():
    mine = BASE | {"items-0-discussion": ["周敏发言"]}
    theirs = BASE | {"items-0-discussion": ["郑一诺发言"]}
    found = merge(BASE, mine, theirs)
    assert found.fields["items-0-discussion"] == ["周敏发言"]
    assert found.conflicts == {"items-0-discussion": ["郑一诺发言"]}


def test_ends_of_lines_and_empty_fields_are_no_change():
    base = {"content": ["一\n二"]}
    found = merge(base, {"content": ["一\r\n二"], "guests": [""]}, base | {"place": ["302"]})
    assert found.conflicts == {}
    assert found.fields == {"content": ["一\n二"], "place": ["302"]}


def test_a_text_taken_out_by_one_and_left_by_the_other_goes():
    assert merge(BASE, {"title": ["会"]}, BASE).fields == {"title": ["会"]}


NAMES = st.sampled_from(
    ["title", "content", "attendance-1", *(f"items-{n}-{f}" for n in range(4) for f in ("a", "b"))]
)
FORMS = st.dictionaries(NAMES, st.sampled_from("甲乙丙丁").map(lambda text: [text]))


@given(FORMS, FORMS, FORMS)
def test_no_text_that_somebody_typed_is_ever_gone(base, mine, theirs):
    found = merge(base, mine, theirs)
    left = {
        text for values in (*found.fields.values(), *found.conflicts.values()) for text in values
    }
    typed = {
        text
        for form in (mine, theirs)
        for name, values in form.items()
        if form.get(name) != base.get(name)
        for text in values
    }
    assert typed <= left


@given(FORMS, FORMS)
def test_with_nobody_else_saving_my_form_stands(base, mine):
    found = merge(base, mine, base)
    assert found.conflicts == {}
    assert found.fields == mine
