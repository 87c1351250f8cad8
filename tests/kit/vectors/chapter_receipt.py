"""The vectors of the chapter `receipt`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import receipt_carry
from answers import answered, euro, line_amount, must_show, refused
from cases import Chapter

Json = Any

SETTLE = "settlement.month"
REVIEW = "review.decide"
CHANGES = ("health", "goals", "unavailable", "contraindication", "price", "other")


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    receipt_carry.add(chapter)
    settlements(chapter)
    settlement_refusals(chapter)
    reviews(chapter)
    review_refusals(chapter)


def line(price: str, planned: int, received: int, carried: int | None = None, service: str = "nanny") -> Json:
    """A service in a month."""
    one = {"service": service, "unit_price": price, "planned_units": planned, "received_units": received}
    return one | ({} if carried is None else {"carried_units": carried})


def settled(lines: Sequence[Mapping[str, Json]], mistake: str = "") -> dict[str, Json]:
    """What must be answered; or what an implementation that pays for all that was received would answer."""
    rows, reasons, total = [], [], 0
    for one in lines:
        limit = one["planned_units"] + (one.get("carried_units") or 0)
        received = one["received_units"]
        paid = received if mistake == "paid_beyond_the_plan" else min(received, limit)
        amount = line_amount(one["unit_price"], paid)
        total += amount
        row = {"service": one["service"], "paid_units": paid, "amount": euro(amount), "unpaid_units": received - paid}
        facts = {"service": one["service"], "units": paid, "amount": euro(amount)}
        reasons.append(("R-8", "units_paid", facts))
        if received > paid:
            row["code"] = "above_plan"
            facts = {"service": one["service"], "units": received - paid, "planned": limit}
            reasons.append(("C-7", "above_plan", facts))
        rows.append(row)
    reasons.append(("R-8", "month_settled", {"lines": len(lines), "amount": euro(total)}))
    return answered({"lines": rows, "amount": euro(total)}, reasons)


def _settle(chapter: Chapter, name: str, rules: str, why: str, *lines: Json, mistake: str = "", **more: Json) -> None:
    says = settled(lines)
    if mistake:
        must_show(name, says, settled(lines, mistake))
    chapter.case(name, rules, why, SETTLE, {"lines": list(lines)}, says, mistake=mistake, **more)


def settlements(chapter: Chapter) -> None:
    """What a month costs."""
    for name, one, why in (
        ("a-unit-less", line("8.50", 4, 3), "a unit less than planned: what was received is paid"),
        ("as-planned", line("8.50", 4, 4), "as many as planned"),
        ("nothing-received", line("8.50", 4, 0), "nothing was received, nothing is paid"),
        ("nothing-planned", line("8.50", 0, 2), "nothing was planned: two units stay unpaid"),
        ("carried-in-part", line("8.50", 4, 5, 2), "one of two carried units was received"),
        ("carried-in-full", line("8.50", 4, 6, 2), "planned and carried units, all of them"),
        ("carried-alone", line("8.50", 0, 2, 2), "a month that holds only carried units"),
        ("carried-nothing", line("8.50", 4, 4, 0), "no carried units, said so"),
        ("half-cents", line("0.005", 5, 3), "one and a half cents round up"),
        ("four-decimals", line("2.7174", 10, 10), "the price is not rounded, the amount is"),
        ("no-price", line("0.00", 4, 4), "a price of 0.00"),
        ("nothing-at-all", line("8.50", 0, 0), "neither planned nor received"),
        ("largest-counts", line("999999999999.999999", 10**15 - 1, 10**15 - 1, 10**15 - 1), "the largest figures"),
    ):
        _settle(chapter, f"paid-{name}", "R-8", why, one)
    null = line("8.50", 4, 4) | {"carried_units": None}
    _settle(chapter, "paid-carried-null", "R-8", "null is as good as no carried units", null)
    _settle(chapter, "paid-no-lines", "R-8", "a month without services costs nothing")
    _settle(chapter, "paid-two-lines", "R-8 C-7", "each line by itself: a reserve of one is no plan of the other",
            line("2.7174", 5, 7), line("0.125", 9, 1, service="x-music"))  # fmt: skip
    _settle(chapter, "paid-two-half-cents", "R-8", "the sum is that of the rounded lines", line("0.005", 1, 1),
            line("0.005", 1, 1))  # fmt: skip
    for policy in ("children-general", "adults-pilot-2019"):
        _settle(chapter, f"paid-{policy}", "R-8", f"a month is settled under {policy} too", line("8.50", 4, 3, 1),
                policy=policy)  # fmt: skip
    for name, one in (
        ("one-unit", line("8.50", 4, 5)),
        ("one-beyond-carried", line("8.50", 4, 7, 2)),
        ("all", line("8.50", 0, 3)),
    ):
        _settle(chapter, f"beyond-the-plan-{name}", "R-8 C-7", f"{one['received_units']} received: not all are paid",
                one, line("1.00", 1, 1, service="escort"), mistake="paid_beyond_the_plan")  # fmt: skip


def settlement_refusals(chapter: Chapter) -> None:
    """What is wrong with a month."""
    good = line("8.50", 4, 4)
    at = "/input/lines/0"
    for name, one, code, path, why in (
        ("no-planned", {name: good[name] for name in ("service", "unit_price", "received_units")}, "missing_field",
         f"{at}/planned_units", "what was planned is never guessed"),
        ("no-received", {name: good[name] for name in ("service", "unit_price", "planned_units")}, "missing_field",
         f"{at}/received_units", "what was received is never guessed"),
        ("received-below-nothing", line("8.50", 4, -1), "bad_value", f"{at}/received_units", "units are not negative"),
        ("carried-as-text", good | {"carried_units": "1"}, "bad_type", f"{at}/carried_units", "a count is a number"),
        ("carried-before-received", line("8.50", 4, -1, -1), "bad_value", f"{at}/carried_units", "the first is named"),
        ("unknown-field", good | {"units": 4}, "unknown_field", f"{at}/units",
         "units are planned, carried or received"),
    ):  # fmt: skip
        chapter.case(f"paid-{name}", "R-8", why, SETTLE, {"lines": [one]}, refused(code, path))
    chapter.case("paid-lines-absent", "R-8", "no lines at all", SETTLE, {}, refused("missing_field", "/input/lines"))


def reviews(chapter: Chapter) -> None:
    """R-4: every reason with everything that could take the service's place."""
    for reason in CHANGES:
        for equivalent in (False, True):
            for listed in (False, True):
                says = reviewed(reason, equivalent=equivalent, listed=listed)
                places = [name for name, there in (("equivalent", equivalent), ("listed", listed)) if there]
                name = f"{reason}-{'-and-'.join(places) or 'nothing'}"
                why = f"a change of {reason}; to take the service's place: {' and '.join(places) or 'nothing'}"
                asked = {"reason": reason, "equivalent": equivalent, "listed_unfunded": listed}
                health = reason == "health" and bool(places)
                chapter.case(f"change-of-{name}", "R-4 R-3", why, REVIEW, asked, says,
                             mistake="health_corrects_the_plan" if health else "")  # fmt: skip
    for name, asked, says, why in (
        ("all-absent", {"reason": "contraindication"}, reviewed("contraindication", equivalent=False, listed=False),
         "what is not said is not"),
        ("one-absent", {"reason": "price", "listed_unfunded": True}, reviewed("price", equivalent=False, listed=True),
         "an equivalent service that is not mentioned is none"),
        ("other-absent", {"reason": "other", "equivalent": True}, reviewed("other", equivalent=True, listed=False),
         "a listed service that is not mentioned is none"),
        ("nulls", {"reason": "other", "equivalent": None, "listed_unfunded": None},
         reviewed("other", equivalent=False, listed=False), "null is as good as absent"),
    ):  # fmt: skip
        chapter.case(f"change-{name}", "R-4", why, REVIEW, asked, says)
    for policy in ("children-general", "adults-pilot-2019"):
        asked = {"reason": "unavailable", "equivalent": True}
        chapter.case(f"change-{policy}", "R-4", f"plans are reviewed under {policy} too", REVIEW, asked,
                     reviewed("unavailable", equivalent=True, listed=False), policy=policy)  # fmt: skip


