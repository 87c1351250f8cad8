"""What a reform changes: sums, winners and losers by group and decile, inequality; exact, in any order of rows."""

from __future__ import annotations

from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ibmodel import edition
from ibmodel.errors import BadType, BadValue, Inconsistent, ModelError
from ibmodel.money import Money
from ibmodel.population import AGAINST_BEFORE, Cohort, Inequality, ReformEffects, Summary, compare, simulate
from ibmodel.population.grouping import deciles_of
from ibmodel.population.inequality import covers, inequality_of
from ibmodel.rules.funding import effects_on_group, total_amount

PILOT = edition("children-pilot-2018")
LARGEST = 2**63 - 1
#: Reforms of every kind: shares, ages, the variant, a reading.
REFORMS = (
    PILOT.reform("share", {"budget.reduced_share": "80"}),
    PILOT.reform("age", {"budget.full_share_up_to_age": 10}),
    PILOT.reform("variant 1", {"funding.variant": 1}),
    PILOT.reform("variant 3", {"funding.variant": 3}),
    PILOT.reform("shortfall", readings={"I-2": "shortfall"}),
    PILOT.reform("equal", readings={"I-1": "equal_share", "I-2": "equal"}),
)
PARAMETERS = st.sampled_from((PILOT, *REFORMS))
ARRAYS = ("provisional", "final", "total", "project", "benefits", "public", "other", "unmet", "against_before")


@st.composite
def tables(draw: st.DrawFn, *, most: int = 400_000) -> dict[str, list]:
    """Columns of few rows, with groups of all kinds and weights."""
    rows = draw(st.integers(1, 9))
    cents = st.one_of(st.sampled_from([0, 1, most]), st.integers(0, most))

    def column(of: st.SearchStrategy) -> list:
        return draw(st.lists(of, min_size=rows, max_size=rows))

    columns = {
        "age": column(st.integers(0, 17)),
        "special_care": column(st.booleans()),
        "needed": column(cents),
        "municipality": column(st.sampled_from(["Ogre", "Rēzekne", "Balvi"])),
        "size": column(st.integers(-2, 2)),
        "urban": column(st.booleans()),
        "weight": column(st.integers(1, 4)),
    }
    for name in draw(st.sets(st.sampled_from(["public", "public_transport", "other", "before"]))):
        columns[name] = column(cents)
    return columns


def times(columns: dict[str, list]) -> dict[str, list]:
    """Every row as often as its weight says."""
    return {
        name: [value for value, weight in zip(values, columns["weight"], strict=True) for _ in range(weight)]
        for name, values in columns.items()
        if name != "weight"
    }


def everything(effects: ReformEffects) -> tuple:
    groups = ("municipality", "size", "urban", "age", "special_care")
    return (
        effects.overall,
        dict(effects.by_decile()),
        *(dict(effects.by(name)) for name in groups),
        *(dict(effects.baseline.by(name)) for name in groups),
        effects.summaries,
        effects.inequality,
    )


# sums


def by_hand(outcome, rows) -> dict[str, int]:
    """The sums over some rows, one by one."""
    cohort = outcome.cohort
    weights = cohort["weight"].tolist() if "weight" in cohort else [1] * len(cohort)

    def added(values) -> int:
        return sum(weights[row] * int(values[row]) for row in rows)

    kept = [min(int(a), int(b)) for a, b in zip(outcome.provisional, cohort["needed"], strict=True)]
    words = [AGAINST_BEFORE[code] for code in outcome.against_before]
    return {
        "people": sum(weights[row] for row in rows),
        "needed": added(cohort["needed"]),
        "kept": added(kept),
        "released": added(outcome.provisional) - added(kept),
        "distributed": added(outcome.final) - added(kept),
        **{name: added(getattr(outcome, name)) for name in ARRAYS[:-1]},
        "public_before": added(cohort["public"]) + added(cohort["public_transport"]),
        "public_saved": added(cohort["public"]) + added(cohort["public_transport"]) - added(outcome.public),
        **{word: sum(weights[row] for row in rows if words[row] == word) for word in AGAINST_BEFORE},
    }


