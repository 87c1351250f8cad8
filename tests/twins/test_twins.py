"""The operations that compute money and their twins: a thousandth of a release's cases; what the comparison notices."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ibmodel import evaluate

sys.path.insert(0, str(Path(__file__).parent))

import run
from money_twins import documents, policies, services
from money_twins.answers import (
    admin_costs,
    budget_final,
    budget_needed,
    budget_provisional,
    funding_total,
    plan_check,
    plan_fit,
    prices_check,
    settlement_month,
    transport_cost,
)
from money_twins.comparing import CHUNK, Chunk, answer_of_twin, case, check, chunks
from money_twins.pairs import PAIRS

HERE = Path(__file__).parent
SEED = 1
#: So many cases of each operation, ten thousand in all.
CASES = 1_000


def requests(operation: str, number: int) -> list[dict[str, Any]]:
    return [case(SEED, operation, place) for place in range(number)]


@pytest.mark.rule("D-1", "B-1", "B-7", "I-1", "I-3", "I-16")
def test_the_library_agrees_with_its_twin_on_provisional_amounts() -> None:
    assert_agreement("budget.provisional")


@pytest.mark.rule("D-2", "B-3")
def test_the_library_agrees_with_its_twin_on_needed_amounts() -> None:
    assert_agreement("budget.needed")


@pytest.mark.rule("D-3", "B-4", "B-5", "B-6", "B-7", "I-2", "I-3")
def test_the_library_agrees_with_its_twin_on_final_amounts() -> None:
    assert_agreement("budget.final")


@pytest.mark.rule("D-4", "B-8", "F-1", "F-2", "F-3", "F-4", "F-5", "F-6", "F-7", "I-10", "I-24", "I-30")
def test_the_library_agrees_with_its_twin_on_total_amounts() -> None:
    assert_agreement("funding.total")


@pytest.mark.rule("N-3", "N-7", "B-10", "I-12")
def test_the_library_agrees_with_its_twin_on_plans_cut_to_the_money() -> None:
    assert_agreement("plan.fit")


@pytest.mark.rule("C-6", "I-15", "I-27")
def test_the_library_agrees_with_its_twin_on_the_part_of_transport() -> None:
    assert_agreement("plan.check")


@pytest.mark.rule("U-2", "U-3", "U-4", "U-5", "U-6", "U-7", "U-8", "U-9")
def test_the_library_agrees_with_its_twin_on_limits_of_prices() -> None:
    assert_agreement("prices.check")


@pytest.mark.rule("R-8", "C-7")
def test_the_library_agrees_with_its_twin_on_a_month_that_is_paid() -> None:
    assert_agreement("settlement.month")


@pytest.mark.rule("T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7", "T-9", "I-29")
def test_the_library_agrees_with_its_twin_on_costs_of_transport() -> None:
    assert_agreement("transport.cost")


@pytest.mark.rule("A-1", "A-2", "A-3")
def test_the_library_agrees_with_its_twin_on_costs_of_a_municipality() -> None:
    assert_agreement("admin.costs")


def assert_agreement(operation: str) -> None:
    checked = check(Chunk(SEED, operation, 0, CASES))
    assert checked.difference is None, str(checked.difference)
    assert checked.cases == CASES
    assert checked.refused < CASES / 10


#: The rules and interpretations that the cases of an operation are evidence for.
RULES = {
    operation: test.pytestmark[0].args
    for operation, test in {
        "budget.provisional": test_the_library_agrees_with_its_twin_on_provisional_amounts,
        "budget.needed": test_the_library_agrees_with_its_twin_on_needed_amounts,
        "budget.final": test_the_library_agrees_with_its_twin_on_final_amounts,
        "funding.total": test_the_library_agrees_with_its_twin_on_total_amounts,
        "plan.fit": test_the_library_agrees_with_its_twin_on_plans_cut_to_the_money,
        "plan.check": test_the_library_agrees_with_its_twin_on_the_part_of_transport,
        "prices.check": test_the_library_agrees_with_its_twin_on_limits_of_prices,
        "settlement.month": test_the_library_agrees_with_its_twin_on_a_month_that_is_paid,
        "transport.cost": test_the_library_agrees_with_its_twin_on_costs_of_transport,
        "admin.costs": test_the_library_agrees_with_its_twin_on_costs_of_a_municipality,
    }.items()
}


# What the comparison notices


def one_more(result: Any) -> Any:
    """The result with a cent, or a millionth of a rate, more in its first amount; what has none says the opposite."""
    if "findings" in result:
        opposite = {"satisfied": "violated", "violated": "satisfied", "undecided": "satisfied"}
        findings = [{**finding, "status": opposite[finding["status"]]} for finding in result["findings"]]
        return {**result, "findings": findings}
    for field in ("reserve", "needed", "total", "left", "amount", "eligible"):
        if field in result:
            return {**result, field: documents.money(documents.cents(result[field]) + 1)}
    limit = result["limit"]
    return {**result, "limit": None if limit is None else documents.rate(Fraction(limit) + Fraction(1, 1_000_000))}


def wrong_once(number: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The library, but for the answer with that number, which is the least bit wrong."""
    answered = Counter[str]()

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        response, place = evaluate(request), answered[request["op"]]
        answered[request["op"]] += 1
        return {**response, "result": one_more(response["result"])} if place == number else response

    return answer


