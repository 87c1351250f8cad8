"""The vectors of C-4 and C-6: days of a week, and the part of the budget that transport may take."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from answers import cents, euro, line_amount, refused
from cases import Chapter
from plan_checks import Found, line, pair, plan, plan_case

Json = Any

_BOTH = ("day_care_centre", "specialised_workshop")


def add(chapter: Chapter) -> None:
    """Adds every case of these rules."""
    example(chapter)
    weekly_days(chapter)
    weekly_days_otherwise(chapter)
    transport_ceiling(chapter)
    transport_lines(chapter)
    transport_bases(chapter)
    transport_override(chapter)
    whose_transport(chapter)
    other_shares(chapter)
    refusals(chapter)


def _days(status: str, days: int, limit: int = 5, *, pairs: tuple[str, str] = _BOTH) -> Found:
    code = "weekly_days_within_limit" if status == "satisfied" else "weekly_days_above_limit"
    return pair("C-4", status, " ".join(pairs), code, days=days, limit=limit)


def weekly_days(chapter: Chapter) -> None:
    """C-4: five days together."""
    for centre, workshop in ((5, 0), (3, 2), (0, 0)):
        plan_case(
            chapter,
            f"days-{centre}-and-{workshop}",
            "C-4",
            f"{centre} days of day-care and {workshop} of workshop keep within the week",
            plan(*(line(name, weekly_days=n) for name, n in zip(_BOTH, (centre, workshop), strict=True))),
            _days("satisfied", centre + workshop),
        )
    for centre, workshop in ((3, 3), (5, 1), (0, 6)):
        plan_case(
            chapter,
            f"days-{centre}-and-{workshop}",
            "C-4",
            f"{centre} and {workshop} are six days, one more than a working week has",
            plan(*(line(name, weekly_days=n) for name, n in zip(_BOTH, (centre, workshop), strict=True))),
            _days("violated", 6),
            instead=[_days("satisfied", 6, 6)],
            mistake="six_days_a_week",
        )
    plan_case(
        chapter,
        "days-of-two-centres",
        "C-4",
        "the days of every line are added: two centres of 2 days and a workshop of 3",
        plan(
            line("day_care_centre", weekly_days=2, provider="one"),
            line("specialised_workshop", weekly_days=3),
            line("day_care_centre", weekly_days=2, provider="two"),
        ),
        _days("violated", 7),
    )
    plan_case(
        chapter,
        "days-workshop-first",
        "C-4",
        "the finding names the services in the order of the plan",
        plan(line("specialised_workshop", weekly_days=4), line("day_care_centre", weekly_days=2)),
        _days("violated", 6, pairs=("specialised_workshop", "day_care_centre")),
    )


def weekly_days_otherwise(chapter: Chapter) -> None:
    """C-4: not known, alone, under a reform."""
    unknown = pair("C-4", "undecided", " ".join(_BOTH), "weekly_days_unknown")
    for name, why, centre, workshop in (
        ("of-the-centre", "the days of the centre are not known", None, 3),
        ("of-the-workshop", "the days of the workshop are not known", 3, None),
        ("though-too-many", "six days are known and others are not: still undecided, as one is absent", 6, None),
    ):
        plan_case(
            chapter,
            f"days-unknown-{name}",
            "C-4",
            why,
            plan(line(_BOTH[0], weekly_days=centre), line(_BOTH[1], weekly_days=workshop)),
            unknown,
        )
    plan_case(
        chapter,
        "days-unknown-on-one-of-three-lines",
        "C-4",
        "one line of three without its days leaves the sum open",
        plan(line(_BOTH[0], weekly_days=1), line(_BOTH[1], weekly_days=1), line(_BOTH[1], provider="other")),
        unknown,
    )
    for service in _BOTH:
        plan_case(
            chapter,
            f"days-of-{service.replace('_', '-')}-alone",
            "C-4",
            f"the rule speaks of both services together: {service} alone is not asked",
            plan(line(service, weekly_days=7)),
        )
    for limit, status in ((6, "satisfied"), (4, "violated")):
        plan_case(
            chapter,
            f"days-limited-to-{limit}",
            "C-4",
            f"a reform to {limit} days a week is what 5 or 6 days are compared with",
            plan(line(_BOTH[0], weekly_days=3), line(_BOTH[1], weekly_days=3 if limit == 6 else 2)),
            _days(status, 6 if limit == 6 else 5, limit),
            reform={"combinations.weekly_days": limit},
        )


def _transport(
    base: str | None, *lines: Json, name: str = "total", share: str = "10", status: str = "", services: str = ""
) -> Found:
    """What C-6 finds for lines of transport against a base; ``status`` where an override or another fact decides."""
    amount = sum(line_amount(each["unit_price"], sum(each["units"])) for each in lines)
    services = services or " ".join(dict.fromkeys(each["service"] for each in lines))
    if status == "override":
        facts = {"amount": euro(amount), "share": share}
        return Found("C-6", "satisfied", services, "transport_override_recorded", facts)
    if base is None:
        facts = {"amount": euro(amount), "budget_amount": name, "share": share}
        return Found("C-6", "undecided", services, "transport_base_unknown", facts)
    above = amount * 100 > cents(base) * Fraction(share)
    facts = {"amount": euro(amount), "base": base, "budget_amount": name, "share": share}
    code = "transport_above_share" if above else "transport_within_share"
    return Found("C-6", "violated" if above else "satisfied", services, code, facts)


def _ride(price: str, units: tuple[int, ...] = (1,), service: str = "transport_child", **facts: Json) -> Json:
    return line(service, units, unit_price=price, **facts)


def example(chapter: Chapter) -> None:
    """The protocol's own example."""
    ride = line("transport_child", [5], unit_price="2.00")
    plan_case(
        chapter,
        "the-example-of-the-protocol",
        "C-6 L-4 U-6",
        "the protocol's example: five trips at 2.00 are exactly a tenth of 100.00",
        plan(ride, start="2018-10-01", budget={"total": "100.00"}),
        _transport("100.00", ride),
        kind="published",
    )