@pytest.mark.rule("B-5", "B-6", "B-11", "F-7", "F-8")
@given(tables(), PARAMETERS, st.integers(0, 10**6))
def test_a_summary_is_the_sum_over_everybody_and_over_everybody_of_a_part(columns, parameters, pool) -> None:
    outcome = simulate(Cohort(**columns), pool=pool, parameters=parameters)
    rows = range(len(outcome.cohort))
    whole = by_hand(outcome, rows) | {"surplus": outcome.surplus, "reserve": outcome.reserve}
    assert outcome.summary.numbers() == whole
    assert outcome.summary.distributed == outcome.distributed
    for name in ("municipality", "size", "urban", "age", "special_care"):
        parts = outcome.by(name)
        assert list(parts) == sorted(set(columns[name]))
        for label, part in parts.items():
            chosen = [row for row in rows if columns[name][row] == label]
            assert part.numbers() == by_hand(outcome, chosen) | {"surplus": None, "reserve": None}


@pytest.mark.rule("F-7", "F-8")
@pytest.mark.parametrize(("variant", "worse"), [(1, 1), (2, 0), (3, 0)])
def test_a_summary_says_what_the_rules_say_of_the_group(variant, worse) -> None:
    columns = {
        "age": [4, 12, 9, 16, 2],
        "special_care": [False, False, True, False, False],
        "needed": [900_00, 1370_00, 500_00, 100_00, 0],
        "public": [300_00, 1300_00, 0, 100_00, 50_00],
        "benefits_rehabilitation": [0, 13_43, 0, 0, 0],
    }
    outcome = simulate(Cohort(**columns), pool=2000_00, variant=variant)
    fundings = [outcome.funding(row) for row in range(5)]
    effects = effects_on_group(fundings, [total_amount(funding, PILOT) for funding in fundings])
    summary = outcome.summary
    found = (summary.better, summary.same, summary.worse, summary.need_is_less, Money(summary.public_saved))
    assert found == attrs.astuple(effects, recurse=False)
    assert (effects.worse, effects.need_is_less) == (worse, 1)


@pytest.mark.rule("F-1", "F-8")
def test_variant_1_saves_all_public_money_and_variant_3_none_that_is_needed() -> None:
    cohort = Cohort(age=[4, 12], special_care=[False] * 2, needed=[900_00, 800_00], public=[300_00, 700_00])
    saved = {variant: simulate(cohort, pool=1000_00, variant=variant).summary.public_saved for variant in (1, 2, 3)}
    assert saved[1] == 1000_00
    assert 0 < saved[2] < 1000_00
    assert saved[3] == 0


def test_sums_beyond_64_bits_are_exact() -> None:
    weights, needs = [2**61, 3, 5], [2**62, LARGEST, 7]
    cohort = Cohort(
        age=[4] * 3, special_care=[False] * 3, needed=needs, weight=weights, public=needs, group=["a", "b", "a"]
    )
    outcome = simulate(cohort, pool=LARGEST)
    summary = outcome.summary
    assert summary.people == 2**61 + 8
    assert summary.needed == 2**123 + 3 * LARGEST + 35
    assert summary.public_before == summary.needed
    assert summary.unmet == summary.needed - summary.total
    parts = outcome.by("group")
    assert parts["a"].needed == 2**123 + 35
    assert parts["b"].needed == 3 * LARGEST
    for name, number in summary.numbers().items():
        if name not in ("surplus", "reserve"):
            assert parts["a"].numbers()[name] + parts["b"].numbers()[name] == number


@pytest.mark.parametrize("weight", [None, 1], ids=["no weights", "weights"])
def test_sums_of_which_only_the_sum_passes_64_bits_are_exact(weight) -> None:
    columns = {"age": [4] * 3, "special_care": [False] * 3, "needed": [LARGEST] * 3, "group": [1, 2, 1]}
    if weight is not None:
        columns["weight"] = [weight] * 3
    cohort = Cohort(**columns)
    outcome = simulate(cohort, pool=LARGEST)
    assert outcome.summary.needed == 3 * LARGEST
    assert [part.needed for part in outcome.by("group").values()] == [2 * LARGEST, LARGEST]
    effects = ReformEffects(outcome, outcome)
    assert effects.overall.needed == effects.by_decile()[6].needed == 3 * LARGEST