@pytest.mark.parametrize("operation", PAIRS)
def test_a_single_cent_in_a_single_case_is_noticed(operation: str) -> None:
    number = next(place for place in range(100, 200) if is_changed_by_one_more(operation, place))
    difference = check(Chunk(SEED, operation, 0, 200), wrong_once(number)).difference
    assert difference is not None
    assert (difference.number, difference.operation) == (number, operation)
    assert difference.library != difference.twin


def is_changed_by_one_more(operation: str, number: int) -> bool:
    response = evaluate(case(SEED, operation, number))
    if not response["ok"]:
        return False
    part = PAIRS[operation].part
    return part(one_more(response["result"])) != part(response["result"])


def half_even(number: Fraction) -> int:
    return round(number)


def half_even_cost(rate: str | Fraction, units: int) -> int:
    return half_even(Fraction(rate) * 100 * units)


def floating_cost(rate: str | Fraction, units: int) -> int:
    return round(float(rate) * 100 * units)


def years_of_365_days(born: str, on: str) -> int:
    year, month, number = (then - now for then, now in zip(documents.day(on), documents.day(born), strict=True))
    return (year * 365 + month * 30 + number) // 365


def capped_once(surplus: int, shortfalls: list[int], weights: list[Fraction]) -> list[Fraction]:
    if surplus >= sum(shortfalls):
        return [Fraction(shortfall) for shortfall in shortfalls]
    return budget_final.shares_at(Fraction(surplus) / sum(weights), shortfalls, weights)


def to_the_first(granted: list[int], exact: list[Fraction], claims: list[tuple[Any, ...]]) -> None:
    residue = int(sum(exact)) - sum(granted)
    for place in [place for place, part in enumerate(exact) if part != granted[place]][:residue]:
        granted[place] += 1


def without_ties(granted: list[int], exact: list[Fraction], claims: list[tuple[Any, ...]]) -> None:
    budget_provisional.hand_out_residue(granted, exact, [()] * len(claims))


def needed_is_the_ratio(way: str, needed: int, provisional: int) -> Fraction:
    return Fraction(needed - provisional if way == "need_ratio" else needed)


def first_lines_first(amounts: list[int], purses: list[Any], order: tuple[str, ...]) -> dict[Any, int]:
    return funding_total.line_by_line(amounts, purses)


def transport_pays_for_all(allowed: list[bool], amounts: list[int]) -> list[int]:
    return amounts


def only_what_is_used(asked: dict[str, Any]) -> int:
    return sum(min(documents.cents(line["amount"]), documents.cents(line.get("public"))) for line in asked["lines"])


def most_units_by_division(rate: str, wanted: int, left: int) -> int:
    price = Fraction(rate) * 100
    return min(wanted, int(left / price)) if price else wanted


def first_months_dropped(units: list[int], dropped: int) -> list[int]:
    return list(reversed(RIGHT_MONTHS(list(reversed(units)), dropped)))


def each_trip_rounded(claim: dict[str, Any]) -> Fraction:
    price = Fraction(claim["consumption_per_100km"]) * Fraction(claim["price_per_litre"])
    trips = [trip for trip in claim["trips"] if transport_cost.counts(trip)]
    return Fraction(sum(documents.half_up(Fraction(trip["km"]) * price) for trip in trips))


