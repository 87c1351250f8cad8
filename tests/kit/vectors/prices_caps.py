"""The vectors of U-2 to U-9 that one price shows: its method, its caps, its survey."""

from __future__ import annotations

from answers import must_show, refused
from cases import Chapter
from price_twin import DAY, DAYS, Json, priced

_UNKNOWN = ["limit_unknown"]


def add(chapter: Chapter) -> None:
    """Adds every case of prices.check."""
    published(chapter)
    market(chapter)
    regulation(chapter)
    contract(chapter)
    each_cap_exceeded(chapter)
    ceiling(chapter)
    ceiling_and_maximum(chapter)
    days_of_the_ceiling(chapter)
    other_ceilings(chapter)
    survey(chapter)
    written(chapter)
    refusals(chapter)


def _price(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    facts: Json,
    says: tuple[str | None, bool | None, list[str]],
    *,
    instead: bool | None = None,
    ceiling: str = "25.93",
    **more: Json,
) -> None:
    """A case of prices.check; it says the limit, whether the price is allowed, the flags.

    ``instead`` is what the known mistake of a near miss would answer for whether it is allowed.
    """
    asked = {"on": DAY, **facts}
    answer = priced(asked, more.get("policy", "children-pilot-2018"), ceiling)
    limit, allowed, flags = says
    if answer["/result"] != {**answer["/result"], "limit": limit, "allowed": allowed, "flags": flags}:
        raise ValueError(f"{name}: {answer['/result']} is not {says}")
    if more.get("mistake"):
        must_show(name, answer, answer | {"/result": answer["/result"] | {"allowed": instead}})
    claims = {pointer: claim for pointer, claim in answer.items() if pointer != "/result"}
    claims |= {f"/result/{part}": value for part, value in answer["/result"].items()}
    chapter.case(name, rules, why, "prices.check", asked, claims, **more)


def published(chapter: Chapter) -> None:
    """The one figure that the sources print."""
    _price(
        chapter,
        "the-printed-ceiling",
        "U-4",
        "the printed maximum of a group session, 25.93, where no transport is contained in it",
        {"service": "group_session_child", "price": "25.93", "transport_part": "0.00"},
        ("25.93", True, []),
        kind="published",
    )
    _price(
        chapter,
        "the-example-of-the-protocol",
        "U-4 U-8",
        "the protocol's example: 24.93 beside 1.00 of transport is exactly the ceiling",
        {"service": "group_session_child", "price": "24.93", "transport_part": "1.00"},
        ("24.93", True, []),
        kind="published",
    )


def market(chapter: Chapter) -> None:
    """U-5, U-6: what the provider charges others."""
    for price, allowed in (("8.49", True), ("8.51", False), ("8.500001", False)):
        _price(
            chapter,
            f"nanny-at-{price.replace('.', '-')}",
            "U-6 U-5",
            f"{price} where others pay 8.50",
            {"service": "nanny", "price": price, "provider_market_price": "8.50"},
            ("8.50", allowed, []),
        )
    _price(
        chapter,
        "nanny-at-her-own-price",
        "U-6 U-5",
        "exactly what others pay is allowed",
        {"service": "nanny", "price": "8.50", "provider_market_price": "8.50"},
        ("8.50", True, []),
        instead=False,
        mistake="limit_excluded",
    )
    _price(
        chapter,
        "nanny-nothing-known",
        "U-5 U-6",
        "what others pay is not known, so whether the price is allowed is not either",
        {"service": "nanny", "price": "8.50"},
        (None, None, _UNKNOWN),
        instead=True,
        mistake="unknown_limit_allowed",
    )
    _price(
        chapter,
        "own-name-by-the-market",
        "U-5",
        "a name of the caller's own is priced by the market",
        {"service": "x-swimming", "price": "12.00", "provider_market_price": "12.00"},
        ("12.00", True, []),
    )
    for cap, word in (("contract_price", "contract"), ("regulated", "maximum")):
        for price, allowed in (("7.00", None), ("7.01", False)):
            _price(
                chapter,
                f"nanny-{word}-alone-and-{price.replace('.', '-')}",
                f"{'U-7' if word == 'contract' else 'U-8'} U-6",
                f"a {word} of 7.00 binds {price}, but what others pay is still not known",
                {"service": "nanny", "price": price, cap: "7.00"},
                ("7.00", allowed, _UNKNOWN),
            )


