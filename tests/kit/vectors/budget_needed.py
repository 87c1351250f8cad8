"""Stage 2: units at a price, rounded once; the months add up to the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from answers import answered, euro, half_up, line_amount, must_show, refused
from cases import Chapter

Json = Any

OP = "budget.needed"


def line(price: str, *units: int, service: str = "nanny") -> dict[str, Json]:
    """A line of a plan."""
    return {"service": service, "unit_price": price, "units": list(units)}


def _half_even(price: str, units: int) -> int:
    return round(Fraction(price) * units * 100)


def _float(price: str, units: int) -> int:
    return round(round(float(price) * units, 2) * 100)


def _price_first(price: str, units: int) -> int:
    return half_up(Fraction(price) * 100) * units


_MISTAKES: dict[str, Callable[[str, int], int]] = {
    "half_even_rounding": _half_even,
    "float_money": _float,
    "units_rounded_price": _price_first,
}


def stage_2(lines: Sequence[Mapping[str, Json]], mistake: str = "") -> dict[str, Json]:
    """What must be answered: each amount rounded once, each month the step between two rounded running totals."""
    amount = _MISTAKES.get(mistake, line_amount)
    months = [0] * (len(lines[0]["units"]) if lines else 0)
    rows = []
    for one in lines:
        totals = [amount(one["unit_price"], units) for units in accumulate(one["units"], initial=0)]
        for month, units in enumerate(one["units"]):
            alone = mistake == "months_rounded_alone"
            months[month] += amount(one["unit_price"], units) if alone else totals[month + 1] - totals[month]
        rows.append({"service": one["service"], "units": sum(one["units"]), "amount": totals[-1]})
    needed = euro(sum(row["amount"] for row in rows))
    rows = [row | {"amount": euro(row["amount"])} for row in rows]
    facts = {"lines": len(lines), "months": len(months), "needed": needed}
    result = {"lines": rows, "needed": needed, "by_month": list(map(euro, months))}
    return answered(result, [("B-3", "needed_is_sum_of_lines", facts)])


def _case(
    chapter: Chapter, name: str, why: str, *lines: dict[str, Json], mistake: str = "", rules: str = "B-3", **more: Json
) -> None:
    says = stage_2(lines)
    if mistake:
        must_show(name, says, stage_2(lines, mistake))
    chapter.case(name, rules, why, OP, {"lines": list(lines)}, says, mistake=mistake, **more)


def add(chapter: Chapter) -> None:
    """Every case of the operation."""
    amounts(chapter)
    months(chapter)
    near_misses(chapter)
    refusals(chapter)


def amounts(chapter: Chapter) -> None:
    """Lines and their sum."""
    _case(chapter, "no-lines", "a plan without lines needs nothing and has no months")
    _case(chapter, "no-months", "a line without months costs nothing", line("8.50"))
    _case(chapter, "no-units", "months without units cost nothing", line("8.50", 0, 0))
    _case(chapter, "no-price", "a price of 0.00 is a price", line("0.00", 3))
    for price, units, why in (
        ("0.005", 1, "half a cent goes up"),
        ("0.004999", 1, "just below half a cent goes down"),
        ("0.005001", 1, "just above half a cent goes up"),
        ("0.000001", 4999, "a millionth of a euro, 4999 times: below half a cent"),
        ("0.000001", 5000, "a millionth of a euro, 5000 times: half a cent"),
        ("2.7174", 1, "one unit at four decimals"),
        ("12.50", 7, "a price in cents needs no rounding"),
        ("999999999999.999999", 1, "the largest price: the amount may be larger than any that can be asked for"),
        ("999999999999.999999", 999999999999999, "the largest price and the largest count stay exact"),
    ):
        _case(chapter, f"{units}-at-{price.replace('.', '-')}", why, line(price, units))
    two = (line("2.7174", 5), line("0.125", 3, service="x-music"))
    _case(chapter, "two-lines", "each line is rounded by itself, and the sum is that of the rounded lines", *two)
    half = (line("0.005", 1), line("0.005", 1, service="escort"))
    _case(chapter, "two-half-cents", "two lines of half a cent make 2 cents, not 1", *half, rules="B-3 D-2")
    same = (line("8.50", 2), line("9.50", 1))
    _case(chapter, "one-service-twice", "a service may have two providers and two prices", *same)
    reverse = (line("1.00", 1, service="x-z"), line("2.00", 1, service="x-a"))
    _case(chapter, "order-of-lines", "the lines stay in the order of the plan", *reverse)
    for policy in ("children-general", "adults-pilot-2019"):
        why = f"the needed amount is computed under {policy} too"
        _case(chapter, f"needed-{policy}", why, line("25.93", 4), policy=policy, rules="B-3 B-11")


def months(chapter: Chapter) -> None:
    """The amounts by month."""
    for name, lines, why in (
        ("third-of-a-cent", (line("3.3333", 1, 1, 1),), "3.33, 3.34 and 3.33 make 10.00"),
        ("empty-month-between", (line("0.335", 1, 0, 1),), "a month without units costs nothing"),
        ("two-lines-by-month", (line("0.335", 1, 1), line("0.005", 1, 1)), "a month is the sum of its lines"),
        ("half-year", (line("7.4651", 4, 5, 4, 4, 5, 4),), "six months add up to the line"),
        ("late-start", (line("0.015", 0, 0, 3),), "the first months may be empty"),
    ):
        _case(chapter, f"months-{name}", why, *lines)


def near_misses(chapter: Chapter) -> None:
    """What a wrong rounding answers otherwise."""
    for mistake, price, units in (
        ("half_even_rounding", "0.125", (1,)),
        ("half_even_rounding", "0.0225", (1, 1)),
        ("half_even_rounding", "2.345", (1,)),
        ("float_money", "1.005", (1,)),
        ("float_money", "1.015", (1,)),
        ("float_money", "1.285", (3, 4)),
        ("float_money", "123456789012.345678", (1017,)),
        ("units_rounded_price", "2.7174", (10,)),
        ("units_rounded_price", "0.005", (2, 2)),
        ("units_rounded_price", "7.4649", (21,)),
        ("months_rounded_alone", "0.005", (1, 1, 1, 1)),
        ("months_rounded_alone", "2.7174", (1, 1, 1, 1, 1, 1)),
        ("months_rounded_alone", "0.0125", (1, 1, 1)),
    ):
        wrong = mistake.replace("_", "-")
        count = sum(units)
        amount = euro(line_amount(price, count))
        why = f"{count} units at {price} are {amount}; {mistake.replace('_', ' ')} gives another amount or month"
        name = f"{wrong}-{count}-at-{price.replace('.', '-')}"
        _case(chapter, name, why, line(price, *units), mistake=mistake)


def refusals(chapter: Chapter) -> None:
    """What is wrong with a plan."""
    good = line("8.50", 1, 1)
    at = "/input/lines/1"
    for name, second, code, path, why in (
        ("a-month-more", line("1.00", 1, 1, 1), "inconsistent", f"{at}/units", "three months after two"),
        ("a-month-less", line("1.00", 1), "inconsistent", f"{at}/units", "one month after two"),
        ("no-month", line("1.00"), "inconsistent", f"{at}/units", "no month after two"),
        ("unlisted-service", line("1.00", 1, service="swimming"), "bad_value", f"{at}/service",
         "a service is listed or starts with x-"),
        ("price-as-number", good | {"unit_price": 8.5}, "bad_type", f"{at}/unit_price", "a price is text"),
        ("price-of-one-decimal", line("8.5", 1), "bad_value", f"{at}/unit_price", "at least two decimals"),
        ("price-of-seven-decimals", line("8.5000000", 1), "bad_value", f"{at}/unit_price", "at most six decimals"),
        ("units-below-nothing", line("1.00", 1, -1), "bad_value", f"{at}/units/1", "units are not negative"),
        ("units-as-yes", good | {"units": [1, True]}, "bad_type", f"{at}/units/1", "true is no count"),
        ("units-of-16-digits", line("1.00", 10**15), "too_large", f"{at}/units/0", "at most 15 digits"),
        ("two-problems", {"service": "swimming", "unit_price": 1, "units": []}, "bad_value", f"{at}/service",
         "the first field is named"),
        ("unknown-field", good | {"amount": "17.00"}, "unknown_field", f"{at}/amount", "an amount is not asked for"),
    ):  # fmt: skip
        chapter.case(f"plan-{name}", "B-3", why, OP, {"lines": [good, second]}, refused(code, path))
    later = {"lines": [good, line("1.00", 1), line("1.0", 1, 1)]}
    chapter.case("plan-price-before-months", "B-3", "a malformed price is named before months that do not fit", OP,
                 later, refused("bad_value", "/input/lines/2/unit_price"))  # fmt: skip
    third = {"lines": [good, good, line("1.00", 1)]}
    chapter.case("plan-third-line", "B-3", "the first line is the measure, the third differs", OP, third,
                 refused("inconsistent", "/input/lines/2/units"))  # fmt: skip
    chapter.case("plan-absent", "B-3", "no lines at all", OP, {}, refused("missing_field", "/input/lines"))
