"""Which services may not meet, and all else that a plan is checked for: every rule, every reading, every boundary."""

from __future__ import annotations

from datetime import date, time
from itertools import combinations, product
from typing import Any

import attrs
import pytest

from ibmodel.case.applications import INDEFINITE
from ibmodel.case.plan_check import (
    BudgetBase,
    CheckedLine,
    CheckedPlan,
    DatedChild,
    PlanChild,
    PlanPeriod,
    PriceFacts,
    Slot,
    SurveyRange,
)
from ibmodel.catalogue import SERVICES
from ibmodel.errors import BadType, BadValue, Inconsistent
from ibmodel.explain import sentence
from ibmodel.money import Money, Rate
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.combinations import Finding, PlanCheck, Status, check_plan, checked_plan, overlaps
from ibmodel.vocabulary import Impairment, SupportArea, Unit

PILOT = edition("children-pilot-2018")
SAME_PERIOD = PILOT.reform("same period", readings={"I-14": "same_period"})
ANY_GROUP = PILOT.reform("any group", readings={"I-26": "any_group"})
STRICT_DISABILITY = PILOT.reform("strict", readings={"I-23": "strict"})
CHILD = PlanChild(Impairment.MOVEMENT, disability_determined=True)
DAY = date(2018, 10, 1)

VIOLATED, UNDECIDED, SATISFIED = "violated", "undecided", "satisfied"


def line(service: str, *slots: str, units: tuple[int, ...] = (4, 4), **given: Any) -> CheckedLine:
    """A line; a slot is written ``"1 09:30-11:00"``."""
    if slots:
        given["slots"] = tuple(map(slot, slots))
    return CheckedLine(**{"service": service, "unit_price": Rate.euro("10.00"), "units": units, **given})


def slot(text: str) -> Slot:
    weekday, hours = text.split(" ")
    start, end = hours.split("-")
    return Slot(int(weekday), time.fromisoformat(start), time.fromisoformat(end))


def plan(*lines: CheckedLine, **given: Any) -> CheckedPlan:
    months = len(lines[0].units) if lines else 2
    return CheckedPlan(**{"child": CHILD, "contract": True, "period": PlanPeriod(DAY, months), "lines": lines, **given})


def check(*lines: CheckedLine, under: Parameters = PILOT, **given: Any) -> PlanCheck:
    asked = plan(*lines, **given)
    decision = check_plan(asked, under)
    assert decision.outcome == checked_plan(asked, under)
    return decision.outcome


def of(rule: str, outcome: PlanCheck) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.rule == rule]


def statuses(rule: str, outcome: PlanCheck) -> list[str]:
    return [finding.status.value for finding in of(rule, outcome)]


def only(rule: str, outcome: PlanCheck) -> Finding:
    (finding,) = of(rule, outcome)
    return finding


def cure(finding: Finding) -> str:
    return " ".join(sentence(step) for step in finding.cure)


# ---------------------------------------------------------------------------------------------------- C-1


@pytest.mark.rule("C-1")
@pytest.mark.parametrize("service", ["respite_institution", "respite_home"])
def test_respite_never_conflicts_with_anything(service: str) -> None:
    all_day = ("1 00:00-23:59", "2 00:00-23:59")
    outcome = check(line(service, *all_day), *(line(other, *all_day) for other in ("nanny", "physiotherapist")))
    assert [(found.services, found.status) for found in of("C-1", outcome)] == [((service,), Status.SATISFIED)]
    assert not of("C-2", outcome) + of("C-3", outcome)


@pytest.mark.rule("C-1")
def test_plan_without_respite_says_nothing_of_it() -> None:
    assert of("C-1", check(line("nanny"))) == []


# ----------------------------------------------------------------------------------------------- C-2, C-3

PAIRS = [
    ("C-2", "home_care", "nanny"),
    ("C-2", "home_care", "assistant"),
    ("C-3", "assistant", "escort"),
    ("C-3", "assistant", "nanny"),
]
EVERY_PAIR = pytest.mark.parametrize(("rule", "one", "other"), PAIRS)


@pytest.mark.rule("C-2", "C-3", "I-14")
def test_of_all_pairs_of_services_only_four_may_not_meet() -> None:
    meeting = {frozenset(pair): rule for rule, *pair in PAIRS}
    for one, other in combinations(SERVICES, 2):
        outcome = check(line(one, "1 09:00-10:00"), line(other, "1 09:30-10:30"))
        found = [finding for finding in outcome.findings if finding.rule in ("C-2", "C-3")]
        expected = meeting.get(frozenset((one, other)))
        assert [finding.rule for finding in found] == ([expected] if expected else [])
        assert all(finding.status is Status.VIOLATED for finding in found)


