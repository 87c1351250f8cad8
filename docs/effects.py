"""What every open question is worth in the examples that come with the library, computed when the pages are built.

`effects` says by interpretation how many get another amount, place or finding under each other reading;
`effects_page`, beside this file, makes the page of the handbook from it.

The made-up cohort of a hundred children answers what concerns money and plans, the three made-up sets of applications
what concerns selection. Its plans are checked with what their children's applications say of the impairment.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import attrs

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ibmodel import CaseOutcome, CohortOutcome, Money, Parameters, Share, edition, evaluate, read_cohort, run  # noqa: E402
from ibmodel.case.applications import INDEFINITE  # noqa: E402 - the library beside this file, installed or not
from ibmodel.case.plan_check import BudgetBase, CheckedLine, CheckedPlan, DatedChild, PlanPeriod  # noqa: E402
from ibmodel.interpretations import INTERPRETATIONS, Interpretation  # noqa: E402
from ibmodel.rules.combinations import Status, check_plan  # noqa: E402
from ibmodel.vocabulary import Impairment  # noqa: E402

__all__ = ["EXAMPLE_AMOUNT", "FLAVOURS", "Effect", "asked", "data", "effects", "plans"]

#: 100 % under the reading ``fixed_amount`` of I-1, which needs an amount to be given.
EXAMPLE_AMOUNT: Final = Money.euro("1500.00")

_POLICY: Final = "children-pilot-2018"
FLAVOURS: Final = ("ample", "scarce", "contradictory")
_VARIANTS: Final = (1, 2, 3)
_SOURCES: Final = ("project", "benefits", "public", "other")


@attrs.frozen
class Effect:
    """What another reading changes in one respect, ``compared``: for ``changed`` of ``whole`` ``kind``.

    ``greatest`` is the greatest difference for one of them, ``more`` and ``less`` what all who gain and all who lose
    have together; ``None`` where no amounts are compared.
    """

    reading: str
    compared: str
    changed: int
    whole: int
    kind: str = "recipients"
    greatest: Money | None = None
    more: Money | None = None
    less: Money | None = None


@cache
def effects() -> dict[str, tuple[Effect, ...]]:
    """The effects of every other reading, by the interpretation's id in the order of `INTERPRETATIONS`."""
    return {id_: tuple(_MEASURES[id_](found)) if id_ in _MEASURES else () for id_, found in INTERPRETATIONS.items()}


# -- the examples -------------------------------------------------------------------------------------------------


@cache
def data(name: str) -> Any:
    """A document that comes with the library, such as ``applications-ample``."""
    return json.loads(resources.files("ibmodel.testing").joinpath("data", f"{name}.json").read_text("utf-8"))


@cache
def _outcome(variant: int = 2, reading: tuple[str, str] | None = None, experts: str = "50") -> CohortOutcome:
    """The cohort under one variant, one other reading and a weight of the experts' ranking in percent."""
    changes = {
        "funding.variant": variant,
        "needs.weight_experts": experts,
        "needs.weight_parent": str(100 - int(experts)),
    }
    parameters = edition(_POLICY).reform("effects", changes, dict([reading]) if reading else {})
    document = data("pilot-2018-synthetic")
    if reading == ("I-1", "fixed_amount"):
        document = document | {"amount": str(EXAMPLE_AMOUNT)}
    return run(read_cohort(document), parameters)


@cache
def plans() -> tuple[CheckedPlan, ...]:
    """The cohort's plans for the check: with contract, named by the team, and with the amounts of the four stages."""
    applicants = {row["id"]: row for row in data("applications-ample")["applicants"]}
    return tuple(_plan(case, applicants[case.case.id]) for case in _outcome().cases)


def _plan(case: CaseOutcome, applicant: Mapping[str, Any]) -> CheckedPlan:
    until = applicant["disability_until"]
    return CheckedPlan(
        child=DatedChild(
            impairment=Impairment(applicant["impairment"]),
            components=[Impairment(each) for each in applicant["components"]] if "components" in applicant else None,
            disability_determined=applicant["disability_determined"],
            disability_until=until if until == INDEFINITE else date.fromisoformat(until),
        ),
        contract=True,
        period=PlanPeriod(date(2018, 9, 1), 6),
        budget=BudgetBase(
            total=case.total.outcome.total,
            final=case.final,
            needed=case.needed.outcome.needed,
            provisional=case.provisional.provisional,
        ),
        lines=[
            CheckedLine(
                service=line.line.service, unit_price=line.line.unit_price, units=line.line.units, named_by_team=True
            )
            for line in case.case.lines
        ],
    )


