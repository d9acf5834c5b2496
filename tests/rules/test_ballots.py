"""Which groups are shown, and what weights make of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.ballots import Small, check_weights, percent, shown_groups, weighted

NAMES = ("a", "b", "c", "d")


@pytest.mark.parametrize(("sealed", "papers", "told"), [
    ({"a": 5, "b": 5}, {}, {"a": "a", "b": "b"}),
    ({"a": 9, "b": 4}, {}, {"a": "a+b", "b": "a+b"}),
    ({"a": 9, "b": 4, "c": 1}, {}, {"a": "a", "b": "b+c", "c": "b+c"}),
    ({"a": 9, "b": 2, "c": 2}, {}, {"a": "a+b+c", "b": "a+b+c", "c": "a+b+c"}),
    ({"a": 9, "b": 6, "c": 4}, {}, {"a": "a", "b": "b+c", "c": "b+c"}),
    ({"a": 4, "b": 4}, {}, {"a": "a+b", "b": "a+b"}),
    ({"a": 9}, {"b": 5}, {"a": "a", "b": "b"}),
    ({"a": 9}, {"b": 4}, {"a": "a+b", "b": "a+b"}),
    ({"a": 9, "b": 2}, {"b": 30}, {"a": "a+b", "b": "a+b"}),
])  # fmt: skip
def test_small_groups_stand_with_others(sealed, papers, told):
    assert shown_groups(sealed, papers, 5, Small.MERGE) == told


def test_small_groups_may_be_withheld_unless_nothing_else_is_left():
    assert shown_groups({"a": 9, "b": 4}, {}, 5, Small.WITHHOLD) == {"a": "a", "b": None}
    assert shown_groups({"a": 4, "b": 4}, {}, 5, Small.WITHHOLD) == {"a": "a+b", "b": "a+b"}


@given(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 12), min_size=1),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 12)),
    st.integers(3, 8),
    st.sampled_from(Small),
)
def test_no_group_is_shown_with_fewer_sealed_ballots_than_the_minimum(sealed, papers, least, small):
    shown = shown_groups(sealed, papers, least, small)
    assert set(shown) == {*sealed, *papers}
    for group in set(shown.values()) - {None}:
        inside = [name for name, where in shown.items() if where == group]
        number = sum(sealed.get(name, 0) for name in inside)
        everybody = sorted({*sealed, *papers})
        assert number == 0 or number >= least or sorted(inside) == everybody


@pytest.mark.parametrize(("weights", "fine"), [
    ((0, 0), True), ((50, 50), True), ((100,), True), ((60, 30, 10), True),
    ((50, 49), False), ((50, 51), False), ((100, 0), False), ((-10, 110), False),
])  # fmt: skip
def test_weights_are_all_nought_or_a_hundred_together(weights, fine):
    assert bool(check_weights({str(n): w for n, w in enumerate(weights)})) is fine


def test_a_weighted_figure_leaves_out_groups_without_ballots():
    shares = {"a": Fraction(1, 2), "b": Fraction(1, 4)}
    assert weighted(shares, {"a": 60, "b": 40}) == Fraction(2, 5)
    assert weighted(shares, {"a": 30, "b": 20, "c": 50}) == Fraction(2, 5)
    assert weighted({}, {"a": 100}) is None


@pytest.mark.parametrize(("share", "told"), [
    (Fraction(7, 8), "87.5%"), (Fraction(1, 3), "33.3%"), (Fraction(2, 3), "66.7%"),
    (Fraction(1, 2000), "0.1%"), (Fraction(1, 2001), "0.0%"), (Fraction(1), "100.0%"), (None, ""),
])  # fmt: skip
def test_shares_are_told_with_one_decimal_rounded_half_up(share, told):
    assert percent(share) == told
