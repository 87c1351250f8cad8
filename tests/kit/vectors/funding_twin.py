"""Stage 4 by its definition: a greatest flow of money to lines, preferred in the order that the protocol states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from answers import Said, answered, cents, euro

Json = Any

SOURCES = ("project", "benefits", "public", "other")
#: By variant and reading of I-24: the sources in their order.
ORDERS = {
    (1, "table"): ("project", "benefits", "other"),
    (1, "text"): ("project", "benefits", "other"),
    (2, "table"): ("project", "benefits", "public", "other"),
    (2, "text"): ("project", "public", "benefits", "other"),
    (3, "table"): ("public", "benefits", "project", "other"),
    (3, "text"): ("public", "project", "benefits", "other"),
}
TRANSPORT = {"transport_parent", "transport_child", "specialised_transport"}
#: The services of support area 3 that the cases use.
AREA_3 = {"physiotherapist", "riding_therapy", "music_therapy"}
#: The mistakes that are another reading, or another order or use of the sources.
_READ = {"in_order_funding": {"I-10": "in_order"}, "text_order_of_sources": {"I-24": "text"}}
_ORDERS = {"public_before_project_in_2": (2, "public"), "project_before_public_in_3": (3, "project")}


def stage_4(
    asked: Mapping[str, Json], readings: Mapping[str, str], variant: int = 2, mistake: str = ""
) -> dict[str, Json]:
    """What must be answered; or what an implementation with a known mistake would answer."""
    variant = asked.get("variant") or variant
    used = {"I-10": "best_cover", "I-24": "table", "I-30": "non_transport"} | readings | _READ.get(mistake, {})
    pots = _Pots(asked, used["I-30"], mistake)
    order = ORDERS[variant, used["I-24"]]
    if mistake == "public_money_in_variant_1":
        order = ORDERS[2, "table"] if variant == 1 else order
    if mistake in _ORDERS and _ORDERS[mistake][0] == variant:
        first = _ORDERS[mistake][1]
        order = (first, *(source for source in order if source != first))
    paid = (_line_by_line if used["I-10"] == "in_order" else _greatest)(pots, order)
    amounts = [cents(line["amount"]) for line in asked["lines"]]
    if mistake == "total_beyond_need":
        paid["project"][0] += max(cents(asked["final"]) - sum(map(sum, paid.values())), 0)
    sums = {source: sum(paid[source]) for source in SOURCES}
    total, needed = sum(sums.values()), sum(amounts)
    before = _before(asked, mistake)
    against = _against(needed, total, before)
    rows = [
        {"service": line["service"]}
        | {source: euro(paid[source][at]) for source in SOURCES}
        | {"unmet": euro(max(amount - sum(paid[source][at] for source in SOURCES), 0))}
        for at, (line, amount) in enumerate(zip(asked["lines"], amounts, strict=True))
    ]
    unmet = max(needed - total, 0)
    result = {
        "total": euro(total),
        "unmet": euro(unmet),
        "sources": {source: euro(amount) for source, amount in sums.items()},
        "lines": rows,
        "against_before": against,
    }
    consulted = {name: used[name] for name in (("I-10", "I-30") if variant == 1 else ("I-10", "I-24", "I-30"))}
    reasons = [(f"F-{variant}", f"variant_{variant}_order", {"variant": variant})]
    reasons += _why_sources(pots.have, sums, variant, unmet)
    covered = {"needed": euro(needed), "total": euro(total)}
    reasons.append(
        ("B-11", "need_not_covered", covered | {"unmet": euro(unmet)}) if unmet else ("F-5", "need_covered", covered)
    )
    codes = {"better": "support_grew", "same": "support_stayed", "worse": "support_shrank"}
    compared = {"needed": euro(needed)} if against == "need_is_less" else {"total": euro(total)}
    reasons.append(("F-7", codes.get(against, "need_is_less_than_before"), {"before": euro(before), **compared}))
    return answered(result, reasons, consulted)


class _Pots:
    """Every pot of money: its source, what it holds, and the lines that it may pay for."""

    def __init__(self, asked: Mapping[str, Json], benefits: str, mistake: str) -> None:
        self.lines = asked["lines"]
        self.amounts = [cents(line["amount"]) for line in self.lines]
        given = asked.get("benefits") or {}
        everything = list(range(len(self.lines)))
        transport = [at for at in everything if self._is_transport(at)]
        other = [at for at in everything if at not in transport]
        if benefits == "area_3":
            other = [at for at in other if self.lines[at]["service"] in AREA_3]
        if mistake == "transport_benefits_for_anything":
            transport = everything
        public = [cents(line.get("public") or "0.00") for line in self.lines]
        self.pots = {
            "project": [(cents(asked["final"]), everything)],
            "benefits": [
                (cents(given.get("rehabilitation") or "0.00"), other),
                (cents(given.get("transport") or "0.00"), transport),
            ],
            "public": [(amount, [at]) for at, amount in enumerate(public)],
            "other": [(cents(asked.get("other") or "0.00"), everything)],
        }
        if mistake == "public_money_for_any_service":
            self.pots["public"] = [(sum(public), everything)]
        self.have = {source: sum(amount for amount, _ in pots) for source, pots in self.pots.items()}

    def _is_transport(self, at: int) -> bool:
        said = self.lines[at].get("transport")
        return self.lines[at]["service"] in TRANSPORT if said is None else said


def _line_by_line(pots: _Pots, order: Sequence[str]) -> dict[str, list[int]]:
    left = {source: [amount for amount, _ in pots.pots[source]] for source in SOURCES}
    paid = {source: [0] * len(pots.amounts) for source in SOURCES}
    for at, amount in enumerate(pots.amounts):
        for source in order:
            for number, (_, lines) in enumerate(pots.pots[source]):
                pays = min(amount, left[source][number]) if at in lines else 0
                amount -= pays  # noqa: PLW2901 - what is still unpaid of the line
                left[source][number] -= pays
                paid[source][at] += pays
    return paid


def _greatest(pots: _Pots, order: Sequence[str]) -> dict[str, list[int]]:
    """The greatest total, then the greatest use of each source, then of each source on each line: as one weight.

    Each wish outweighs all that come after it; the flow of the greatest weight is found path by path, the heaviest
    first.
    """
    count = len(pots.amounts)
    unit = 1 + 2 * (sum(pots.amounts) + sum(pots.have.values()))
    wishes = 1 + len(order) + len(order) * count
    cap: dict[tuple[Json, Json], int] = {}
    weight: dict[tuple[Json, Json], int] = {}
    for rank, source in enumerate(order):
        for number, (amount, lines) in enumerate(pots.pots[source]):
            pot = (source, number)
            _arc(cap, weight, "money", pot, amount)
            for at in lines:
                places = (0, 1 + rank, 1 + len(order) + rank * count + at)
                value = sum(unit ** (wishes - place) for place in places)
                _arc(cap, weight, pot, at, pots.amounts[at], value)
    for at, amount in enumerate(pots.amounts):
        _arc(cap, weight, at, "plan", amount)
    while path := _heaviest(cap, weight):
        flow = min(cap[step] for step in path)
        for start, end in path:
            cap[start, end] -= flow
            cap[end, start] += flow
    paid = {source: [0] * count for source in SOURCES}
    for source in order:
        for number, (_, lines) in enumerate(pots.pots[source]):
            for at in lines:
                paid[source][at] += cap[at, (source, number)]
    return paid


def _arc(cap: dict[Json, int], weight: dict[Json, int], start: Json, end: Json, most: int, value: int = 0) -> None:
    cap[start, end], weight[start, end] = most, value
    cap[end, start], weight[end, start] = 0, -value


def _heaviest(cap: Mapping[Json, int], weight: Mapping[Json, int]) -> list[tuple[Json, Json]]:
    """The heaviest path from the money to the plan that has room, as its steps; empty if there is none."""
    best: dict[Json, tuple[int, list[tuple[Json, Json]]]] = {"money": (0, [])}
    changed = True
    while changed:
        changed = False
        for (start, end), room in cap.items():
            if room and start in best:
                value, path = best[start]
                if end not in best or value + weight[start, end] > best[end][0]:
                    best[end] = (value + weight[start, end], [*path, (start, end)])
                    changed = True
    return best["plan"][1] if "plan" in best else []


def _before(asked: Mapping[str, Json], mistake: str) -> int:
    if asked.get("before") is not None:
        return cents(asked["before"])
    public = sum(cents(line.get("public") or "0.00") for line in asked["lines"])
    benefits = sum(cents(amount) for amount in (asked.get("benefits") or {}).values() if amount is not None)
    return public + (0 if mistake == "before_without_benefits" else benefits)


def _against(needed: int, total: int, before: int) -> str:
    if needed < before:
        return "need_is_less"
    return "same" if total == before else "better" if total > before else "worse"


def _why_sources(have: Mapping[str, int], sums: Mapping[str, int], variant: int, unmet: int) -> list[Said]:
    rules = {"project": "D-3", "benefits": "F-4", "public": "F-4", "other": "B-8"}
    names = {"project": "project_money_used", "benefits": "benefits_used", "public": "public_money_used"}
    reasons: list[Said] = []
    for source in SOURCES:
        facts = {"used": euro(sums[source]), "available": euro(have[source])}
        if source == "public" and variant == 1 and have[source]:
            reasons.append(("F-1", "public_money_not_used", {"available": euro(have[source])}))
        elif have[source]:
            reasons.append((rules[source], names.get(source, "other_money_used"), facts))
    tied = [source for source in ("benefits", "public") if source == "benefits" or variant != 1]
    left = sum(have[source] - sums[source] for source in tied)
    if unmet and left:
        reasons.append(("F-6", "tied_money_left", {"unmet": euro(unmet), "left": euro(left)}))
    return reasons