@pytest.mark.rule("C-2", "C-3", "I-14")
@EVERY_PAIR
@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("1 09:00-10:00", "1 10:00-11:00", SATISFIED),
        ("1 09:00-10:01", "1 10:00-11:00", VIOLATED),
        ("1 09:00-10:00", "1 09:59-11:00", VIOLATED),
        ("1 09:00-12:00", "1 10:00-11:00", VIOLATED),
        ("1 09:00-10:00", "1 09:00-10:00", VIOLATED),
        ("1 09:00-10:00", "2 09:00-10:00", SATISFIED),
        ("1 22:00-02:00", "2 02:00-03:00", SATISFIED),
        ("1 22:00-02:00", "2 01:59-03:00", VIOLATED),
        ("1 22:00-00:00", "2 00:00-03:00", SATISFIED),
        ("7 22:00-02:00", "1 02:00-03:00", SATISFIED),
        ("7 22:00-02:00", "1 01:59-03:00", VIOLATED),
        ("7 22:00-02:00", "1 00:00-00:01", VIOLATED),
        ("7 22:00-02:00", "7 01:00-03:00", SATISFIED),
        ("7 23:00-01:00", "7 22:00-23:01", VIOLATED),
        ("7 23:00-01:00", "7 23:30-00:30", VIOLATED),
    ],
)
def test_hours_overlap_exactly_to_the_minute(  # noqa: PLR0913, PLR0917
    rule: str, one: str, other: str, first: str, second: str, status: str
) -> None:
    for left, right in ((first, second), (second, first)):
        outcome = check(line(one, left), line(other, right))
        finding = only(rule, outcome)
        assert (finding.status.value, finding.services) == (status, (one, other))
        assert only(rule, check(line(other, right), line(one, left))).services == (other, one)
        assert outcome.ok is (status != VIOLATED)


@pytest.mark.rule("C-2", "C-3", "I-14")
@EVERY_PAIR
@pytest.mark.parametrize("slots", [((), ()), (("1 09:00-10:00",), ()), ((), ("1 09:00-10:00",))])
def test_hours_that_are_missing_leave_it_open(rule: str, one: str, other: str, slots: Any) -> None:
    for empty in ({}, {"slots": ()}):
        lines = [
            line(service, *given) if given else line(service, **empty)
            for service, given in zip((one, other), slots, strict=True)
        ]
        outcome = check(*lines)
        assert only(rule, outcome).status is Status.UNDECIDED
        assert outcome.ok


@pytest.mark.rule("C-2", "C-3", "I-14")
@EVERY_PAIR
@pytest.mark.parametrize(
    ("units", "other_units", "meets"),
    [((1, 0), (0, 1), False), ((1, 0), (1, 1), True), ((0, 0), (1, 1), False), ((0, 1), (0, 1), True)],
)
def test_only_months_with_units_of_both_count(  # noqa: PLR0913, PLR0917
    rule: str, one: str, other: str, units: tuple[int, ...], other_units: tuple[int, ...], meets: bool
) -> None:
    hours = "1 09:00-10:00"
    outcome = check(line(one, hours, units=units), line(other, hours, units=other_units))
    assert statuses(rule, outcome) == [VIOLATED if meets else SATISFIED]
    without = check(line(one, units=units), line(other, units=other_units))
    assert statuses(rule, without) == [UNDECIDED if meets else SATISFIED]
    period = check(line(one, units=units), line(other, units=other_units), under=SAME_PERIOD)
    assert statuses(rule, period) == [VIOLATED if meets else SATISFIED]


@pytest.mark.rule("C-2", "C-3", "I-14")
@EVERY_PAIR
def test_under_the_other_reading_hours_do_not_matter(rule: str, one: str, other: str) -> None:
    outcome = check(line(one, "1 09:00-10:00"), line(other, "2 09:00-10:00"), under=SAME_PERIOD)
    finding = only(rule, outcome)
    assert finding.status is Status.VIOLATED
    assert "October 2018, November 2018" in cure(finding)


@pytest.mark.rule("C-2", "C-3", "I-14")
def test_lines_of_the_same_pair_make_one_finding_and_the_worst_of_them_counts() -> None:
    apart, close, open_hours = line("nanny", "2 09:00-10:00"), line("nanny", "1 09:00-10:00"), line("nanny")
    care = line("home_care", "1 09:30-10:30")
    assert statuses("C-2", check(apart, care)) == [SATISFIED]
    assert statuses("C-2", check(apart, care, open_hours)) == [UNDECIDED]
    assert statuses("C-2", check(apart, open_hours, care, close)) == [VIOLATED]


