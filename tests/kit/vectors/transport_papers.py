"""The vectors of T-1, T-2 and T-9: which facts and which proofs each means needs."""

from __future__ import annotations

from answers import must_show, refused
from cases import Chapter
from transport_amounts import cost_case
from transport_twin import CAR, PAPERS, Json, costs, private, rented, trip

_BILLS = ("bought", "municipal", "parking")


def add(chapter: Chapter) -> None:
    """Adds every case of these rules."""
    each_paper(chapter)
    one_of_two(chapter)
    papers_of_tickets(chapter)
    fields_needed(chapter)
    fields_not_used(chapter)
    refusals(chapter)


def _complete(means: str) -> Json:
    """A claim of 5.00 of this means with every paper."""
    if means == "private":
        return private(trip("50"), norm="10", litre="1")
    if means == "rented":
        return rented(trip("10"), days=(3,), per_day="4.00")
    if means == "public":
        sold = [{"date": "2018-09-03", "price": "5.00"}]
        return {"means": means, "tickets": sold, "proofs": [*PAPERS[means], "ticket"]}
    extra = ["service_contract"] if means == "bought" else []
    return {"means": means, "amount": "5.00", "proofs": [*PAPERS[means], *extra]}


def _not_payable(chapter: Chapter, name: str, rules: str, why: str, asked: Json) -> None:
    """A claim that lacks a paper; the mistake would pay it."""
    right = costs(asked)
    must_show(name, right, right | {"/result": right["/result"] | {"payable": True}})
    cost_case(chapter, name, rules, why, asked, right["/result"]["eligible"], mistake="proofs_not_asked")


def each_paper(chapter: Chapter) -> None:
    """T-2: every paper of every means, missing alone."""
    for means, papers in PAPERS.items():
        asked = _complete(means)
        for paper in papers:
            _not_payable(
                chapter,
                f"{means}-without-{paper}".replace("_", "-"),
                "T-2",
                f"{means}: the {paper.replace('_', ' ')} is missing, so nothing is paid yet",
                asked | {"proofs": [each for each in asked["proofs"] if each != paper]},
            )
        if len(papers) == 1:
            continue
        _not_payable(
            chapter,
            f"{means}-without-any-paper",
            "T-9 T-2" if means == "private" else "T-2",
            f"{means}: no paper at all; all that are missing are named in the order of the protocol",
            asked | {"proofs": []},
        )
    cost_case(
        chapter,
        "papers-in-any-order",
        "T-2",
        "papers may come in any order, and others than are needed beside them",
        private(trip("50"), norm="10", litre="1", proofs=["official_note", "ticket", "fuel_receipt", "route_sheet"]),
        "5.00",
    )


def one_of_two(chapter: Chapter) -> None:
    """T-2, T-9: two papers of which one is enough."""
    for means, pair in (
        ("private", ("loan_agreement", "official_note")),
        ("bought", ("price_list", "service_contract")),
    ):
        base = _complete(means)
        rules = "T-9" if means == "private" else "T-2"
        for paper in pair:
            cost_case(
                chapter,
                f"{means}-with-{paper}".replace("_", "-"),
                rules,
                f"{means}: the {paper.replace('_', ' ')} alone is enough of the two",
                base | {"proofs": [*reversed(PAPERS[means]), paper]},
                "5.00",
            )
        cost_case(
            chapter,
            f"{means}-with-both-papers",
            rules,
            f"{means}: both of the two papers do no harm",
            base | {"proofs": [*PAPERS[means], *pair]},
            "5.00",
        )
        _not_payable(
            chapter,
            f"{means}-with-neither-paper",
            rules,
            f"{means}: neither of the two, so both are named and one reason says that one is enough",
            base | {"proofs": PAPERS[means]},
        )


def papers_of_tickets(chapter: Chapter) -> None:
    """T-2: what each kind of ticket needs beside the month's report."""
    online, card = {"online": True}, {"e_ticket": True}
    kinds = {
        "plain": ({}, ["ticket"]),
        "e-ticket": (card, ["e_ticket_receipt", "trip_list"]),
        "online": (online, ["online_printout", "payment_proof"]),
        "online-e-ticket": (online | card, ["e_ticket_receipt", "trip_list", "online_printout", "payment_proof"]),
    }
    for kind, (facts, papers) in kinds.items():
        sold = {"date": "2018-09-03", "price": "1.50", **facts}
        asked = {"means": "public", "tickets": [sold], "proofs": ["monthly_report", *papers]}
        cost_case(
            chapter,
            f"papers-of-a-ticket-{kind}",
            "T-2",
            f"a ticket ({kind}) with the report of the month and {', '.join(papers)}",
            asked,
            "1.50",
        )
        for paper in papers if len(papers) < 4 else ():
            _not_payable(
                chapter,
                f"ticket-{kind}-without-{paper.replace('_', '-')}",
                "T-2",
                f"a ticket ({kind}) without its {paper.replace('_', ' ')}",
                asked | {"proofs": [each for each in asked["proofs"] if each != paper]},
            )
    sold = [{"date": "2018-09-03", "price": "1.50", **facts} for facts in ({}, card, online)]
    _not_payable(
        chapter,
        "papers-of-three-kinds-of-tickets",
        "T-2",
        "three kinds of tickets need the papers of all three",
        {"means": "public", "tickets": sold, "proofs": ["monthly_report"]},
    )
    _not_payable(
        chapter,
        "papers-of-a-free-ticket",
        "T-2 T-5",
        "a ticket that does not count still needs its paper",
        {
            "means": "public",
            "tickets": [{"date": "2018-09-03", "price": "1.50", "with_child": True}],
            "proofs": ["monthly_report"],
        },
    )