def every_trip_counts(trip: dict[str, Any]) -> bool:
    return True


def rounded_down(number: Fraction | int) -> int:
    return int(number)


def every_day_has_a_ceiling(request: dict[str, Any]) -> bool:
    return request["input"]["service"] in services.CEILING


RIGHT_MONTHS = plan_fit.without_the_last

#: A mistake: the operation in which it is made, the module and the name that it is put in place of, and itself.
MISTAKES = [
    ("budget.provisional", budget_provisional, "completed_years", years_of_365_days),
    ("budget.provisional", budget_provisional, "hand_out_residue", to_the_first),
    ("budget.provisional", budget_provisional, "floor", round),
    ("budget.needed", budget_needed, "cost", half_even_cost),
    ("budget.needed", budget_needed, "cost", floating_cost),
    ("budget.final", budget_final, "exact_shares", capped_once),
    ("budget.final", budget_final, "hand_out_residue", to_the_first),
    ("budget.final", budget_final, "hand_out_residue", without_ties),
    ("budget.final", budget_final, "weight", needed_is_the_ratio),
    ("budget.final", budget_final, "floor", round),
    ("funding.total", funding_total, "heaviest_flow", first_lines_first),
    ("funding.total", funding_total, "only", transport_pays_for_all),
    ("funding.total", funding_total, "before", only_what_is_used),
    ("plan.fit", plan_fit, "most_units", most_units_by_division),
    ("plan.fit", plan_fit, "without_the_last", first_months_dropped),
    ("plan.check", plan_check, "cost", half_even_cost),
    ("prices.check", prices_check, "has_ceiling", every_day_has_a_ceiling),
    ("settlement.month", settlement_month, "cost", half_even_cost),
    ("settlement.month", settlement_month, "cost", floating_cost),
    ("transport.cost", transport_cost, "fuel", each_trip_rounded),
    ("transport.cost", transport_cost, "counts", every_trip_counts),
    ("transport.cost", transport_cost, "half_up", rounded_down),
    ("admin.costs", admin_costs, "half_up", half_even),
    ("admin.costs", admin_costs, "half_up", rounded_down),
]


@pytest.mark.parametrize(
    ("operation", "module", "name", "mistake"),
    MISTAKES,
    ids=[f"{operation}-{name}-{mistake.__name__}" for operation, _, name, mistake in MISTAKES],
)
def test_a_mistake_is_noticed_within_the_cases_of_the_tests(
    operation: str, module: Any, name: str, mistake: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, mistake)
    assert check(Chunk(SEED, operation, 0, CASES)).difference is not None


# What the cases hold

#: How many of 400 cases of an operation have another answer under another reading, at least.
MATTERING = {
    ("budget.provisional", "I-1"): 200,
    ("budget.provisional", "I-3"): 60,
    ("budget.final", "I-2"): 100,
    ("budget.final", "I-3"): 50,
    ("funding.total", "I-10"): 30,
    ("funding.total", "I-24"): 30,
    ("funding.total", "I-30"): 20,
    ("plan.fit", "I-12"): 40,
    ("plan.check", "I-15"): 100,
    ("plan.check", "I-27"): 60,
}


@pytest.mark.parametrize(("operation", "interpretation"), MATTERING, ids=["-".join(key) for key in MATTERING])
def test_readings_matter_in_many_cases(operation: str, interpretation: str) -> None:
    mattering = 0
    for request in requests(operation, 400):
        answers = [
            answer_of_twin(operation, {**request, "readings": {**request.get("readings", {}), interpretation: reading}})
            for reading in policies.READINGS[interpretation]
        ]
        mattering += any(answer != answers[0] for answer in answers)
    assert mattering >= MATTERING[operation, interpretation]


@pytest.mark.parametrize("operation", PAIRS)
def test_every_edition_reading_and_variant_and_some_reforms_occur(operation: str) -> None:
    drawn = requests(operation, 400)
    editions = {request.get("policy") for request in drawn}
    assert editions == {None, *policies.IN_FORCE}
    chosen = {item for request in drawn for item in request.get("readings", {}).items()}
    interpretations = {name for name, _ in chosen}
    assert chosen == {(name, reading) for name in interpretations for reading in policies.READINGS[name]}
    assert interpretations == {name for name in RULES[operation] if name in policies.READINGS}
    figures = {path for request in drawn for path in request.get("reform", {})}
    assert figures == {path for path in policies.FIGURES if OPERATION_OF[path.split(".")[0]] == operation}
    if operation == "funding.total":
        assert {request["input"].get("variant") for request in drawn} == {None, 1, 2, 3}


