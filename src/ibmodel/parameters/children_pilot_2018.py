"""The pilot for children with functional impairments, 1 September 2018 to 31 August 2019.

The figures are those of the methodology (M) and the ministry's slides (K). Three have another origin: the first
day of the pilot and the levels of decision support are public facts, and the weights of experts and parent are
the reading of I-11, as no source prints them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ibmodel.money import Money, Share
from ibmodel.parameters.schema import (
    Administration,
    Adults,
    AgeGroups,
    Budget,
    Combinations,
    Contract,
    Eligibility,
    Evaluation,
    Funding,
    Granting,
    Impairments,
    Needs,
    Parameters,
    PeriodLength,
    Pilot,
    Plan,
    Prices,
    Procurement,
    Selection,
    Surveys,
)

__all__ = ["EDITION"]

#: The methodology as it was piloted.
EDITION: Final = Parameters(
    name="children-pilot-2018",
    basis="children-pilot-2018",
    applies_from=date(2018, 9, 1),
    applies_to=date(2019, 8, 31),
    period=PeriodLength(months=6),
    granting=Granting(age_below=18, decision_working_days=10, admit_without_disability=False),
    eligibility=Eligibility(
        age_below=18,
        forwarding_working_days_text=3,
        forwarding_working_days_figure=5,
        excluded_measures=("9.2.2.1", "9.2.2.3"),
        extract_months=6,
    ),
    pilot=Pilot(
        municipalities=(
            "Jelgava",
            "Bauska",
            "Liepāja",
            "Talsi",
            "Rēzekne",
            "Balvi",
            "Valmiera",
            "Madona",
            "Ogre",
            "Tukums",
        ),
        regions=(
            ("Jelgava", "Zemgale"),
            ("Bauska", "Zemgale"),
            ("Liepāja", "Kurzeme"),
            ("Talsi", "Kurzeme"),
            ("Rēzekne", "Latgale"),
            ("Balvi", "Latgale"),
            ("Valmiera", "Vidzeme"),
            ("Madona", "Vidzeme"),
            ("Ogre", "Rīga"),
            ("Tukums", "Rīga"),
        ),
        start=date(2018, 9, 1),
        months=12,
    ),
    selection=Selection(
        places=100,
        places_per_municipality=10,
        places_per_region=20,
        age=AgeGroups(group_0_2=20, group_3_7=20, group_8_10=20, group_11_14=20, group_15_17=20),
        impairment=Impairments(
            vision=Share.percent("5"),
            hearing=Share.percent("5"),
            movement=Share.percent("30"),
            mental=Share.percent("30"),
            multiple=Share.percent("30"),
        ),
    ),
    contract=Contract(months=12),
    budget=Budget(
        full_share=Share.percent("100"),
        reduced_share=Share.percent("70"),
        full_share_up_to_age=8,
        recipient_age_below=18,
        first_month=1,
        second_month=7,
        second_computed_month=6,
    ),
    funding=Funding(variant=2),
    needs=Needs(weight_experts=Share.percent("50"), weight_parent=Share.percent("50")),
    evaluation=Evaluation(
        at_least=3,
        first_from_month=1,
        first_to_month=2,
        first_to_day=15,
        second_from_month=5,
        second_to_month=6,
        closing_month=12,
        interim_reports_from_month=5,
        interim_reports_to_month=6,
        closing_reports_from_month=11,
        closing_reports_to_month=12,
        violence_report_working_days=1,
    ),
    plan=Plan(
        first_from_month=2,
        first_latest_month=3,
        first_to_month=6,
        second_from_month=7,
        second_to_month=12,
        months=6,
    ),
    combinations=Combinations(weekly_days=5, transport_share=Share.percent("10")),
    prices=Prices(group_session_ceiling=Money.euro("25.93")),
    procurement=Procurement(threshold=Money.euro("750000.00")),
    administration=Administration(
        full_pay_children=20,
        indirect_share=Share.percent("15"),
        cash_flow_report_day=10,
        proofs_day=10,
        quarterly_report_day=28,
        first_evaluation_paid_month=2,
        second_evaluation_paid_month=7,
        closing_evaluation_paid_from_month=12,
        closing_evaluation_paid_to_month=13,
        direct_staff_time_share=Share.percent("30"),
        password_characters=8,
        password_months=3,
    ),
    surveys=Surveys(
        kidscreen_from_age=8,
        beach_questions=25,
        beach_dimensions=5,
        kidscreen_questions=52,
        kidscreen_dimensions=10,
        parent_up_to_age=7,
        child_asked_up_to_age=14,
        child_up_to_age=18,
        small_municipality_up_to=4000,
        large_municipality_from=10000,
        satisfaction_lowest=1,
        satisfaction_highest=5,
    ),
    adults=Adults(
        age_from=18,
        disability_groups=("1", "2"),
        applications_from=date(2019, 8, 1),
        applications_to=date(2019, 8, 16),
        places_per_municipality=10,
        pilot_from=date(2019, 8, 1),
        pilot_to=date(2020, 11, 30),
        extension_months=3,
        support_hours_low=6,
        support_hours_middle=16,
        support_hours_high=30,
        support_hours_extra=10,
        support_pilot_from=date(2017, 12, 1),  # I-22: printed as 31.12.2017 to "31.11.2019", 24 months
        support_pilot_to=date(2019, 11, 30),
        project_persons=630,
        project_money=Money.euro("4727073.00"),  # printed as 4.72 million
        project_money_esf=Money.euro("4018012.00"),  # printed as 4.02 million
        project_money_state=Money.euro("709061.00"),  # the difference, printed as 709.06 thousand
    ),
)