def transport_ceiling(chapter: Chapter) -> None:
    """C-6: on the ceiling, a cent beside it, and ceilings that are no whole cents."""
    for base, price in (("1000.00", "100.00"), ("0.10", "0.01"), ("999999999999.90", "99999999999.99")):
        ride = _ride(price)
        plan_case(
            chapter,
            f"exactly-a-tenth-of-{base.replace('.', '-')}",
            "C-6 I-15",
            f"{price} is exactly a tenth of {base}: allowed",
            plan(ride, budget={"total": base}),
            _transport(base, ride),
            instead=[
                Found("C-6", "violated", "transport_child", "transport_above_share", _transport(base, ride).facts)
            ],
            mistake="ceiling_excluded",
        )
    for base, price, why in (
        ("1000.00", "99.99", "a cent less than a tenth"),
        ("1000.00", "100.01", "a cent more than a tenth"),
        ("100.05", "10.00", "a tenth is 10.005, and 10.00 keeps within it"),
        ("100.05", "10.01", "a tenth is 10.005, not 10.01: the comparison is exact"),
        ("0.00", "0.00", "nothing is within a tenth of nothing"),
        ("0.00", "0.01", "a cent is more than a tenth of nothing"),
    ):
        ride = _ride(price)
        plan_case(
            chapter,
            f"transport-{price}-of-{base}".replace(".", "-"),
            "C-6 I-15",
            f"{price} of {base}: {why}",
            plan(ride, budget={"total": base}),
            _transport(base, ride),
        )


