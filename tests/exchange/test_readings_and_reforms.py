"""What if: other readings, other figures, another language; and what the response says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ibmodel.exchange import evaluate
from ibmodel.interpretations import INTERPRETATIONS

Refusal = Callable[..., tuple[str, str]]
Examples = dict[str, dict[str, Any]]
ASKED: dict[str, Any] = {"op": "budget.needed", "input": {"lines": []}}
SWITCHABLE = [entry for entry in INTERPRETATIONS.values() if entry.switchable]


@pytest.mark.parametrize(
    ("name", "variant", "consulted"),
    [
        ("eligibility.assess", None, ["I-4"]),
        ("eligibility.deadlines", None, ["I-5"]),
        ("selection.targets", None, ["I-6", "I-7"]),
        ("selection.select", None, ["I-4", "I-6", "I-7"]),
        ("selection.verify", None, ["I-4", "I-6", "I-7"]),
        ("selection.replace", None, ["I-4", "I-6", "I-7", "I-9"]),
        ("budget.provisional", None, ["I-1", "I-3"]),
        ("budget.needed", None, []),
        ("budget.final", None, ["I-2", "I-3"]),
        ("funding.total", 1, ["I-10", "I-30"]),
        ("funding.total", 2, ["I-10", "I-24", "I-30"]),
        ("funding.total", 3, ["I-10", "I-24", "I-30"]),
        ("funding.total", None, ["I-10", "I-24", "I-30"]),
        ("plan.merge", None, []),
        ("plan.fit", None, ["I-12"]),
        ("policy.describe", None, []),
    ],
)
def test_a_response_lists_the_readings_that_can_matter(
    name: str, variant: int | None, consulted: list[str], examples: Examples
) -> None:
    request = examples[name]
    if name == "funding.total":
        request["input"]["variant"] = variant
    assert evaluate(request)["readings"] == {key: INTERPRETATIONS[key].default for key in consulted}
    assert list(evaluate(request)["readings"]) == consulted


@pytest.mark.parametrize("entry", SWITCHABLE, ids=lambda entry: entry.id)
def test_every_reading_can_be_chosen_whether_or_not_the_operation_uses_it(entry: Any, examples: Examples) -> None:
    for request in examples.values():
        for reading in entry.names:
            chosen = {**request, "readings": {entry.id: reading}}
            if reading == "fixed_amount" and request["op"] == "budget.provisional":
                chosen["input"]["amount"] = "1.00"
            response = evaluate(chosen)
            assert response["ok"], response
            assert response["readings"].get(entry.id, reading) == reading


@pytest.mark.parametrize("value", [None, 5, True, [], {}, "", "NEED", "fixed", "need "], ids=ascii)
def test_a_reading_that_is_none_of_the_listed_is_unknown(value: object, refusal: Refusal) -> None:
    assert refusal({**ASKED, "readings": {"I-2": value}}) == ("unknown_reading", "/readings/I-2")


@pytest.mark.parametrize("key", ["I-11", "I-16", "I-33", "I-0", "I-34", "i-2", "", "B-4", "a/b"])
def test_a_fixed_or_unknown_interpretation_cannot_be_chosen(key: str, refusal: Refusal) -> None:
    assert refusal({**ASKED, "readings": {key: "fixed"}}) == ("unknown_reading", "/readings/" + key.replace("/", "~1"))


def test_of_several_bad_readings_the_first_by_number_is_reported(refusal: Refusal) -> None:
    assert refusal({**ASKED, "readings": {"A": "x", "I-10": "x", "I-2": "x"}}) == ("unknown_reading", "/readings/I-2")


@pytest.mark.rule("B-1")
def test_a_reform_of_the_reduced_share_changes_the_weights(examples: Examples) -> None:
    request = examples["budget.provisional"]
    plain = evaluate(request)["result"]
    reformed = evaluate({**request, "reform": {"budget.reduced_share": "80"}})["result"]
    assert [row["weight"] for row in plain["amounts"]] == ["100", "70", "100"]
    assert [row["weight"] for row in reformed["amounts"]] == ["100", "80", "100"]
    assert [row["provisional"] for row in reformed["amounts"]] == ["357.14", "285.71", "357.14"]


@pytest.mark.rule("N-2")
def test_a_reform_of_the_weights_of_both_sides_changes_the_order(examples: Examples) -> None:
    request = examples["plan.merge"]
    del request["input"]["weights"]
    only_parent = {"needs.weight_experts": "0", "needs.weight_parent": "100"}
    order = [row["service"] for row in evaluate({**request, "reform": only_parent})["result"]["order"]]
    assert order == request["input"]["parent"]


@pytest.mark.rule("F-1")
def test_a_reform_of_the_variant_changes_who_pays(examples: Examples) -> None:
    request = examples["funding.total"]
    del request["input"]["variant"]
    assert evaluate({**request, "reform": {"funding.variant": 1}})["result"]["sources"]["public"] == "0.00"
    assert "I-24" not in evaluate({**request, "reform": {"funding.variant": 1}})["readings"]


def test_a_reform_and_readings_go_together(examples: Examples) -> None:
    request = {
        **examples["budget.provisional"],
        "reform": {"budget.reduced_share": "80"},
        "readings": {"I-1": "equal_share"},
    }
    result = evaluate(request)
    assert [row["provisional"] for row in result["result"]["amounts"]] == ["333.33", "266.66", "333.33"]
    assert result["readings"] == {"I-1": "equal_share", "I-3": "equal_treatment"}


def test_an_empty_reform_changes_nothing(examples: Examples) -> None:
    for request in examples.values():
        assert evaluate({**request, "reform": {}, "readings": {}}) == evaluate(request)


def test_a_reform_touches_no_later_request(examples: Examples) -> None:
    request = examples["budget.provisional"]
    before = evaluate(request)
    evaluate({**request, "reform": {"budget.reduced_share": "0"}, "readings": {"I-3": "exhaust"}})
    assert evaluate(request) == before


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("budget.reduced_shar", "budget.reduced_share"),
        ("reduced_share", "budget.reduced_share"),
        ("budget.reducedshare", "budget.reduced_share"),
        ("funding.varient", "funding.variant"),
    ],
)
def test_an_unknown_parameter_names_the_nearest(path: str, nearest: str, refusal: Refusal) -> None:
    request = {**ASKED, "reform": {path: "80"}}
    assert refusal(request) == ("unknown_parameter", f"/reform/{path}")
    assert nearest in evaluate(request)["error"]["message"]


@pytest.mark.parametrize("path", ["", "name", "readings", "applies_from", "budget", "budget.", "__class__", "a/b"])
def test_only_figures_can_be_reformed(path: str, refusal: Refusal) -> None:
    assert refusal({**ASKED, "reform": {path: "x"}}) == ("unknown_parameter", "/reform/" + path.replace("/", "~1"))


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("budget.reduced_share", 80, "bad_type"),
        ("budget.reduced_share", None, "bad_type"),
        ("budget.reduced_share", "101", "bad_value"),
        ("budget.reduced_share", "80.0000001", "bad_value"),
        ("budget.full_share_up_to_age", "8", "bad_type"),
        ("budget.full_share_up_to_age", True, "bad_type"),
        ("budget.full_share_up_to_age", 8.0, "bad_type"),
        ("budget.full_share_up_to_age", -1, "bad_value"),
        ("budget.full_share_up_to_age", 10**15, "too_large"),
        ("funding.variant", 4, "bad_value"),
        ("pilot.start", "2018-02-30", "bad_value"),
        ("pilot.start", 5, "bad_type"),
        ("granting.admit_without_disability", "yes", "bad_type"),
        ("pilot.municipalities", "Jelgava", "bad_type"),
        ("pilot.municipalities", ["Jelgava", "Jelgava"], "duplicate"),
        ("needs.weight_experts", "60", "inconsistent"),
    ],
)
def test_a_figure_of_the_wrong_kind_is_refused_at_its_path(
    path: str, value: object, code: str, refusal: Refusal
) -> None:
    found, where = refusal({**ASKED, "reform": {path: value}})
    assert found == code
    assert where.startswith("/reform/" + path.split("_", maxsplit=1)[0])


def test_the_description_of_a_reform_shows_its_figures_and_readings(examples: Examples) -> None:
    asked = {**examples["policy.describe"], "reform": {"budget.reduced_share": "80"}, "readings": {"I-2": "equal"}}
    described = evaluate(asked)["result"]
    assert {row["path"]: row["value"] for row in described["parameters"]}["budget.reduced_share"] == "80"
    chosen = {row["id"]: row["chosen"] for row in described["interpretations"]}
    assert (chosen["I-2"], chosen["I-3"], chosen["I-16"]) == ("equal", "equal_treatment", "fixed")


def test_languages_change_texts_and_nothing_else(examples_by_policy: list[dict[str, Any]]) -> None:
    for request in examples_by_policy:
        english = evaluate({**request, "lang": "en"})
        latvian = evaluate({**request, "lang": "lv"})
        for one, other in zip(english["reasons"], latvian["reasons"], strict=True):
            assert one["text"] != other["text"]
        for response in (english, latvian):
            for reason in response["reasons"]:
                del reason["text"]
        assert english == latvian


def test_the_selection_of_adults_and_granting_outside_a_pilot_consult_no_reading(
    examples_by_policy: list[dict[str, Any]],
) -> None:
    for request in examples_by_policy:
        if request["policy"] != "children-pilot-2018" and request["op"].startswith(("selection", "eligibility.assess")):
            assert evaluate(request)["readings"] == {}


def test_messages_of_errors_are_the_same_in_both_languages() -> None:
    assert evaluate({"op": "none", "lang": "lv"}) == evaluate({"op": "none", "lang": "en"})