@pytest.mark.rule("C-2")
def test_cure_names_the_services_and_every_slot_that_they_share() -> None:
    outcome = check(
        line("nanny", "3 09:00-10:00", "7 22:00-02:00"),
        line("home_care", "1 01:00-03:00", "3 09:30-11:00"),
        line("nanny", "1 02:00-02:30"),
    )
    assert cure(only("C-2", outcome)) == (
        "Move or remove the hours of nanny or of home care that they share: "
        "Monday 01:00–02:00, Wednesday 09:30–10:00. "
        "Move or remove the hours of nanny or of home care that they share: Monday 02:00–02:30."
    )


@pytest.mark.rule("C-2", "C-3")
def test_findings_stand_by_rule_then_by_the_first_line() -> None:
    lines = [line(service) for service in ("escort", "nanny", "assistant", "home_care")]
    found = [(finding.rule, finding.services) for finding in check(*lines).findings if finding.rule < "C-4"]
    assert found == [
        ("C-2", ("nanny", "home_care")),
        ("C-2", ("assistant", "home_care")),
        ("C-3", ("escort", "assistant")),
        ("C-3", ("nanny", "assistant")),
    ]


@pytest.mark.rule("C-2", "C-3", "I-14")
def test_overlap_of_any_two_slots_is_what_counting_minutes_gives() -> None:
    def minutes(given: Slot) -> set[int]:
        start = (given.weekday - 1) * 1440 + given.start.hour * 60 + given.start.minute
        end = (given.weekday - 1) * 1440 + given.end.hour * 60 + given.end.minute
        return {minute % 10080 for minute in range(start, end + 1440 * (given.end < given.start))}

    times = ("00:00", "00:01", "12:00", "23:59")
    slots = [
        slot(f"{day} {start}-{end}") for day in (1, 2, 7) for start, end in product(times, repeat=2) if start != end
    ]
    for one, other in product(slots, repeat=2):
        shared = overlaps((one,), (other,))
        assert sum(end - start for start, end in shared) == len(minutes(one) & minutes(other))
        assert shared == overlaps((other,), (one,))


# ---------------------------------------------------------------------------------------------------- C-4


@pytest.mark.rule("C-4", "I-19")
@pytest.mark.parametrize(
    ("centre", "workshop", "status"),
    [(2, 2, SATISFIED), (3, 2, SATISFIED), (3, 3, VIOLATED), (0, 5, SATISFIED), (6, 0, VIOLATED), (None, 6, UNDECIDED)],
)
def test_day_care_and_workshop_take_five_days_a_week_at_most(
    centre: int | None, workshop: int | None, status: str
) -> None:
    outcome = check(line("specialised_workshop", weekly_days=workshop), line("day_care_centre", weekly_days=centre))
    finding = only("C-4", outcome)
    assert (finding.status.value, finding.services) == (status, ("specialised_workshop", "day_care_centre"))


@pytest.mark.rule("C-4")
def test_either_of_the_two_alone_is_not_limited() -> None:
    assert of("C-4", check(line("day_care_centre", weekly_days=7))) == []
    assert of("C-4", check(line("specialised_workshop", weekly_days=7))) == []


@pytest.mark.rule("C-4")
def test_days_of_all_lines_add_up() -> None:
    lines = [line("day_care_centre", weekly_days=2), line("day_care_centre", weekly_days=2)]
    assert statuses("C-4", check(*lines, line("specialised_workshop", weekly_days=1))) == [SATISFIED]
    finding = only("C-4", check(*lines, line("specialised_workshop", weekly_days=3)))
    assert "Take 2 days a week out" in cure(finding).replace("\u00a0", " ")
    assert statuses("C-4", check(*lines, line("specialised_workshop"))) == [UNDECIDED]


@pytest.mark.rule("C-4")
def test_reform_moves_the_days_of_a_week() -> None:
    reform = PILOT.reform("four days", {"combinations.weekly_days": 4})
    lines = line("day_care_centre", weekly_days=3), line("specialised_workshop", weekly_days=2)
    assert statuses("C-4", check(*lines, under=reform)) == [VIOLATED]


# ---------------------------------------------------------------------------------------------------- C-5


def centre(*specialists: str, **given: Any) -> CheckedLine:
    return line("day_care_centre", specialists=specialists, **given)


