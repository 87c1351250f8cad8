"""A decision carries its outcome together with codes and values, never sentences."""

from __future__ import annotations

import pickle

import attrs
import pytest

from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.money import Money

KIND = ReasonCode("need_within_provisional", "B-4", ("id", "needed"))
REASON = Reason(KIND, ("ada", Money(5)), ("I-2",))
DECISION = Decision(Money(5), (REASON,), "children-pilot-2018", (("I-2", "need"),))


def test_a_reason_has_the_code_and_the_rule_of_its_kind() -> None:
    assert (REASON.code, REASON.rule) == ("need_within_provisional", "B-4")


def test_the_facts_of_a_reason_are_its_values_by_name_in_order() -> None:
    assert list(REASON.facts.items()) == [("id", "ada"), ("needed", Money(5))]
    assert Reason(ReasonCode("nothing_to_say", "B-4", ())).facts == {}


@pytest.mark.parametrize("values", [(), ("ada",), ("ada", Money(5), 1)])
def test_values_and_names_of_facts_must_match(values: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="argument 2 is"):
        _ = Reason(KIND, values).facts


@pytest.mark.parametrize("value", [KIND, REASON, DECISION], ids=lambda value: type(value).__name__)
def test_decisions_and_reasons_are_frozen_values(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301
    assert len({value, attrs.evolve(value)}) == 1  # type: ignore[type-var]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.code = "other"  # type: ignore[attr-defined]
