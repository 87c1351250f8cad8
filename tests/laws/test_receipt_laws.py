"""The life of a plan and transport: laws over generated months, lines and claims; each law notices what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case.receipt import ExecutedService, ReceivedLine, ReceivedUnits
from ibmodel.case.transport import Means, Proof, Quantity, Ticket, TransportClaim, Trip
from ibmodel.money import Money, Rate
from ibmodel.parameters import edition
from ibmodel.rules import receipt, transport
from ibmodel.rules.receipt import Carried, carried_units, executed_plan, settled_month, spread_units
from ibmodel.testing import receipt_laws as laws
from ibmodel.testing import strategies
from ibmodel.testing.laws import LawBroken

PILOT = edition("children-pilot-2018")
GENERAL = edition("children-general")
OTHER = PILOT.reform("other", readings={"I-25": "figure", "I-29": "lower_of_both"})
EVERY_LAW = [law for chapter in laws.LAWS.values() for law in chapter]
UNITS = st.integers(0, 9)
DAYS = st.sampled_from([date(2018, 10, 1), date(2018, 10, 2), date(2018, 10, 31)])
QUANTITY = st.integers(0, 10**9).map(Quantity) | st.sampled_from(["0", "12.4", "0.5"]).map(Quantity.of)
SERVICES = st.sampled_from(["day_care_centre", "respite_home", "physiotherapist", "x-peldēšana"])
TRIPS = st.lists(
    st.builds(Trip, on=DAYS, km=QUANTITY, purpose=st.just("nodarbība"), empty=st.booleans(), service=SERVICES),
    max_size=5,
)
PROOFS = st.lists(st.sampled_from(Proof)) | st.just(list(Proof))


@st.composite
def plans(draw: st.DrawFn) -> ReceivedUnits:
    """Units of a plan so far that fit each other."""
    planned = draw(st.lists(UNITS, min_size=1, max_size=7))
    held = list(planned)
    received, excused = [], []
    for month in range(draw(st.integers(0, len(planned)))):
        received.append(draw(st.integers(0, held[month])))
        excused.append(draw(st.integers(0, held[month] - received[-1])))
        rest = len(planned) - month - 1
        for later, more in enumerate(spread_units(excused[-1], rest) if rest else (), start=month + 1):
            held[later] += more
    return ReceivedUnits(len(planned), planned, received, excused)


@st.composite
def claims(draw: st.DrawFn) -> TransportClaim:
    """A right claim of any means."""
    means = draw(st.sampled_from(Means))
    tickets = st.builds(
        Ticket,
        on=DAYS,
        price=strategies.money(least=Money(100), most=Money(1000)),
        commission=st.none() | strategies.money(most=Money(100)),
        with_child=st.booleans(),
        online=st.booleans(),
        e_ticket=st.booleans(),
    )
    kinds = {
        "trips": TRIPS,
        "consumption_per_100km": QUANTITY,
        "price_per_litre": QUANTITY,
        "rent_days": st.lists(DAYS, unique=True),
        "rent_per_day": strategies.money(most=Money(10_000)),
        "tickets": st.lists(tickets, max_size=4),
        "amount": strategies.money(),
    }
    given_fields = {name: draw(kinds[name]) for name in transport.FIELDS[means]}
    receipts = {"fuel_receipts": draw(strategies.money(most=Money(500)))} if means is Means.PRIVATE else {}
    return TransportClaim(means=means, **given_fields, **receipts, proofs=draw(PROOFS))


@pytest.mark.rule("C-7", "C-8", "I-28")
@given(plans())
def test_carrying_keeps_units_whatever_the_split_into_months(units: ReceivedUnits) -> None:
    outcome = carried_units(units)
    laws.no_unit_is_created_or_lost(units, outcome)
    laws.carrying_month_by_month_is_carrying_at_once(units, outcome)


@pytest.mark.rule("C-8", "I-28")
@given(st.integers(0, 10**6), st.integers(1, 200))
def test_units_are_spread_as_evenly_as_whole_units_can_be(units: int, months: int) -> None:
    spread = spread_units(units, months)
    assert sum(spread) == units
    assert len(spread) == months
    assert max(spread) - min(spread) <= 1
    assert list(spread) == sorted(spread, reverse=True)


@pytest.mark.rule("R-8", "C-7")
@given(
    st.lists(
        st.builds(
            ReceivedLine,
            service=strategies.services(),
            unit_price=strategies.rates(),
            planned_units=UNITS,
            carried_units=UNITS,
            received_units=st.integers(0, 20),
        )
    )
)
def test_a_settlement_pays_no_more_than_received_nor_than_planned(lines: list[ReceivedLine]) -> None:
    laws.a_settlement_pays_no_more_than_received_nor_than_planned(lines, settled_month(lines))


@pytest.mark.rule("R-8", "C-7", "C-8")
@given(plans(), st.sampled_from(["2.50", "0.005", "2.7174"]) | strategies.rates().map(str))
def test_settled_months_never_exceed_the_line(units: ReceivedUnits, text: str) -> None:
    price = Rate.euro(text)
    months = []
    for planned, month in zip(units.planned, receipt.months_so_far(units), strict=False):
        line = ReceivedLine(
            service="nanny",
            unit_price=price,
            planned_units=planned,
            carried_units=month.held - planned,
            received_units=month.received,
        )
        months.extend(settled_month([line]).lines)
        assert months[-1].unpaid_units == 0
    laws.settled_months_never_exceed_the_line(price, sum(units.planned), months)
    executed = executed_plan([ExecutedService("nanny", price, units.planned, units.received)])
    assert executed.total.spent <= price.times(sum(units.planned))


@pytest.mark.rule("A-8", "N-9")
@given(st.data(), st.integers(1, 6))
def test_services_and_months_add_up_to_the_execution(data: st.DataObject, months: int) -> None:
    known = data.draw(st.integers(0, months))
    planned = st.lists(UNITS, min_size=months, max_size=months)
    received = st.lists(UNITS, min_size=known, max_size=known)
    row = st.builds(ExecutedService, strategies.services(), strategies.rates(), planned, received)
    lines = data.draw(st.lists(row, max_size=4))
    outcome = executed_plan(lines)
    laws.services_and_months_add_up_to_the_execution(outcome)
    for line, of in zip(outcome.lines, lines, strict=True):
        assert line.total.spent == of.unit_price.times(sum(of.received))


@pytest.mark.rule("T-2", "T-3", "T-4", "T-5", "T-7", "I-29")
@given(claims(), st.sampled_from([PILOT, OTHER]))
def test_a_missing_proof_never_makes_a_cost_grow(claim: TransportClaim, parameters: Any) -> None:
    laws.a_missing_proof_never_makes_a_cost_grow(claim, parameters)


@pytest.mark.rule("T-6")
@given(TRIPS, QUANTITY, QUANTITY)
def test_fuel_is_linear_in_kilometres(trips: list[Trip], litres: Quantity, price: Quantity) -> None:
    claim = TransportClaim(
        means=Means.PRIVATE, trips=trips, consumption_per_100km=litres, price_per_litre=price, proofs=()
    )
    laws.fuel_is_linear_in_kilometres(claim, PILOT)


@pytest.mark.rule("I-29")
@given(claims())
def test_receipts_never_make_a_claim_dearer(claim: TransportClaim) -> None:
    computed, lower = (transport.transport_cost(claim, parameters).eligible for parameters in (PILOT, OTHER))
    assert lower <= computed


@pytest.mark.rule("R-2", "R-7", "L-7")
def test_every_kind_of_reason_of_these_chapters_is_given() -> None:
    given_codes = {
        reason.code for decision in laws.every_kind_of_reason(PILOT, (GENERAL, OTHER)) for reason in decision.reasons
    }
    assert given_codes == {kind.code for kind in (*receipt.CODES, *transport.CODES)}


# ------------------------------------------------------------------------------ the laws notice

UNITS_SO_FAR = ReceivedUnits(2, (4, 4), (2,), (2,))
LINE = ReceivedLine(service="nanny", unit_price=Rate.euro("1.00"), planned_units=2, received_units=3)
SETTLED = settled_month([LINE])
EXECUTED = executed_plan([ExecutedService("nanny", Rate.euro("1.00"), (2, 2), (1, 1))])


def changed(**row: Any) -> Any:
    return attrs.evolve(SETTLED, lines=(attrs.evolve(SETTLED.lines[0], **row),))


BROKEN: dict[str, Callable[[], None]] = {
    "a unit too many": lambda: laws.no_unit_is_created_or_lost(UNITS_SO_FAR, Carried((7,), 0)),
    "a month too many": lambda: laws.no_unit_is_created_or_lost(UNITS_SO_FAR, Carried((3, 3), 0)),
    "another spread": lambda: laws.carrying_month_by_month_is_carrying_at_once(UNITS_SO_FAR, Carried((5,), 1)),
    "another loss": lambda: laws.carrying_month_by_month_is_carrying_at_once(UNITS_SO_FAR, Carried((6,), 1)),
    "paid above plan": lambda: laws.a_settlement_pays_no_more_than_received_nor_than_planned(
        [LINE], changed(paid_units=3)
    ),
    "paid above receipt": lambda: laws.a_settlement_pays_no_more_than_received_nor_than_planned(
        [LINE], changed(paid_units=4)
    ),
    "unpaid and hidden": lambda: laws.a_settlement_pays_no_more_than_received_nor_than_planned(
        [LINE], changed(unpaid_units=0)
    ),
    "no code": lambda: laws.a_settlement_pays_no_more_than_received_nor_than_planned([LINE], changed(code=None)),
    "another amount": lambda: laws.a_settlement_pays_no_more_than_received_nor_than_planned(
        [LINE], changed(amount=Money(1))
    ),
    "another sum": lambda: laws.a_settlement_pays_no_more_than_received_nor_than_planned(
        [LINE], attrs.evolve(SETTLED, amount=Money(1))
    ),
    "more units than planned": lambda: laws.settled_months_never_exceed_the_line(Rate(0), 1, SETTLED.lines),
    "more money than the line": lambda: laws.settled_months_never_exceed_the_line(Rate.euro("0.99"), 2, SETTLED.lines),
    "execution of units": lambda: laws.services_and_months_add_up_to_the_execution(
        attrs.evolve(EXECUTED, months=EXECUTED.months[:1])
    ),
    "execution of money": lambda: laws.services_and_months_add_up_to_the_execution(
        attrs.evolve(EXECUTED, total=attrs.evolve(EXECUTED.total, spent=Money(1)))
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_law_notices_what_breaks_it(broken: Callable[[], None]) -> None:
    with pytest.raises(LawBroken):
        broken()


def test_laws_on_the_rules_themselves_notice_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = TransportClaim(means=Means.PARKING, amount=Money(100), proofs=(Proof.MONTHLY_REPORT,))
    honest = laws.transport_cost

    def dearer_without_proofs(claim: TransportClaim, parameters: Any) -> Any:
        return attrs.evolve(honest(claim, parameters), eligible=Money(100 - len(claim.proofs)))

    monkeypatch.setattr(laws, "transport_cost", dearer_without_proofs)
    with pytest.raises(LawBroken):
        laws.a_missing_proof_never_makes_a_cost_grow(claim, PILOT)
    monkeypatch.setattr(
        laws, "transport_cost", lambda *given: attrs.evolve(honest(*given), payable=not given[0].proofs)
    )
    with pytest.raises(LawBroken):
        laws.a_missing_proof_never_makes_a_cost_grow(claim, PILOT)
    trip = Trip(on=date(2018, 10, 1), km=Quantity.of("1"), purpose="", service="nanny")
    fuel = TransportClaim(
        means=Means.PRIVATE, trips=(trip, trip), consumption_per_100km=trip.km, price_per_litre=trip.km, proofs=()
    )
    squared = lambda claim, _: attrs.evolve(honest(fuel, PILOT), eligible=Money(100 * len(claim.trips) ** 2))  # noqa: E731
    monkeypatch.setattr(laws, "transport_cost", squared)
    with pytest.raises(LawBroken):
        laws.fuel_is_linear_in_kilometres(fuel, PILOT)
    monkeypatch.setattr(laws, "ENDS", ())
    with pytest.raises(LawBroken):
        laws.every_path_reaches_an_end(PILOT)


@pytest.mark.parametrize("law", EVERY_LAW, ids=lambda law: law.__name__)
def test_every_law_says_its_rules_and_whom_it_protects(law: Callable[..., None]) -> None:
    assert law.__name__ in laws.__all__
    assert "Rules: " in (law.__doc__ or "")
    assert "Protects: " in (law.__doc__ or "")