def regulation(chapter: Chapter) -> None:
    """U-2, U-8: a regulation sets the price or its maximum."""
    for service in ("respite_institution", "day_care_centre"):
        _price(
            chapter,
            f"{service.replace('_', '-')}-maximum-unknown",
            "U-2 U-8",
            f"{service} without the regulation's figure: nothing can be said, nothing is allowed unseen",
            {"service": service, "price": "10.00"},
            (None, None, _UNKNOWN),
            instead=True,
            mistake="unknown_limit_allowed",
        )
    _price(
        chapter,
        "escort-at-the-maximum",
        "U-8 U-2",
        "exactly the maximum is allowed, and what others pay need not be known",
        {"service": "escort", "price": "4.27", "regulated": "4.27"},
        ("4.27", True, []),
        instead=False,
        mistake="limit_excluded",
    )
    for price, allowed in (("4.26", True), ("4.270001", False)):
        _price(
            chapter,
            f"escort-at-{price.replace('.', '-')}",
            "U-8 U-2",
            f"{price} against a maximum of 4.27",
            {"service": "escort", "price": price, "regulated": "4.27"},
            ("4.27", allowed, []),
        )
    for price, allowed in (("20.00", None), ("20.01", False)):
        _price(
            chapter,
            f"day-care-market-alone-and-{price.replace('.', '-')}",
            "U-8 U-6",
            f"{price} where others pay 20.00 and the regulation's figure is not known",
            {"service": "day_care_centre", "price": price, "provider_market_price": "20.00"},
            ("20.00", allowed, _UNKNOWN),
        )
    _price(
        chapter,
        "respite-contract-alone",
        "U-8 U-7",
        "a contract's price does not stand in for the regulation's, even where it is kept",
        {"service": "respite_home", "price": "9.00", "contract_price": "9.00"},
        ("9.00", None, _UNKNOWN),
    )


def contract(chapter: Chapter) -> None:
    """U-3, U-7: a delegation contract sets the price."""
    service, slug = "vision_skills_day", "vision-skills-day"
    _price(
        chapter,
        f"{slug}-contract-unknown",
        "U-3 U-7",
        f"{service} without its contract's price, though a maximum is known and kept",
        {"service": service, "price": "15.00", "regulated": "15.00"},
        ("15.00", None, _UNKNOWN),
        instead=True,
        mistake="unknown_limit_allowed",
    )
    _price(
        chapter,
        f"{slug}-at-its-contract",
        "U-7 U-3",
        f"{service} at exactly the contract's price",
        {"service": service, "price": "13.3333", "contract_price": "13.3333"},
        ("13.3333", True, []),
        instead=False,
        mistake="limit_excluded",
    )
    _price(
        chapter,
        f"{slug}-above-its-contract",
        "U-7 U-3",
        f"{service} a hundredth of a cent above the contract's price",
        {"service": service, "price": "13.3334", "contract_price": "13.3333"},
        ("13.3333", False, []),
    )
    _price(
        chapter,
        "contract-unknown-and-market-exceeded",
        "U-7 U-6",
        "what is known is already exceeded: refused, though the contract's price is not known",
        {"service": "hearing_social_support", "price": "15.01", "provider_market_price": "15.00"},
        ("15.00", False, _UNKNOWN),
    )


def each_cap_exceeded(chapter: Chapter) -> None:
    """Three caps on one price: the lowest binds, every one is reported."""
    names = {"U-6": "provider_market_price", "U-7": "contract_price", "U-8": "regulated"}
    for service, lowests in (("assistant", "678"), ("vision_skills_day", "6"), ("escort", "7")):
        for lowest, cap in names.items():
            if lowest[-1] not in lowests:
                continue
            limits = dict.fromkeys(names.values(), "10.50") | {cap: "10.00"}
            _price(
                chapter,
                f"{service}-bound-by-{cap}".replace("_", "-"),
                f"{lowest} U-6 U-7 U-8" if lowest != "U-6" else "U-6 U-7 U-8",
                f"{service}: of three caps the {cap.replace('_', ' ')} is the lowest, and 10.20 is above it alone",
                {"service": service, "price": "10.20", **limits},
                ("10.00", False, []),
            )
    _price(
        chapter,
        "three-caps-kept",
        "U-6 U-7 U-8",
        "on the lowest and within the two others",
        {
            "service": "assistant",
            "price": "10.00",
            "provider_market_price": "10.50",
            "contract_price": "10.00",
            "regulated": "11.00",
        },
        ("10.00", True, []),
    )


