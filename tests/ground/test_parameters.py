"""The editions hold the published figures; a reform is a checked copy and never touches its baseline."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta

import attrs
import pytest

from ibmodel.errors import (
    BadType,
    BadValue,
    Duplicate,
    Inconsistent,
    ModelError,
    UnknownParameter,
    UnknownPolicy,
    UnknownReading,
)
from ibmodel.interpretations import default_readings
from ibmodel.money import Money, Share
from ibmodel.parameters import EDITIONS, Figure, Parameters, edition, in_force
from ibmodel.parameters.schema import OFFICIAL_NAMES
from ibmodel.sources import RULES

CHILDREN = edition("children-pilot-2018")
GENERAL = edition("children-general")
ADULTS = edition("adults-pilot-2019")


def rule(rule_id: str, path: str, value: object) -> object:
    return pytest.param(rule_id, path, value, marks=pytest.mark.rule(rule_id), id=path)


def percent(text: str) -> Share:
    return Share.percent(text)


PUBLISHED = [
    rule("G-5", "period.months", 6),
    rule("G-2", "granting.age_below", 18),
    rule("G-4", "granting.decision_working_days", 10),
    rule("G-6", "granting.admit_without_disability", False),
    rule("E-3", "eligibility.age_below", 18),
    rule("E-7", "eligibility.forwarding_working_days_text", 3),
    rule("E-7", "eligibility.forwarding_working_days_figure", 5),
    rule("E-9", "eligibility.excluded_measures", ("9.2.2.1", "9.2.2.3")),
    rule("E-10", "eligibility.extract_months", 6),
    rule("B-2", "pilot.start", date(2018, 9, 1)),
    rule("S-12", "pilot.months", 12),
    rule("S-1", "selection.places", 100),
    rule("S-1", "selection.places_per_municipality", 10),
    rule("S-10", "selection.places_per_region", 20),
    rule("S-2", "selection.age.group_0_2", 20),
    rule("S-2", "selection.age.group_3_7", 20),
    rule("S-2", "selection.age.group_8_10", 20),
    rule("S-2", "selection.age.group_11_14", 20),
    rule("S-2", "selection.age.group_15_17", 20),
    rule("S-3", "selection.impairment.vision", percent("5")),
    rule("S-3", "selection.impairment.hearing", percent("5")),
    rule("S-3", "selection.impairment.movement", percent("30")),
    rule("S-3", "selection.impairment.mental", percent("30")),
    rule("S-3", "selection.impairment.multiple", percent("30")),
    rule("S-12", "contract.months", 12),
    rule("B-1", "budget.full_share", percent("100")),
    rule("B-1", "budget.reduced_share", percent("70")),
    rule("B-1", "budget.full_share_up_to_age", 8),
    rule("B-1", "budget.recipient_age_below", 18),
    rule("B-2", "budget.first_month", 1),
    rule("B-2", "budget.second_month", 7),
    rule("B-2", "budget.second_computed_month", 6),
    rule("F-2", "funding.variant", 2),
    rule("N-2", "needs.weight_experts", percent("50")),
    rule("N-2", "needs.weight_parent", percent("50")),
    rule("N-5", "evaluation.at_least", 3),
    rule("N-5", "evaluation.first_from_month", 1),
    rule("N-5", "evaluation.first_to_month", 2),
    rule("N-5", "evaluation.first_to_day", 15),
    rule("N-5", "evaluation.second_from_month", 5),
    rule("N-5", "evaluation.second_to_month", 6),
    rule("N-5", "evaluation.closing_month", 12),
    rule("N-8", "evaluation.interim_reports_from_month", 5),
    rule("N-8", "evaluation.interim_reports_to_month", 6),
    rule("N-8", "evaluation.closing_reports_from_month", 11),
    rule("N-8", "evaluation.closing_reports_to_month", 12),
    rule("N-10", "evaluation.violence_report_working_days", 1),
    rule("N-6", "plan.first_from_month", 2),
    rule("N-6", "plan.first_latest_month", 3),
    rule("N-6", "plan.first_to_month", 6),
    rule("N-6", "plan.second_from_month", 7),
    rule("N-6", "plan.second_to_month", 12),
    rule("N-6", "plan.months", 6),
    rule("C-4", "combinations.weekly_days", 5),
    rule("C-6", "combinations.transport_share", percent("10")),
    rule("U-4", "prices.group_session_ceiling", Money.euro("25.93")),
    rule("R-10", "procurement.threshold", Money.euro("750000.00")),
    rule("A-1", "administration.full_pay_children", 20),
    rule("A-2", "administration.indirect_share", percent("15")),
    rule("A-6", "administration.cash_flow_report_day", 10),
    rule("A-6", "administration.proofs_day", 10),
    rule("A-6", "administration.quarterly_report_day", 28),
    rule("A-7", "administration.first_evaluation_paid_month", 2),
    rule("A-7", "administration.second_evaluation_paid_month", 7),
    rule("A-7", "administration.closing_evaluation_paid_from_month", 12),
    rule("A-7", "administration.closing_evaluation_paid_to_month", 13),
    rule("A-13", "administration.direct_staff_time_share", percent("30")),
    rule("A-17", "administration.password_characters", 8),
    rule("A-17", "administration.password_months", 3),
    rule("Q-1", "surveys.kidscreen_from_age", 8),
    rule("Q-1", "surveys.beach_questions", 25),
    rule("Q-1", "surveys.beach_dimensions", 5),
    rule("Q-1", "surveys.kidscreen_questions", 52),
    rule("Q-1", "surveys.kidscreen_dimensions", 10),
    rule("Q-2", "surveys.parent_up_to_age", 7),
    rule("Q-2", "surveys.child_asked_up_to_age", 14),
    rule("Q-2", "surveys.child_up_to_age", 18),
    rule("Q-4", "surveys.small_municipality_up_to", 4000),
    rule("Q-4", "surveys.large_municipality_from", 10000),
    rule("Q-5", "surveys.satisfaction_lowest", 1),
    rule("Q-5", "surveys.satisfaction_highest", 5),
    rule("W-1", "adults.age_from", 18),
    rule("W-1", "adults.disability_groups", ("1", "2")),
    rule("W-2", "adults.applications_from", date(2019, 8, 1)),
    rule("W-2", "adults.applications_to", date(2019, 8, 16)),
    rule("W-3", "adults.places_per_municipality", 10),
    rule("W-5", "adults.pilot_from", date(2019, 8, 1)),
    rule("W-5", "adults.pilot_to", date(2020, 11, 30)),
    rule("W-5", "adults.extension_months", 3),
    rule("W-8", "adults.support_hours_low", 6),
    rule("W-8", "adults.support_hours_middle", 16),
    rule("W-8", "adults.support_hours_high", 30),
    rule("W-8", "adults.support_hours_extra", 10),
    rule("W-8", "adults.support_pilot_from", date(2017, 12, 1)),
    rule("W-8", "adults.support_pilot_to", date(2019, 11, 30)),
    rule("W-10", "adults.project_persons", 630),
    rule("W-10", "adults.project_money", Money.euro("4727073.00")),
    rule("W-10", "adults.project_money_esf", Money.euro("4018012.00")),
    rule("W-10", "adults.project_money_state", Money.euro("709061.00")),
]


def figures(parameters: Parameters) -> dict[str, Figure]:
    return {figure.path: figure for figure in parameters.figures()}


@pytest.mark.parametrize(("rule_id", "path", "value"), PUBLISHED)
def test_the_pilot_has_the_published_figure(rule_id: str, path: str, value: object) -> None:
    figure = figures(CHILDREN)[path]
    assert (figure.value, type(figure.value), figure.rule) == (value, type(value), rule_id)


@pytest.mark.rule("E-11")
@pytest.mark.rule("S-10")
def test_each_planning_region_of_the_children_pilot_has_two_of_its_ten_municipalities() -> None:
    assert dict(CHILDREN.pilot.regions) == {
        "Jelgava": "Zemgale",
        "Bauska": "Zemgale",
        "Liepāja": "Kurzeme",
        "Talsi": "Kurzeme",
        "Rēzekne": "Latgale",
        "Balvi": "Latgale",
        "Valmiera": "Vidzeme",
        "Madona": "Vidzeme",
        "Ogre": "Rīga",
        "Tukums": "Rīga",
    }
    assert CHILDREN.pilot.municipalities == tuple(dict(CHILDREN.pilot.regions))


def test_the_published_figures_are_all_there_are_and_in_document_order() -> None:
    listed = [case.values[1] for case in PUBLISHED]  # type: ignore[attr-defined]
    at = listed.index("pilot.start")
    assert list(figures(CHILDREN)) == [*listed[:at], "pilot.municipalities", "pilot.regions", *listed[at:]]


@pytest.mark.rule("W-4")
@pytest.mark.rule("W-5")
def test_the_adult_pilot_differs_in_its_municipalities_and_its_start_alone() -> None:
    children, adults = figures(CHILDREN), figures(ADULTS)
    assert {path for path in children if children[path] != adults[path]} == {
        "pilot.municipalities",
        "pilot.regions",
        "pilot.start",
    }
    assert ADULTS.pilot.start == date(2019, 11, 1)
    assert ADULTS.pilot.regions == ()
    assert ADULTS.pilot.municipalities == (
        *("Jelgava", "Bauska", "Liepāja", "Talsi", "Daugavpils novads"),
        *("Balvi", "Cēsis", "Gulbene", "Ogre", "Tukums"),
    )


@pytest.mark.rule("G-6")
def test_the_general_edition_has_the_figures_of_the_pilot() -> None:
    assert GENERAL.figures() == CHILDREN.figures()
    assert GENERAL != CHILDREN


@pytest.mark.rule("S-2")
@pytest.mark.rule("S-3")
def test_the_groups_of_the_selection_add_up_to_all_places() -> None:
    selection = CHILDREN.selection
    assert sum(attrs.astuple(selection.age)) == selection.places  # type: ignore[arg-type]
    shares = vars(selection.impairment).values()
    assert sum(share.millionths for share in shares) == Share.WHOLE
    assert selection.places_per_municipality * len(CHILDREN.pilot.municipalities) == selection.places
    assert selection.places_per_region * len({region for _, region in CHILDREN.pilot.regions}) == selection.places


@pytest.mark.rule("W-10")
def test_the_project_money_is_that_of_the_fund_and_of_the_state() -> None:
    adults = CHILDREN.adults
    assert adults.project_money_esf + adults.project_money_state == adults.project_money


@pytest.mark.parametrize("parameters", EDITIONS.values(), ids=EDITIONS)
def test_every_figure_has_a_unit_a_rule_its_source_and_a_label_in_both_languages(parameters: Parameters) -> None:
    listed = parameters.figures()
    for figure in listed:
        assert figure.unit
        assert figure.rule in RULES
        assert figure.source == RULES[figure.rule].source
        assert figure.en == figure.en.strip() != ""
        assert figure.lv == figure.lv.strip() != ""
        assert figure.en.isascii()
    for labels in ([figure.en for figure in listed], [figure.lv for figure in listed]):
        assert len(set(labels)) == len(labels)


def test_paths_are_unique_and_the_same_in_every_edition() -> None:
    listed = [[figure.path for figure in parameters.figures()] for parameters in EDITIONS.values()]
    assert listed[0] == listed[1] == listed[2]
    assert len(set(listed[0])) == len(listed[0])


def test_editions_are_listed_by_name_and_no_other_name_is_official() -> None:
    assert list(EDITIONS) == ["children-pilot-2018", "children-general", "adults-pilot-2019"]
    assert tuple(EDITIONS) == OFFICIAL_NAMES
    assert all(parameters.name == name for name, parameters in EDITIONS.items())
    assert repr(ADULTS) == "<Parameters 'adults-pilot-2019'>"


@pytest.mark.parametrize("name", ["children-pilot", "", None, 1, True, ["children-general"]])
def test_an_unknown_edition_is_refused_with_the_valid_names(name: object) -> None:
    with pytest.raises(UnknownPolicy, match="children-pilot-2018, children-general, adults-pilot-2019"):
        edition(name)


def test_an_unknown_edition_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownPolicy, match="nearest: adults-pilot-2019"):
        edition("adults-pilot-2018")


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2018-08-31", []),
        ("2018-09-01", ["children-pilot-2018"]),
        ("2018-09-02", ["children-pilot-2018"]),
        ("2019-07-31", ["children-pilot-2018"]),
        ("2019-08-01", ["children-pilot-2018", "adults-pilot-2019"]),
        ("2019-08-31", ["children-pilot-2018", "adults-pilot-2019"]),
        ("2019-09-01", ["adults-pilot-2019"]),
        ("2021-01-30", ["adults-pilot-2019"]),
        ("2021-01-31", ["adults-pilot-2019"]),
        ("2021-02-01", []),
    ],
)
def test_an_edition_is_in_force_from_its_first_to_its_last_day(day: str, names: list[str]) -> None:
    assert [parameters.name for parameters in in_force(date.fromisoformat(day))] == names


def test_the_announced_edition_is_never_in_force() -> None:
    first = date(2018, 1, 1)
    assert all(GENERAL not in in_force(first + timedelta(days=30 * step)) for step in range(120))


@pytest.mark.parametrize("day", ["2018-09-01", datetime(2018, 9, 1, 12, 0), None])
def test_only_a_date_asks_what_is_in_force(day: date) -> None:
    with pytest.raises(BadType):
        in_force(day)


def test_a_reform_is_a_copy_under_another_name_and_cannot_touch_its_baseline() -> None:
    before, before_figures = pickle.dumps(CHILDREN), CHILDREN.figures()
    reform = CHILDREN.reform("more", {"budget.reduced_share": "80", "selection.age.group_0_2": 30}, {"I-3": "exhaust"})
    assert (reform.name, CHILDREN.name) == ("more", "children-pilot-2018")
    assert reform.budget.reduced_share == percent("80")
    assert reform.selection.age.group_0_2 == 30
    assert reform.selection.age.group_3_7 == 20
    assert reform.selection.impairment is CHILDREN.selection.impairment
    assert CHILDREN.figures() == before_figures
    assert pickle.dumps(CHILDREN) == before
    assert edition("children-pilot-2018").budget.reduced_share == percent("70")
    assert "more" not in EDITIONS


def test_no_figure_can_be_set() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CHILDREN.budget.reduced_share = percent("80")  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CHILDREN.name = "mine"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del CHILDREN.budget.reduced_share


def test_a_group_needs_all_its_figures_and_no_others() -> None:
    kind = type(CHILDREN.contract)
    assert kind(months=12) == CHILDREN.contract
    assert repr(CHILDREN.contract) == "Contract(months=12)"
    with pytest.raises(TypeError, match="months"):
        kind()
    with pytest.raises(TypeError, match="years"):
        kind(months=12, years=1)  # type: ignore[call-arg]


def test_groups_of_the_same_figures_are_equal_only_within_a_kind() -> None:
    assert CHILDREN.contract != type(CHILDREN.period)(months=12)
    assert CHILDREN.contract != 12


def test_a_reform_without_changes_has_the_same_figures() -> None:
    reform = CHILDREN.reform("same")
    assert reform.figures() == CHILDREN.figures()
    assert reform != CHILDREN
    assert attrs.evolve(reform, name=CHILDREN.name) == CHILDREN


def test_a_reform_of_a_reform_keeps_what_the_first_changed() -> None:
    first = CHILDREN.reform("first", {"budget.reduced_share": "80"}, {"I-3": "exhaust"})
    second = first.reform("second", {"budget.full_share": "90"}, {"I-2": "shortfall"})
    assert (second.budget.reduced_share, second.budget.full_share) == (percent("80"), percent("90"))
    assert second.readings == (("I-2", "shortfall"), ("I-3", "exhaust"))


@pytest.mark.parametrize(
    ("path", "python", "wire"),
    [
        ("budget.reduced_share", percent("12.5"), "12.5"),
        ("prices.group_session_ceiling", Money.euro("30.00"), "30.00"),
        ("pilot.start", date(2018, 10, 1), "2018-10-01"),
        ("eligibility.excluded_measures", ("9.2.2.1",), ["9.2.2.1"]),
        ("pilot.regions", (("Jelgava", "Zemgale"),), {"Jelgava": "Zemgale"}),
        ("pilot.regions", (), {}),
    ],
)
def test_a_figure_is_given_as_python_value_or_as_wire_text(path: str, python: object, wire: object) -> None:
    from_python, from_wire = (CHILDREN.reform("r", {path: value}) for value in (python, wire))
    assert from_python == from_wire
    assert figures(from_wire)[path].value == python


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("period.months", True),
        ("period.months", "6"),
        ("period.months", 6.0),
        ("period.months", None),
        ("granting.admit_without_disability", 1),
        ("granting.admit_without_disability", "true"),
        ("budget.reduced_share", 70),
        ("budget.reduced_share", 0.7),
        ("budget.reduced_share", Money(70)),
        ("prices.group_session_ceiling", 25),
        ("prices.group_session_ceiling", 25.93),
        ("prices.group_session_ceiling", percent("70")),
        ("pilot.start", 20180901),
        ("pilot.start", datetime(2018, 9, 1)),
        ("pilot.municipalities", "Jelgava"),
        ("pilot.municipalities", ["Jelgava", 1]),
        ("pilot.municipalities", {"Jelgava"}),
        ("pilot.regions", "Zemgale"),
        ("pilot.regions", ["Zemgale"]),
        ("pilot.regions", (("Jelgava",),)),
        ("pilot.regions", {"Jelgava": 1}),
        ("pilot.regions", ((["Jelgava"], "Zemgale"),)),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_path(path: str, value: object) -> None:
    with pytest.raises(BadType) as caught:
        CHILDREN.reform("r", {path: value})
    assert caught.value.path == "/" + path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("period.months", -1),
        ("period.months", 0),
        ("period.months", 121),
        ("granting.decision_working_days", 1001),
        ("administration.full_pay_children", 0),
        ("administration.cash_flow_report_day", 29),
        ("selection.places", 10**15),
        ("combinations.weekly_days", 8),
        ("funding.variant", 0),
        ("funding.variant", 4),
        ("budget.reduced_share", "70%"),
        ("budget.reduced_share", "-1"),
        ("budget.reduced_share", "100.000001"),
        ("budget.reduced_share", Share(Share.WHOLE + 1)),
        ("prices.group_session_ceiling", "25.930"),
        ("prices.group_session_ceiling", "-25.93"),
        ("prices.group_session_ceiling", Money(-1)),
        ("pilot.start", "2018-02-30"),
        ("pilot.start", "1.9.2018"),
        ("pilot.municipalities", [""]),
        ("pilot.municipalities", ["x" * 65]),
        ("pilot.municipalities", ["Jel\ngava"]),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_its_path(path: str, value: object) -> None:
    with pytest.raises(BadValue) as caught:
        CHILDREN.reform("r", {path: value})
    assert caught.value.path == "/" + path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("pilot.municipalities", ["Jelgava", "Jelgava"]),
        ("pilot.regions", (("Jelgava", "Zemgale"), ("Jelgava", "Kurzeme"))),
    ],
)
def test_a_name_given_twice_is_refused_with_its_path(path: str, value: object) -> None:
    with pytest.raises(Duplicate) as caught:
        CHILDREN.reform("r", {path: value})
    assert caught.value.path == "/" + path


@pytest.mark.parametrize("path", ["budget.reduced_shares", "budgets.reduced_share", "reduced_share"])
def test_an_unknown_path_is_refused_with_the_nearest(path: str) -> None:
    with pytest.raises(UnknownParameter, match=r"nearest: .*budget\.reduced_share") as caught:
        CHILDREN.reform("r", {path: "80"})
    assert caught.value.path == "/" + path


@pytest.mark.parametrize("path", ["name", "readings", "applies_from", "budget", "selection.age", "", "§§§", 7])
def test_what_is_no_figure_cannot_be_changed(path: str) -> None:
    with pytest.raises(UnknownParameter):
        CHILDREN.reform("r", {path: "80"})


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_wrong_figures_the_first_in_document_order_is_named(turned: bool) -> None:
    wrong = [("unknown", 1), ("surveys.beach_questions", "x"), ("funding.variant", 9)]
    with pytest.raises(ModelError) as caught:
        CHILDREN.reform("r", dict(wrong[::-1] if turned else wrong))
    assert caught.value.path == "/funding.variant"


@pytest.mark.rule("N-2")
def test_weights_that_do_not_add_up_to_100_are_refused_with_both_numbers() -> None:
    with pytest.raises(Inconsistent, match="60 for experts and 50 for the parent") as caught:
        CHILDREN.reform("r", {"needs.weight_experts": "60"})
    assert caught.value.path == "/needs.weight_parent"


@pytest.mark.rule("N-2")
def test_both_weights_can_be_changed_together() -> None:
    reform = CHILDREN.reform("r", {"needs.weight_experts": "60", "needs.weight_parent": "40"})
    assert (str(reform.needs.weight_experts), str(reform.needs.weight_parent)) == ("60", "40")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"budget.second_month": 5}, "budget.second_month"),
        ({"evaluation.second_from_month": 1}, "evaluation.second_from_month"),
        ({"evaluation.closing_reports_to_month": 10}, "evaluation.closing_reports_to_month"),
        ({"plan.first_latest_month": 1}, "plan.first_latest_month"),
        ({"administration.closing_evaluation_paid_to_month": 11}, "administration.closing_evaluation_paid_to_month"),
        ({"surveys.parent_up_to_age": 15}, "surveys.child_asked_up_to_age"),
        ({"surveys.large_municipality_from": 3999}, "surveys.large_municipality_from"),
        ({"surveys.satisfaction_highest": 0}, "surveys.satisfaction_highest"),
        ({"adults.applications_to": "2019-07-31"}, "adults.applications_to"),
        ({"adults.pilot_to": "2019-07-31"}, "adults.pilot_to"),
        ({"adults.support_hours_low": 17}, "adults.support_hours_middle"),
        ({"adults.support_pilot_to": "2017-11-30"}, "adults.support_pilot_to"),
        (dict.fromkeys((f"selection.age.group_{ages}" for ages in ("0_2", "3_7", "8_10", "11_14", "15_17")), 0),
         "selection.age.group_15_17"),
        (dict.fromkeys((f"selection.impairment.{kind}" for kind in
                        ("vision", "hearing", "movement", "mental", "multiple")), "0"),
         "selection.impairment.multiple"),
    ],
)  # fmt: skip
def test_figures_that_contradict_each_other_are_refused(changes: dict[str, object], path: str) -> None:
    with pytest.raises(Inconsistent) as caught:
        CHILDREN.reform("r", changes)
    assert caught.value.path == "/" + path


@pytest.mark.parametrize(
    "name", ["", "  ", "\n", "children-pilot-2018", "children-general", "adults-pilot-2019", " Children-General "]
)
def test_a_reform_can_neither_be_nameless_nor_pass_for_official(name: str) -> None:
    with pytest.raises(BadValue) as caught:
        ADULTS.reform(name)
    assert caught.value.path == "/name"


def test_the_name_of_a_reform_is_text() -> None:
    with pytest.raises(BadType) as caught:
        CHILDREN.reform(7)  # type: ignore[arg-type]
    assert caught.value.path == "/name"


def test_without_a_choice_every_reading_is_the_default() -> None:
    assert CHILDREN.readings == ()
    assert {interpretation: CHILDREN.reading(interpretation) for interpretation in default_readings()} == (
        default_readings()
    )
    assert CHILDREN.reading("I-2") == "need"


def test_a_reading_can_be_switched_and_back() -> None:
    switched = CHILDREN.reform("switched", readings={"I-10": "in_order", "I-2": "equal"})
    assert switched.readings == (("I-2", "equal"), ("I-10", "in_order"))
    assert (switched.reading("I-2"), switched.reading("I-10"), switched.reading("I-3")) == (
        "equal",
        "in_order",
        "equal_treatment",
    )
    assert CHILDREN.reading("I-2") == "need"
    back = switched.reform("back", readings={"I-2": "need"})
    assert back.readings == (("I-2", "need"), ("I-10", "in_order"))


def test_the_readings_that_hold_are_listed_in_the_order_asked() -> None:
    switched = CHILDREN.reform("switched", readings={"I-2": "equal"})
    assert switched.chosen(["I-3", "I-2"]) == (("I-3", "equal_treatment"), ("I-2", "equal"))


@pytest.mark.parametrize(
    ("interpretation", "reading"),
    [("I-8", "anything"), ("I-2", "unheard"), ("I-99", "need"), ("i-2", "need"), ("I-2", None), ("I-2", True)],
)
def test_a_fixed_interpretation_or_an_unknown_reading_is_refused(interpretation: str, reading: str) -> None:
    with pytest.raises(UnknownReading) as caught:
        CHILDREN.reform("r", readings={interpretation: reading})
    assert caught.value.path == "/" + interpretation


@pytest.mark.parametrize("interpretation", ["I-8", "I-99", "", ["I-2"], None])
def test_only_a_switchable_interpretation_has_a_reading_to_ask_for(interpretation: str) -> None:
    with pytest.raises(UnknownReading):
        CHILDREN.reading(interpretation)


@pytest.mark.parametrize(
    "parameters", [*EDITIONS.values(), CHILDREN.reform("r", {"period.months": 3}, {"I-12": "stop"})]
)
def test_parameters_survive_pickling(parameters: Parameters) -> None:
    copy = pickle.loads(pickle.dumps(parameters))  # noqa: S301 - what was just written
    assert copy == parameters
    assert hash(copy) == hash(parameters)
    assert copy.figures() == parameters.figures()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        copy.budget.reduced_share = percent("80")


def test_editions_can_be_keys() -> None:
    assert {parameters: name for name, parameters in EDITIONS.items()}[ADULTS] == "adults-pilot-2019"