@pytest.mark.rule("C-5", "I-26")
def test_sessions_of_a_specialist_of_the_centre_may_not_be_received_elsewhere() -> None:
    outcome = check(centre("physiotherapist"), line("physiotherapist"), line("speech_therapist"))
    assert [(found.services, found.status.value) for found in of("C-5", outcome)] == [
        (("day_care_centre", "physiotherapist"), VIOLATED),
        (("day_care_centre", "speech_therapist"), SATISFIED),
    ]
    assert "physiotherapist's session" in cure(of("C-5", outcome)[0])


@pytest.mark.rule("C-5")
def test_specialist_that_a_line_names_goes_before_its_code() -> None:
    anna = line("physiotherapist", specialist="Anna")
    assert statuses("C-5", check(centre("physiotherapist"), anna)) == [SATISFIED]
    assert statuses("C-5", check(centre("Anna"), anna)) == [VIOLATED]


@pytest.mark.rule("C-5")
@pytest.mark.parametrize(
    ("of_centre", "of_sessions", "status"),
    [("A", "A", SATISFIED), ("A", "B", VIOLATED), (None, "A", VIOLATED), ("A", None, VIOLATED), (None, None, VIOLATED)],
)
def test_sessions_of_the_same_provider_are_not_elsewhere(
    of_centre: str | None, of_sessions: str | None, status: str
) -> None:
    sessions = line("physiotherapist", provider=of_sessions)
    assert statuses("C-5", check(centre("physiotherapist", provider=of_centre), sessions)) == [status]


@pytest.mark.rule("C-5")
def test_centre_whose_specialists_are_not_known_leaves_every_session_line_open() -> None:
    lines = [line("physiotherapist"), line("nanny"), line("music_therapy"), line("nutritionist", provider="A")]
    outcome = check(line("day_care_centre", provider="A"), *lines)
    assert statuses("C-5", outcome) == [UNDECIDED, UNDECIDED, SATISFIED]
    assert statuses("C-5", check(centre(), *lines)) == [SATISFIED] * 3


@pytest.mark.rule("C-5")
def test_session_lines_are_those_of_area_3_in_sessions_or_consultations() -> None:
    for code, listed in SERVICES.items():
        expected = (
            listed.area is SupportArea.FUNCTIONING
            and listed.unit in (Unit.SESSION, Unit.CONSULTATION)
            and code != "day_care_centre"
        )
        assert len(of("C-5", check(centre(), line(code)))) == expected


@pytest.mark.rule("C-5")
@pytest.mark.parametrize("given", [{"specialist": "Anna"}, {"kind": "individual"}, {"kind": "group"}])
@pytest.mark.parametrize("service", ["x-swimming", "psychologist_parent", "nanny"])
def test_line_that_names_a_specialist_or_a_kind_is_of_sessions_too(service: str, given: dict[str, Any]) -> None:
    assert statuses("C-5", check(line(service, **given), centre("Anna", service))) == [VIOLATED]
    assert of("C-5", check(line(service), centre("Anna", service))) == []


@pytest.mark.rule("C-5")
def test_without_a_centre_there_is_no_elsewhere_and_a_centre_is_not_its_own() -> None:
    assert of("C-5", check(line("physiotherapist"))) == []
    assert of("C-5", check(centre("day_care_centre"), centre("day_care_centre", kind="group"))) == []


@pytest.mark.rule("C-5")
def test_every_centre_counts_and_the_worst_decides() -> None:
    sessions = line("physiotherapist")
    assert statuses("C-5", check(centre(), line("day_care_centre"), sessions)) == [UNDECIDED]
    assert statuses("C-5", check(centre(), line("day_care_centre"), centre("physiotherapist"), sessions)) == [VIOLATED]


GROUPS = [line("x-swimming", kind="group"), line("group_session_child"), line("group_session_parents")]


@pytest.mark.rule("C-5", "I-26")
@pytest.mark.parametrize("sessions", GROUPS)
@pytest.mark.parametrize(("kind", "status"), [("group", VIOLATED), ("individual", SATISFIED), (None, UNDECIDED)])
def test_under_any_group_a_centre_with_groups_rules_out_every_group(
    sessions: CheckedLine, kind: str | None, status: str
) -> None:
    assert statuses("C-5", check(centre("Anna", kind=kind), sessions, under=ANY_GROUP)) == [status]
    unknown = check(line("day_care_centre", kind=kind), sessions, under=ANY_GROUP)
    assert statuses("C-5", unknown) == [VIOLATED if kind == "group" else UNDECIDED]
    default = check(centre("Anna", kind=kind), sessions)
    assert statuses("C-5", default) == ([] if sessions.service == "group_session_parents" else [SATISFIED])


