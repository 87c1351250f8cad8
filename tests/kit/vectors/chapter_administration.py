"""The vectors of the chapter `administration`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pilot_calendar
from answers import answered, cents, euro, half_up, must_show, refused
from cases import Chapter

Json = Any

OP = "admin.costs"


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    published(chapter)
    costs(chapter)
    near_misses(chapter)
    refusals(chapter)
    pilot_calendar.add(chapter)


def month(
    full_pay: str, children: int, *, contract: bool = True, transport: str = "0.00", services: str = "0.00"
) -> dict[str, Json]:
    """The input of the operation."""
    asked = {"full_pay": full_pay, "children": children, "employment_contract": contract}
    return asked | {"transport": transport, "services": services}


def eligible(
    asked: Mapping[str, Json], figures: Mapping[str, Json] | None = None, mistake: str = ""
) -> dict[str, Json]:
    """What must be answered; or what an implementation with a known mistake would answer."""
    figures = figures or {}
    limit = figures.get("administration.full_pay_children", 20)
    share = figures.get("administration.indirect_share", "15")
    children = asked["children"] if mistake == "pay_beyond_20_children" else min(asked["children"], limit)
    exact = Fraction(cents(asked["full_pay"]) * children, limit)
    pay = half_up(exact)
    of = exact if mistake == "indirect_from_unrounded_pay" else pay
    indirect = half_up(of * Fraction(share) / 100) if asked["employment_contract"] else 0
    total = pay + indirect + cents(asked["transport"]) + cents(asked["services"])
    result = {"pay": euro(pay), "indirect": euro(indirect)}
    result |= {"transport": asked["transport"], "services": asked["services"], "total": euro(total)}
    facts = {"children": asked["children"], "limit": limit, "pay": euro(pay)}
    reasons = [("A-1", "pay_in_full", facts)]
    if asked["children"] < limit:
        reasons = [("A-1", "pay_in_proportion", facts | {"full_pay": asked["full_pay"]})]
    added = ("A-2", "indirect_costs_added", {"share": share, "pay": euro(pay), "indirect": euro(indirect)})
    reasons.append(added if asked["employment_contract"] else ("A-2", "no_indirect_costs", {}))
    reasons.append(("A-3", "eligible_costs", result))
    return answered(result, reasons)


def _case(
    chapter: Chapter, name: str, rules: str, why: str, asked: dict[str, Json], mistake: str = "", **envelope: Json
) -> None:
    figures = envelope.get("reform")
    says = eligible(asked, figures)
    if mistake:
        must_show(name, says, eligible(asked, figures, mistake))
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, **envelope)


def published(chapter: Chapter) -> None:
    """The methodology's figures."""
    says = {"/result/pay": "738.34", "/result/indirect": "110.75", "/result/total": "849.09"}
    chapter.case("printed-pay", "A-2", "the printed sample: pay of 738.34, indirect costs of 15 %", OP,
                 month("738.34", 20), says, kind="published")  # fmt: skip
    chapter.case("printed-half", "A-1", "the printed rule: with 10 of 20 children one half of the pay", OP,
                 month("900.00", 10), {"/result/pay": "450.00"}, kind="published")  # fmt: skip


