"""``funding.total``: which money pays for which line of a plan (D-4, B-8, F-1 to F-7).

The sources in the order of the variant: 1 project, benefits, other (F-1); 2 project, benefits, public, other (F-2);
3 public, benefits, project, other (F-3). Under the reading ``text`` of I-24 benefits come third in 2 and 3.

What a source may pay (F-4): project and other money any line; public money of a line that very line; transport
benefits lines that are transport, rehabilitation benefits the others (I-30 ``area_3``: services of area 3 only, and no
transport). No line is paid beyond its amount (F-5). A line is transport as it says itself, else as the service list
says.

I-10 ``best_cover``: of all distributions the one that is best in this order (F-6): the greatest total; the greatest use
of the first source, of the second, ...; then the most from the first source on the first line, on the second, ...;
then from the second source on the first line, and so on. Each of these numbers is a whole number of cents below the
needed amount + 1, so they are the digits of one number in that base, and the best distribution is the one that makes
this number greatest: the heaviest flow of cents from the purses to the lines, where a cent weighs what it adds to the
number. It is found by sending cents along the heaviest path that is left, until none weighs anything.

I-10 ``in_order``: line after line, and for each the sources in their order, as far as each goes.

Before means what is said, else all public money and benefits. The answer is ``need_is_less`` if less is needed than
there was before, else the total compared with it (F-7).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from money_twins.documents import cents, money
from money_twins.policies import figure, reading
from money_twins.services import AREA_3, TRANSPORT

ORDERS = {
    (1, "table"): ("project", "benefits", "other"),
    (1, "text"): ("project", "benefits", "other"),
    (2, "table"): ("project", "benefits", "public", "other"),
    (2, "text"): ("project", "public", "benefits", "other"),
    (3, "table"): ("public", "benefits", "project", "other"),
    (3, "text"): ("public", "project", "benefits", "other"),
}
SOURCES = ("project", "benefits", "public", "other")

#: Where an arc begins and ends, how much goes along it at most, and what a cent on it weighs.
Arc = tuple[Any, Any, int, int]


class Purse(NamedTuple):
    """Money of a source: how much there is in all, and how much of it each line may take."""

    source: str
    limit: int
    pays: list[int]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    asked = request["input"]
    lines = asked["lines"]
    amounts = [cents(line["amount"]) for line in lines]
    variant = asked.get("variant") or figure(request, "funding.variant")
    order = ORDERS[variant, reading(request, "I-24")]
    purses = [purse for purse in all_purses(asked, amounts, reading(request, "I-30")) if purse.source in order]
    purses.sort(key=lambda purse: order.index(purse.source))
    if reading(request, "I-10") == "in_order":
        paid = line_by_line(amounts, purses)
    else:
        paid = heaviest_flow(amounts, purses, order)
    used = {source: sum(paid.get((source, line), 0) for line in range(len(lines))) for source in SOURCES}
    needed, total = sum(amounts), sum(used.values())
    return {
        "total": money(total),
        "unmet": money(needed - total),
        "sources": {source: money(used[source]) for source in SOURCES},
        "lines": [written_line(line, place, amounts[place], paid) for place, line in enumerate(lines)],
        "against_before": against(before(asked), needed, total),
    }


def written_line(line: dict[str, Any], place: int, amount: int, paid: dict[tuple[str, int], int]) -> dict[str, str]:
    of_line = {source: paid.get((source, place), 0) for source in SOURCES}
    written = {source: money(part) for source, part in of_line.items()}
    return {"service": line["service"], **written, "unmet": money(amount - sum(of_line.values()))}


def all_purses(asked: dict[str, Any], amounts: list[int], rehabilitation: str) -> list[Purse]:
    """Every source's money, tied as it is tied (F-4, I-30)."""
    lines, benefits = asked["lines"], asked.get("benefits") or {}
    on_transport = [is_transport(line) for line in lines]
    on_rehabilitation = [
        not transport and (rehabilitation == "non_transport" or line["service"] in AREA_3)
        for line, transport in zip(lines, on_transport, strict=True)
    ]
    public = [cents(line.get("public")) for line in lines]
    return [
        Purse("project", cents(asked["final"]), amounts),
        Purse("benefits", cents(benefits.get("rehabilitation")), only(on_rehabilitation, amounts)),
        Purse("benefits", cents(benefits.get("transport")), only(on_transport, amounts)),
        Purse("public", sum(public), public),
        Purse("other", cents(asked.get("other")), amounts),
    ]


