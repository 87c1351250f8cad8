"""The strategies of children's files draw what they say."""

from hypothesis import Phase, find, given, settings

from ibmodel import edition
from ibmodel.errors import MissingField, ModelError
from ibmodel.matrix import compute_matrix
from ibmodel.testing.matrices import computable_matrices, example_matrix, matrices

OFFICIAL = edition("children-pilot-2018")


def drawn(strategy, wanted):
    """The first file that is ``wanted``, as it is drawn."""
    return find(strategy, wanted, settings=settings(phases=[Phase.generate], max_examples=500))


@settings(max_examples=30)
@given(computable_matrices())
def test_the_model_takes_every_computable_file(matrix):
    outcome = compute_matrix(matrix, OFFICIAL)
    assert sorted(outcome.rows) == list(range(len(matrix.services)))
    assert (outcome.total is None) == (matrix.final is None)


def test_files_are_drawn_that_the_model_cannot_compute_yet():
    def misses_something(matrix):
        try:
            compute_matrix(matrix, OFFICIAL)
        except ModelError as error:
            return type(error) is MissingField
        return False

    assert drawn(matrices(), misses_something).services


def test_files_are_drawn_with_personal_data_and_with_what_was_received():
    assert drawn(matrices(), lambda matrix: matrix.child is not None and matrix.parent is not None)
    assert drawn(matrices(), lambda matrix: any(row.spent for row in matrix.services))
    assert drawn(computable_matrices(), lambda matrix: compute_matrix(matrix, OFFICIAL).execution is not None)
    assert drawn(computable_matrices(), lambda matrix: matrix.rankings() is not None)


def test_the_example_is_half_way_through_a_plan_that_the_money_does_not_reach():
    outcome = compute_matrix(example_matrix(), OFFICIAL)
    assert outcome.total.outcome.unmet.cents > 0
    assert any(line.dropped_units for line in outcome.final_plan.outcome.lines)
    assert len(outcome.execution.outcome.months) == 3