def ceiling(chapter: Chapter) -> None:
    """U-4: 25.93 less the transport part."""
    for service, part, price in (
        ("group_session_child", "1.00", "25.93"),
        ("group_session_parents", "0.01", "25.93"),
        ("group_session_child", "5.93", "20.01"),
        ("group_session_parents", "25.93", "0.01"),
    ):
        limit = f"{(2593 - int(part.replace('.', ''))) // 100}.{(2593 - int(part.replace('.', ''))) % 100:02d}"
        _price(
            chapter,
            f"{service}-less-{part}".replace("_", "-").replace(".", "-"),
            "U-4",
            f"{service}: {price} is above 25.93 less {part} for transport",
            {"service": service, "price": price, "transport_part": part},
            (limit, False, []),
            instead=True,
            mistake="ceiling_without_transport_part",
        )
    for part, price in (("1.00", "24.93"), ("25.93", "0.00")):
        _price(
            chapter,
            f"group-session-at-25-93-less-{part.replace('.', '-')}",
            "U-4 U-8",
            f"exactly 25.93 less {part} is allowed",
            {"service": "group_session_parents", "price": price, "transport_part": part},
            (price, True, []),
            instead=False,
            mistake="limit_excluded",
        )
    _price(
        chapter,
        "group-session-part-unknown",
        "U-4 U-8",
        "what transport takes of the 25.93 is not known, so the ceiling is not either",
        {"service": "group_session_child", "price": "20.00"},
        (None, None, _UNKNOWN),
        instead=True,
        mistake="ceiling_without_transport_part",
    )
    for price, allowed in (("18.00", None), ("18.01", False)):
        _price(
            chapter,
            f"group-session-part-unknown-market-and-{price.replace('.', '-')}",
            "U-4 U-6",
            f"the part is not known; {price} where others pay 18.00",
            {"service": "group_session_child", "price": price, "provider_market_price": "18.00"},
            ("18.00", allowed, _UNKNOWN),
        )


def ceiling_and_maximum(chapter: Chapter) -> None:
    """U-4 with a maximum of a regulation beside it: the lower of the two."""
    for regulated, part, price, says, why in (
        ("20.00", "3.00", "20.01", ("20.00", False, []), "the maximum of 20.00 is below the ceiling of 22.93"),
        ("23.00", "3.00", "22.94", ("22.93", False, []), "the ceiling of 22.93 is below the maximum of 23.00"),
        ("22.93", "3.00", "22.93", ("22.93", True, []), "both are 22.93"),
        ("20.00", None, "20.00", ("20.00", None, _UNKNOWN), "the maximum is kept, the ceiling is not known"),
        ("20.00", None, "20.01", ("20.00", False, _UNKNOWN), "the maximum is exceeded, whatever the ceiling"),
    ):
        facts = {"service": "group_session_child", "price": price, "regulated": regulated}
        _price(
            chapter,
            f"maximum-{regulated}-part-{part or 'unknown'}-and-{price}".replace(".", "-"),
            "U-4 U-8",
            f"{price}: {why}",
            facts | ({} if part is None else {"transport_part": part}),
            says,
        )
    _price(
        chapter,
        "group-session-of-a-contract",
        "U-7 U-4",
        "a contract binds a group session, too, with the market's price and the ceiling",
        {
            "service": "group_session_parents",
            "price": "21.00",
            "provider_market_price": "22.00",
            "contract_price": "20.00",
            "transport_part": "2.00",
        },
        ("20.00", False, []),
    )


