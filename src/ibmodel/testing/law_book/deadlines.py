"""Laws of terms in working days: each counted for itself, day by day, over the days that are off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ibmodel.rules.administration import Deadlines
from ibmodel.testing.law_book.law import law
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_day_off_at_the_weekend_changes_no_term",
    "a_holiday_that_is_given_twice_counts_once",
    "a_later_event_never_ends_a_term_earlier",
    "a_term_ends_on_a_working_day_after_its_event",
    "a_term_is_counted_day_by_day",
    "each_term_is_counted_for_itself",
    "more_days_off_never_shorten_a_term",
    "more_working_days_never_lengthen_a_term",
    "the_order_of_holidays_does_not_matter",
]

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
#: Each event with the term that runs from it.
_TERMS: Final = {"application_closed": "forward_by", "received": "decide_by"}


def a_term_is_counted_day_by_day(trial: Trial) -> None:
    """Where the days off are given, the last day is found by walking from the day after the event.

    Rules: E-7, G-4, I-5, I-17, I-18. Protects: whoever has the last day in the calendar.
    """
    if trial.input.get("holidays") is None:
        return
    granting, eligibility = trial.parameters.granting, trial.parameters.eligibility
    by_text = trial.parameters.reading("I-5") == "text"
    forward = eligibility.forwarding_working_days_text if by_text else eligibility.forwarding_working_days_figure
    for (event, last), days in zip(_ends(trial), _lengths(trial, forward, granting.decision_working_days), strict=True):
        day, left = event, days
        while left:
            day += _DAY
            left -= _is_worked(trial, day)
        trial.holds(last == day, f"{days} working days from {event} end on {last}, expected {day}")


def a_term_ends_on_a_working_day_after_its_event(trial: Trial) -> None:
    """A term never ends on a day off, nor on the day of its event.

    Rules: E-7, G-4, I-17, I-18. Protects: whoever comes on the last day.
    """
    for event, last in _ends(trial):
        trial.holds(last > event, f"a term from {event} ends on {last}")
        trial.holds(_is_worked(trial, last), f"{last} is a day off")


def each_term_is_counted_for_itself(trial: Trial) -> None:
    """Asked for alone, each of the two terms ends on the same day, and no term is made up.

    Rules: E-7, G-4. Protects: whoever asks for both at once.
    """
    for event, term in _TERMS.items():
        others = dict.fromkeys(_TERMS.keys() - {event})
        alone = trial.again(**others).outcome
        both = getattr(trial.outcome, term)
        trial.holds(getattr(alone, term) == both, f"{term} is {both}, alone {getattr(alone, term)}")
        asked = trial.input.get(event) is not None
        trial.holds((both is not None) is asked, f"{term} is {both}, asked for: {asked}")


def a_holiday_that_is_given_twice_counts_once(trial: Trial) -> None:
    """Days that are given again change nothing.

    Rules: E-7, G-4, I-17. Protects: whoever joins two lists of holidays.
    """
    for name in ("holidays", "working_days"):
        days = trial.input.get(name)
        _same(trial, trial.again(**{name: days and [*days, *days]}), f"{name} given twice")


def the_order_of_holidays_does_not_matter(trial: Trial) -> None:
    """Days in another order are the same days.

    Rules: E-7, G-4, I-17. Protects: whoever keeps a list of holidays.
    """
    for name in ("holidays", "working_days"):
        days = trial.input.get(name)
        _same(trial, trial.again(**{name: days and days[::-1]}), f"{name} the other way round")


def more_days_off_never_shorten_a_term(trial: Trial) -> None:
    """With the last day of a term off, the term ends later or, where that day was worked all the same, as before.

    Rules: E-7, G-4, I-17. Protects: whoever has to answer within the term.
    """
    holidays = trial.input.get("holidays")
    if holidays is not None:
        for _, last in _ends(trial):
            more = trial.again(holidays=[*holidays, last.isoformat()])
            for (_, before), (event, after) in zip(_ends(trial), _ends(more), strict=True):
                trial.holds(before <= after, f"from {event}: {before}, and {after} with {last} off")


def more_working_days_never_lengthen_a_term(trial: Trial) -> None:
    """A day that is worked although it was off ends no term later.

    Rules: E-7, G-4, I-17. Protects: whoever waits for an answer.
    """
    worked = trial.input.get("working_days") or []
    for event, _ in _ends(trial):
        extra = [(event + step * _DAY).isoformat() for step in range(1, 8)]
        more = trial.again(working_days=[*worked, *extra])
        for (start, before), (_, after) in zip(_ends(trial), _ends(more), strict=True):
            trial.holds(after <= before, f"from {start}: {before}, and {after} with more days worked")


def a_day_off_at_the_weekend_changes_no_term(trial: Trial) -> None:
    """A holiday on a Saturday or Sunday is off anyhow.

    Rules: E-7, G-4, I-17. Protects: whoever has to answer within the term.
    """
    holidays = trial.input.get("holidays")
    if holidays is not None:
        near = [event + step * _DAY for event, _ in _ends(trial) for step in range(1, 15)]
        free = [day.isoformat() for day in near if day.weekday() >= _SATURDAY]
        _same(trial, trial.again(holidays=[*holidays, *free]), "with holidays at the weekend")


def a_later_event_never_ends_a_term_earlier(trial: Trial) -> None:
    """What happens a day later has its last day no earlier.

    Rules: E-7, G-4, I-18. Protects: whoever came first.
    """
    later = {
        name: (date.fromisoformat(trial.input[name]) + _DAY).isoformat()
        for name in _TERMS
        if trial.input.get(name) is not None
    }
    for (event, before), (_, after) in zip(_ends(trial), _ends(trial.again(**later)), strict=True):
        trial.holds(before <= after, f"from {event}: {before}, from the day after {after}")


def _ends(trial: Trial) -> Iterator[tuple[date, date]]:
    """Each event that was asked about with the last day of its term."""
    outcome: Deadlines = trial.outcome
    for name, term in _TERMS.items():
        event = trial.input.get(name)
        if event is not None:
            last = getattr(outcome, term)
            trial.holds(last is not None, f"there is no {term}")
            yield date.fromisoformat(event), last


def _lengths(trial: Trial, *days: int) -> Iterator[int]:
    return (length for name, length in zip(_TERMS, days, strict=True) if trial.input.get(name) is not None)


def _is_worked(trial: Trial, day: date) -> bool:
    """Whether a day is worked, as far as the question says; Latvia's holidays are not known here."""
    shown = day.isoformat()
    free = day.weekday() >= _SATURDAY or shown in (trial.input.get("holidays") or ())
    return not free or shown in (trial.input.get("working_days") or ())


def _same(trial: Trial, other: Trial, when: str) -> None:
    trial.holds(other.outcome == trial.outcome, f"{trial.outcome}, {when} {other.outcome}")


#: The laws of deadlines.
LAWS: Final = tuple(
    law(each, "eligibility.deadlines")
    for each in (
        a_term_is_counted_day_by_day,
        a_term_ends_on_a_working_day_after_its_event,
        each_term_is_counted_for_itself,
        a_holiday_that_is_given_twice_counts_once,
        the_order_of_holidays_does_not_matter,
        more_days_off_never_shorten_a_term,
        more_working_days_never_lengthen_a_term,
        a_day_off_at_the_weekend_changes_no_term,
        a_later_event_never_ends_a_term_earlier,
    )
)
