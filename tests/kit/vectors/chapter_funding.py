"""The vectors of the chapter `funding`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answers import cents, euro, must_show, refused
from cases import Chapter
from funding_twin import stage_4

Json = Any

OP = "funding.total"


def line(amount: str, public: str = "", service: str = "physiotherapist", **more: Json) -> dict[str, Json]:
    """A line of a plan."""
    return {"service": service, "amount": amount} | ({"public": public} if public else {}) | more


def trips(amount: str, public: str = "", **more: Json) -> dict[str, Json]:
    """A line of transport."""
    return line(amount, public, "transport_child", **more)


def money(final: str, *lines: dict[str, Json], rehabilitation: str = "", transport: str = "", **more: Json) -> Json:
    """The input of the operation."""
    benefits = {"rehabilitation": rehabilitation, "transport": transport}
    benefits = {kind: amount for kind, amount in benefits.items() if amount}
    return {"final": final, "lines": list(lines)} | ({"benefits": benefits} if benefits else {}) | more


def _case(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    asked: dict[str, Json],
    *,
    mistake: str = "",
    kind: str = "boundary",
    readings: Mapping[str, str] | None = None,
    **envelope: Json,
) -> None:
    variant = envelope.get("reform", {}).get("funding.variant", 2)
    says = stage_4(asked, readings or {}, variant)
    if mistake:
        must_show(name, says, stage_4(asked, readings or {}, variant, mistake))
    envelope |= {"readings": readings} if readings else {}
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, kind=kind, **envelope)


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    published(chapter)
    variants(chapter)
    tied_money(chapter)
    kinds_of_services(chapter)
    orders(chapter)
    best_cover(chapter)
    situation_before(chapter)
    near_misses(chapter)
    refusals(chapter)


def published(chapter: Chapter) -> None:
    """Tables 3 to 5: a final amount of 800."""
    plans = (("1370", "900"), ("1370", "0"), ("2000", "900"), ("500", "900"))
    for number, (needed, before) in enumerate(plans, start=1):
        for variant, figures in (
            (1, {1: "800 0 800 570 worse", 2: "800 0 800 570 better", 3: "800 0 800 1200 worse",
                 4: "500 0 500 0 need_is_less"}),
            (2, {1: "800 570 1370 0 better", 2: "800 0 800 570 better", 3: "800 900 1700 300 better",
                 4: "500 0 500 0 need_is_less"}),
            (3, {1: "470 900 1370 0 better", 2: "800 0 800 570 better", 3: "800 900 1700 300 better",
                 4: "0 500 500 0 need_is_less"}),
        ):  # fmt: skip
            *amounts, against = figures[number].split()
            parts = ("sources/project", "sources/public", "total", "unmet")
            says = {f"/result/{part}": f"{amount}.00" for part, amount in zip(parts, amounts, strict=True)}
            asked = money("800.00", line(f"{needed}.00", f"{before}.00"), variant=variant)
            chapter.case(f"example-{variant}-{number}", f"F-{variant} F-7",
                         f"the printed example {variant}.{number}: needed {needed}, before {before}", OP, asked,
                         says | {"/result/against_before": against}, kind="published",
                         source=f"M II.3.3, table {variant + 2}")  # fmt: skip
    says = {"/result/total": "1370.00", "/result/sources/project": "800.00", "/result/sources/public": "570.00"}
    asked = money("800.00", line("470.00", "0.00"), line("900.00", "900.00", "nanny"), variant=2)
    chapter.case("example-2-1-of-two-lines", "F-6 F-2", "example 2.1 with a plan of two lines has the same totals", OP,
                 asked, says, kind="published")  # fmt: skip


def variants(chapter: Chapter) -> None:
    """Which variant holds, and how far the money goes."""
    plan = (line("100.00", "60.00"), trips("50.00"))
    both = {"rehabilitation": "20.00", "transport": "10.00"}
    for policy in ("children-pilot-2018", "children-general", "adults-pilot-2019"):
        why = f"without a variant, {policy} has variant 2"
        _case(chapter, f"variant-of-{policy}", "F-2", why, money("40.00", *plan, **both), policy=policy)
    for variant in (1, 3):
        why = f"a reform to variant {variant} is what holds where none is asked"
        _case(chapter, f"reform-to-{variant}", f"F-{variant}", why, money("40.00", *plan, **both),
              reform={"funding.variant": variant})  # fmt: skip
    asked = money("40.00", *plan, **both, variant=2)
    _case(chapter, "asked-beats-reform", "F-2", "the variant that is asked prevails over a reform", asked,
          reform={"funding.variant": 3})  # fmt: skip
    for variant in (1, 2, 3):
        for final, why in (("149.99", "a cent too little"), ("150.00", "just enough"), ("150.01", "a cent too much")):
            _case(chapter, f"project-{final.replace('.', '-')}-in-{variant}", f"F-{variant} F-5",
                  f"the project's money is {why} for the plan, in variant {variant}",
                  money(final, *plan, variant=variant))  # fmt: skip
        for other, why in (("9.99", "nearly"), ("10.01", "more than")):
            asked = money("40.00", *plan, **both, variant=variant, other=other)
            name = f"other-{other.replace('.', '-')}-in-{variant}"
            _case(chapter, name, f"B-8 F-{variant}", f"other money comes last: {why} the last 10.00", asked)
    empty = (("0.00", {}), ("10.00", {"rehabilitation": "5.00", "other": "3.00"}))
    for final, more in empty:
        why = f"no lines and {final} of project money: nothing is needed, nothing is paid"
        _case(chapter, f"no-lines-{final.replace('.', '-')}", "F-5 D-4", why, money(final, **more))
    _case(chapter, "no-money", "B-11", "no money at all: the whole need is unmet", money("0.00", line("1.00")))
    _case(chapter, "line-of-nothing", "F-5", "a line of 0.00 between two others takes nothing",
          money("3.00", line("2.00"), line("0.00", "1.00"), line("2.00")))  # fmt: skip
    _case(chapter, "priority-of-lines", "F-2", "the project's money runs out in the order of the lines",
          money("5.00", line("3.00"), line("3.00"), line("3.00")))  # fmt: skip
    large = "999999999999.99"
    _case(chapter, "largest-amounts", "F-5", "the largest amounts: sums beyond what can be asked for",
          money(large, line(large, large), line(large, large), other=large))  # fmt: skip


def tied_money(chapter: Chapter) -> None:
    """F-4: what public money and benefits may pay."""
    for variant in (1, 2, 3):
        _case(chapter, f"public-of-its-line-in-{variant}", f"F-4 F-{variant}",
              f"public money beyond its own line pays for nothing else, in variant {variant}",
              money("0.00", line("10.00", "25.00"), line("10.00")) | {"variant": variant})  # fmt: skip
        _case(chapter, f"benefits-by-kind-in-{variant}", f"F-4 F-{variant}",
              f"benefits for transport and for the rest are apart, in variant {variant}",
              money("0.00", line("10.00"), trips("10.00"), rehabilitation="4.00", transport="25.00",
                    variant=variant))  # fmt: skip
    for amount, why in (("9.99", "a cent below"), ("10.00", "exactly"), ("10.01", "a cent above")):
        dashed = amount.replace(".", "-")
        for kind, one in (("rehabilitation", line("10.00")), ("transport", trips("10.00"))):
            _case(chapter, f"{kind}-benefit-{dashed}", "F-4", f"a {kind} benefit {why} its line",
                  money("0.00", one, **{kind: amount}))  # fmt: skip
        _case(chapter, f"public-{dashed}", "F-4", f"public money {why} its line", money("0.00", line("10.00", amount)))
    _case(chapter, "no-line-for-benefits", "F-6 F-4", "no line that a benefit may pay: it is left while need is unmet",
          money("1.00", trips("3.00"), rehabilitation="5.00"))  # fmt: skip
    _case(chapter, "tied-left-need-covered", "F-6", "tied money left over is told of only where need is unmet",
          money("9.00", line("3.00", "3.00"), rehabilitation="5.00"))  # fmt: skip
    _case(chapter, "public-left-in-1", "F-1 F-6", "variant 1: public money that is not used is not money left",
          money("1.00", line("3.00", "3.00"), variant=1))  # fmt: skip
    _case(chapter, "public-used-in-part", "F-6", "public money beyond its line is left, and another line is unmet",
          money("0.00", line("3.00", "5.00"), trips("1.00")))  # fmt: skip
    one = money("2.00", line("4.00", transport=None) | {"public": None}, other=None, before=None)
    _case(chapter, "nulls", "F-4", "null is as good as absent in every optional field",
          one | {"benefits": None, "variant": None})  # fmt: skip
    half = money("0.00", line("4.00")) | {"benefits": {"rehabilitation": None, "transport": "3.00"}}
    _case(chapter, "null-benefit", "F-4", "a benefit of null is none", half)


def kinds_of_services(chapter: Chapter) -> None:
    """What is transport, and what area 3 is (I-30)."""
    for service, said in (
        ("transport_parent", None), ("transport_child", None), ("specialised_transport", None),
        ("x-bus", None), ("x-bus", True), ("transport_child", False), ("nanny", True),
    ):  # fmt: skip
        one = line("10.00", "", service) | ({} if said is None else {"transport": said})
        told = "" if said is None else f", said to be {'transport' if said else 'none'}"
        why = f"which benefits pay for {service}{told}"
        name = f"kind-of-{service.replace('_', '-')}{'' if said is None else f'-said-{said}'.lower()}"
        _case(chapter, name, "F-4", why, money("0.00", one, rehabilitation="3.00", transport="5.00"))
    for service, said in (
        ("physiotherapist", None), ("nanny", None), ("escort", None), ("x-swimming", None), ("decision_support", None),
        ("transport_child", None), ("transport_child", False), ("riding_therapy", True),
    ):  # fmt: skip
        one = line("10.00", "", service) | ({} if said is None else {"transport": said})
        why = f"rehabilitation benefits for area 3 alone: what pays for {service}"
        name = f"area-3-{service.replace('_', '-')}{'' if said is None else f'-said-{said}'.lower()}"
        _case(chapter, name, "I-30 F-4", why, money("0.00", one, rehabilitation="3.00", transport="5.00"),
              readings={"I-30": "area_3"})  # fmt: skip
    plan = (line("6.00", "4.00", "nanny"), line("6.00", "2.00"), trips("6.00"))
    for variant in (1, 2, 3):
        asked = money("5.00", *plan, rehabilitation="7.00", transport="2.00", variant=variant)
        why = f"benefits for area 3 alone beside public money, in variant {variant}"
        _case(chapter, f"area-3-in-{variant}", f"I-30 F-{variant}", why, asked, readings={"I-30": "area_3"})


def orders(chapter: Chapter) -> None:
    """Every order of the sources, on plans in which it matters."""
    plans = {
        "scarce": money("50.00", line("40.00", "30.00"), line("60.00", "", "nanny"), trips("30.00", "5.00"),
                        rehabilitation="25.00", transport="20.00", other="8.00"),
        "plenty": money("90.00", line("40.00", "40.00"), line("60.00", "70.00", "nanny"), trips("30.00", "10.00"),
                        rehabilitation="45.00", transport="35.00", other="8.00"),
        "late-public": money("45.00", trips("30.00"), line("25.00"), line("50.00", "45.00", "nanny"),
                             rehabilitation="40.00", transport="12.00", other="0.01"),
    }  # fmt: skip
    for plan, asked in plans.items():
        for variant, order in ((1, "table"), (2, "table"), (2, "text"), (3, "table"), (3, "text")):
            for reach in ("best_cover", "in_order"):
                name = f"{plan}-{variant}-{order}-{reach.replace('_', '-')}"
                why = f"plan '{plan}' in variant {variant}: sources by the {order}, {reach.replace('_', ' ')}"
                _case(chapter, name, f"I-10 I-24 F-{variant}" if variant > 1 else "I-10 F-1", why,
                      asked | {"variant": variant}, readings={"I-10": reach, "I-24": order})  # fmt: skip


def best_cover(chapter: Chapter) -> None:
    """F-6: free money is placed so that tied money finds its lines."""
    for name, why, asked in (
        ("leaves-the-first-line", "the project leaves the first line to its public money",
         money("6.00", line("6.00", "6.00"), line("6.00"))),
        ("leaves-a-part", "the project pays of the first line what public money cannot",
         money("7.00", line("6.00", "5.00"), line("6.00"))),
        ("leaves-transport", "the project leaves the trips to the transport benefit",
         money("6.00", trips("6.00"), line("6.00"), transport="6.00")),
        ("leaves-enough-transport", "of two lines of trips the benefit needs only one",
         money("6.00", trips("4.00"), trips("4.00"), line("4.00"), transport="4.00")),
        ("benefit-leaves-public", "the benefit goes first where public money cannot pay",
         money("0.00", line("6.00", "6.00"), line("6.00"), rehabilitation="6.00")),
        ("benefit-leaves-a-part", "of a line that public money pays in part, the benefit pays the rest first",
         money("0.00", line("6.00", "4.00"), line("6.00"), rehabilitation="5.00")),
        ("benefit-comes-back", "what the benefit has left goes to lines that public money could pay",
         money("0.00", line("6.00", "6.00"), line("2.00"), rehabilitation="5.00")),
        ("both-tied-sources", "the project leaves one line to public money and one to the benefit",
         money("5.00", line("5.00", "5.00"), trips("5.00"), line("5.00"), transport="5.00")),
        ("nothing-to-leave", "public money is too small to matter: the first line is paid in full",
         money("6.00", line("6.00", "1.00"), line("6.00", "6.00"), trips("1.00"))),
        ("other-comes-last", "other money pays what the tied sources could not",
         money("1.00", line("6.00", "2.00"), line("6.00"), rehabilitation="3.00", other="4.00")),
        ("enough-for-all", "with enough money nothing is held back from the first lines",
         money("20.00", line("6.00", "6.00"), line("6.00", "6.00"), rehabilitation="6.00")),
        ("variant-1-leaves-transport", "variant 1 too leaves the trips to their benefit",
         money("6.00", trips("6.00"), line("6.00"), transport="6.00", variant=1)),
        ("variant-3-benefit-first", "variant 3: after public money the benefit, then the project",
         money("3.00", line("6.00", "2.00"), trips("6.00", "6.00"), rehabilitation="3.00", variant=3)),
        ("variant-3-text-order", "variant 3 by the text: the project leaves the trips to the later benefit",
         money("3.00", trips("4.00", "1.00"), line("4.00"), transport="3.00", variant=3)),
        ("benefit-of-a-cent", "a benefit of one cent is paid out too",
         money("1.00", line("6.00"), rehabilitation="0.01")),
        ("text-leaves-public-part", "by the text: of the first line the project pays what public money cannot",
         money("6.00", line("6.00", "4.00"), trips("6.00"))),
        ("text-leaves-public-trips", "by the text: the same where the first line is a trip",
         money("6.00", trips("6.00", "4.00"), line("6.00"))),
        ("text-leaves-public-of-area-1", "by the text: the same where no benefit pays for the first line",
         money("6.00", line("6.00", "4.00", "nanny"), line("6.00"))),
    ):  # fmt: skip
        readings = {"I-24": "text"} if "text" in name else None
        readings = {"I-24": "text", "I-30": "area_3"} if "area" in name else readings
        _case(chapter, name, "F-6 I-10", why, asked, readings=readings)


def situation_before(chapter: Chapter) -> None:
    """F-7: against what the total is compared."""
    for before, why in (
        ("7.99", "a total of a cent more than before: better"), ("8.00", "a total of exactly what was before: same"),
        ("8.01", "a total of a cent less than before: worse"), ("9.99", "before is a cent below the need: worse"),
        ("10.00", "before is exactly the need, which is not less: worse"),
        ("10.01", "before is a cent above the need: the need is less"),
    ):  # fmt: skip
        asked = money("8.00", line("10.00"), before=before)
        _case(chapter, f"before-{before.replace('.', '-')}", "F-7", why, asked)
    _case(chapter, "before-of-nothing-said", "F-7", "0.00 before is said, public money and benefits are not added",
          money("8.00", line("10.00", "9.00"), rehabilitation="5.00", before="0.00"))  # fmt: skip
    _case(chapter, "before-by-default", "F-7", "by default all public money and both benefits were there before",
          money("1.00", line("10.00", "12.00"), trips("10.00", "1.00"), rehabilitation="2.00",
                transport="3.00"))  # fmt: skip
    _case(chapter, "nothing-before-nothing-now", "F-7", "nothing before and nothing now is the same",
          money("0.00", line("2.00")))  # fmt: skip
    _case(chapter, "all-met-as-before", "F-7", "need, total and before are equal: the same, not less need",
          money("0.00", line("5.00", "5.00")))  # fmt: skip


def near_misses(chapter: Chapter) -> None:
    """What known mistakes answer otherwise."""
    one = money("30.00", line("60.00", "40.00"), trips("20.00"), transport="5.00")
    two = money("25.00", line("30.00", "30.00"), line("30.00", "", "nanny"), rehabilitation="10.00")
    three = money("10.00", trips("20.00", "20.00"), line("40.00", "15.00"), rehabilitation="30.00", transport="12.00")
    rich = (one | {"final": "50.00"}, two | {"final": "55.00"}, money("9.00", line("9.00", "9.00")))
    for mistake, rules, groups, why in (
        ("public_money_in_variant_1", "F-1", [asked | {"variant": 1} for asked in (one, two, three)],
         "variant 1 uses no public money"),
        ("public_before_project_in_2", "F-2", rich,
         "variant 2 uses the project's money before public money"),
        ("project_before_public_in_3", "F-3", [asked | {"variant": 3} for asked in rich],
         "variant 3 uses public money before the project's"),
        ("public_money_for_any_service", "F-4", (money("5.00", line("9.00", "9.00"), line("9.00")),
         money("0.00", line("3.00", "8.00"), trips("9.00")), money("4.00", line("9.00"), trips("2.00", "9.00"))),
         "public money pays for its own service only"),
        ("transport_benefits_for_anything", "F-4", (money("5.00", line("9.00"), transport="9.00"),
         money("0.00", trips("3.00"), line("9.00"), transport="8.00"),
         money("4.00", line("9.00", "", "nanny"), rehabilitation="2.00", transport="1.00")),
         "transport benefits pay for transport only"),
        ("in_order_funding", "F-6 I-10", (money("6.00", line("6.00", "6.00"), line("9.00")),
         money("6.00", trips("6.00"), line("9.00"), transport="6.00"),
         money("3.00", line("4.00", "2.00"), line("4.00"), rehabilitation="4.00")),
         "free money must not take the lines of tied money"),
        ("text_order_of_sources", "I-24", (money("2.00", line("9.00", "9.00"), rehabilitation="9.00"),
         money("2.00", line("9.00", "1.00"), rehabilitation="8.00", variant=3),
         money("0.00", line("9.00", "6.00"), trips("1.00"), rehabilitation="6.00")),
         "table 2 sets the order of the sources"),
        ("before_without_benefits", "F-7", (money("5.00", line("9.00"), rehabilitation="5.00", variant=1) |
         {"final": "0.00"}, money("9.00", line("9.00", "5.00"), rehabilitation="5.00"),
         money("4.00", line("9.00"), transport="7.00")),
         "benefits belong to the situation before"),
        ("total_beyond_need", "F-5 B-8", (money("9.01", line("9.00")), money("50.00", line("9.00", "9.00"),
         trips("1.00")), money("20.00", line("3.00"), line("3.00"), other="9.00", variant=1)),
         "the total is never more than the need"),
    ):  # fmt: skip
        for number, asked in enumerate(groups, start=1):
            needed = euro(sum(cents(one["amount"]) for one in asked["lines"]))
            name = f"{mistake.replace('_', '-')}-{number}"
            told = f"{why}: {asked['final']} of project money for a need of {needed}"
            _case(chapter, name, rules, told, asked, mistake=mistake)


def refusals(chapter: Chapter) -> None:
    """What is wrong with a request."""
    good = money("5.00", line("9.00"))
    at = "/input/lines/0"
    for name, asked, code, path, why in (
        ("variant-0", good | {"variant": 0}, "bad_value", "/input/variant", "there is no variant 0"),
        ("variant-4", good | {"variant": 4}, "bad_value", "/input/variant", "there is no variant 4"),
        ("variant-as-yes", good | {"variant": True}, "bad_type", "/input/variant", "true is not 1"),
        ("no-final", {"lines": []}, "missing_field", "/input/final", "the final amount is absent"),
        ("unlisted-service", money("5.00", line("9.00", "", "swimming")), "bad_value", f"{at}/service",
         "a service is listed or starts with x-"),
        ("public-below-nothing", money("5.00", line("9.00", "-1.00")), "bad_value", f"{at}/public",
         "public money is not negative"),
        ("transport-as-text", money("5.00", line("9.00", transport="no")), "bad_type", f"{at}/transport",
         "whether it is transport is a yes or no"),
        ("unknown-benefit", good | {"benefits": {"food": "1.00"}}, "unknown_field", "/input/benefits/food",
         "benefits are for rehabilitation or transport"),
        ("other-below-nothing", good | {"other": "-0.01"}, "bad_value", "/input/other", "other money is not negative"),
        ("before-of-one-decimal", good | {"before": "9.0"}, "bad_value", "/input/before", "money has two decimals"),
        ("unknown-field", good | {"needed": "9.00"}, "unknown_field", "/input/needed", "the need is that of the lines"),
        ("two-problems", {"lines": [{}], "final": 1, "before": 1}, "bad_type", "/input/final", "the first is named"),
    ):  # fmt: skip
        chapter.case(f"funding-{name}", "F-4", why, OP, asked, refused(code, path))