OPERATION_OF = {
    "budget": "budget.provisional",
    "funding": "funding.total",
    "combinations": "plan.check",
    "prices": "prices.check",
    "administration": "admin.costs",
}


def test_cases_hold_the_edges_of_money_and_rates() -> None:
    amounts = {
        one[field]
        for request in requests("budget.final", 400)
        for one in request["input"]["recipients"]
        for field in ("provisional", "needed")
    }
    assert {"0.00", "0.01", "999999999999.99"} <= amounts
    rates = {line["unit_price"] for request in requests("budget.needed", 400) for line in request["input"]["lines"]}
    assert {"0.00", "0.000001", "999999999999.999999"} <= rates
    assert {len(rate.partition(".")[2]) for rate in rates} == {2, 3, 4, 5, 6}
    halves = 0
    for request in requests("budget.needed", 400):
        for line in request["input"]["lines"]:
            halves += (Fraction(line["unit_price"]) * 200 * sum(line["units"])).denominator == 1
    assert halves > 100
    sizes = Counter(len(request["input"]["recipients"]) for request in requests("budget.final", 400))
    assert sizes[0] > 5
    assert sizes[25] + sizes[40] > 10


# Twins stand by themselves


def test_twins_and_what_they_use_import_nothing_of_the_library() -> None:
    paths = [*(HERE / "money_twins" / "answers").glob("*.py"), *(HERE / "money_twins" / "cases").glob("*.py")]
    paths += [HERE / "money_twins" / name for name in ("documents.py", "policies.py", "services.py", "drawing.py")]
    assert len(paths) == 2 * (len(PAIRS) + 1) + 4
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {name for name in imported if name.startswith("ibmodel")} == set(), path


def test_every_twin_begins_with_its_definition_and_the_rules() -> None:
    assert RULES.keys() == PAIRS.keys()
    for operation, rules in RULES.items():
        text = PAIRS[operation].answer.__globals__["__doc__"]
        assert text.startswith(f"``{operation}``")
        assert [rule for rule in rules if not is_named(rule, text)] == []


def is_named(rule: str, text: str) -> bool:
    """Whether a rule stands in a text, itself or between two others: F-1 to F-7."""
    letter, _, number = rule.partition("-")
    for first, last in product(range(1, int(number) + 1), range(int(number), 20)):
        if f"{letter}-{first} to {letter}-{last}" in text:
            return True
    return rule in text


@pytest.mark.parametrize("edition", policies.IN_FORCE)
def test_figures_readings_and_services_are_those_that_the_protocol_lists(edition: str) -> None:
    listed = evaluate({"op": "policy.describe", "policy": edition, "input": {}})["result"]
    figures = {row["path"]: row["value"] for row in listed["parameters"]}
    assert {path: figures[path] for path in policies.FIGURES} == policies.FIGURES
    readings = {row["id"]: tuple(reading["name"] for reading in row["readings"]) for row in listed["interpretations"]}
    assert {name: readings[name] for name in policies.READINGS} == policies.READINGS
    codes = {row["code"] for row in listed["services"]}
    assert codes == services.TRANSPORT | services.AREA_3 | services.OTHERS
    assert {row["code"] for row in listed["services"] if row["transport"]} == services.TRANSPORT
    assert {row["code"] for row in listed["services"] if row["area"] == "3"} == services.AREA_3
    assert {row["code"]: row["method"] for row in listed["services"]} == {
        code: services.price_method(code) for code in codes
    }


def test_the_heaviest_flow_is_the_best_of_all_distributions_there_are() -> None:
    random = Random(SEED)
    for _ in range(150):
        amounts = [random.randint(0, 2) for _ in range(random.randint(0, 2))]
        order = random.choice(tuple(funding_total.ORDERS.values()))
        purses = [
            funding_total.Purse(source, random.randint(0, 3), [random.choice((0, 1, amount)) for amount in amounts])
            for source in order
        ]
        paid = funding_total.heaviest_flow(amounts, purses, order)
        found = tuple(tuple(paid.get((source, line), 0) for line in range(len(amounts))) for source in order)
        assert found == best_of_all(amounts, purses)


