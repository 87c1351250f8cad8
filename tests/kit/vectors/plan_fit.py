"""What of a plan an amount pays for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answers import answered, cents, euro, line_amount, must_show, refused
from cases import Chapter

Json = Any

OP = "plan.fit"


def line(price: str, *units: int, service: str = "nanny") -> dict[str, Json]:
    """A line of a plan."""
    return {"service": service, "unit_price": price, "units": list(units)}


def plan(available: str, *lines: dict[str, Json]) -> dict[str, Json]:
    """The input of the operation."""
    return {"available": available, "lines": list(lines)}


def fitted(asked: Mapping[str, Json], reading: str = "continue", mistake: str = "") -> dict[str, Json]:
    """What must be answered, unit by unit; or what an implementation with a known mistake would answer."""
    left, stopped = cents(asked["available"]), False
    stops = reading == "stop" or mistake == "stop_at_the_marginal_service"
    rows, reasons = [], []
    for one in asked["lines"]:
        service, price, wanted = one["service"], one["unit_price"], sum(one["units"])
        taken = 0
        while taken < wanted and not stopped and line_amount(price, taken + 1) <= left:
            taken += 1
        if mistake == "lines_in_part_units" and taken < wanted:
            taken = 0
        amount, dropped = line_amount(price, taken), wanted - taken
        left -= amount
        units = _dropped(one["units"], dropped, first=mistake == "first_months_dropped")
        rows.append({"service": service, "units": units, "amount": euro(amount), "dropped_units": dropped})
        facts = {"service": service, "units": taken, "dropped": dropped, "amount": euro(amount)}
        code = "line_taken_in_part" if taken else "line_not_taken"
        if not dropped:
            code = "line_taken_in_full"
            del facts["dropped"]
        elif not taken:
            del facts["units"], facts["amount"]
        reasons.append(("N-7", code, facts))
        if stops and dropped and not stopped:
            stopped = True
            reasons.append(("N-3", "taking_stopped", {"service": service}))
    if not rows:
        reasons.append(("N-7", "plan_without_lines", {"available": asked["available"]}))
    result = {"lines": rows, "planned": euro(cents(asked["available"]) - left), "left": euro(left)}
    return answered(result, reasons, {"I-12": reading})


def _dropped(units: list[int], dropped: int, *, first: bool) -> list[int]:
    """The units without the ones that are dropped: those of the last months."""
    kept = list(units)
    for month in range(len(units)) if first else reversed(range(len(units))):
        gone = min(kept[month], dropped)
        kept[month] -= gone
        dropped -= gone
    return kept


def _case(
    chapter: Chapter, name: str, rules: str, why: str, asked: dict[str, Json], mistake: str = "", reading: str = "",
    **envelope: Json,
) -> None:  # fmt: skip
    says = fitted(asked, reading or "continue")
    if mistake:
        must_show(name, says, fitted(asked, "continue", mistake))
    envelope |= {"readings": {"I-12": reading}} if reading else {}
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, **envelope)


def add(chapter: Chapter) -> None:
    """Every case of the operation."""
    bounds(chapter)
    later_lines(chapter)
    near_misses(chapter)
    refusals(chapter)


def bounds(chapter: Chapter) -> None:
    """How many units fit, and which are dropped."""
    for available, why in (
        ("85.00", "exactly all ten units"),
        ("84.99", "a cent less than all: nine units"),
        ("85.01", "a cent more than all: the cent is left"),
        ("76.50", "exactly nine units"),
        ("8.50", "exactly one unit"),
        ("8.49", "a cent less than one unit: none"),
        ("0.00", "no money: none"),
    ):
        asked = plan(available, line("8.50", 4, 3, 3))
        _case(chapter, f"fit-{available.replace('.', '-')}", "N-7", why, asked)
    for price, available, units, why in (
        ("0.005", "0.01", 5, "two units of half a cent round to one cent, three to two"),
        ("0.005", "0.00", 5, "half a cent rounds up: no unit fits into nothing"),
        ("0.004", "0.00", 5, "0.4 cents round down: one unit fits into nothing, two do not"),
        ("0.000001", "0.00", 9999, "4999 units of a millionth fit into nothing"),
        ("2.7174", "27.17", 12, "ten units at four decimals, and no eleventh"),
        ("2.7174", "29.88", 12, "a cent less than eleven units at four decimals"),
        ("0.00", "0.00", 7, "units without a price fit into nothing"),
        ("999999999999.999999", "999999999999.99", 1, "the dearest unit rounds up beyond the largest amount"),
    ):
        name = f"units-at-{price}-into-{available}".replace(".", "-")
        _case(chapter, name, "N-7 B-3", why, plan(available, line(price, units)))
    for available, why in (
        ("50.00", "dropping the whole last month"), ("40.00", "dropping the last month and one unit before"),
        ("10.00", "only the first unit is kept"), ("60.00", "an empty month stays empty"),
    ):  # fmt: skip
        asked = plan(available, line("10.00", 2, 0, 3, 4))
        _case(chapter, f"months-{available.replace('.', '-')}", "N-7", why, asked)
    _case(chapter, "fit-no-lines", "N-7", "a plan without lines leaves all the money", plan("12.34"))
    _case(chapter, "fit-no-months", "N-7", "a line without months is taken in full", plan("12.34", line("1.00")))
    for policy in ("children-general", "adults-pilot-2019"):
        asked = plan("20.00", line("8.50", 2, 1))
        _case(chapter, f"fit-{policy}", "N-7 B-10", f"plans are cut the same way under {policy}", asked, policy=policy)


def later_lines(chapter: Chapter) -> None:
    """I-12: after the marginal service."""
    for name, asked, why in (
        ("cheaper-later", plan("20.00", line("8.00", 3), line("2.00", 1), line("1.00", 5)),
         "two cheaper lines after the marginal one"),
        ("nothing-of-the-first", plan("5.00", line("8.00", 1), line("2.00", 2)),
         "nothing of the first line fits"),
        ("no-units-first", plan("5.00", line("8.00", 0), line("2.00", 2)),
         "a line without units is taken in full and stops nothing"),
        ("all-in-full", plan("50.00", line("8.00", 1), line("2.00", 2)), "nothing is dropped, nothing stops"),
        ("last-in-part", plan("9.00", line("8.00", 1), line("2.00", 2)), "the last line is the marginal one"),
        ("two-in-part", plan("13.00", line("8.00", 2), line("2.00", 5), line("0.50", 3)), "two lines in part"),
        ("free-later", plan("5.00", line("8.00", 1, 0), line("0.00", 2, 1), line("1.00", 0, 0)),
         "later lines without price or without units"),
    ):  # fmt: skip
        for reading in ("continue", "stop"):
            told = f"{why}, reading {reading}"
            _case(chapter, f"{name}-{reading}", "I-12 N-3 N-7", told, asked, reading=reading)


def near_misses(chapter: Chapter) -> None:
    """What known mistakes answer otherwise."""
    for mistake, rules, groups, why in (
        ("stop_at_the_marginal_service", "I-12 N-3",
         (plan("20.00", line("8.00", 4), line("2.00", 1)), plan("6.00", line("8.00", 1), line("2.00", 4)),
          plan("10.00", line("8.00", 2), line("3.00", 1), line("2.00", 1))),
         "cheaper services after the marginal one are tried too"),
        ("first_months_dropped", "N-7",
         (plan("20.00", line("8.00", 2, 2)), plan("9.00", line("3.00", 1, 2, 3)), plan("1.00", line("0.40", 1, 1, 3))),
         "the units of the last months are dropped"),
        ("lines_in_part_units", "N-7",
         (plan("20.00", line("8.00", 2, 3)), plan("9.99", line("1.00", 10)), plan("8.00", line("3.00", 1, 2))),
         "the marginal service is taken in part, by whole units"),
    ):  # fmt: skip
        for number, asked in enumerate(groups, start=1):
            told = f"{why}, with {asked['available']}"
            _case(chapter, f"{mistake.replace('_', '-')}-{number}", rules, told, asked, mistake)


def refusals(chapter: Chapter) -> None:
    """What is wrong with a request."""
    good = line("8.50", 1, 1)
    for name, asked, code, path, why in (
        ("months-differ", plan("1.00", good, line("1.00", 1)), "inconsistent", "/input/lines/1/units",
         "lines of two months and of one"),
        ("available-below-nothing", plan("-1.00", good), "bad_value", "/input/available", "an amount is not negative"),
        ("available-first", {"available": 1, "lines": [line("1")]}, "bad_type", "/input/available",
         "the first field is named"),
        ("unlisted-service", plan("1.00", line("1.00", 1, service="x")), "bad_value", "/input/lines/0/service",
         "a name of one's own starts with x-"),
        ("price-in-one-decimal", plan("1.00", good, line("1.5", 1)), "bad_value", "/input/lines/1/unit_price",
         "a malformed price, named before months that differ"),
    ):  # fmt: skip
        chapter.case(f"fit-{name}", "N-7", why, OP, asked, refused(code, path))