@pytest.mark.rule("C-5", "I-26")
def test_under_any_group_individual_sessions_stay_as_they_are() -> None:
    outcome = check(centre("Anna", kind="group"), line("physiotherapist"), line("nanny"), under=ANY_GROUP)
    assert statuses("C-5", outcome) == [SATISFIED]
    same = check(centre("Anna", kind="group"), line("physiotherapist", specialist="Anna"), under=ANY_GROUP)
    assert only("C-5", same).code == "sessions_elsewhere_too"


# ---------------------------------------------------------------------------------------------------- C-6


def euro(text: str) -> Money:
    return Money.euro(text)


@pytest.mark.rule("C-6", "I-15", "I-27")
@pytest.mark.parametrize(
    ("base", "status"),
    [("800.00", SATISFIED), ("800.01", SATISFIED), ("799.99", VIOLATED), ("0.00", VIOLATED)],
)
def test_transport_takes_exactly_its_part_and_not_a_cent_more(base: str, status: str) -> None:
    outcome = check(line("transport_child"), budget=BudgetBase(total=euro(base)))  # 8 trips of 10.00
    assert only("C-6", outcome).status.value == status


@pytest.mark.rule("C-6")
def test_ceiling_is_compared_exactly_and_the_cure_says_how_much_to_take_out() -> None:
    outcome = check(line("transport_child"), line("specialised_transport"), budget=BudgetBase(total=euro("799.99")))
    finding = only("C-6", outcome)
    assert finding.services == ("transport_child", "specialised_transport")
    assert cure(finding).startswith("Plan €80.01 less of transport, so that it costs at most €79.99")


@pytest.mark.rule("C-6")
def test_amount_of_a_line_is_rounded_once() -> None:
    lines = [line("transport_child", units=(1,), unit_price=Rate.euro("0.335")) for _ in range(2)]
    assert statuses("C-6", check(*lines, budget=BudgetBase(total=euro("6.80")))) == [SATISFIED]
    assert statuses("C-6", check(*lines, budget=BudgetBase(total=euro("6.79")))) == [VIOLATED]


@pytest.mark.rule("C-6", "I-15")
@pytest.mark.parametrize("reading", ["total", "final", "needed", "provisional"])
def test_base_is_the_amount_of_the_reading_and_no_other(reading: str) -> None:
    under = PILOT.reform("base", readings={"I-15": reading})
    others = {name: euro("1.00") for name in ("total", "final", "needed", "provisional") if name != reading}
    enough = BudgetBase(**others, **{reading: euro("800.00")})
    assert statuses("C-6", check(line("transport_child"), budget=enough, under=under)) == [SATISFIED]
    assert statuses("C-6", check(line("transport_child"), budget=BudgetBase(**others), under=under)) == [UNDECIDED]
    assert statuses("C-6", check(line("transport_child"), under=under)) == [UNDECIDED]


@pytest.mark.rule("C-6")
@pytest.mark.parametrize("budget", [None, BudgetBase(total=euro("1.00"))])
def test_recorded_reason_allows_more_and_blank_text_is_none(budget: BudgetBase | None) -> None:
    far = check(line("transport_child"), budget=budget, transport_override="lives far away")
    assert only("C-6", far).code == "transport_override_recorded"
    for blank in ("", "  "):
        blank_one = check(line("transport_child"), budget=budget, transport_override=blank)
        assert statuses("C-6", blank_one) == [VIOLATED if budget else UNDECIDED]
    enough = check(line("transport_child"), budget=BudgetBase(total=euro("800.00")), transport_override="far")
    assert only("C-6", enough).code == "transport_within_share"


@pytest.mark.rule("C-6", "I-27")
def test_whose_transport_counts_is_a_reading() -> None:
    child_only = PILOT.reform("child", readings={"I-27": "child_only"})
    lines = line("transport_parent"), line("transport_child"), line("nanny")
    budget = BudgetBase(total=euro("800.00"))
    both = only("C-6", check(*lines, budget=budget))
    assert (both.services, both.status.value) == (("transport_parent", "transport_child"), VIOLATED)
    child = only("C-6", check(*lines, budget=budget, under=child_only))
    assert (child.services, child.status.value) == (("transport_child",), SATISFIED)
    assert of("C-6", check(line("transport_parent"), budget=budget, under=child_only)) == []
    assert of("C-6", check(line("x-bus"), budget=budget)) == []