def is_transport(line: dict[str, Any]) -> bool:
    said = line.get("transport")
    return line["service"] in TRANSPORT if said is None else said


def only(allowed: list[bool], amounts: list[int]) -> list[int]:
    return [amount if may else 0 for may, amount in zip(allowed, amounts, strict=True)]


def before(asked: dict[str, Any]) -> int:
    """What there was before: as said, else public money, used or not, and benefits."""
    if asked.get("before") is not None:
        return cents(asked["before"])
    benefits = asked.get("benefits") or {}
    tied = cents(benefits.get("rehabilitation")) + cents(benefits.get("transport"))
    return tied + sum(cents(line.get("public")) for line in asked["lines"])


def against(had: int, needed: int, total: int) -> str:
    if needed < had:
        return "need_is_less"
    if total == had:
        return "same"
    return "better" if total > had else "worse"


def line_by_line(amounts: list[int], purses: list[Purse]) -> dict[tuple[str, int], int]:
    """Each line from the first purse that may pay for it, the rest from the next, and so on."""
    left = [purse.limit for purse in purses]
    paid: dict[tuple[str, int], int] = {}
    for line, amount in enumerate(amounts):
        unpaid = amount
        for number, purse in enumerate(purses):
            part = min(unpaid, left[number], purse.pays[line])
            unpaid -= part
            left[number] -= part
            paid[purse.source, line] = paid.get((purse.source, line), 0) + part
    return paid


def heaviest_flow(amounts: list[int], purses: list[Purse], order: tuple[str, ...]) -> dict[tuple[str, int], int]:
    """The distribution whose number, as described above, is greatest."""
    base, lines = sum(amounts) + 1, len(amounts)
    digits = [
        ("total",),
        *((source,) for source in order),
        *((source, line) for source in order for line in range(lines)),
    ]
    value = {digit: base ** (len(digits) - place - 1) for place, digit in enumerate(digits)}
    arcs: list[Arc] = [("start", number, purse.limit, 0) for number, purse in enumerate(purses)]
    arcs += [
        (number, ("line", line), purse.pays[line], value["total",] + value[purse.source,] + value[purse.source, line])
        for number, purse in enumerate(purses)
        for line in range(lines)
    ]
    arcs += [(("line", line), "end", amounts[line], 0) for line in range(lines)]
    sent = send_along_heaviest_paths(arcs)
    paid: dict[tuple[str, int], int] = {}
    for (begin, end, _, _), flow in zip(arcs, sent, strict=True):
        if isinstance(begin, int) and flow:
            source = purses[begin].source
            paid[source, end[1]] = paid.get((source, end[1]), 0) + flow
    return paid


def send_along_heaviest_paths(arcs: list[Arc]) -> list[int]:
    """The heaviest flow from ``"start"`` to ``"end"``: what goes along each arc of begin, end, capacity and weight.

    Along an arc that is not full more can be sent, along one that is not empty some can be taken back, which
    weighs the opposite. The heaviest path that there is, by trying arcs until no node is reached by a heavier one, is
    used as far as it goes, and then again.
    """
    sent = [0] * len(arcs)
    while True:
        steps = [
            (begin, end, weight, place) for place, (begin, end, room, weight) in enumerate(arcs) if sent[place] < room
        ]
        steps += [(end, begin, -weight, ~place) for place, (begin, end, _, weight) in enumerate(arcs) if sent[place]]
        heaviest, by = {"start": 0}, {}
        better = True
        while better:
            better = False
            for begin, end, weight, place in steps:
                if begin in heaviest and (end not in heaviest or heaviest[begin] + weight > heaviest[end]):
                    heaviest[end], by[end] = heaviest[begin] + weight, (begin, place)
                    better = True
        if heaviest.get("end", 0) <= 0:
            return sent
        path, node = [], "end"
        while node != "start":
            node, place = by[node]
            path.append(place)
        amount = min(sent[~place] if place < 0 else arcs[place][2] - sent[place] for place in path)
        for place in path:
            if place < 0:
                sent[~place] -= amount
            else:
                sent[place] += amount