def test_labels_are_the_callers_own_values() -> None:
    sizes = np.array([7, 3], dtype=np.uint16)
    cohort = Cohort(age=np.array([4, 5]), special_care=[True, False], needed=[1, 2], of=sizes, town=["b", "ā"])
    outcome = simulate(cohort, pool=5)
    assert [(label, type(label)) for label in outcome.by("of")] == [(3, int), (7, int)]
    assert [(label, type(label)) for label in outcome.by("town")] == [("b", str), ("ā", str)]
    assert [(label, type(label)) for label in outcome.by("special_care")] == [(False, bool), (True, bool)]


@pytest.mark.parametrize("name", ["needed", "weight", "id", "nothing", ""])
def test_only_a_group_can_divide_a_cohort(name) -> None:
    cohort = Cohort(age=[4], special_care=[True], needed=[1], municipality=["Ogre"], weight=[1], id=["a"])
    outcome = simulate(cohort, pool=5)
    with pytest.raises(BadValue, match="expected one of municipality, age, special_care, got") as caught:
        outcome.by(name)
    assert caught.value.path == "/by"


def test_the_name_of_a_group_is_text() -> None:
    outcome = simulate(Cohort(age=[4], special_care=[True], needed=[1]), pool=5)
    with pytest.raises(BadType) as caught:
        outcome.by(None)  # type: ignore[arg-type]
    assert caught.value.path == "/by"


def test_parts_become_columns() -> None:
    cohort = Cohort(age=[4, 12, 5], special_care=[True, False, False], needed=[100, 200, 300], town=["b", "a", "b"])
    effects = compare(cohort, PILOT, REFORMS[0], pool=400)
    columns = effects.by("town").columns()
    assert columns["town"] == ["a", "b"]
    assert columns["people"] == [1, 2]
    assert columns["needed"] == [200, 400]
    assert columns["net"] == [part.net for part in effects.by("town").values()]
    assert columns["unchanged"] == [part.people - part.winners - part.losers for part in effects.by("town").values()]
    sums = effects.baseline.by("town").columns()
    assert list(sums) == ["town", *Summary.NUMBERS]
    assert sums["unmet"] == [part.needed - part.total for part in effects.baseline.by("town").values()]
    assert repr(effects.by("town")) == "<2 parts by 'town': a, b>"


# deciles


@pytest.mark.parametrize(
    ("needed", "deciles"),
    [
        (list(range(10)), list(range(1, 11))),
        ([5], [6]),
        ([7, 7, 7, 7], [6, 6, 6, 6]),
        ([1, 2], [3, 8]),
        ([9, 0, 0, 0], [9, 4, 4, 4]),
        ([0, 1, 1, 1, 1, 1, 1, 1, 1, 2], [1, 6, 6, 6, 6, 6, 6, 6, 6, 10]),
        ([3, 1, 2, 2], [9, 2, 6, 6]),
    ],
    ids=["ten", "one", "all alike", "two", "three alike", "eight alike", "in the middle"],
)
def test_people_who_need_the_same_are_in_the_decile_of_the_middle_of_their_places(needed, deciles) -> None:
    cohort = Cohort(age=[4] * len(needed), special_care=[True] * len(needed), needed=needed)
    grouping = deciles_of(cohort)
    assert [grouping.labels[code] for code in grouping.codes] == deciles
    assert grouping.labels == tuple(range(1, 11))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), min_size=1, max_size=30), st.sampled_from([1, 2**59]))
