"""The vectors of U-6, U-7 and U-8 as a plan's check finds them, line by line."""

from __future__ import annotations

from typing import Any

from answers import refused
from cases import Chapter
from plan_checks import Found, line, plan, plan_case
from price_twin import DAY

Json = Any

_NAMES = {"U-6": "own_market_price", "U-7": "contract_price", "U-8": "maximum"}
_METHODS = (
    ("nanny", "by the market", ("U-6",)),
    ("hearing_social_support", "by contract", ("U-6", "U-7")),
    ("escort", "by regulation", ("U-6", "U-8")),
    ("group_session_parents", "below the ceiling", ("U-6", "U-8")),
)


def add(chapter: Chapter) -> None:
    """Adds every case of prices in plan.check."""
    nothing_known(chapter)
    each_cap(chapter)
    group_sessions(chapter)
    several_lines(chapter)
    refusals(chapter)


def _cap(rule: str, status: str, service: str, price: str = "", limit: str = "") -> Found:
    """A finding on the price of a service."""
    name, facts = _NAMES[rule], {"service": service}
    if status == "undecided":
        return Found(rule, status, service, f"{name}_unknown", facts)
    code = f"price_{'within' if status == 'satisfied' else 'above'}_{name}"
    return Found(rule, status, service, code, facts | {"price": price, "limit": limit})


def _no_maximum(service: str) -> Found:
    return Found("U-8", "satisfied", service, "no_maximum_that_day", {"service": service})


def _child_for(service: str) -> Json:
    impairment = "hearing" if service.startswith("hearing") else "movement"
    return {"impairment": impairment, "disability_determined": True}


def _fits(service: str) -> list[Found]:
    if not service.startswith("hearing"):
        return []
    facts = {"service": service, "impairment": "hearing"}
    return [Found("L-5", "satisfied", service, "tied_service_fits", facts)]


def nothing_known(chapter: Chapter) -> None:
    """A line of which a day is known and no price: the caps of its method are undecided."""
    for service, method, rules in _METHODS:
        undecided = [_cap(rule, "undecided", service) for rule in rules]
        plan_case(
            chapter,
            f"{service}-of-a-day-alone".replace("_", "-"),
            f"{rules[-1]} U-6" if len(rules) > 1 else "U-6",
            f"{service}, priced {method}, of which a day is known and no price: its caps cannot be decided",
            plan(line(service, price={"on": DAY}), child=_child_for(service)),
            *_fits(service),
            *undecided,
        )


def each_cap(chapter: Chapter) -> None:
    """Every cap kept and passed, on services of its method and of another."""
    fields = {"U-6": "provider_market_price", "U-7": "contract_price", "U-8": "regulated"}
    for service, method, rules in _METHODS[:3]:
        for rule, field in fields.items():
            others = [_cap(other, "undecided", service) for other in rules if other != rule]
            for price, status in (("10.00", "satisfied"), ("10.01", "violated")):
                if status == "satisfied" and rule != rules[-1]:
                    continue
                plan_case(
                    chapter,
                    f"{service}-{field}-and-{price}".replace("_", "-").replace(".", "-"),
                    f"{rule} U-6" if rule != "U-6" else "U-6",
                    f"{service}, priced {method}: {price} with a {field.replace('_', ' ')} of 10.00",
                    plan(line(service, unit_price=price, price={"on": DAY, field: "10.00"}), child=_child_for(service)),
                    *_fits(service),
                    *sorted([*others, _cap(rule, status, service, price, "10.00")], key=lambda found: found.rule),
                )


def group_sessions(chapter: Chapter) -> None:
    """The ceiling in a plan, and days on which there is none."""
    service = "group_session_child"
    market = _cap("U-6", "undecided", service)
    for name, why, price, facts, found in (
        ("at-the-ceiling", "24.93 less nothing", "24.93", {"transport_part": "1.00"}, ("satisfied", "24.93")),
        ("above-the-ceiling", "a cent above 24.93", "24.94", {"transport_part": "1.00"}, ("violated", "24.93")),
        ("below-the-maximum", "part unknown, maximum kept", "20.00", {"regulated": "20.00"}, ("undecided", "")),
        ("above-the-maximum", "part unknown, maximum passed", "20.01", {"regulated": "20.00"}, ("violated", "20.00")),
    ):
        status, limit = found
        plan_case(
            chapter,
            f"group-session-{name}",
            "U-8 U-4",
            f"a group session of the plan: {why}",
            plan(line(service, unit_price=price, price={"on": DAY, **facts})),
            market,
            _cap("U-8", status, service, price, limit),
        )
    for day, policy in (("2018-08-31", "children-pilot-2018"), ("2021-02-01", "adults-pilot-2019")):
        plan_case(
            chapter,
            f"group-session-without-a-maximum-{day}",
            "U-8 U-4",
            f"on {day}, outside {policy}, no maximum binds a group session",
            plan(line(service, unit_price="99.00", price={"on": day, "transport_part": "30.00"})),
            market,
            _no_maximum(service),
            policy=policy,
        )
    plan_case(
        chapter,
        "group-session-maximum-outside-the-pilot",
        "U-8 U-4",
        "outside the pilot's days a maximum that is given still binds",
        plan(line(service, unit_price="99.00", price={"on": "2019-09-01", "regulated": "98.00"})),
        market,
        _cap("U-8", "violated", service, "99.00", "98.00"),
    )
    plan_case(
        chapter,
        "group-session-under-a-reform",
        "U-8 U-4",
        "a reform of the ceiling reaches the plan's check",
        plan(line(service, unit_price="29.50", price={"on": DAY, "transport_part": "0.50"})),
        market,
        _cap("U-8", "satisfied", service, "29.50", "29.50"),
        reform={"prices.group_session_ceiling": "30.00"},
    )