def fields_needed(chapter: Chapter) -> None:
    """T-1: what each means cannot do without."""
    for means in PAPERS:
        asked = _complete(means)
        for field in asked:
            if field in ("means", "proofs") or (means == "rented" and not field.startswith("rent_")):
                continue
            chapter.case(
                f"{means}-needs-{field}".replace("_", "-"),
                "T-1",
                f"{means}: without {field} nothing can be computed",
                "transport.cost",
                {name: value for name, value in asked.items() if name != field},
                refused("missing_field", f"/input/{field}"),
            )


def fields_not_used(chapter: Chapter) -> None:
    """T-1: what a means has no use for is a mistake of the caller's."""
    values: dict[str, Json] = {
        "trips": [],
        "consumption_per_100km": "0",
        "price_per_litre": "0",
        "rent_days": [],
        "rent_per_day": "0.00",
        "tickets": [],
        "amount": "0.00",
        "fuel_receipts": "0.00",
    }
    unused = {
        "private": ("rent_days", "rent_per_day", "amount"),
        "rented": ("tickets", "fuel_receipts"),
        "bought": ("consumption_per_100km", "fuel_receipts"),
        "public": ("price_per_litre",),
        "municipal": ("trips",),
        "parking": ("tickets",),
    }
    for means, fields in unused.items():
        for field in fields:
            chapter.case(
                f"{means}-has-no-use-for-{field}".replace("_", "-"),
                "T-1",
                f"{means}: {field} is none of its facts, even as nothing",
                "transport.cost",
                _complete(means) | {field: values[field]},
                refused("bad_value", f"/input/{field}"),
            )


def refusals(chapter: Chapter) -> None:
    """Everything else that a claim cannot be, and which problem comes first."""

    def refuse(name: str, rule: str, why: str, asked: Json, code: str, path: str, **more: Json) -> None:
        chapter.case(name, rule, why, "transport.cost", asked, refused(code, f"/input/{path}"), **more)

    bill = _complete("parking")
    refuse(
        "means-of-another-word",
        "T-1",
        "a bicycle is none of the means",
        bill | {"means": "bicycle"},
        "bad_value",
        "means",
    )
    refuse(
        "proofs-absent",
        "T-2",
        "the list of proofs is needed, if only empty",
        bill | {"proofs": None},
        "missing_field",
        "proofs",
    )
    refuse(
        "proof-of-another-word",
        "T-2",
        "a proof that nobody knows",
        bill | {"proofs": ["receipt"]},
        "bad_value",
        "proofs/0",
    )
    refuse(
        "trip-without-a-purpose",
        "T-11",
        "a trip states its purpose",
        private({"date": "2018-09-03", "km": "1", "service": "nanny"}),
        "missing_field",
        "trips/0/purpose",
    )
    refuse(
        "trip-to-an-unknown-service",
        "T-7",
        "a trip leads to a service of the list or of an own name",
        private(trip("1", "school")),
        "bad_value",
        "trips/0/service",
    )
    refuse(
        "ticket-of-a-misspelt-fact",
        "T-5",
        "a misspelt fact of a ticket is not ignored",
        {"means": "public", "tickets": [{"date": "2018-09-03", "price": "1.00", "withchild": True}], "proofs": []},
        "unknown_field",
        "tickets/0/withchild",
    )
    refuse(
        "first-field-first",
        "T-1",
        "trips are missing and rent is given: the earlier field of the protocol is named",
        {"means": "private", "rent_days": [], "price_per_litre": "1", "consumption_per_100km": "1", "proofs": CAR},
        "missing_field",
        "trips",
    )
    refuse(
        "unused-before-missing",
        "T-1",
        "trips are given and the amount is missing: again the earlier field",
        {"means": "bought", "trips": [], "proofs": []},
        "bad_value",
        "trips",
    )
    refuse(
        "single-fields-before-conditions",
        "T-1",
        "an unknown field comes before what a means needs",
        {"means": "parking", "proofs": [], "sum": "1.00"},
        "unknown_field",
        "sum",
    )