# -- money --------------------------------------------------------------------------------------------------------


def _signed(case: CaseOutcome) -> Money:
    """What the plan costs that is signed before the final amount is known: nothing if none is."""
    if case.first_plan is not None:
        return case.first_plan.outcome.planned
    needed = case.needed.outcome.needed
    return needed if needed <= case.provisional.provisional else Money(0)


Amount = Callable[[CaseOutcome], Money]

_AMOUNTS: Final[dict[str, Amount]] = {
    "provisional amount": lambda case: case.provisional.provisional,
    "final amount": lambda case: case.final,
    "total amount": lambda case: case.total.outcome.total,
    "cost of the plan that is signed first": _signed,
    "cost of the plan within the final amount": lambda case: case.final_plan.outcome.planned,
}


def _compared(reading: str, what: str, before: Iterable[Money], after: Iterable[Money]) -> Effect:
    gaps = [new.cents - old.cents for old, new in zip(before, after, strict=True)]
    return Effect(
        reading,
        what,
        sum(gap != 0 for gap in gaps),
        len(gaps),
        greatest=Money(max(map(abs, gaps))),
        more=Money(sum(gap for gap in gaps if gap > 0)),
        less=Money(-sum(gap for gap in gaps if gap < 0)),
    )


def _amounts(reading: str, what: str, before: CohortOutcome, after: CohortOutcome, suffix: str = "") -> Effect:
    amount = _AMOUNTS[what]
    return _compared(reading, what + suffix, map(amount, before.cases), map(amount, after.cases))


def _other_readings(found: Interpretation) -> list[str]:
    return [reading.name for reading in found.readings[1:]]


def _stages(*names: str) -> Callable[[Interpretation], Iterator[Effect]]:
    """Compares the ``names`` of amounts."""

    def measure(found: Interpretation) -> Iterator[Effect]:
        for reading in _other_readings(found):
            for name in names:
                yield _amounts(reading, name, _outcome(), _outcome(reading=(found.id, reading)))

    return measure


def _funding(found: Interpretation) -> Iterator[Effect]:
    """Compares the total amount and who pays for what, under every variant that asks."""
    for reading in _other_readings(found):
        for variant in _VARIANTS:
            before, after = _outcome(variant), _outcome(variant, (found.id, reading))
            if found.id in dict(before.cases[0].total.readings):
                yield _amounts(reading, "total amount", before, after, f", variant {variant}")
                yield _payers(reading, variant, before, after)


def _payers(reading: str, variant: int, before: CohortOutcome, after: CohortOutcome) -> Effect:
    """How much is paid by another source than before, for everyone and at most for one."""
    moved = []
    for old, new in zip(before.cases, after.cases, strict=True):
        gaps = [
            getattr(there, source).cents - getattr(here, source).cents
            for here, there in zip(old.total.outcome.lines, new.total.outcome.lines, strict=True)
            for source in _SOURCES
        ]
        moved.append(max(sum(gap for gap in gaps if gap > 0), -sum(gap for gap in gaps if gap < 0)))
    return Effect(
        reading,
        f"which money pays for which service, variant {variant}",
        sum(cents > 0 for cents in moved),
        len(moved),
        greatest=Money(max(moved)),
    )


def _weights(found: Interpretation) -> Iterator[Effect]:
    """The same ranking with all the weight on one side: a figure that can be changed, not a reading."""
    for experts, name in (("100", "only the experts' order"), ("0", "only the parent's order")):
        for what in ("total amount", "cost of the plan within the final amount"):
            yield _amounts(name, what, _outcome(), _outcome(experts=experts))


# -- selection ----------------------------------------------------------------------------------------------------


def asked(operation: str, readings: Mapping[str, str], **given: object) -> Any:
    """The result of an operation; raises `ValueError` if it is refused."""
    answer = evaluate({"op": operation, "readings": dict(readings), "input": given})
    if not answer["ok"]:
        raise ValueError(answer["error"])
    return answer["result"]


def _applications(flavour: str) -> dict[str, Any]:
    document = data(f"applications-{flavour}")
    return {"applicants": document["applicants"], "pilot": document["pilot"]}


@cache
def _lists(flavour: str, reading: tuple[str, str] | None = None) -> dict[str, str]:
    """Where every applicant stands: selected, waiting or ineligible."""
    found = asked("selection.select", dict([reading]) if reading else {}, **_applications(flavour))
    stands = dict.fromkeys(found["selected"], "selected") | dict.fromkeys(found["waiting"], "waiting")
    return stands | {row["id"]: "ineligible" for row in found["ineligible"]}


