"""Money is whole cents and nothing else; a price, a percentage and every rounding are exact."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ibmodel.errors import BadType, BadValue, shown
from ibmodel.money import (
    LARGEST_EURO_DIGITS,
    Money,
    Rate,
    Share,
    count,
    largest_remainder,
    not_negative,
    order_keys,
    round_down,
    round_half_up,
)

RELAXED = settings(deadline=None, max_examples=150)
LARGEST = 10**14 - 1

#: What looks like an amount and is none.
NOT_TEXT = [None, 0, 1, 12.5, True, False, float("nan"), Decimal("1.00"), b"1.00", ["1.00"], ("1.00",), {}]
NOT_MONEY = [0, 1, -1, 1.0, 0.0, True, False, float("nan"), None, "1.00", Decimal(1), Fraction(1), Rate(1), Share(1)]
NOT_COUNTS = [
    None,
    True,
    False,
    1.0,
    0.0,
    float("nan"),
    float("inf"),
    "1",
    b"1",
    Decimal(1),
    Fraction(1),
    [1],
    Money(1),
]

#: Texts that no amount, no price and no percentage may have.
MALFORMED = [
    "",
    " ",
    "euro",
    "NaN",
    "nan",
    "Infinity",
    "inf",
    "None",
    "+1.00",
    "-1.00",
    "-0.00",
    "\u22121.00",
    "01.00",
    "00.00",
    "1,00",
    "1 000.00",
    "1_000.00",
    "1.00 ",
    " 1.00",
    "1.00\n",
    "1.00\x00",
    "1e2",
    "1.0e2",
    ".50",
    "1.",
    "0x1",
    "€1.00",
    "1.00.00",
    "\uff11.00",
    "\u0661.00",
    "1.\u0660\u0660",
    "\u00b9.00",
]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0.00", 0),
        ("0.01", 1),
        ("0.10", 10),
        ("1.00", 100),
        ("10.00", 1000),
        ("1234.50", 123450),
        ("999999999999.99", LARGEST),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, cents: int) -> None:
    assert Money.euro(text) == Money(cents)
    assert str(Money(cents)) == text


@pytest.mark.parametrize("text", [*MALFORMED, "1", "0", "1.0", "1.000", "1.234", "1000000000000.00", "9" * 30 + ".00"])
def test_an_amount_in_another_form_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue, match="expected euro with two decimals"):
        Money.euro(text)


@pytest.mark.parametrize("value", NOT_TEXT, ids=repr)
def test_an_amount_that_is_not_text_is_a_bad_type(value: object) -> None:
    with pytest.raises(BadType, match="expected an amount as text"):
        Money.euro(value)  # type: ignore[arg-type]


def test_text_of_a_subclass_is_not_text() -> None:
    class Text(str):
        __slots__ = ()

    for read in (Money.euro, Rate.euro, Share.percent):
        with pytest.raises(BadType):
            read(Text("1.00"))


def test_the_largest_amount_has_as_many_digits_as_the_stated_limit() -> None:
    assert Money.euro("9" * LARGEST_EURO_DIGITS + ".99").cents == LARGEST
    with pytest.raises(BadValue):
        Money.euro("9" * (LARGEST_EURO_DIGITS + 1) + ".99")


@given(st.integers(min_value=0, max_value=LARGEST))
@RELAXED
def test_writing_then_reading_an_amount_is_the_identity(cents: int) -> None:
    assert Money.euro(str(Money(cents))) == Money(cents)


@pytest.mark.parametrize("value", [1.0, True, None, "1", Decimal(1), Fraction(1), Money(1)], ids=repr)
def test_money_is_made_of_whole_cents_alone(value: object) -> None:
    with pytest.raises(BadType, match="expected whole cents"):
        Money(value)  # type: ignore[arg-type]


def test_money_may_be_below_zero_and_shows_it() -> None:
    assert str(Money(-5)) == "-0.05"
    assert repr(Money(-123456)) == "Money('-1234.56')"
    assert -Money(5) == Money(-5)


def test_money_adds_subtracts_and_negates() -> None:
    assert Money(150) + Money(50) == Money(200)
    assert Money(150) - Money(200) == Money(-50)
    assert -Money(-1) == Money(1)


def test_nothing_is_false_and_any_amount_is_true() -> None:
    assert not Money(0)
    assert Money(1)
    assert Money(-1)


@pytest.mark.parametrize("other", NOT_MONEY, ids=repr)
def test_arithmetic_with_anything_but_money_is_refused(other: object) -> None:
    for attempt in (
        lambda: Money(1) + other,
        lambda: other + Money(1),
        lambda: Money(1) - other,
        lambda: Money(1) < other,
        lambda: Money(1) <= other,
        lambda: Money(1) > other,
        lambda: Money(1) >= other,
        lambda: Money.sum([Money(1), other]),  # type: ignore[list-item]
    ):
        with pytest.raises(TypeError):
            attempt()
    for attempt in (lambda: Money(1) + other, lambda: Money(1) - other, lambda: Money.sum([other])):  # type: ignore[list-item]
        with pytest.raises(BadType, match="expected money"):
            attempt()


@pytest.mark.parametrize("other", [1, 1.5, True, "2", Fraction(1, 2)], ids=repr)
def test_money_does_not_multiply_divide_or_become_a_number(other: object) -> None:
    for attempt in (
        lambda: Money(1) * other,
        lambda: other * Money(1),
        lambda: Money(1) / other,
        lambda: Money(1) // other,
        lambda: Money(1) % other,
        lambda: other - Money(1),
    ):
        with pytest.raises(TypeError):
            attempt()
    for number in (int, float, round, abs):
        with pytest.raises(TypeError):
            number(Money(1))


@pytest.mark.parametrize("other", NOT_MONEY, ids=repr)
def test_money_equals_money_alone(other: object) -> None:
    assert Money(1) != other
    assert Money(0) != other


def test_the_builtin_sum_is_refused_and_says_what_to_use() -> None:
    with pytest.raises(BadType, match=r"expected money beside money, got 0; add amounts with Money\.sum"):
        sum([Money(1), Money(2)])
    assert sum([Money(1), Money(2)], Money(0)) == Money(3)


def test_the_sum_of_no_amounts_is_nothing() -> None:
    assert Money.sum([]) == Money(0)
    assert Money.sum(Money(cents) for cents in (1, 2, 3)) == Money(6)


@given(st.integers(), st.integers())
@RELAXED
def test_money_is_ordered_as_its_cents_are(one: int, other: int) -> None:
    left, right = Money(one), Money(other)
    assert (left < right, left <= right, left > right, left >= right) == (
        one < other,
        one <= other,
        one > other,
        one >= other,
    )
    assert (left == right) == (one == other)
    assert sorted([left, right]) == [Money(min(one, other)), Money(max(one, other))]


def test_equal_money_has_equal_hashes_and_survives_copying() -> None:
    for value in (Money(123), Rate(123), Share(123)):
        assert len({value, copy.copy(value), pickle.loads(pickle.dumps(value))}) == 1  # noqa: S301


def test_values_are_frozen() -> None:
    for value, name in ((Money(1), "cents"), (Rate(1), "micros"), (Share(1), "millionths")):
        with pytest.raises(AttributeError):
            setattr(value, name, 2)


@pytest.mark.parametrize(
    ("text", "micros", "shown"),
    [
        ("0.00", 0, "0.00"),
        ("12.50", 12_500_000, "12.50"),
        ("2.7174", 2_717_400, "2.7174"),
        ("0.000001", 1, "0.000001"),
        ("1.230000", 1_230_000, "1.23"),
        ("1.200", 1_200_000, "1.20"),
        ("999999999999.999999", 10**18 - 1, "999999999999.999999"),
    ],
)
def test_a_price_is_read_exactly_and_written_with_two_to_six_decimals(text: str, micros: int, shown: str) -> None:
    assert Rate.euro(text) == Rate(micros)
    assert str(Rate(micros)) == shown
    assert repr(Rate(micros)) == f"Rate('{shown}')"


@pytest.mark.parametrize("text", [*MALFORMED, "1", "1.0", "1.0000000", "1000000000000.00"])
def test_a_price_in_another_form_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue, match="expected euro with two to six decimals"):
        Rate.euro(text)


@pytest.mark.parametrize("value", NOT_TEXT, ids=repr)
def test_a_price_that_is_not_text_is_a_bad_type(value: object) -> None:
    with pytest.raises(BadType, match="expected a price as text"):
        Rate.euro(value)  # type: ignore[arg-type]


@given(st.integers(min_value=0, max_value=10**18 - 1))
@RELAXED
def test_writing_then_reading_a_price_is_the_identity(micros: int) -> None:
    assert Rate.euro(str(Rate(micros))) == Rate(micros)


@pytest.mark.rule("D-2")
def test_ten_hours_at_2_7174_euro_cost_27_17_and_not_27_20() -> None:
    assert Rate.euro("2.7174").times(10) == Money.euro("27.17")


@pytest.mark.parametrize(
    ("price", "units", "amount"),
    [
        ("0.005", 1, "0.01"),
        ("0.004999", 1, "0.00"),
        ("0.005", 3, "0.02"),
        ("0.015", 1, "0.02"),
        ("0.025", 1, "0.03"),
        ("0.001", 4, "0.00"),
        ("0.001", 5, "0.01"),
        ("0.00", 10**15, "0.00"),
        ("12.50", 0, "0.00"),
    ],
)
def test_a_price_times_units_is_rounded_half_up_once(price: str, units: int, amount: str) -> None:
    assert str(Rate.euro(price).times(units)) == amount


@pytest.mark.parametrize("units", NOT_COUNTS, ids=repr)
def test_units_that_are_no_count_are_refused(units: object) -> None:
    with pytest.raises(BadType, match="expected units, a whole number"):
        Rate(1).times(units)  # type: ignore[arg-type]
    with pytest.raises(BadType, match="expected wanted units, a whole number"):
        Rate(1).most_units(Money(1), units)  # type: ignore[arg-type]


def test_units_below_zero_are_refused() -> None:
    with pytest.raises(BadValue, match="expected units, not negative, got -1"):
        Rate(1).times(-1)
    with pytest.raises(BadValue, match="expected wanted units, not negative, got -1"):
        Rate(1).most_units(Money(1), -1)


@pytest.mark.parametrize("kind", [Rate, Share])
def test_prices_and_percentages_are_whole_and_not_negative_inside(kind: type) -> None:
    for value in (True, 1.0, None, "1"):
        with pytest.raises(BadType):
            kind(value)
    with pytest.raises(BadValue):
        kind(-1)


@pytest.mark.rule("N-7")
@given(st.integers(min_value=0, max_value=60_000), st.integers(min_value=-3, max_value=60), st.integers(0, 40))
@example(5_000, 0, 3)
@example(4_999, 0, 3)
@example(10_000, 1, 3)
@RELAXED
def test_most_units_is_what_trying_every_number_finds(micros: int, cents: int, wanted: int) -> None:
    rate, available = Rate(micros), Money(cents)
    fitting = [units for units in range(wanted + 1) if rate.times(units) <= available]
    assert rate.most_units(available, wanted) == max(fitting, default=0)


@pytest.mark.rule("N-7")
@given(
    st.integers(min_value=1, max_value=10**18 - 1),
    st.integers(min_value=0, max_value=LARGEST),
    st.integers(min_value=0, max_value=10**15),
)
@RELAXED
def test_the_most_units_fit_and_one_more_would_not(micros: int, cents: int, wanted: int) -> None:
    rate, available = Rate(micros), Money(cents)
    units = rate.most_units(available, wanted)
    assert 0 <= units <= wanted
    assert rate.times(units) <= available
    assert units == wanted or rate.times(units + 1) > available


def test_what_costs_nothing_always_fits_and_nothing_fits_into_a_debt() -> None:
    assert Rate(0).most_units(Money(0), 7) == 7
    assert Rate(0).most_units(Money(-1), 7) == 0
    assert Rate(1).most_units(Money(-1), 7) == 0
    with pytest.raises(BadType):
        Rate(1).most_units(5, 7)  # type: ignore[arg-type]


def test_prices_and_percentages_are_ordered_among_their_own_kind() -> None:
    assert Rate.euro("2.7174") < Rate.euro("2.72")
    assert Share.percent("70") < Share.percent("70.000001")
    with pytest.raises(TypeError):
        assert Rate(1) < Money(1)  # type: ignore[operator]
    with pytest.raises(TypeError):
        assert Share(1) < 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "millionths", "shown"),
    [
        ("0", 0, "0"),
        ("70", 70_000_000, "70"),
        ("100", 100_000_000, "100"),
        ("100.000000", 100_000_000, "100"),
        ("12.5", 12_500_000, "12.5"),
        ("0.000001", 1, "0.000001"),
        ("99.999999", 99_999_999, "99.999999"),
        ("10.10", 10_100_000, "10.1"),
    ],
)
def test_a_percentage_is_read_exactly(text: str, millionths: int, shown: str) -> None:
    assert Share.percent(text) == Share(millionths)
    assert str(Share(millionths)) == shown
    assert repr(Share(millionths)) == f"Share('{shown}')"


@pytest.mark.parametrize("text", [*MALFORMED, "-0", "+5", "05", "00", "50.", "1.0000000", "101", "1000", "50%", "½"])
def test_a_percentage_in_another_form_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue, match="expected a percentage of 0 to 100 with at most six decimals"):
        Share.percent(text)


def test_a_percentage_above_100_by_a_millionth_is_a_bad_value() -> None:
    with pytest.raises(BadValue, match="expected a percentage of at most 100"):
        Share.percent("100.000001")


@pytest.mark.parametrize("value", NOT_TEXT, ids=repr)
def test_a_percentage_that_is_not_text_is_a_bad_type(value: object) -> None:
    with pytest.raises(BadType, match="expected a percentage as text"):
        Share.percent(value)  # type: ignore[arg-type]


@given(st.integers(min_value=0, max_value=Share.WHOLE))
@RELAXED
def test_writing_then_reading_a_percentage_is_the_identity(millionths: int) -> None:
    assert Share.percent(str(Share(millionths))) == Share(millionths)


@pytest.mark.parametrize(
    ("numerator", "denominator", "down", "half_up"),
    [(0, 1, 0, 0), (1, 2, 0, 1), (3, 2, 1, 2), (5, 2, 2, 3), (1, 3, 0, 0), (2, 3, 0, 1), (2499, 1000, 2, 2)],
)
def test_a_half_goes_up_and_down_means_down(numerator: int, denominator: int, down: int, half_up: int) -> None:
    assert round_down(numerator, denominator) == down
    assert round_half_up(numerator, denominator) == half_up


@given(st.integers(min_value=0), st.integers(min_value=1))
@RELAXED
def test_rounding_agrees_with_exact_fractions(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert 0 <= exact - round_down(numerator, denominator) < 1
    assert -Fraction(1, 2) < round_half_up(numerator, denominator) - exact <= Fraction(1, 2)


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (1, 0), (1, -2), (-1, -2)])
def test_a_quotient_below_zero_or_of_nothing_is_not_rounded(numerator: int, denominator: int) -> None:
    for rounding in (round_down, round_half_up):
        with pytest.raises(BadValue, match="expected a quotient that is not negative"):
            rounding(numerator, denominator)


@pytest.mark.parametrize("value", NOT_COUNTS, ids=repr)
def test_a_count_is_a_whole_number_and_nothing_else(value: object) -> None:
    with pytest.raises(BadType, match="expected a count, a whole number"):
        count(value)


def test_a_count_is_not_negative() -> None:
    assert [count(value) for value in (0, 1, 10**30)] == [0, 1, 10**30]
    with pytest.raises(BadValue, match="expected months, not negative, got -1"):
        count(-1, "months")


@pytest.mark.parametrize("value", NOT_MONEY, ids=repr)
def test_an_argument_that_is_not_money_is_refused_at_its_name(value: object) -> None:
    with pytest.raises(BadType) as caught:
        not_negative(value, "pool")
    assert caught.value.path == "/pool"
    assert caught.value.message == f"expected money, got {shown(value)}"


def test_an_argument_below_zero_is_refused_at_its_name() -> None:
    assert not_negative(Money(5), "pool") == 5
    with pytest.raises(BadValue, match=r"got -0\.01") as caught:
        not_negative(Money(-1), "pool")
    assert caught.value.path == "/pool"


FRACTIONS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=7)
LONG_FRACTIONS = st.lists(
    st.tuples(st.integers(0, 2**700), st.integers(2**600, 2**601) | st.integers(1, 3)), min_size=1, max_size=7
)


@pytest.mark.rule("I-3")
@given(FRACTIONS, st.data())
@RELAXED
def test_the_largest_remainders_get_one_more_and_the_order_parts_equals(
    remainders: list[tuple[int, int]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(remainders))))
    residue = data.draw(st.integers(0, len(remainders)))
    chosen = largest_remainder(residue, remainders, order)
    exact = [Fraction(*remainder) for remainder in remainders]
    assert len(set(chosen)) == len(chosen) == residue
    assert chosen == sorted(order, key=lambda place: (-exact[place], order.index(place)))[:residue]


@pytest.mark.rule("I-3")
def test_among_equal_remainders_the_order_decides() -> None:
    for order in permutations(range(3)):
        assert largest_remainder(2, [(1, 3), (2, 6), (3, 9)], order) == list(order[:2])


def test_nothing_left_over_goes_to_nobody() -> None:
    assert largest_remainder(0, [(1, 2)], [0]) == []
    assert largest_remainder(0, [], []) == []


@given(FRACTIONS | LONG_FRACTIONS)
@RELAXED
def test_keys_compare_exactly_as_the_fractions_do(fractions: list[tuple[int, int]]) -> None:
    keys = order_keys(fractions)
    exact = [Fraction(*fraction) for fraction in fractions]
    for one, left in enumerate(exact):
        for other, right in enumerate(exact):
            assert (keys[one] < keys[other], keys[one] == keys[other]) == (left < right, left == right)


@pytest.mark.parametrize("bits", [8, 500, 511, 512, 513, 2000])
def test_neighbouring_fractions_of_any_length_stay_apart(bits: int) -> None:
    large = 2**bits
    smaller, same, greater = (large - 2, large - 1), (2 * (large - 2), 2 * (large - 1)), (large - 1, large)
    keys = order_keys([greater, smaller, same, smaller])
    assert keys[1] == keys[2] == keys[3] < keys[0]


def test_no_fractions_have_no_keys() -> None:
    assert order_keys([]) == []
