"""The vectors on single values: money, rates, percentages, dates, moments, identifiers, yes and no, counts."""

from __future__ import annotations

import json
from typing import Any

from applicants import adult
from cases import Chapter

Json = Any

_SCALARS = "protocol: scalars"
_NUMBERS = "protocol: numbers"


def add(chapter: Chapter) -> None:
    """Adds every case."""
    money(chapter)
    rates(chapter)
    percentages(chapter)
    dates(chapter)
    moments(chapter)
    identifiers(chapter)
    yes_and_no(chapter)
    counts(chapter)


def _refused(code: str, path: str) -> dict[str, Json]:
    return {"/error/code": code, "/error/path": path}


def money(chapter: Chapter) -> None:
    """Euro with two decimals, as text."""

    def asked(pool: Json) -> Json:
        return {"pool": pool, "on": "2018-09-01", "recipients": []}

    for name, text, why in (
        ("nothing", "0.00", "nothing is an amount"),
        ("one-cent", "0.01", "the least amount"),
        ("largest", "999999999999.99", "the largest amount"),
    ):
        says = {"/result/reserve": text}
        chapter.case(f"money-{name}", _SCALARS, why, "budget.provisional", asked(text), says)
    for name, text, why in (
        ("too-large", "1000000000000.00", "a cent above the largest amount"),
        ("whole-euro", "1000", "two decimals are needed"),
        ("one-decimal", "1000.5", "two decimals are needed"),
        ("three-decimals", "1000.500", "two decimals and no more"),
        ("negative", "-1.00", "an amount is not negative"),
        ("minus-nothing", "-0.00", "no minus sign, not even here"),
        ("leading-zero", "01.00", "no leading zero"),
        ("comma", "1000,50", "the decimal mark is a point"),
        ("line-end", "1000.50\n", "no end of line after it"),
        ("exponent", "1e3", "no exponent"),
        ("other-digits", "１０.００", "ASCII digits only"),
        ("empty", "", "empty text is no amount"),
    ):
        says = _refused("bad_value", "/input/pool")
        chapter.case(f"money-{name}", f"{_NUMBERS}; {_SCALARS}", why, "budget.provisional", asked(text), says)
    for name, value in (("as-number", 1000), ("as-fraction", 1000.5)):
        says = _refused("bad_type", "/input/pool")
        why = f"money is text: {name.replace('-', ' ')}"
        chapter.case(f"money-{name}", _SCALARS, why, "budget.provisional", asked(value), says)


def _line(**changes: Json) -> Json:
    return {"lines": [{"service": "nanny", "unit_price": "8.50", "units": [2]} | changes]}


def rates(chapter: Chapter) -> None:
    """Euro per unit with two to six decimals, as text."""
    for name, text, amount, why in (
        ("two-decimals", "12.50", "25.00", "two decimals"),
        ("six-decimals", "0.002499", "0.00", "six decimals; the amount rounds down"),
        ("six-decimals-up", "0.002500", "0.01", "six decimals; a half cent goes up"),
        ("nothing", "0.00", "0.00", "a price may be nothing"),
        ("12-digits", "999999999999.99", "1999999999999.98", "a sum may be larger than an input"),
    ):
        chapter.case(f"rate-{name}", _SCALARS, why, "budget.needed", _line(unit_price=text), {"/result/needed": amount})
    for name, text, why in (
        ("one-decimal", "12.5", "two decimals at least"),
        ("seven-decimals", "1.0000001", "six decimals at most"),
        ("13-digits", "1000000000000.00", "12 digits before the point at most"),
        ("negative", "-1.00", "a price is not negative"),
        ("leading-zero", "00.50", "no leading zero"),
    ):
        says = _refused("bad_value", "/input/lines/0/unit_price")
        chapter.case(f"rate-{name}", f"{_NUMBERS}; {_SCALARS}", why, "budget.needed", _line(unit_price=text), says)
    says = _refused("bad_type", "/input/lines/0/unit_price")
    chapter.case("rate-as-number", _SCALARS, "a price is text", "budget.needed", _line(unit_price=8.5), says)


