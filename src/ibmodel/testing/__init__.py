"""What tests of the model need, here and in any other system that computes individual budgets.

- `ibmodel.testing.examples`: figures that the sources print, as data.
- `ibmodel.testing.laws`: what must hold for every outcome, as functions named like sentences.
- `ibmodel.testing.law_book`: all of them and more, each callable with any implementation of the wire protocol.
- `ibmodel.testing.brute`: slow answers that are obviously right, to hold quick ones against.
- `ibmodel.testing.strategies`: inputs for hypothesis, always with their edges mixed in.
- `ibmodel.testing.law_requests`: valid requests for hypothesis, to try the laws on.

Only the strategies and requests need hypothesis (the extra ``testing``).
"""