def _selected(found: Interpretation) -> Iterator[Effect]:
    for reading in _other_readings(found):
        for flavour in FLAVOURS:
            before, after = _lists(flavour), _lists(flavour, (found.id, reading))
            changed = sum(before[id_] != after[id_] for id_ in before)
            yield Effect(reading, f"place, `{flavour}`", changed, len(before), "applicants")


def _replaced(found: Interpretation) -> Iterator[Effect]:
    """Who follows if the first one selected of every municipality leaves."""
    for reading in _other_readings(found):
        for flavour in FLAVOURS:
            stands = _lists(flavour)
            chosen = [id_ for id_, where in stands.items() if where == "selected"]
            leaving = list({id_.partition("-")[0]: id_ for id_ in reversed(chosen)}.values())
            given = {"selected": chosen, "leaving": leaving, **_applications(flavour)}
            follow = [
                set(asked("selection.replace", {found.id: name}, **given)["replacements"])
                for name in (found.default, reading)
            ]
            changed = len(follow[0] ^ follow[1])
            yield Effect(reading, f"place of one of {len(leaving)} who leave, `{flavour}`", changed, 370, "applicants")


# -- plans --------------------------------------------------------------------------------------------------------


def _findings(plan: CheckedPlan, parameters: Parameters) -> dict[tuple[str, str], Status]:
    """How each rule stands to each service of a plan, the worst where several findings name it."""
    worst: dict[tuple[str, str], Status] = {}
    order = list(Status)
    for finding in check_plan(plan, parameters).outcome.findings:
        for service in finding.services:
            key = finding.rule, service
            worst[key] = min(worst.get(key, Status.SATISFIED), finding.status, key=order.index)
    return worst


def _checked(found: Interpretation) -> Iterator[Effect]:
    """Whose plan would be judged otherwise, and what the services cost that it concerns."""
    plain = edition(_POLICY)
    for reading in _other_readings(found):
        other = plain.reform("effects", readings={found.id: reading})
        changed, allowed, refused = 0, [], []
        for plan in plans():
            before, after = _findings(plan, plain), _findings(plan, other)
            changed += before != after
            allowed.append(_cost(plan, _barred(before) - _barred(after)))
            refused.append(_cost(plan, _barred(after) - _barred(before)))
        yield Effect(
            reading,
            "cost of services that a plan may, or may not, hold",
            changed,
            len(allowed),
            greatest=max(*allowed, *refused),
            more=Money.sum(allowed),
            less=Money.sum(refused),
        )


def _barred(findings: Mapping[tuple[str, str], Status]) -> set[str]:
    """The services that a rule does not allow."""
    return {service for (_, service), status in findings.items() if status is Status.VIOLATED}


def _cost(plan: CheckedPlan, services: set[str]) -> Money:
    return Money.sum(line.unit_price.times(sum(line.units)) for line in plan.lines if line.service in services)


def _bases(found: Interpretation) -> Iterator[Effect]:
    """Another limit for transport, and what that does to the plans."""
    for reading in _other_readings(found):
        yield _compared(reading, "limit of transport", _limits(found.default), _limits(reading))
    yield from _checked(found)


def _limits(base: str) -> list[Money]:
    share = edition(_POLICY).combinations.transport_share
    return [Money(getattr(plan.budget, base).cents * share.millionths // Share.WHOLE) for plan in plans()]


# -- what is measured ---------------------------------------------------------------------------------------------

_MEASURES: Final[dict[str, Callable[[Interpretation], Iterator[Effect]]]] = {
    "I-1": _stages("provisional amount", "final amount", "total amount"),
    "I-2": _stages("final amount", "total amount"),
    "I-3": _stages("provisional amount", "final amount", "total amount"),
    "I-4": _selected,
    "I-6": _selected,
    "I-9": _replaced,
    "I-10": _funding,
    "I-11": _weights,
    "I-12": _stages(
        "cost of the plan that is signed first", "cost of the plan within the final amount", "total amount"
    ),
    "I-13": _checked,
    "I-14": _checked,
    "I-15": _bases,
    "I-23": _checked,
    "I-24": _funding,
    "I-25": _stages("cost of the plan that is signed first", "final amount", "total amount"),
    "I-26": _checked,
    "I-27": _checked,
    "I-30": _funding,
}