def test_a_decile_is_a_tenth_of_the_people_by_their_middle_rank(rows, factor) -> None:
    needed, weights = zip(*rows, strict=True)
    weights = [weight * factor for weight in weights]
    cohort = Cohort(age=[4] * len(rows), special_care=[True] * len(rows), needed=list(needed), weight=weights)
    everybody = sum(weights)
    for need, code in zip(needed, deciles_of(cohort).codes, strict=True):
        below = sum(weight for other, weight in zip(needed, weights, strict=True) if other < need)
        same = sum(weight for other, weight in zip(needed, weights, strict=True) if other == need)
        assert code == Fraction(10 * (2 * below + same), 2 * everybody).__floor__()


# inequality


@pytest.mark.parametrize(
    ("needed", "paid", "expected"),
    [
        ([100, 100], [100, 100], Inequality(2, 0, 1_000_000, 0)),
        ([100, 50], [50, 25], Inequality(2, 0, 500_000, 0)),
        ([100, 100], [0, 100], Inequality(2, 0, 500_000, 500_000)),
        ([100, 100], [25, 75], Inequality(2, 0, 500_000, 250_000)),
        ([1, 1, 1, 1], [0, 0, 0, 1], Inequality(4, 0, 250_000, 750_000)),
        ([100, 0, 0], [50, 0, 0], Inequality(1, 2, 500_000, 0)),
        ([3, 3], [1, 2], Inequality(2, 0, 500_000, 166_667)),
        ([7, 9], [0, 0], Inequality(2, 0, 0, 0)),
        ([0, 0], [0, 0], Inequality(0, 2, None, None)),
        ([2_000_000], [1], Inequality(1, 0, 1, 0)),
        ([2_000_001], [1], Inequality(1, 0, 0, 0)),
    ],
    ids=[
        *("all covered", "covered alike", "one of two", "a quarter and three", "one of four", "left out"),
        *("thirds", "nobody covered", "nobody in need", "half a millionth", "less than half a millionth"),
    ],
)
def test_the_gini_coefficient_of_cover(needed, paid, expected) -> None:
    assert inequality_of(np.array(needed), np.array(paid)) == expected
    assert inequality_of(np.array(needed), np.array(paid), np.full(len(needed), 1)) == expected


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50), st.integers(1, 3)), min_size=1, max_size=12),
    st.sampled_from([1, 10**6, 2**61]),
    st.sampled_from([1, 10**14]),
)
@example([(1, 1, 1)], 1, 1)
def test_the_gini_coefficient_is_the_mean_difference_over_twice_the_mean(rows, factor, scale) -> None:
    needed = [need * scale for need, _, _ in rows]
    paid = [min(cents, need) * scale for need, cents, _ in rows]
    weights = [weight * factor for _, _, weight in rows]
    found = inequality_of(np.array(needed), np.array(paid), np.array(weights))
    cover = [(2 * 10**6 * cents + need) // (2 * need) for need, cents in zip(needed, paid, strict=True)]
    both = [(one, weight) for one, weight in zip(cover, weights, strict=True)]
    apart = sum(v * w * abs(one - other) for one, v in both for other, w in both)
    whole = sum(one * weight for one, weight in both)
    gini = Fraction(apart, 2 * sum(weights) * whole) if whole else Fraction(0)
    assert found.gini == (gini * 10**6 + Fraction(1, 2)).__floor__()
    assert found.people == sum(weights)
    assert found.mean == (Fraction(whole, sum(weights)) + Fraction(1, 2)).__floor__()


@pytest.mark.parametrize("need", [LARGEST // (2 * 10**6 + 1), LARGEST // (2 * 10**6 + 1) + 1, LARGEST])
@pytest.mark.parametrize("part", [0, 1, 2, 3])
def test_covers_are_exact_at_the_bounds_of_64_bits(need, part) -> None:
    paid = need * part // 3
    assert covers(np.array([need]), np.array([paid])).tolist() == [(2 * 10**6 * paid + need) // (2 * need)]


# two questions


@given(tables(), PARAMETERS, st.integers(0, 10**6))
def test_a_thing_compared_with_itself_changes_nothing(columns, parameters, pool) -> None:
    effects = compare(Cohort(**columns), parameters, parameters, pool=pool)
    assert not effects.change.any()
    for change in (effects.overall, *effects.by_decile().values(), *effects.by("municipality").values()):
        assert (change.winners, change.losers, change.gained, change.lost, change.net) == (0, 0, 0, 0, 0)
        assert change.unchanged == change.people
        assert change.before == change.after
    assert effects.summaries[0] == effects.summaries[1]
    assert effects.inequality[0] == effects.inequality[1]


@given(tables(), PARAMETERS, PARAMETERS, st.integers(0, 10**6))
def test_a_reform_cannot_touch_the_baseline(columns, baseline, reform, pool) -> None:
    cohort = Cohort(**columns)
    alone = simulate(cohort, pool=pool, parameters=baseline)
    before = {name: getattr(alone, name).copy() for name in ARRAYS}
    effects = compare(cohort, baseline, reform, pool=pool)
    effects.html()
    assert effects.baseline.record == alone.record
    assert effects.reform.record == simulate(cohort, pool=pool, parameters=reform).record
    for name in ARRAYS:
        assert np.array_equal(getattr(alone, name), before[name])
        assert np.array_equal(getattr(effects.baseline, name), before[name])
    with pytest.raises(ValueError, match="read-only"):
        effects.change[0] = 1


@given(tables(), PARAMETERS, PARAMETERS, st.integers(0, 10**6))
def test_seen_from_the_other_side_gains_are_losses(columns, baseline, reform, pool) -> None:
    cohort = Cohort(**columns)
    there = compare(cohort, baseline, reform, pool=pool)
    back = compare(cohort, reform, baseline, pool=pool)
    for one, other in zip(there.by_decile().values(), back.by_decile().values(), strict=True):
        assert (one.gained, one.winners, one.before, one.net) == (other.lost, other.losers, other.after, -other.net)


@given(tables(), PARAMETERS, PARAMETERS, st.integers(0, 10**6))
def test_a_row_with_a_weight_is_that_many_rows(columns, baseline, reform, pool) -> None:
    weighted = compare(Cohort(**columns), baseline, reform, pool=pool)
    one_by_one = compare(Cohort(**times(columns)), baseline, reform, pool=pool)
    assert everything(weighted) == everything(one_by_one)


@given(tables(), PARAMETERS, PARAMETERS, st.integers(0, 10**6), st.data())
def test_the_order_of_rows_does_not_matter(columns, baseline, reform, pool, data) -> None:
    places = data.draw(st.permutations(range(len(columns["age"]))))
    shuffled = {name: [values[place] for place in places] for name, values in columns.items()}
    there = compare(Cohort(**columns), baseline, reform, pool=pool)
    assert everything(there) == everything(compare(Cohort(**shuffled), baseline, reform, pool=pool))


@given(tables(), PARAMETERS, PARAMETERS, st.integers(0, 10**6))
def test_the_parts_are_the_whole(columns, baseline, reform, pool) -> None:
    effects = compare(Cohort(**columns), baseline, reform, pool=pool)
    assert effects.overall.before == effects.summaries[0].total
    assert effects.overall.after == effects.summaries[1].total
    assert effects.overall.net == effects.overall.after - effects.overall.before
    for parts in (effects.by("municipality"), effects.by("size"), effects.by_decile()):
        for name, number in effects.overall.numbers().items():
            assert sum(part.numbers()[name] for part in parts.values()) == number


@pytest.mark.rule("B-1")
def test_a_greater_reduced_share_moves_money_from_the_young_to_the_old() -> None:
    cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00] * 2, who=["young", "old"])
    effects = compare(cohort, PILOT, REFORMS[0], pool=1700_00, readings={"I-2": "equal"})
    change = effects.by("who")
    assert effects.baseline.final.tolist() == [1000_00, 700_00]
    assert effects.reform.final.tolist() == [944_44, 755_55]
    assert (change["young"].losers, change["young"].lost) == (1, 55_56)
    assert (change["old"].winners, change["old"].gained) == (1, 55_55)
    assert effects.overall.net == -1
    assert effects.summaries[1].reserve == 1
    assert repr(effects) == "<Effects of 'share+reform' beside 'children-pilot-2018+reform'>"
    assert effects.baseline.parameters.reading("I-2") == effects.reform.parameters.reading("I-2") == "equal"


@pytest.mark.rule("F-2", "F-8")
def test_the_two_may_differ_in_the_variant_unless_one_is_given() -> None:
    cohort = Cohort(age=[6], special_care=[False], needed=[1000_00], public=[300_00])
    differ = compare(cohort, PILOT, REFORMS[3], pool=800_00)
    assert (differ.baseline.variant, differ.reform.variant) == (2, 3)
    assert [summary.public_saved for summary in differ.summaries] == [100_00, 0]
    alike = compare(cohort, PILOT, REFORMS[3], pool=800_00, variant=1)
    assert (alike.baseline.variant, alike.reform.variant) == (1, 1)


def test_all_arguments_reach_both_questions() -> None:
    cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 1000_00])
    effects = compare(
        cohort,
        PILOT,
        REFORMS[0],
        pool=Money(500_00),
        variant=3,
        readings={"I-2": "equal"},
        reserve=7,
        underspent=Money(9),
    )
    for outcome, parameters in ((effects.baseline, PILOT), (effects.reform, REFORMS[0])):
        alone = simulate(
            cohort, pool=500_00, parameters=parameters, variant=3, readings={"I-2": "equal"}, reserve=7, underspent=9
        )
        assert outcome.record == alone.record