def transport_lines(chapter: Chapter) -> None:
    """C-6: which lines add up, and how."""
    rides = [_ride("0.005"), _ride("0.005", service="specialised_transport")]
    plan_case(
        chapter,
        "each-line-rounded",
        "C-6 B-3",
        "two lines of half a cent are a cent each: 0.02, more than a tenth of 0.10",
        plan(*rides, budget={"total": "0.10"}),
        _transport("0.10", *rides),
    )
    rides = [_ride("0.125", (3, 0, 1)), line("nanny", (9, 9, 9), unit_price="50.00"), _ride("0.125", (1, 2, 1))]
    plan_case(
        chapter,
        "lines-of-one-service",
        "C-6",
        "units of all months and lines count, other services do not: 0.50 and 0.50 of 10.00",
        plan(*rides, budget={"total": "10.00"}),
        _transport("10.00", rides[0], rides[2]),
    )
    rides = [
        _ride("30.00", service="specialised_transport"),
        _ride("30.00", service="transport_parent"),
        _ride("40.01"),
    ]
    plan_case(
        chapter,
        "three-kinds-of-transport",
        "C-6 I-27",
        "parent's, child's and specialised transport together, in the order of the plan: 100.01 of 1000.00",
        plan(*rides, budget={"total": "1000.00"}),
        _transport("1000.00", *rides),
    )
    plan_case(
        chapter,
        "own-name-is-no-transport",
        "C-6",
        "a name of the caller's own is not transport, whatever it says",
        plan(_ride("900.00", service="x-transport"), budget={"total": "1.00"}),
    )
    ride = _ride("5.00", (0, 0))
    plan_case(
        chapter,
        "transport-of-no-units",
        "C-6",
        "a line without units costs nothing and is still found",
        plan(ride, budget={"total": "0.00"}),
        _transport("0.00", ride),
    )


def transport_bases(chapter: Chapter) -> None:
    """I-15: the ceiling of which amount?"""
    budget = {"total": "400.00", "final": "300.00", "needed": "500.00", "provisional": "200.00"}
    ride = _ride("35.00")
    for name, base in budget.items():
        plan_case(
            chapter,
            f"tenth-of-the-{name}-amount",
            "I-15 C-6",
            f"35.00 against a tenth of the {name} amount, {base}",
            plan(ride, budget=budget),
            _transport(base, ride, name=name),
            readings={"I-15": name},
        )
        if name in ("final", "needed"):
            continue
        plan_case(
            chapter,
            f"{name}-amount-unknown",
            "I-15 C-6",
            f"the {name} amount is not known, and no other stands in for it",
            plan(ride, budget={other: amount for other, amount in budget.items() if other != name}),
            _transport(None, ride, name=name),
            readings={"I-15": name},
        )
    plan_case(
        chapter,
        "no-budget-at-all",
        "C-6 I-15",
        "nothing is known of the budget: even 0.00 of transport is undecided",
        plan(_ride("0.00")),
        _transport(None, _ride("0.00")),
    )
    plan_case(
        chapter,
        "an-empty-budget",
        "C-6 I-15",
        "a budget without amounts says no more than none",
        plan(ride, budget={}),
        _transport(None, ride),
    )


def transport_override(chapter: Chapter) -> None:
    """C-6: more, if the social worker records why."""
    for name, price, text, base in (
        ("far-above", "900.00", "the only school with a ramp is 60 km away", "1000.00"),
        ("a-cent-above", "100.01", ".", "1000.00"),
        ("without-a-base", "100.00", "no other bus", None),
    ):
        ride = _ride(price)
        budget = {"total": base} if base else None
        plan_case(
            chapter,
            f"reason-recorded-{name}",
            "C-6",
            f"{price} of {base or 'an unknown amount'} with the recorded reason {text!r} is allowed",
            plan(ride, budget=budget, transport_override=text),
            _transport(base, ride, status="override"),
            instead=[_transport(base, ride)],
            mistake="override_ignored",
        )
    for name, text in (("empty", ""), ("of-spaces", "  \t")):
        ride = _ride("100.01")
        plan_case(
            chapter,
            f"reason-{name}",
            "C-6",
            f"the text {text!r} records no reason",
            plan(ride, budget={"total": "1000.00"}, transport_override=text),
            _transport("1000.00", ride),
        )
    ride = _ride("100.00")
    plan_case(
        chapter,
        "reason-not-needed",
        "C-6",
        "within the ceiling it is the ceiling that allows it, not the reason",
        plan(ride, budget={"total": "1000.00"}, transport_override="a long way"),
        _transport("1000.00", ride),
    )
    plan_case(
        chapter,
        "reason-without-transport",
        "C-6",
        "a reason without transport in the plan is found nowhere",
        plan(line("nanny"), budget={"total": "1.00"}, transport_override="a long way"),
    )