def reviewed(reason: str, *, equivalent: bool, listed: bool) -> dict[str, Json]:
    """Health and goals: always anew. Otherwise a correction if something can take the service's place."""
    corrected = reason not in {"health", "goals"} and (equivalent or listed)
    code = "new_evaluation_needed"
    if corrected:
        code = "equivalent_service_replaces" if equivalent else "listed_service_replaces"
    result = {"action": "correct_plan" if corrected else "reevaluate"}
    return answered(result, [("R-3", f"change_of_{reason}", {}), ("R-4", code, {})])


def review_refusals(chapter: Chapter) -> None:
    """What is wrong with a change."""
    for name, asked, code, path, why in (
        ("no-reason", {"equivalent": True}, "missing_field", "/input/reason", "a change has a reason"),
        ("unknown-reason", {"reason": "moved"}, "bad_value", "/input/reason", "moving away ends the budget (R-5)"),
        ("reason-as-number", {"reason": 1}, "bad_type", "/input/reason", "a reason is a word"),
        ("listed-as-0", {"reason": "price", "listed_unfunded": 0}, "bad_type", "/input/listed_unfunded", "0 is no no"),
        ("unknown-field", {"reason": "price", "service": "nanny"}, "unknown_field", "/input/service",
         "the service is not asked for"),
    ):  # fmt: skip
        chapter.case(f"change-{name}", "R-3", why, REVIEW, asked, refused(code, path))