# ---------------------------------------------------------------------------------------------------- L-4


@pytest.mark.rule("L-4", "I-23")
def test_every_service_needs_disability_contract_and_the_team() -> None:
    for facts in product((True, False, None), repeat=3):
        determined, contract, named = facts
        child = PlanChild(Impairment.MOVEMENT, disability_determined=determined)
        expected = VIOLATED if False in facts else UNDECIDED if None in facts else SATISFIED
        outcome = check(line("nanny", named_by_team=named), child=child, contract=contract)
        assert statuses("L-4", outcome) == [expected]
        strict = check(line("nanny", named_by_team=named), child=child, contract=contract, under=STRICT_DISABILITY)
        assert statuses("L-4", strict) == [expected]


@pytest.mark.rule("L-4")
def test_cure_names_every_condition_that_fails() -> None:
    outcome = check(line("nanny", named_by_team=False), contract=False)
    assert cure(only("L-4", outcome)) == (
        "nanny may stay in the plan once this is so: there is a contract on the individual budget, "
        "the evaluation team named the service in the plan."
    )


@pytest.mark.rule("L-4")
def test_each_service_has_one_finding_and_its_worst_line_counts() -> None:
    lines = [line("nanny", named_by_team=True), line("escort", named_by_team=True), line("nanny")]
    outcome = check(*lines)
    assert [(found.services, found.status.value) for found in of("L-4", outcome)] == [
        (("nanny",), UNDECIDED),
        (("escort",), SATISFIED),
    ]


@pytest.mark.rule("L-4", "I-23", "E-4")
@pytest.mark.parametrize(
    ("until", "units", "strict"),
    [
        (INDEFINITE, (4, 4), SATISFIED),
        (date(2018, 11, 30), (4, 4), SATISFIED),
        (date(2018, 11, 29), (4, 4), UNDECIDED),
        (date(2018, 11, 1), (4, 4), UNDECIDED),
        (date(2018, 10, 31), (4, 4), VIOLATED),
        (date(2018, 10, 31), (4, 0), SATISFIED),
        (date(2018, 9, 30), (4, 0), VIOLATED),
        (date(2018, 9, 30), (0, 0), SATISFIED),
        (None, (4, 4), UNDECIDED),
    ],
)
def test_disability_that_ends_takes_services_away_only_under_the_strict_reading(
    until: Any, units: tuple[int, ...], strict: str
) -> None:
    child = DatedChild(Impairment.MOVEMENT, disability_determined=True, disability_until=until)
    lines = line("nanny", units=units, named_by_team=True)
    assert statuses("L-4", check(lines, child=child)) == [SATISFIED]
    assert statuses("L-4", check(lines, child=child, under=STRICT_DISABILITY)) == [strict]


# ---------------------------------------------------------------------------------------------------- L-5

TIED = {code: listed.impairment for code, listed in SERVICES.items() if listed.impairment is not None}


@pytest.mark.rule("L-5", "I-13")
def test_tied_services_go_to_children_of_that_type_only() -> None:
    assert set(TIED.values()) == set(Impairment) - {Impairment.MULTIPLE}
    for (service, tied), impairment in product(TIED.items(), set(Impairment) - {Impairment.MULTIPLE}):
        outcome = check(line(service), child=PlanChild(impairment, tuple(TIED.values())[:1]))
        assert statuses("L-5", outcome) == [SATISFIED if impairment is tied else VIOLATED]


@pytest.mark.rule("L-5", "I-13")
@pytest.mark.parametrize("reading", ["by_components", "strict"])
@pytest.mark.parametrize("components", [None, (), (Impairment.MENTAL,), (Impairment.VISION, Impairment.HEARING)])
@pytest.mark.parametrize("service", ["early_intervention", "vision_skills_day"])
def test_multiple_impairments_count_by_their_components_or_not_at_all(
    reading: str, components: tuple[Impairment, ...] | None, service: str
) -> None:
    under = PILOT.reform("multiple", readings={"I-13": reading})
    outcome = check(line(service), child=PlanChild(Impairment.MULTIPLE, components), under=under)
    if reading == "strict":
        expected = VIOLATED
    elif components is None:
        expected = UNDECIDED
    else:
        expected = SATISFIED if TIED[service] in components else VIOLATED
    assert statuses("L-5", outcome) == [expected]


@pytest.mark.rule("L-5")
def test_services_that_are_tied_to_nothing_are_not_asked() -> None:
    assert of("L-5", check(*(line(service) for service in ("nanny", "x-swimming", "physiotherapist")))) == []


