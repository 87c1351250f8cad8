"""What must hold for a population: the columns say what the rules say one by one.

- `question_one_by_one`: the cases behind the rows of a question, each through the rules alone.
- `columns_agree_with_the_rules`: the law, for any question and its outcome.
- `populations`: questions for hypothesis, with awkward sizes and the bounds of 64 bits among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from ibmodel.case import Need, Recipient
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population import AGAINST_BEFORE, Cohort, Outcome
from ibmodel.population.columns import LARGEST
from ibmodel.population.question import Question, question
from ibmodel.rules.budget import FinalStage, ProvisionalStage, final_amounts, provisional_amounts
from ibmodel.rules.funding import total_amount
from ibmodel.testing.laws import LawBroken
from ibmodel.testing.strategies import parameters as parameters_strategy

__all__ = ["columns_agree_with_the_rules", "one_by_one", "populations", "repeated"]

_ON: Final = date(2018, 9, 1)
_FIRST: Final = datetime(2018, 7, 1, 9)  # noqa: DTZ001 - the model's moments have no zone
_OPTIONAL: Final = ("public", "public_transport", "benefits_rehabilitation", "benefits_transport", "other", "before")


@attrs.frozen
class OneByOne:
    """What the rules say of the people behind the rows, in their order; a row with weight counts so many times."""

    rows: tuple[int, ...]
    provisional: ProvisionalStage
    final: FinalStage


def one_by_one(asked: Question) -> OneByOne:
    """Everybody behind the rows of a question through stages 1 and 3; raises what the rules raise."""
    cohort, parameters = asked.cohort, asked.parameters
    rows = tuple(_people(cohort))
    recipients = [_recipient(cohort, row, place) for place, row in enumerate(rows)]
    amount = None if asked.amount is None else Money(asked.amount)
    provisional = provisional_amounts(recipients, Money(asked.pool), _ON, parameters, amount)
    needs = [
        Need(each.id, stage.provisional, Money(int(cohort["needed"][row])), each.received)
        for each, stage, row in zip(recipients, provisional.amounts, rows, strict=True)
    ]
    reserve = provisional.reserve + Money(asked.reserve)
    return OneByOne(rows, provisional, final_amounts(needs, parameters, reserve, Money(asked.underspent)))


def _people(cohort: Cohort) -> Iterator[int]:
    for row in range(len(cohort)):
        yield from [row] * (int(cohort["weight"][row]) if "weight" in cohort else 1)


def _recipient(cohort: Cohort, row: int, place: int) -> Recipient:
    """The person as the rules meet it; the identifier keeps the order in which ties are broken."""
    name = str(cohort["id"][row]) if "id" in cohort else f"{place:09d}"
    born = date(_ON.year - int(cohort["age"][row]), _ON.month, _ON.day)
    received = cohort["received"][row].item() if "received" in cohort else None
    return Recipient(name, born, bool(cohort["special_care"][row]), received)


def columns_agree_with_the_rules(asked: Question, outcome: Outcome) -> None:
    """Every column and every sum is, to the cent, what the rules say of each person alone.

    It protects whoever believes a statistic: no row of a million is computed by other rules than a single child.
    Rules: B-1, B-4, B-5, B-6, B-7, D-1, D-3, D-4, F-1, F-2, F-3, F-5, F-7.
    """
    single = one_by_one(asked)
    sums = (single.final.surplus.cents, single.final.distributed.cents, single.final.reserve.cents)
    _same("sums", (outcome.surplus, outcome.distributed, outcome.reserve), sums)
    for place, row in enumerate(single.rows):
        stage_1, stage_3 = single.provisional.amounts[place], single.final.amounts[place]
        _same(f"provisional of row {row}", int(outcome.provisional[row]), stage_1.provisional.cents)
        _same(f"final of row {row}", int(outcome.final[row]), stage_3.final.cents)
    for row in set(single.rows):
        stage_4 = total_amount(outcome.funding(row), asked.parameters)
        of_sources = [amount.cents for amount in attrs.astuple(stage_4.sources, recurse=False)]
        columns = (outcome.project, outcome.benefits, outcome.public, outcome.other, outcome.total, outcome.unmet)
        expected = [*of_sources, stage_4.total.cents, stage_4.unmet.cents]
        _same(f"sources of row {row}", [int(column[row]) for column in columns], expected)
        against = AGAINST_BEFORE[int(outcome.against_before[row])]
        _same(f"comparison of row {row}", against, stage_4.against_before.value)


def _same(what: str, columns: object, rules: object) -> None:
    if columns != rules:
        raise LawBroken(f"columns_agree_with_the_rules: {what}: columns {columns}, rules {rules}")


def repeated(cohort: Cohort) -> Cohort:
    """The cohort with every row as often as its weight says, and no weights."""
    rows = list(_people(cohort))
    columns: dict[str, Any] = {name: cohort[name][rows] for name in cohort if name != "weight"}
    return Cohort(**columns)


@st.composite
def populations(draw: st.DrawFn, *, weights: bool = False, most_rows: int = 12) -> Question:
    """A question about few rows: needs and money small, ordinary, equal, or at the bounds of 64 bits."""
    parameters: Parameters = draw(parameters_strategy(vary=("I-1", "I-2", "I-3", "I-10", "I-24"), figures=True))
    if weights and parameters.reading("I-3") == "exhaust":
        parameters = parameters.reform("weights", readings={"I-3": "equal_treatment"})
    rows = draw(st.integers(1, most_rows))
    largest = draw(st.sampled_from([3, 1000, 400_000, 10**9, 2**40, LARGEST]))
    cents = st.one_of(st.sampled_from([0, 1, largest // 2, largest - 1, largest]), st.integers(0, largest))

    def column(of: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(of, min_size=rows, max_size=rows))

    ages = st.integers(0, min(parameters.budget.recipient_age_below - 1, 100))
    columns: dict[str, Any] = {
        "age": column(ages),
        "special_care": column(st.booleans()),
        "needed": column(cents),
    }
    for name in draw(st.sets(st.sampled_from(_OPTIONAL))):
        columns[name] = column(cents)
    if draw(st.booleans()):
        columns["needed_transport"] = [draw(st.integers(0, need)) for need in columns["needed"]]
    if draw(st.booleans()):
        columns["received"] = column(
            st.one_of(st.none(), st.integers(0, 3).map(lambda hours: _FIRST + timedelta(hours=hours)))
        )
    if weights:
        columns["weight"] = column(st.integers(1, 4))
    elif draw(st.booleans()):
        columns["id"] = draw(st.permutations([f"R-{place}" for place in range(rows)]))
    pool = draw(st.one_of(cents, st.just(min(sum(columns["needed"]) * 9 // 10, LARGEST))))
    amount = draw(st.integers(0, pool // sum(columns.get("weight", [1] * rows)))) if _asks_amount(parameters) else None
    carried = [draw(st.one_of(st.just(0), st.integers(0, min(largest, 10**15)))) for _ in range(2)]
    return question(
        Cohort(**columns),
        pool,
        parameters,
        draw(st.sampled_from([None, 1, 2, 3])),
        reserve=carried[0],
        underspent=carried[1],
        amount=amount,
    )


def _asks_amount(parameters: Parameters) -> bool:
    return parameters.reading("I-1") == "fixed_amount"