def percentages(chapter: Chapter) -> None:
    """0 to 100 with at most six decimals, as text."""

    def asked(experts: Json, parent: Json) -> Json:
        return {
            "experts": {"1": ["nanny"]},
            "parent": ["nanny"],
            "weights": {"experts": experts, "parent": parent},
        }

    for name, experts, parent, why in (
        ("whole", "0", "100", "both bounds"),
        ("six-decimals", "33.333333", "66.666667", "six decimals, exactly 100 together"),
        ("zeros-after-the-point", "40.50", "59.5", "zeros at the end change nothing"),
        ("hundred-with-decimals", "100.000000", "0.0", "100 may have decimals that are 0"),
    ):
        says = {"/result/order/0/score": "1.0000"}
        chapter.case(f"percent-{name}", _SCALARS, why, "plan.merge", asked(experts, parent), says)
    for name, text, why in (
        ("above-100", "100.000001", "at most 100"),
        ("101", "101", "at most 100"),
        ("seven-decimals", "33.3333333", "six decimals at most"),
        ("negative", "-1", "not below 0"),
        ("leading-zero", "050", "no leading zero"),
    ):
        says = _refused("bad_value", "/input/weights/experts")
        chapter.case(f"percent-{name}", f"{_NUMBERS}; {_SCALARS}", why, "plan.merge", asked(text, "50"), says)
    says = _refused("bad_type", "/input/weights/parent")
    chapter.case("percent-as-number", _SCALARS, "a percentage is text", "plan.merge", asked("50", 50), says)


def dates(chapter: Chapter) -> None:
    """Year, month, day."""

    def asked(day: Json) -> Json:
        return {"pool": "1.00", "on": day, "recipients": []}

    for name, text, why in (
        ("first", "0001-01-01", "the first day that can be written"),
        ("last", "9999-12-31", "the last day that can be written"),
        ("leap-day", "2020-02-29", "a leap year has it"),
        ("leap-century", "2000-02-29", "a century that 400 divides has it"),
    ):
        says = {"/result/reserve": "1.00"}
        chapter.case(f"date-{name}", _SCALARS, why, "budget.provisional", asked(text), says)
    for name, text, why in (
        ("no-leap-day", "2019-02-29", "no leap year"),
        ("no-leap-century", "1900-02-29", "a century that 400 does not divide"),
        ("day-31", "2018-04-31", "April has 30 days"),
        ("month-13", "2018-13-01", "no month 13"),
        ("year-0", "0000-01-01", "no year 0"),
        ("compact", "20180901", "dashes between the parts"),
        ("week-date", "2018-W35-6", "no weeks"),
        ("with-a-time", "2018-09-01T00:00", "a moment is no date"),
        ("other-digits", "２０１８-09-01", "ASCII digits only"),
    ):
        says = _refused("bad_value", "/input/on")
        chapter.case(f"date-{name}", _SCALARS, why, "budget.provisional", asked(text), says)
    says = _refused("bad_type", "/input/on")
    chapter.case("date-as-number", _SCALARS, "a date is text", "budget.provisional", asked(20180901), says)


def moments(chapter: Chapter) -> None:
    """A day and a minute, local time."""
    for name, text, why in (
        ("hour-24", "2019-08-05T24:00", "the day ends at 23:59"),
        ("minute-60", "2019-08-05T10:60", "an hour has 60 minutes, 0 to 59"),
        ("seconds", "2019-08-05T10:00:00", "to the minute, no seconds"),
        ("zone", "2019-08-05T10:00Z", "local time, no zone"),
        ("space", "2019-08-05 10:00", "a capital T between the parts"),
        ("small-t", "2019-08-05t10:00", "a capital T between the parts"),
        ("no-such-day", "2019-06-31T10:00", "the day must exist"),
    ):
        asked = {"applicant": adult(received=text)}
        says = _refused("bad_value", "/input/applicant/received")
        chapter.case(f"moment-{name}", _SCALARS, why, "eligibility.assess", asked, says, policy="adults-pilot-2019")
    asked = {"applicant": adult(received=1565000000)}
    says = _refused("bad_type", "/input/applicant/received")
    chapter.case(
        "moment-as-number", _SCALARS, "a moment is text", "eligibility.assess", asked, says, policy="adults-pilot-2019"
    )