def whose_transport(chapter: Chapter) -> None:
    """I-27: the parent's transport, too?"""
    for parent, child in (("60.00", "40.01"), ("100.01", "0.00"), ("0.01", "100.00")):
        rides = [_ride(parent, service="transport_parent"), _ride(child)]
        asked = plan(*rides, budget={"total": "1000.00"})
        slug = f"{parent}-and-{child}".replace(".", "-")
        alone = _transport("1000.00", rides[1])
        plan_case(
            chapter,
            f"transport-of-parent-and-child-{slug}",
            "I-27 C-6",
            f"the parent's {parent} and the child's {child} are one amount",
            asked,
            _transport("1000.00", *rides),
            instead=[alone],
            mistake="childs_transport_only",
        )
    plan_case(
        chapter,
        "transport-of-the-child-only",
        "I-27 C-6",
        f"under the other reading the child's {child} count alone, exactly the ceiling",
        asked,
        alone,
        readings={"I-27": "child_only"},
    )
    special = [_ride("60.00", service="specialised_transport"), _ride("40.01")]
    plan_case(
        chapter,
        "specialised-transport-is-the-childs",
        "I-27 C-6",
        "specialised transport is the child's, under the other reading too",
        plan(*special, budget={"total": "1000.00"}),
        _transport("1000.00", *special),
        readings={"I-27": "child_only"},
    )
    plan_case(
        chapter,
        "only-the-parent-travels",
        "I-27 C-6",
        "where the child's transport counts alone and there is none, nothing is found",
        plan(_ride("900.00", service="transport_parent"), budget={"total": "1000.00"}),
        readings={"I-27": "child_only"},
    )


def other_shares(chapter: Chapter) -> None:
    """Reforms of the tenth, and the other policies."""
    for share, price in (("15", "150.00"), ("15", "150.01"), ("0", "0.01"), ("12.345678", "123.46")):
        ride = _ride(price)
        plan_case(
            chapter,
            f"share-of-{share}-and-{price}".replace(".", "-"),
            "C-6",
            f"a reform to {share} %: {price} of 1000.00",
            plan(ride, budget={"total": "1000.00"}),
            _transport("1000.00", ride, share=share),
            reform={"combinations.transport_share": share},
        )
    ride = _ride("123.45", service="specialised_transport")
    plan_case(
        chapter,
        "share-in-millionths",
        "C-6",
        "a share of six decimals is kept to the last: 123.45 is 0.00678 less than 12.345678 % of 1000.00",
        plan(ride, budget={"total": "1000.00"}),
        _transport("1000.00", ride, share="12.345678"),
        reform={"combinations.transport_share": "12.345678"},
    )
    for policy in ("children-general", "adults-pilot-2019"):
        ride = _ride("100.01")
        plan_case(
            chapter,
            f"a-tenth-under-{policy}",
            "C-6 C-4",
            f"{policy} keeps the children's tenth and five days",
            plan(line(_BOTH[0], weekly_days=3), line(_BOTH[1], weekly_days=3), ride, budget={"total": "1000.00"}),
            _days("violated", 6),
            _transport("1000.00", ride),
            policy=policy,
        )


def refusals(chapter: Chapter) -> None:
    """Days, amounts and texts that cannot be."""

    def refuse(name: str, why: str, asked: Json, code: str, path: str, rule: str = "C-6", **more: Json) -> None:
        chapter.case(name, rule, why, "plan.check", asked, refused(code, path), **more)

    refuse(
        "days-below-zero",
        "no week has days below zero",
        plan(line("day_care_centre", weekly_days=-1)),
        "bad_value",
        "/input/lines/0/weekly_days",
        "C-4",
    )
    refuse(
        "base-unknown-to-the-model",
        "a budget has four amounts and no other",
        plan(_ride("1.00"), budget={"granted": "100.00"}),
        "unknown_field",
        "/input/budget/granted",
    )
    refuse(
        "override-is-no-yes-or-no",
        "the reason is a text, not a yes",
        plan(_ride("1.00"), transport_override=True),
        "bad_type",
        "/input/transport_override",
    )
    refuse(
        "share-above-the-whole",
        "no share is more than 100 %",
        plan(_ride("1.00")),
        "bad_value",
        "/reform/combinations.transport_share",
        reform={"combinations.transport_share": "100.01"},
    )
