"""What tests of the model need, here and in any other system that computes individual budgets.

- `ibmodel.testing.examples`: figures that the sources print, as data.
- `ibmodel.testing.laws`: what must hold for every outcome, as functions named like sentences.
- `ibmodel.testing.brute`: slow answers that are obviously right, to hold quick ones against.
- `ibmodel.testing.strategies`: inputs for hypothesis, always with their edges mixed in.

Only the strategies need hypothesis (the extra ``testing``).
"""