def days_of_the_ceiling(chapter: Chapter) -> None:
    """U-4 on the first and the last day of each policy, and beside them."""
    for policy, (first, last) in DAYS.items():
        if policy == "children-general":
            continue
        before, after = ("2018-08-31", "2019-09-01") if policy.startswith("children") else ("2019-07-31", "2021-02-01")
        for day in (first, last):
            _price(
                chapter,
                f"ceiling-on-{day}-{policy}",
                "U-4",
                f"{policy}: the ceiling is in force on {day}",
                {"service": "group_session_child", "on": day, "price": "25.00", "transport_part": "1.00"},
                ("24.93", False, []),
                policy=policy,
            )
        for day in (before, after):
            _price(
                chapter,
                f"no-ceiling-on-{day}-{policy}",
                "U-4 U-6",
                f"{policy}: on {day} only the market binds a group session, and its price is not known",
                {"service": "group_session_child", "on": day, "price": "25.00", "transport_part": "1.00"},
                (None, None, _UNKNOWN),
                policy=policy,
            )
    for day in ("1990-01-01", "2030-01-01"):
        _price(
            chapter,
            f"ceiling-on-{day}-in-general",
            "U-4",
            f"the methodology in general has no last or first day: {day}",
            {"service": "group_session_child", "on": day, "price": "25.93", "transport_part": "0.00"},
            ("25.93", True, []),
            policy="children-general",
        )
    late = {"service": "group_session_parents", "on": "2019-09-01", "price": "30.00"}
    for name, facts, says, why in (
        ("market-kept", {"provider_market_price": "30.00"}, ("30.00", True, []), "what others pay is enough"),
        ("market-exceeded", {"provider_market_price": "29.99"}, ("29.99", False, []), "others pay less"),
        ("maximum-kept", {"regulated": "30.00"}, ("30.00", None, _UNKNOWN), "a maximum alone leaves the market's open"),
        ("maximum-exceeded", {"regulated": "29.99"}, ("29.99", False, _UNKNOWN), "a maximum is passed"),
        (
            "part-above-it",
            {"provider_market_price": "31.00", "transport_part": "26.00"},
            ("31.00", True, []),
            "there is no ceiling that a transport part of 26.00 could be taken from",
        ),
    ):
        _price(chapter, f"after-the-pilot-{name}", "U-4 U-6 U-8", f"after the pilot: {why}", late | facts, says)


def other_ceilings(chapter: Chapter) -> None:
    """Reforms of the ceiling."""
    for value, part, price, allowed in (
        ("30.00", "1.00", "29.00", True),
        ("30.00", "1.00", "29.01", False),
        ("0.00", "0.00", "0.00", True),
    ):
        limit = f"{int(value[:-3]) - int(part[:-3])}.00"
        _price(
            chapter,
            f"ceiling-of-{value}-and-{price}".replace(".", "-"),
            "U-4",
            f"a reform to a ceiling of {value}: {price} beside a part of {part}",
            {"service": "group_session_child", "price": price, "transport_part": part},
            (limit, allowed, []),
            ceiling=value,
            reform={"prices.group_session_ceiling": value},
        )
    chapter.case(
        "part-above-a-lower-ceiling",
        "U-4",
        "the transport part is compared with the ceiling of the reform",
        "prices.check",
        {"service": "group_session_child", "on": DAY, "price": "1.00", "transport_part": "20.01"},
        refused("bad_value", "/input/transport_part"),
        reform={"prices.group_session_ceiling": "20.00"},
    )