# ---------------------------------------------------------------------------------------------------- L-6


@pytest.mark.rule("L-6")
@pytest.mark.parametrize(
    ("grounds", "status"),
    [
        (None, UNDECIDED),
        ((), UNDECIDED),
        (("lack_of_skills",), SATISFIED),
        (("parent_mental_impairment",), SATISFIED),
        (("parent_impairment", "lack_of_skills"), SATISFIED),
    ],
)
def test_family_assistant_needs_one_of_its_grounds(grounds: Any, status: str) -> None:
    assert statuses("L-6", check(line("family_assistant", family_grounds=grounds))) == [status]
    assert of("L-6", check(line("nanny", family_grounds=grounds))) == []


@pytest.mark.rule("L-6")
def test_every_line_of_the_family_assistant_needs_grounds() -> None:
    lines = line("family_assistant", family_grounds=("lack_of_skills",)), line("family_assistant")
    assert statuses("L-6", check(*lines)) == [UNDECIDED]


# --------------------------------------------------------------------------------------------- U-6 to U-8


def priced(service: str, price: str = "10.00", **known: str) -> CheckedLine:
    part = known.pop("transport_part", None)
    facts = PriceFacts(
        on=DAY,
        transport_part=None if part is None else Money.euro(part),
        **{name: Rate.euro(text) for name, text in known.items()},
    )
    return line(service, unit_price=Rate.euro(price), price=facts)


def by_rule(outcome: PlanCheck) -> dict[str, str]:
    return {finding.rule: finding.status.value for finding in outcome.findings if finding.rule.startswith("U-")}


@pytest.mark.rule("U-6", "U-7", "U-8")
@pytest.mark.parametrize(
    ("service", "rules"),
    [
        ("nanny", ["U-6"]),
        ("x-swimming", ["U-6"]),
        ("vision_skills_day", ["U-6", "U-7"]),
        ("escort", ["U-6", "U-8"]),
        ("group_session_child", ["U-6", "U-8"]),
    ],
)
def test_line_of_whose_price_nothing_is_known_is_left_open(service: str, rules: list[str]) -> None:
    assert by_rule(check(line(service))) == dict.fromkeys(rules, UNDECIDED)
    assert by_rule(check(priced(service))) == dict.fromkeys(rules, UNDECIDED)


@pytest.mark.rule("U-6", "U-7", "U-8")
@pytest.mark.parametrize(("price", "status"), [("9.99", SATISFIED), ("10.00", SATISFIED), ("10.01", VIOLATED)])
def test_each_cap_that_is_known_is_judged_by_its_own_rule(price: str, status: str) -> None:
    for service in ("nanny", "x-swimming", "escort"):
        known = {"provider_market_price": "10.00", "contract_price": "10.00", "regulated": "10.00"}
        outcome = check(priced(service, price, **known))
        assert by_rule(outcome) == dict.fromkeys(("U-6", "U-7", "U-8"), status)
        assert outcome.ok is (status == SATISFIED)


@pytest.mark.rule("U-8", "U-4")
def test_group_session_is_judged_by_its_ceiling_on_the_days_it_is_in_force() -> None:
    assert by_rule(check(priced("group_session_child", "20.00", transport_part="5.93")))["U-8"] == SATISFIED
    assert by_rule(check(priced("group_session_child", "20.01", transport_part="5.93")))["U-8"] == VIOLATED
    later = line("group_session_child", unit_price=Rate.euro("99.00"), price=PriceFacts(on=date(2019, 9, 1)))
    finding = only("U-8", check(later))
    assert (finding.code, finding.status.value) == ("no_maximum_that_day", SATISFIED)


@pytest.mark.rule("U-6")
def test_cures_name_the_price_to_agree_on_for_every_line() -> None:
    outcome = check(
        priced("nanny", "10.00", provider_market_price="9.50"),
        priced("nanny", "10.00", provider_market_price="10.00"),
        priced("nanny", "11.00", provider_market_price="10.50"),
        priced("nanny", "10.00", provider_market_price="9.50"),
    )
    text = cure(only("U-6", outcome))
    assert text.count("at most €9.50") == text.count("at most €10.50") == 1
    assert text.count("Agree on") == 2