def costs(chapter: Chapter) -> None:
    """Pay by children, indirect costs, the sum."""
    for children, why in (
        (0, "no children: no pay"), (1, "one child: a twentieth"), (19, "one child short of full pay"),
        (20, "exactly the children of full pay"), (21, "one child more: still full pay"),
        (10**15 - 1, "the largest count: still full pay"),
    ):  # fmt: skip
        _case(chapter, f"children-{children}", "A-1", why, month("911.17", children))
    for full, children, why in (
        ("0.10", 1, "half a cent of pay goes up"), ("0.09", 1, "0.45 cents of pay go down"),
        ("0.11", 1, "0.55 cents of pay go up"), ("0.00", 20, "no pay, no indirect costs"),
        ("0.03", 20, "15 % of 3 cents are 0.45 cents"), ("0.30", 20, "15 % of 30 cents are four and a half: up"),
        ("0.10", 20, "15 % of 10 cents are one and a half: up"), ("999999999999.99", 20, "the largest pay"),
    ):  # fmt: skip
        _case(chapter, f"pay-{full.replace('.', '-')}-of-{children}", "A-1 A-2", why, month(full, children))
    for children in (7, 20):
        why = f"no employment contract, {children} children: no indirect costs"
        _case(chapter, f"no-contract-{children}", "A-2", why, month("738.34", children, contract=False))
    _case(chapter, "four-parts", "A-3", "pay, indirect costs, transport and services add up",
          month("738.34", 13, transport="50.05", services="1200.10"))  # fmt: skip
    _case(chapter, "services-alone", "A-3", "services and transport count without pay",
          month("0.00", 0, contract=False, transport="0.01", services="0.02"))  # fmt: skip
    for path, value, children, why in (
        ("full_pay_children", 10, 9, "full pay from 10 children, with 9"),
        ("full_pay_children", 10, 10, "full pay from 10 children, with 10"),
        ("full_pay_children", 1, 0, "full pay from one child, with none"),
        ("indirect_share", "12.5", 20, "indirect costs of 12.5 %"),
        ("indirect_share", "0", 20, "indirect costs of 0 % are still told of"),
        ("indirect_share", "100", 20, "indirect costs as high as the pay"),
        ("indirect_share", "0.000001", 20, "a share with six decimals"),
    ):
        name = f"reform-{path}-{value}-{children}".replace("_", "-").replace(".", "-")
        rule = "A-2" if path == "indirect_share" else "A-1"
        _case(chapter, name, rule, why, month("738.34", children), reform={f"administration.{path}": value})
    for policy in ("children-general", "adults-pilot-2019"):
        asked = month("738.34", 11)
        _case(chapter, f"costs-{policy}", "A-3 A-1", f"costs are the same under {policy}", asked, policy=policy)


def near_misses(chapter: Chapter) -> None:
    """What known mistakes answer otherwise."""
    for full, children in (("601.11", 3), ("603.33", 1), ("609.99", 7)):
        why = f"indirect costs of the rounded pay: {children} of 20 children, {full}"
        _case(chapter, f"unrounded-pay-{full.replace('.', '-')}", "A-2", why, month(full, children),
              "indirect_from_unrounded_pay")  # fmt: skip
    for children in (22, 25, 40):
        why = f"{children} children: full pay, not {children} twentieths"
        _case(chapter, f"beyond-20-{children}", "A-1", why, month("738.34", children), "pay_beyond_20_children")


def refusals(chapter: Chapter) -> None:
    """What is wrong with a month's costs."""
    good = month("738.34", 20)
    for field, value, code, why in (
        ("full_pay", "-0.01", "bad_value", "pay is not negative"),
        ("full_pay", 738, "bad_type", "money is text"),
        ("children", -1, "bad_value", "a count is not negative"),
        ("children", 10.0, "bad_type", "10.0 is no count"),
        ("children", 10**15, "too_large", "a count has at most 15 digits"),
        ("employment_contract", "yes", "bad_type", "'yes' is no yes"),
        ("employment_contract", None, "missing_field", "whether there is a contract is never guessed"),
        ("transport", "50.5", "bad_value", "money has two decimals"),
        ("services", None, "missing_field", "no services are 0.00, not null"),
        ("month", "2018-09", "unknown_field", "a month is not asked for"),
    ):
        name = f"costs-{field.replace('_', '-')}-{code.replace('_', '-')}"
        chapter.case(name, "A-3", why, OP, good | {field: value}, refused(code, f"/input/{field}"))
    both = good | {"children": -1, "transport": "1"}
    chapter.case("costs-two-problems", "A-3", "the first field is named", OP, both,
                 refused("bad_value", "/input/children"))  # fmt: skip