def test_a_fixed_amount_belongs_to_the_one_that_asks_for_it() -> None:
    cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 1000_00])
    fixed = PILOT.reform("fixed", readings={"I-1": "fixed_amount"})
    effects = compare(cohort, PILOT, fixed, pool=1000_00, amount=400_00)
    assert (effects.baseline.question.amount, effects.reform.question.amount) == (None, 400_00)
    both = compare(cohort, fixed, fixed, pool=1000_00, amount=400_00)
    assert (both.baseline.question.amount, both.reform.question.amount) == (400_00, 400_00)
    with pytest.raises(BadValue) as caught:
        compare(cohort, PILOT, REFORMS[0], pool=1000_00, amount=400_00)
    assert caught.value.path == "/amount"
    with pytest.raises(ModelError) as missing:
        compare(cohort, PILOT, fixed, pool=1000_00)
    assert missing.value.path == "/amount"


def test_two_outcomes_of_one_cohort_can_be_compared_whatever_was_asked() -> None:
    cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 1000_00])
    effects = ReformEffects(simulate(cohort, pool=1000_00), simulate(cohort, pool=1200_00))
    assert effects.cohort is cohort
    assert effects.overall.net == 200_00
    assert effects.records == (effects.baseline.record, effects.reform.record)


def test_what_is_no_outcome_or_of_another_cohort_is_refused() -> None:
    one = simulate(Cohort(age=[6], special_care=[False], needed=[1]), pool=1)
    other = simulate(Cohort(age=[6], special_care=[False], needed=[1]), pool=1)
    with pytest.raises(Inconsistent, match="one cohort") as caught:
        ReformEffects(one, other)
    assert caught.value.path == "/reform"
    with pytest.raises(BadType) as bad:
        ReformEffects(None, one)  # type: ignore[arg-type]
    assert bad.value.path == "/baseline"


def test_a_change_at_the_bounds_of_64_bits_is_exact() -> None:
    cohort = Cohort(age=[6, 7], special_care=[False] * 2, needed=[LARGEST, LARGEST], weight=[2, 2**40])
    poor, rich = simulate(cohort, pool=0), simulate(cohort, pool=LARGEST)
    effects = ReformEffects(rich, poor)
    given = sum(int(cents) * weight for cents, weight in zip(rich.total, (2, 2**40), strict=True))
    assert (effects.overall.lost, effects.overall.gained, effects.overall.net) == (given, 0, -given)
    assert effects.overall.losers == 2 + 2**40