@pytest.mark.rule("U-6", "U-7", "U-8")
def test_findings_on_prices_stand_by_rule_then_by_line() -> None:
    lines = [line("escort"), line("vision_skills_day"), line("group_session_child")]
    found = [(finding.rule, finding.services[0]) for finding in check(*lines).findings if finding.rule > "U"]
    assert found == [
        *(("U-6", service) for service in ("escort", "vision_skills_day", "group_session_child")),
        ("U-7", "vision_skills_day"),
        ("U-8", "escort"),
        ("U-8", "group_session_child"),
    ]


# ---------------------------------------------------------------------------------------------- the whole


@pytest.mark.rule("C-1")
def test_plan_without_lines_is_all_right() -> None:
    assert check() == PlanCheck((), ok=True)


@pytest.mark.rule("C-2", "I-13", "I-14", "I-15", "I-23", "I-26", "I-27")
def test_decision_names_its_readings_and_gives_a_reason_for_each_finding() -> None:
    decision = check_plan(plan(line("nanny", "1 09:00-10:00"), line("home_care", "1 09:00-10:00")), SAME_PERIOD)
    assert [key for key, _ in decision.readings] == ["I-13", "I-14", "I-15", "I-23", "I-26", "I-27"]
    assert dict(decision.readings)["I-14"] == "same_period"
    found = [(finding.rule, finding.code) for finding in decision.outcome.findings]
    assert [(reason.rule, reason.code) for reason in decision.reasons] == found


BAD = [
    (lambda: plan(line("nanny"), line("escort", units=(4,))), Inconsistent, "/lines/1/units"),
    (lambda: plan(line("nanny"), period=PlanPeriod(DAY, 3)), Inconsistent, "/lines/0/units"),
    (lambda: plan(line("nanny", "1 09:00-10:00", "1 09:00-09:00")), BadValue, "/lines/0/slots/1/to"),
    (lambda: plan(priced("group_session_child", transport_part="25.94")), BadValue, "/lines/0/price/transport_part"),
    (
        lambda: plan(line("nanny", price=PriceFacts(on=DAY, survey=SurveyRange(Rate(2), Rate(1))))),
        Inconsistent,
        "/lines/0/price/survey",
    ),
    (lambda: plan(period=PlanPeriod(date(9999, 12, 1), 2)), BadValue, "/period/months"),
]


@pytest.mark.parametrize(("make", "error", "path"), BAD)
def test_plan_that_contradicts_itself_is_refused_at_the_place(make: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as refused:
        check_plan(make(), PILOT)
    assert refused.value.path == path  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("make", "error", "path"),
    [
        (lambda: Slot(0, time(9), time(10)), BadValue, "/weekday"),
        (lambda: Slot(8, time(9), time(10)), BadValue, "/weekday"),
        (lambda: Slot(1, "09:00", time(10)), BadType, "/start"),
        (lambda: Slot(1, time(9), time(10, 0, 1)), BadValue, "/end"),
        (lambda: PlanPeriod(DAY, 0), BadValue, "/months"),
        (lambda: PlanPeriod(DAY, 121), BadValue, "/months"),
        (lambda: PlanPeriod(DAY, True), BadType, "/months"),
        (lambda: PlanChild("mental"), BadType, "/impairment"),
        (lambda: PlanChild(Impairment.MULTIPLE, ("mental",)), BadType, "/components/0"),
        (lambda: PlanChild(Impairment.MULTIPLE, (Impairment.MULTIPLE,)), BadValue, "/components/0"),
        (lambda: DatedChild(Impairment.MENTAL, disability_until="2019-01-01"), BadType, "/disability_until"),
        (lambda: line("nanny", kind="both"), BadValue, "/kind"),
        (lambda: line("nanny", kind=1), BadType, "/kind"),
        (lambda: line("nanny", family_grounds=("lack_of_skills", "other")), BadValue, "/family_grounds/1"),
        (lambda: line("nanny", weekly_days=-1), BadValue, "/weekly_days"),
        (lambda: line("nanny", weekly_days=True), BadType, "/weekly_days"),
        (lambda: line("nanny", slots=[None]), BadType, "/slots/0"),
        (lambda: line("nanny", specialists="all"), BadType, "/specialists"),
        (lambda: plan(child=CHILD.impairment), BadType, "/child"),
        (lambda: CheckedPlan(child=CHILD, period=PlanPeriod(DAY, 2), lines=[None]), BadType, "/lines/0"),
    ],
)
def test_values_of_the_wrong_kind_are_refused_at_construction(make: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as refused:
        make()
    assert refused.value.path == path  # type: ignore[attr-defined]


def test_plan_is_a_frozen_value() -> None:
    one = plan(line("nanny"))
    assert one == plan(line("nanny"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.contract = False  # type: ignore[misc]