def identifiers(chapter: Chapter) -> None:
    """1 to 64 characters, no control characters, no unpaired surrogates."""

    def asked(text: Json) -> Json:
        person = {"id": text, "born": "2014-01-01", "special_care": False}
        return {"pool": "1.00", "on": "2018-09-01", "recipients": [person]}

    for name, text, why in (
        ("64-letters", "a" * 64, "64 characters"),
        ("64-beyond-the-plane", "\U0001d11e" * 64, "64 characters, each of two UTF-16 units and four bytes"),
        ("no-break-space", "a\u00a0b", "a no-break space is no control character"),
    ):
        says = {"/result/amounts/0/id": text}
        chapter.case(f"identifier-{name}", _SCALARS, why, "budget.provisional", asked(text), says)
    for name, text, why in (
        ("65-letters", "a" * 65, "65 characters"),
        ("empty", "", "no character at all"),
        ("line-end", "a\nb", "an end of line is a control character"),
        ("zero", "a\u0000", "U+0000 is a control character"),
        ("delete", "a\u007f", "U+007F is a control character"),
        ("last-control", "\u009f", "U+009F is a control character"),
    ):
        says = _refused("bad_value", "/input/recipients/0/id")
        chapter.case(f"identifier-{name}", _SCALARS, why, "budget.provisional", asked(text), says)
    for name, text, why in (
        ("high-surrogate", r"a\ud834", "half of a pair, written as an escape"),
        ("low-surrogate", r"\udd1ea", "the other half of a pair, written as an escape"),
    ):
        line = json.dumps({"op": "budget.provisional", "input": asked("@")}).replace("@", text)
        chapter.line(f"identifier-{name}", _SCALARS, why, line, _refused("bad_value", "/input/recipients/0/id"))
    says = _refused("bad_type", "/input/recipients/0/id")
    chapter.case("identifier-as-number", _SCALARS, "an identifier is text", "budget.provisional", asked(12), says)


def yes_and_no(chapter: Chapter) -> None:
    """A JSON boolean and nothing else."""
    for name, value in (("1", 1), ("0", 0), ("yes", "yes")):
        asked = {"reason": "unavailable", "equivalent": value}
        says = _refused("bad_type", "/input/equivalent")
        chapter.case(
            f"flag-as-{name}", _SCALARS, f"a yes or no is a boolean, not {value!r}", "review.decide", asked, says
        )


def counts(chapter: Chapter) -> None:
    """A JSON integer and nothing else."""
    for name, value, code in (("text", "2", "bad_type"), ("true", True, "bad_type"), ("minus-one", -1, "bad_value")):
        says = _refused(code, "/input/lines/0/units/0")
        why = f"a count is a whole number that is not negative, not {value!r}"
        chapter.case(f"count-{name}", _SCALARS, why, "budget.needed", _line(units=[value]), says)
    for name, units, place in (("2.0", [2.0], 0), ("1.5", [1, 1.5], 1)):
        chapter.case(
            f"count-{name.replace('.', '-')}",
            _SCALARS,
            f"{name} is a number with a fraction, no integer",
            "budget.needed",
            _line(units=units),
            _refused("bad_type", f"/input/lines/0/units/{place}"),
            mistake="float_for_integer",
        )
    chapter.line(
        "count-2e0",
        _SCALARS,
        "a number with an exponent is no integer",
        '{"op":"budget.needed","input":{"lines":[{"service":"nanny","unit_price":"8.50","units":[2e0]}]}}',
        _refused("bad_type", "/input/lines/0/units/0"),
        mistake="float_for_integer",
    )
    chapter.case(
        "count-nothing",
        _SCALARS,
        "0 is a count",
        "budget.needed",
        _line(units=[0, 3]),
        {"/result/needed": "25.50", "/result/by_month": ["0.00", "25.50"]},
    )