def survey(chapter: Chapter) -> None:
    """U-9: flagged, not refused."""
    band = {"low": "6.00", "high": "9.00"}
    for price, flags, why in (
        ("9.00", [], "the highest of the survey is within it"),
        ("9.000001", ["above_survey"], "the least above the highest: flagged, and still allowed"),
        ("5.99", [], "below the lowest is cheap, not suspicious"),
        ("6.00", [], "the lowest of the survey"),
    ):
        _price(
            chapter,
            f"survey-and-{price.replace('.', '-')}",
            "U-9",
            f"{price} against a survey of 6.00 to 9.00: {why}",
            {"service": "nanny", "price": price, "provider_market_price": "12.00", "survey": band},
            ("12.00", True, flags),
        )
    _price(
        chapter,
        "survey-and-nothing-else",
        "U-9 U-6",
        "two flags, the survey's first",
        {"service": "nanny", "price": "9.01", "survey": band},
        (None, None, ["above_survey", "limit_unknown"]),
    )
    _price(
        chapter,
        "survey-and-a-refusal",
        "U-9 U-8",
        "within the survey, above the maximum: the survey saves nothing",
        {"service": "escort", "price": "8.00", "regulated": "7.00", "survey": band},
        ("7.00", False, []),
    )
    _price(
        chapter,
        "survey-of-one-price",
        "U-9",
        "a survey whose lowest and highest are the same",
        {
            "service": "nanny",
            "price": "7.00",
            "provider_market_price": "7.00",
            "survey": {"low": "7.00", "high": "7.00"},
        },
        ("7.00", True, []),
    )
    chapter.case(
        "survey-upside-down",
        "U-9",
        "a lowest price above the highest",
        "prices.check",
        {"service": "nanny", "on": DAY, "price": "7.00", "survey": {"low": "7.01", "high": "7.00"}},
        refused("inconsistent", "/input/survey"),
    )


def written(chapter: Chapter) -> None:
    """How prices are read and written."""
    _price(
        chapter,
        "prices-without-idle-zeros",
        "U-6",
        "8.500000 and 8.50 are one price; the answer keeps two decimals and those that say something",
        {"service": "nanny", "price": "8.500000", "provider_market_price": "8.500"},
        ("8.50", True, []),
    )
    _price(
        chapter,
        "price-of-nothing",
        "U-8",
        "a price of 0.00 against a maximum of 0.00",
        {"service": "escort", "price": "0.00", "regulated": "0.00"},
        ("0.00", True, []),
    )
    _price(
        chapter,
        "largest-price",
        "U-6",
        "twelve digits before the point and six after it are kept exactly",
        {"service": "nanny", "price": "999999999999.999999", "provider_market_price": "999999999999.999998"},
        ("999999999999.999998", False, []),
    )


def refusals(chapter: Chapter) -> None:
    """What no price or fact of it can be."""

    def refuse(name: str, rule: str, why: str, change: Json, code: str, path: str) -> None:
        asked = {"service": "group_session_child", "on": DAY, "price": "8.50"} | change
        asked = {field: value for field, value in asked.items() if value != "absent"}
        chapter.case(name, rule, why, "prices.check", asked, refused(code, f"/input/{path}"))

    refuse(
        "part-a-cent-above",
        "U-4",
        "no part of 25.93 is 25.94",
        {"transport_part": "25.94"},
        "bad_value",
        "transport_part",
    )
    refuse("part-below-zero", "U-4", "a part below zero", {"transport_part": "-0.01"}, "bad_value", "transport_part")
    refuse("price-absent", "U-6", "a price is asked for", {"price": "absent"}, "missing_field", "price")
    refuse(
        "day-absent", "U-10", "the price in force on a day: the day is needed", {"on": "absent"}, "missing_field", "on"
    )
    refuse("day-that-is-none", "U-10", "29 February 2019 is no day", {"on": "2019-02-29"}, "bad_value", "on")
    refuse("price-below-zero", "U-6", "a price below zero", {"price": "-1.00"}, "bad_value", "price")
    refuse("price-of-one-decimal", "U-6", "a rate has two decimals at least", {"price": "8.5"}, "bad_value", "price")
    refuse("price-of-seven-decimals", "U-6", "and six at most", {"price": "8.5000000"}, "bad_value", "price")
    refuse(
        "survey-without-high",
        "U-9",
        "a survey has two ends",
        {"survey": {"low": "1.00"}},
        "missing_field",
        "survey/high",
    )
    refuse(
        "fact-misspelt", "U-8", "a misspelt fact is not ignored", {"regulation": "8.00"}, "unknown_field", "regulation"
    )
    refuse(
        "first-problem-first",
        "U-6",
        "of three problems the first field of the protocol is named",
        {"survey": 1, "regulated": "x", "price": 1},
        "bad_type",
        "price",
    )