def best_of_all(amounts: list[int], purses: list[Any]) -> tuple[tuple[int, ...], ...]:
    """The definition of I-10 ``best_cover`` word for word, over every distribution of a few cents."""
    rows = [tuple(product(*(range(pays + 1) for pays in purse.pays))) for purse in purses]
    possible = [
        paid
        for paid in product(*rows)
        if all(sum(row) <= purse.limit for row, purse in zip(paid, purses, strict=True))
        and all(sum(column) <= amount for column, amount in zip(zip(*paid, strict=True), amounts, strict=False))
    ]
    return max(possible, key=lambda paid: (sum(map(sum, paid)), tuple(map(sum, paid)), paid))


# The command


def test_chunks_hold_every_number_of_every_operation_once() -> None:
    parts = list(chunks(SEED, 12_345, first=7))
    numbers = [(part.operation, number) for part in parts for number in range(part.first, part.first + part.cases)]
    assert len(numbers) == len(set(numbers)) == 12_345
    by_operation = Counter(operation for operation, _ in numbers)
    assert set(by_operation.values()) == {1_234, 1_235}
    assert {number for _, number in numbers} == set(range(7, 7 + 1_235))
    assert max(part.cases for part in parts) == CHUNK


def test_the_command_counts_and_ends_with_the_same_digest_however_it_is_run() -> None:
    last_lines = []
    for processes, seed_of_hashes in (("1", "1"), ("2", "2")):
        command = [sys.executable, str(HERE / "run.py"), "--cases", "120", "--seed", "5", "--processes", processes]
        done = subprocess.run(  # the command as it is typed
            command, capture_output=True, text=True, check=False, env={"PYTHONHASHSEED": seed_of_hashes}, timeout=120
        )
        assert (done.returncode, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert [line.split()[0] for line in lines if "per CPU second" in line] == list(PAIRS)
        assert lines[-1].startswith("120 cases, no difference, ")
        last_lines.append(lines[-1].rpartition(" ")[2])
    assert last_lines[0] == last_lines[1]
    assert len(last_lines[0]) == 64


def test_another_seed_and_other_numbers_are_other_cases() -> None:
    digests = {check(Chunk(seed, "admin.costs", first, 5)).digest for seed, first in ((1, 0), (2, 0), (1, 5), (1, 0))}
    assert len(digests) == 3


def test_the_first_difference_is_printed_as_a_request_to_paste_and_the_command_fails() -> None:
    written: list[str] = []
    answer = wrong_once(110)
    results = map(partial(check, evaluate=answer), chunks(SEED, 1_000, ("budget.needed",)))
    assert run.report(results, 1_000, written.append) == 1
    lines = "".join(written).split("\n")
    texts = {line.partition(":")[0]: line.partition(":")[2].strip() for line in lines if ":" in line}
    response = evaluate(json.loads(texts["request"]))
    assert json.loads(texts["ibmodel"]) == {"result": one_more(response["result"])}
    assert json.loads(texts["twin"]) == {"result": response["result"]}
    assert "budget.needed, case 110 of seed 1, is answered differently" in lines
    assert texts["again"] == "python tests/twins/run.py --seed 1 --operation budget.needed --first 110 --cases 1"


def test_a_crash_of_the_library_is_a_difference() -> None:
    def crash(request: dict[str, Any]) -> dict[str, Any]:
        raise ZeroDivisionError("by no children")

    difference = check(Chunk(SEED, "admin.costs", 0, 1), crash).difference
    assert difference is not None
    assert difference.library == {"raised": "ZeroDivisionError('by no children')"}


@pytest.mark.parametrize(
    "arguments", [["--cases", "0"], ["--processes", "0"], ["--operation", "plan.merge"]], ids=lambda given: given[0]
)
def test_the_command_refuses_what_it_cannot_do(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run.main(arguments)
    assert stopped.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_one_case_can_be_run_again_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--operation", "plan.fit", "--seed", "3", "--first", "70", "--cases", "1"]) == 0
    shown = capsys.readouterr().out
    assert "1 cases, no difference" in shown
    assert check(Chunk(3, "plan.fit", 70, 1)).cases == 1
