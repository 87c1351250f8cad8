"""What should not happen, and what is said if it does."""

import pytest
from cattrs.errors import AttributeValidationNote, ClassValidationError

from ibmodel import Recipient, evaluate
from ibmodel.errors import BadType, UnknownOperation
from ibmodel.exchange import converter, selecting


def test_a_reader_that_fails_in_an_unforeseen_way_still_names_the_place():
    odd = ValueError("odd")
    odd.__notes__ = [AttributeValidationNote("", "id", str)]
    problem = converter._first_of(ClassValidationError("", [odd], Recipient))
    assert isinstance(problem, BadType)
    assert problem.path == "/id"


@pytest.mark.rule("E-7", "G-4")
def test_deadlines_without_the_calendar_extra_are_an_operation_that_is_not_offered(monkeypatch: pytest.MonkeyPatch):
    def missing() -> None:
        raise UnknownOperation("expected the extra", "/op")

    monkeypatch.setattr(selecting, "public_holidays", missing)
    error = evaluate({"op": "eligibility.deadlines", "input": {"received": "2018-06-20"}})["error"]
    assert (error["code"], error["path"]) == ("unknown_operation", "/op")
    own = evaluate({"op": "eligibility.deadlines", "input": {"received": "2018-06-20", "holidays": []}})
    assert own["result"] == {"decide_by": "2018-07-04"}
