"""The life of a plan: units carried over, a month settled, a plan carried out, reviewed and ended."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from ibmodel.case.receipt import (
    BudgetManager,
    Change,
    ChangeReason,
    Ending,
    EndingGround,
    Executed,
    ExecutedService,
    ReceivedLine,
    ReceivedUnits,
)
from ibmodel.dates import Month, Weekdays
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, MissingField, ModelError
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import edition
from ibmodel.rules.receipt import (
    CHECKLISTS,
    Carried,
    EndingAction,
    MonthOfUnits,
    ReviewAction,
    carried_units,
    carry_units,
    compute_execution,
    compute_managed,
    compute_underspent,
    decide_ending,
    decide_minutes,
    decide_review,
    executed_plan,
    last_day_of_contract,
    missing_items,
    months_so_far,
    plan_period,
    review_action,
    settle_month,
    settled_month,
    spread_units,
    violence_reported_by,
)
from ibmodel.sources import RULES

PILOT = edition("children-pilot-2018")
GENERAL = edition("children-general")
START = date(2018, 9, 1)


def euro(text: str) -> Money:
    return Money.euro(text)


def received(planned: tuple[int, ...], received: tuple[int, ...], excused: tuple[int, ...]) -> ReceivedUnits:
    return ReceivedUnits(len(planned), planned, received, excused)


def line(
    price: str, planned: int, received_units: int, carried: int | None = None, service: str = "nanny"
) -> ReceivedLine:
    return ReceivedLine(
        service=service,
        unit_price=Rate.euro(price),
        planned_units=planned,
        carried_units=carried,
        received_units=received_units,
    )


def executed(price: str, planned: tuple[int, ...], units: tuple[int, ...], *spent: str) -> ExecutedService:
    return ExecutedService("nanny", Rate.euro(price), planned, units, tuple(map(euro, spent)) or None)


# ---------------------------------------------------------------------------------------- carrying over


@pytest.mark.rule("C-8", "I-28")
def test_two_excused_units_of_the_first_of_three_months_are_spread_one_each() -> None:
    assert carried_units(received((4, 4, 4), (2,), (2,))) == Carried((5, 5), 0)


@pytest.mark.rule("C-8", "I-28")
def test_what_was_carried_in_can_be_missed_and_carried_on() -> None:
    units = received((4, 4, 4), (2, 3), (2, 2))
    assert carried_units(units) == Carried((7,), 0)
    assert months_so_far(units) == (MonthOfUnits(4, 2, 2, 0), MonthOfUnits(5, 3, 2, 0))


@pytest.mark.rule("C-8", "I-28")
@pytest.mark.parametrize(
    ("units", "months", "spread"),
    [(0, 0, ()), (0, 2, (0, 0)), (1, 3, (1, 0, 0)), (5, 3, (2, 2, 1)), (6, 3, (2, 2, 2)), (2, 1, (2,))],
)
def test_units_are_spread_evenly_and_earlier_months_take_what_does_not_divide(
    units: int, months: int, spread: tuple[int, ...]
) -> None:
    assert spread_units(units, months) == spread
    if months:
        held = (units, *[0] * months)
        assert carried_units(received(held, (0,), (units,))).remaining == spread


@pytest.mark.rule("C-8")
def test_units_cannot_be_spread_over_no_month() -> None:
    with pytest.raises(BadValue):
        spread_units(1, 0)


@pytest.mark.rule("C-7")
def test_units_missed_without_an_excuse_are_lost() -> None:
    assert carried_units(received((4, 4), (1,), (2,))) == Carried((6,), 1)


@pytest.mark.rule("C-7", "C-8")
def test_units_missed_in_the_last_month_are_lost_excused_or_not() -> None:
    assert carried_units(received((4, 4), (4, 1), (0, 3))) == Carried((), 3)
    assert carried_units(received((4,), (1,), (0,))) == Carried((), 3)


@pytest.mark.rule("C-8")
def test_before_the_first_month_is_over_the_plan_is_what_remains() -> None:
    assert carried_units(received((4, 0), (), ())) == Carried((4, 0), 0)


@pytest.mark.rule("C-8")
def test_carried_units_can_be_received_to_the_last_one_and_not_beyond() -> None:
    assert carried_units(received((4, 4), (2, 6), (2, 0))) == Carried((), 0)
    with pytest.raises(Inconsistent) as caught:
        carried_units(received((4, 4), (2, 7), (2, 0)))
    assert caught.value.path == "/received/1"


@pytest.mark.rule("C-8")
@pytest.mark.parametrize(
    ("units", "path"),
    [
        (ReceivedUnits(3, (4, 4), (), ()), "/planned"),
        (ReceivedUnits(1, (4, 4), (), ()), "/planned"),
        (ReceivedUnits(1, (4,), (4, 0), (0, 0)), "/received"),
        (ReceivedUnits(2, (4, 4), (4,), ()), "/excused"),
        (ReceivedUnits(2, (4, 4), (4,), (0, 0)), "/excused"),
        (ReceivedUnits(2, (4, 4), (5,), (0,)), "/received/0"),
        (ReceivedUnits(2, (4, 4), (3,), (2,)), "/excused/0"),
        (ReceivedUnits(2, (4, 4), (3, 9), (2, 0)), "/excused/0"),
    ],
)
def test_units_that_contradict_each_other_are_refused(units: ReceivedUnits, path: str) -> None:
    with pytest.raises(Inconsistent) as caught:
        carried_units(units)
    assert caught.value.path == path


@pytest.mark.rule("C-7", "C-8", "I-28")
def test_each_month_says_what_it_carried_and_what_it_lost() -> None:
    decision = carry_units(received((4, 4, 4), (1, 4), (2, 0)), PILOT)
    assert [(reason.rule, reason.code, reason.values) for reason in decision.reasons] == [
        ("C-8", "units_carried_over", (1, 2, 2)),
        ("C-7", "units_lost", (1, 1)),
        ("C-7", "units_lost", (2, 1)),
        ("C-8", "units_remaining", (12, 5, 5, 2)),
    ]
    assert decision.readings == ()


@pytest.mark.rule("C-8")
def test_a_plan_of_a_hundred_thousand_months_is_gone_through_at_once() -> None:
    months = 100_000
    units = received((1,) * months, (0,) * (months - 1), (1,) * (months - 1))
    with pytest.raises(Inconsistent):
        carried_units(received((0,) * months, (1,) * months, (0,) * months))
    assert sum(carried_units(units).remaining) + carried_units(units).lost == months


@pytest.mark.parametrize(
    ("make", "error", "path"),
    [
        (lambda: ReceivedUnits(0, (), (), ()), BadValue, "/months"),
        (lambda: ReceivedUnits(True, (1,), (), ()), BadType, "/months"),
        (lambda: ReceivedUnits(1, (-1,), (), ()), BadValue, "/planned/0"),
        (lambda: ReceivedUnits(1, "1", (), ()), BadType, "/planned"),
        (lambda: line("1.00", -1, 0), BadValue, "/planned_units"),
        (lambda: line("1.00", 1, 1.0), BadType, "/received_units"),
        (lambda: line("1.00", 1, 1, service="swimming"), BadValue, "/service"),
        (lambda: ExecutedService("nanny", Rate(1), (1,), (1,), (Money(-1),)), BadValue, "/spent/0"),
        (lambda: ExecutedService("nanny", Rate(1), (1,), (1,), (1,)), BadType, "/spent/0"),
        (lambda: Change("health"), BadType, "/reason"),
        (lambda: Ending(EndingGround.BREACH, solved=1), BadType, "/solved"),
    ],
)
def test_values_of_the_wrong_kind_are_refused(make: object, error: type[ModelError], path: str) -> None:
    with pytest.raises(error) as caught:
        make()  # type: ignore[operator]
    assert caught.value.path == path


# ------------------------------------------------------------------------------------------- settlement


@pytest.mark.rule("R-8", "C-7")
@pytest.mark.parametrize(
    ("units", "paid", "unpaid", "code"), [(9, 9, 0, None), (10, 10, 0, None), (11, 10, 1, "above_plan")]
)
def test_received_units_are_paid_up_to_those_planned(units: int, paid: int, unpaid: int, code: str | None) -> None:
    (row,) = settled_month([line("2.50", 10, units)]).lines
    assert (row.paid_units, row.unpaid_units, row.code) == (paid, unpaid, code)


@pytest.mark.rule("C-8", "R-8")
def test_carried_units_are_paid_too() -> None:
    (row,) = settled_month([line("2.50", 10, 13, carried=2)]).lines
    assert (row.paid_units, row.unpaid_units, row.amount) == (12, 1, euro("30.00"))


@pytest.mark.rule("R-8")
def test_ten_hours_at_2_7174_euro_are_paid_with_27_17_euro() -> None:
    assert settled_month([line("2.7174", 10, 10)]).amount == euro("27.17")


@pytest.mark.rule("R-8")
def test_each_line_is_rounded_half_up_for_itself() -> None:
    assert settled_month([line("0.005", 1, 1), line("0.005", 1, 1)]).amount == euro("0.02")


@pytest.mark.rule("R-8", "C-7")
def test_a_settlement_says_what_is_paid_and_what_is_not() -> None:
    decision = settle_month([line("2.50", 10, 12, carried=1), line("1.00", 1, 0)], PILOT)
    assert [(reason.code, reason.values) for reason in decision.reasons] == [
        ("units_paid", ("nanny", 11, euro("27.50"))),
        ("above_plan", ("nanny", 1, 11)),
        ("units_paid", ("nanny", 0, euro("0.00"))),
        ("month_settled", (2, euro("27.50"))),
    ]


@pytest.mark.rule("R-8")
def test_a_month_without_services_costs_nothing() -> None:
    assert settled_month([]).amount == Money(0)


# -------------------------------------------------------------------------------------------- execution


@pytest.mark.rule("A-8", "N-9")
def test_execution_shows_units_and_money_by_month_and_in_sum() -> None:
    plan = executed_plan([executed("2.50", (4, 4, 4), (4, 2)), executed("1.00", (1, 0, 0), (0, 1))])
    assert [(month.planned_units, month.received_units) for month in plan.months] == [(5, 4), (4, 3)]
    assert [(str(month.planned), str(month.spent)) for month in plan.months] == [("11.00", "10.00"), ("10.00", "6.00")]
    assert (plan.total.planned, plan.total.spent) == (euro("21.00"), euro("16.00"))
    assert plan.lines[0].total.planned_units == 8


@pytest.mark.rule("A-8")
def test_months_of_an_execution_add_up_to_the_rounded_line() -> None:
    (row,) = executed_plan([executed("0.005", (1, 1), (1, 1))]).lines
    assert [str(month.spent) for month in row.months] == ["0.01", "0.00"]
    assert row.total.spent == euro("0.01")


@pytest.mark.rule("A-8")
def test_money_that_was_really_spent_prevails_over_units_times_price() -> None:
    assert executed_plan([executed("2.50", (4, 4), (4,), "9.99")]).total.spent == euro("9.99")


@pytest.mark.rule("A-8")
def test_a_plan_without_services_was_executed_with_nothing() -> None:
    decision = compute_execution([], PILOT)
    assert decision.outcome.months == ()
    assert decision.outcome.total.spent == Money(0)


@pytest.mark.rule("A-8")
@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ([executed("1.00", (1,), (1, 1))], "/0/received"),
        ([executed("1.00", (1, 1), (1,)), executed("1.00", (1,), (1,))], "/1/planned"),
        ([executed("1.00", (1, 1), (1,)), executed("1.00", (1, 1), (1, 1))], "/1/received"),
        ([executed("1.00", (1, 1), (1,), "1.00", "1.00")], "/0/spent"),
    ],
)
def test_an_execution_whose_months_do_not_agree_is_refused(lines: list[ExecutedService], path: str) -> None:
    with pytest.raises(Inconsistent) as caught:
        executed_plan(lines)
    assert caught.value.path == path


@pytest.mark.rule("B-5", "I-21")
@pytest.mark.parametrize(
    ("bruno", "underspent", "code"),
    [(3, "4.00", "group_underspent"), (7, "0.00", "group_not_underspent"), (8, "0.00", "group_not_underspent")],
)
def test_underspending_is_that_of_the_whole_group_and_never_below_zero(bruno: int, underspent: str, code: str) -> None:
    group = [
        Executed("Anna", [executed("1.00", (5,), (3,))]),
        Executed("Bruno", [executed("1.00", (5,), (bruno,))]),
    ]
    decision = compute_underspent(group, PILOT)
    assert decision.outcome.underspent == euro(underspent)
    assert [reason.code for reason in decision.reasons] == [code]


@pytest.mark.rule("I-21")
def test_only_months_that_are_known_count_as_underspent() -> None:
    group = [Executed("Anna", [executed("1.00", (5, 5, 5), (4, 5))])]
    assert compute_underspent(group, PILOT).outcome.underspent == euro("1.00")


@pytest.mark.rule("B-5")
def test_a_recipient_given_twice_or_with_a_bad_plan_is_refused_with_its_place() -> None:
    anna = Executed("Anna", [executed("1.00", (5,), (3,))])
    with pytest.raises(Duplicate) as caught:
        compute_underspent([anna, anna], PILOT)
    assert caught.value.path == "/1/id"
    with pytest.raises(Inconsistent) as wrong:
        compute_underspent([anna, Executed("Bruno", [executed("1.00", (1,), (1, 1))])], PILOT)
    assert wrong.value.path == "/1/lines/0/received"


# ------------------------------------------------------------------------------- managing the budget


@pytest.mark.rule("R-1")
@pytest.mark.parametrize(
    ("budget", "fee", "kept"), [("1000.00", "7.5", "75.00"), ("0.10", "5", "0.01"), ("0.09", "5", "0.00")]
)
def test_an_institution_keeps_a_percentage_rounded_half_up(budget: str, fee: str, kept: str) -> None:
    managed = compute_managed(euro(budget), BudgetManager.INSTITUTION, PILOT, Share.percent(fee)).outcome
    assert managed.fee == euro(kept)
    assert managed.fee + managed.for_services == euro(budget)


@pytest.mark.rule("R-1")
@pytest.mark.parametrize("manager", [BudgetManager.PARENT, BudgetManager.MUNICIPALITY])
def test_parent_and_municipality_keep_nothing(manager: BudgetManager) -> None:
    managed = compute_managed(euro("1000.00"), manager, PILOT).outcome
    assert (managed.fee, managed.for_services) == (euro("0.00"), euro("1000.00"))
    with pytest.raises(BadValue) as caught:
        compute_managed(euro("1000.00"), manager, PILOT, Share.percent("1"))
    assert caught.value.path == "/fee"


@pytest.mark.rule("R-1")
def test_the_fee_of_an_institution_is_never_guessed() -> None:
    with pytest.raises(MissingField) as caught:
        compute_managed(euro("1000.00"), BudgetManager.INSTITUTION, PILOT)
    assert caught.value.path == "/fee"
    with pytest.raises(BadValue):
        compute_managed(Money(-1), BudgetManager.PARENT, PILOT)


# ---------------------------------------------------------------------------------------------- review


@pytest.mark.rule("R-3", "R-4")
@pytest.mark.parametrize(("reason", "equivalent", "listed"), list(product(ChangeReason, (False, True), (False, True))))
def test_every_change_with_every_way_to_replace_the_service(
    reason: ChangeReason, equivalent: bool, listed: bool
) -> None:
    sharp = reason in (ChangeReason.HEALTH, ChangeReason.GOALS)
    corrected = not sharp and (equivalent or listed)
    expected = ReviewAction.CORRECT_PLAN if corrected else ReviewAction.REEVALUATE
    change = Change(reason, equivalent, listed)
    assert review_action(change) is expected
    decision = decide_review(change, PILOT)
    assert decision.outcome.action is expected
    assert [reason.rule for reason in decision.reasons] == ["R-3", "R-4"]
    why = decision.reasons[1].code
    assert (why == "new_evaluation_needed") == (not corrected)
    assert (why == "equivalent_service_replaces") == (corrected and equivalent)


@pytest.mark.rule("R-3")
def test_what_is_not_said_of_a_replacement_does_not_hold() -> None:
    assert review_action(Change(ChangeReason.PRICE)) is ReviewAction.REEVALUATE
    assert Change(ChangeReason.PRICE, None, None) == Change(ChangeReason.PRICE)


# ---------------------------------------------------------------------------------------------- ending


def expected_ending(ending: Ending) -> EndingAction:
    match ending:
        case Ending(ground=EndingGround.DECLINED | EndingGround.OTHER):
            return EndingAction.END
        case Ending(ground=EndingGround.BREACH, invited=False):
            return EndingAction.INVITE
        case Ending(ground=EndingGround.BREACH, solved=solved):
            return {None: EndingAction.AWAIT_MEETING, True: EndingAction.GO_ON, False: EndingAction.END}[solved]
        case Ending(stays=stays):
            return {None: EndingAction.AWAIT_ABODE, True: EndingAction.NEW_CONTRACT, False: EndingAction.END}[stays]


@pytest.mark.rule("R-5", "R-6", "R-7")
@pytest.mark.parametrize(
    "ending",
    list(
        map(Ending, *zip(*product(EndingGround, (False, True), (None, False, True), (None, False, True)), strict=True))
    ),
)
def test_every_ground_with_every_fact(ending: Ending) -> None:
    decision = decide_ending(ending, PILOT)
    assert decision.outcome.action is expected_ending(ending)
    assert decision.outcome.replace is (decision.outcome.action is EndingAction.END)
    assert [reason.rule for reason in decision.reasons if reason.rule == "R-7"] == ["R-7"] * decision.outcome.replace


@pytest.mark.rule("R-5")
def test_a_broken_contract_never_ends_a_budget_before_the_invitation() -> None:
    ending = Ending(EndingGround.BREACH, invited=False, solved=False)
    assert decide_ending(ending, PILOT).outcome.action is EndingAction.INVITE


@pytest.mark.rule("R-7")
def test_outside_a_pilot_nobody_waits_for_the_place() -> None:
    assert decide_ending(Ending(EndingGround.DECLINED), GENERAL).outcome.replace is False


# ------------------------------------------------------------------------------------ terms and papers


@pytest.mark.rule("N-6", "I-20")
@pytest.mark.parametrize(
    ("plan", "from_month", "first", "length"),
    [
        (1, None, "2018-10", 5),
        (1, 2, "2018-10", 5),
        (1, 3, "2018-11", 4),
        (2, None, "2019-03", 6),
        (2, 7, "2019-03", 6),
    ],
)
def test_the_first_plan_begins_in_month_2_or_3_and_ends_with_month_6(
    plan: int, from_month: int | None, first: str, length: int
) -> None:
    period = plan_period(START, plan, PILOT, from_month)
    assert (period.start, period.length) == (Month.read(first), length)


@pytest.mark.rule("N-6")
@pytest.mark.parametrize(
    ("start", "plan", "from_month", "path"),
    [
        (START, 1, 1, "/from_month"),
        (START, 1, 4, "/from_month"),
        (START, 2, 6, "/from_month"),
        (START, 2, 8, "/from_month"),
        (START, 0, None, "/plan"),
        (START, 3, None, "/plan"),
        (date(2018, 9, 15), 1, None, "/start"),
    ],
)
def test_plans_of_other_months_do_not_exist(start: date, plan: int, from_month: int | None, path: str) -> None:
    with pytest.raises(BadValue) as caught:
        plan_period(start, plan, PILOT, from_month)
    assert caught.value.path == path


@pytest.mark.rule("S-12")
@pytest.mark.parametrize(("start", "last"), [(START, date(2019, 8, 31)), (date(2020, 2, 29), date(2021, 2, 27))])
def test_the_contract_with_the_parent_runs_one_year(start: date, last: date) -> None:
    assert last_day_of_contract(start, PILOT) == last


@pytest.mark.rule("N-10", "I-18")
def test_violence_is_reported_by_the_next_working_day() -> None:
    assert violence_reported_by(date(2018, 10, 4), Weekdays(), PILOT) == date(2018, 10, 5)
    assert violence_reported_by(date(2018, 10, 5), Weekdays(), PILOT) == date(2018, 10, 8)


@pytest.mark.rule("N-11")
@pytest.mark.parametrize(
    ("signed", "by_email", "lacking"),
    [
        (("Anna", "Bruno", "Cilda"), (), ()),
        (("Anna",), ("Bruno", "Cilda"), ()),
        (("Anna", "Bruno"), ("Cilda",), ()),
        (("Bruno", "Cilda"), ("Anna",), ("Anna",)),
        (("Anna",), ("Bruno",), ("Cilda",)),
        ((), (), ("Anna", "Bruno", "Cilda")),
    ],
)
def test_minutes_need_every_member_and_the_social_workers_signature(
    signed: tuple[str, ...], by_email: tuple[str, ...], lacking: tuple[str, ...]
) -> None:
    decision = decide_minutes(("Anna", "Bruno", "Cilda"), "Anna", signed, by_email, PILOT)
    assert (decision.outcome.agreed, decision.outcome.lacking) == (not lacking, lacking)
    assert decision.reasons[0].code == ("minutes_not_agreed" if lacking else "minutes_agreed")


@pytest.mark.rule("N-11")
def test_a_team_without_its_social_worker_has_no_minutes() -> None:
    with pytest.raises(BadValue):
        decide_minutes(("Bruno",), "Anna", (), (), PILOT)


@pytest.mark.rule("R-11", "T-9", "T-10", "T-11")
@pytest.mark.parametrize("code", CHECKLISTS)
def test_every_checklist_is_complete_only_with_all_its_items(code: str) -> None:
    checklist = CHECKLISTS[code]
    assert checklist.rule in RULES
    codes = [item.code for item in checklist.items]
    assert len(codes) == len(set(codes))
    assert missing_items(checklist, codes) == ()
    assert missing_items(checklist, ()) == checklist.items
    with pytest.raises(BadValue):
        missing_items(checklist, ["nothing"])


@pytest.mark.rule("R-11")
@pytest.mark.parametrize("paper", ["acceptance_act", "registration_sheet"])
def test_a_provider_hands_in_an_act_or_a_registration_sheet(paper: str) -> None:
    assert missing_items(CHECKLISTS["provider_papers"], ["invoice", paper]) == ()


@pytest.mark.rule("T-9", "T-10")
def test_the_papers_of_a_car_and_a_route_sheet_have_the_items_of_the_source() -> None:
    items = {code: [item.code for item in checklist.items] for code, checklist in CHECKLISTS.items()}
    assert items["loan_agreement"] == [
        *["make", "registration_number", "fuel", "consumption", "purposes", "period", "drivers"]
    ]
    assert items["route_sheet"] == ["make", "registration_number", "person", "consumption"]
    assert items["route_sheet_trip"] == ["date", "purpose", "route", "kilometres", "fuel_used", "fuel_brand"]
