"""Facts of a plan check as people write them, in both languages."""

import pytest

from ibmodel import evaluate

PLAN = {
    "child": {"impairment": "movement"},
    "period": {"start": "2018-12-01", "months": 2},
    "lines": [
        {"service": "home_care", "unit_price": "8.00", "units": [4, 4]},
        {"service": "nanny", "unit_price": "6.00", "units": [4, 4]},
    ],
}


@pytest.mark.rule("C-2", "I-14")
@pytest.mark.parametrize(("language", "months"), [("en", "December 2018, January 2019"), ("lv", "12.2018, 01.2019")])
def test_the_months_that_two_services_share_are_named(language: str, months: str) -> None:
    response = evaluate({"op": "plan.check", "readings": {"I-14": "same_period"}, "lang": language, "input": PLAN})
    assert response["result"]["findings"][0]["status"] == "violated"
    assert months in response["reasons"][0]["text"]