def several_lines(chapter: Chapter) -> None:
    """Two providers of one service, and the order of the findings."""

    def sells(provider: str, price: str, market: str | None) -> Json:
        facts = {"on": DAY} | ({"provider_market_price": market} if market else {})
        return line("nanny", unit_price=price, provider=provider, price=facts)

    for name, why, lines, found in (
        (
            "one-above",
            "the second provider charges more than others pay: the worst of the two counts",
            (sells("a", "8.00", "8.00"), sells("b", "9.00", "8.99")),
            _cap("U-6", "violated", "nanny", "9.00", "8.99"),
        ),
        (
            "both-above",
            "both charge too much: the reason is the first one's",
            (sells("a", "8.01", "8.00"), sells("b", "9.00", "8.99")),
            _cap("U-6", "violated", "nanny", "8.01", "8.00"),
        ),
        (
            "one-unknown",
            "of one provider nothing is known",
            (sells("a", "8.00", "8.00"), line("nanny", provider="b")),
            _cap("U-6", "undecided", "nanny"),
        ),
    ):
        plan_case(chapter, f"two-nannies-{name}", "U-6", f"two providers: {why}", plan(*lines), found)
    plan_case(
        chapter,
        "a-cap-of-one-line",
        "U-7 U-6",
        "a contract that is given for one line of a service alone is judged on that line",
        plan(
            line("nanny", provider="a", price={"on": DAY}),
            line("nanny", provider="b", price={"on": DAY, "contract_price": "1.00"}),
        ),
        _cap("U-6", "undecided", "nanny"),
        _cap("U-7", "satisfied", "nanny", "1.00", "1.00"),
    )
    plan_case(
        chapter,
        "rules-before-lines",
        "U-6 U-8",
        "every finding on market prices comes before those on maxima, each in the order of the plan",
        plan(line("escort"), line("nanny"), line("respite_home")),
        Found("C-1", "satisfied", "respite_home", "respite_leaves_other_services", {"service": "respite_home"}),
    )
    plan_case(
        chapter,
        "survey-in-a-plan",
        "U-9 U-6",
        "a price above the survey is no finding of a plan",
        plan(
            line(
                "nanny",
                unit_price="9.01",
                price={"on": DAY, "provider_market_price": "9.01", "survey": {"low": "6.00", "high": "9.00"}},
            )
        ),
        _cap("U-6", "satisfied", "nanny", "9.01", "9.01"),
    )


def refusals(chapter: Chapter) -> None:
    """What a plan cannot say of prices."""

    def refuse(name: str, rule: str, why: str, facts: Json, code: str, path: str) -> None:
        asked = plan(line("nanny"), line("group_session_child", price=facts))
        chapter.case(name, rule, why, "plan.check", asked, refused(code, f"/input/lines/1/price{path}"))

    refuse(
        "plan-part-above-the-ceiling",
        "U-4",
        "a transport part above the ceiling, on the second line",
        {"on": DAY, "transport_part": "25.94"},
        "bad_value",
        "/transport_part",
    )
    refuse(
        "plan-survey-upside-down",
        "U-9",
        "a survey upside down, on the second line",
        {"on": DAY, "survey": {"low": "2.00", "high": "1.00"}},
        "inconsistent",
        "/survey",
    )
    refuse("plan-price-without-a-day", "U-10", "what is known of a price is known of a day", {}, "missing_field", "/on")
    refuse(
        "plan-price-names-no-price",
        "U-6",
        "the price itself stands on the line, not among the facts",
        {"on": DAY, "price": "1.00"},
        "unknown_field",
        "/price",
    )
