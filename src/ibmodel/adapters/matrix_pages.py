"""What is said of a child's matrix: its amounts, which rules it keeps, and what is not filled in yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from ibmodel.adapters.planning import show_check
from ibmodel.adapters.tables import Page
from ibmodel.adapters.workbook.labels import label
from ibmodel.case import PlanLine, identifier
from ibmodel.case.matrix import ChildRecord, Contact, Matrix, MatrixService, ParentRecord
from ibmodel.case.plan_check import BudgetBase, CheckedLine, CheckedPlan, PlanChild
from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Decision
from ibmodel.errors import MissingField, ModelError
from ibmodel.explain import LANGUAGES
from ibmodel.matrix import MatrixOutcome, compute_matrix
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.combinations import Finding, PlanCheck, check_plan
from ibmodel.rules.evaluation import check_team
from ibmodel.rules.needs import FittedPlan
from ibmodel.vocabulary import Impairment

__all__ = ["checked_rules", "computed", "located", "show_amounts", "show_rules_kept", "show_unfilled", "unfilled"]

#: The words of these pages, English and Latvian.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "amounts": ("Amounts", "Summas"),
    "not_computed": (
        "Cannot be computed yet: {message}.",
        "Vēl nevar aprēķināt: nav aizpildīts viss, kas aprēķinam vajadzīgs ({message}).",
    ),
    "needed": ("Needed amount", "IB nepieciešamais apmērs"),
    "provisional": ("Provisional amount", "IB provizoriskais apmērs"),
    "final": ("Final amount", "IB galīgais apmērs"),
    "total": ("Total amount", "IB kopējais apmērs"),
    "project": ("- from the project", "- no projekta"),
    "benefits": ("- from benefits", "- no pabalstiem"),
    "public": ("- from state or municipality", "- no valsts vai pašvaldības"),
    "other": ("- from other sources", "- no citiem avotiem"),
    "unmet": ("Not covered", "Nav nodrošināts"),
    "planned": ("Planned so far", "Līdz šim plānots"),
    "spent": ("Spent so far", "Līdz šim izlietots"),
    "first_plan": ("The plan within the provisional amount", "Plāns provizoriskā apmēra robežās"),
    "final_plan": ("The plan within the final amount", "Plāns galīgā apmēra robežās"),
    "service": ("Service", "Pakalpojums"),
    "wanted": ("Units planned", "Plānotās vienības"),
    "paid": ("Units paid for", "Apmaksātās vienības"),
    "amount": ("Amount, EUR", "Summa, EUR"),
    "rules_unknown": (
        "The rules on combinations cannot be checked yet: impairment (6.1), units (6.6) or prices (6.8) are missing.",
        "Pakalpojumu savietojamību nevar pārbaudīt: trūkst traucējuma veida (6.1.), vienību (6.6.) vai cenu (6.8.).",
    ),
    "unfilled": ("Not filled in yet", "Vēl nav aizpildīts"),
    "filled": ("Everything is filled in.", "Viss ir aizpildīts."),
}

#: In which table each part of a service's row is filled in.
_TABLES: Final = {
    "experts_rank": "6.3",
    "parent_rank": "6.3",
    "intensity": "6.3",
    "area": "6.3",
    "units": "6.6",
    "provider": "6.8",
    "unit_price": "6.8",
    "received": "6.10",
    "spent": "6.10",
}
#: What a label is called where it is not called as the field.
_LABELS: Final = {
    "unit_price": "price",
    "transport": "transport_benefit",
    "other": "other_money",
    "components": "vision",
}
_AMOUNTS: Final = ("provisional", "final", "rehabilitation", "transport", "other", "before")
_OF_SERVICES: Final = ("experts_rank", "parent_rank", "intensity", "units", "provider", "unit_price")


def _word(name: str, page: Page, **values: object) -> str:
    return _WORDS[name][LANGUAGES.index(page.language)].format(**values)


def computed(matrix: Matrix, parameters: Parameters) -> MatrixOutcome | MissingField:
    """What the file comes to, or what is missing for that; raises what else `compute_matrix` raises."""
    try:
        return compute_matrix(matrix, parameters)
    except MissingField as missing:
        return missing


def located(error: ModelError, matrix: Matrix) -> str:
    """The error with its table and service, where its path leads to a row of services."""
    steps = error.path.split("/")[1:]
    if steps[:1] != ["services"] or len(steps) < 3:  # noqa: PLR2004 - services, row, field
        return str(error)
    row = matrix.services[int(steps[1])]
    return f"{_TABLES.get(steps[2], '6.4')}, {row.service}: {error.message}"


def show_amounts(page: Page, outcome: MatrixOutcome | MissingField, matrix: Matrix) -> None:
    """The amounts as far as they are known, the plans cut to them, and what was spent so far."""
    page.heading(_word("amounts", page))
    if isinstance(outcome, MissingField):
        page.line(_word("not_computed", page, message=located(outcome, matrix)))
        return
    page.pairs([(_word(name, page), page.shown(amount)) for name, amount in _amounts(outcome)])
    _show_plan(page, "first_plan", outcome, outcome.first_plan)
    _show_plan(page, "final_plan", outcome, outcome.final_plan)


def _amounts(outcome: MatrixOutcome) -> Iterator[tuple[str, Money]]:
    matrix = outcome.matrix
    yield "needed", outcome.needed.outcome.needed
    for name, amount in (("provisional", matrix.provisional), ("final", matrix.final)):
        if amount is not None:
            yield name, amount
    if outcome.total is not None:
        total = outcome.total.outcome
        yield "total", total.total
        yield from attrs.asdict(total.sources, recurse=False).items()
        yield "unmet", total.unmet
    if outcome.execution is not None:
        so_far = outcome.execution.outcome.total
        yield "planned", so_far.planned
        yield "spent", so_far.spent


def _show_plan(page: Page, name: str, outcome: MatrixOutcome, plan: Decision[FittedPlan] | None) -> None:
    if plan is None or not outcome.lines:
        return
    page.heading(_word(name, page))
    rows = [
        (service_name(fitted.service, page.language), str(sum(line.units)), str(sum(fitted.units)), amount)
        for line, fitted in zip(outcome.lines, plan.outcome.lines, strict=True)
        for amount in [page.number(fitted.amount)]
    ]
    page.table([_word(column, page) for column in ("service", "wanted", "paid", "amount")], rows)


def service_name(code: str, language: str) -> str:
    """What a service is called; one of the caller's own by its own name."""
    service = SERVICES.get(code)
    if service is None:
        return code
    return service.lv if language == "lv" else service.en


def checked_rules(
    matrix: Matrix, outcome: MatrixOutcome | MissingField, parameters: Parameters
) -> Decision[PlanCheck] | None:
    """Which rules on combinations the plan keeps, as far as the file can tell; none if it says too little."""
    child = matrix.child
    if isinstance(outcome, MissingField) or child is None or child.impairment is None:
        return None
    total = None if outcome.total is None else outcome.total.outcome.total
    plan = CheckedPlan(
        child=PlanChild(child.impairment, child.components),
        period=matrix.period,
        budget=BudgetBase(total, matrix.final, outcome.needed.outcome.needed, matrix.provisional),
        lines=[_checked_line(row, line) for row, line in zip(matrix.services, matrix.plan_lines(), strict=True)],
    )
    return check_plan(plan, parameters)


def _checked_line(row: MatrixService, line: PlanLine) -> CheckedLine:
    provider = row.provider
    try:
        identifier(provider)
    except ModelError:  # none, or a text too long to tell providers apart by
        provider = None
    named = True if row.experts_rank is not None else None
    return CheckedLine(
        service=row.service, provider=provider, unit_price=line.unit_price, units=line.units, named_by_team=named
    )


def show_rules_kept(page: Page, decision: Decision[PlanCheck] | None) -> None:
    """The findings of the check of the plan."""

    def named(finding: Finding) -> str:
        return ", ".join(service_name(code, page.language) for code in finding.services)

    if decision is None:
        page.line()
        page.line(_word("rules_unknown", page))
    else:
        show_check(page, decision, named)


def show_unfilled(page: Page, matrix: Matrix, parameters: Parameters) -> None:
    """What is not filled in, table by table."""
    rows = unfilled(matrix, parameters, page.language)
    page.heading(_word("unfilled" if rows else "filled", page))
    for row in rows:
        page.item(row)


def unfilled(matrix: Matrix, parameters: Parameters, language: str) -> list[str]:
    """What is not filled in, table by table; of people only which field, never what stands beside it.

    Of a team that has members, who is not among them but must be (N-12).
    """
    found: list[tuple[str, str, Sequence[str]]] = []
    records: tuple[tuple[str, Any], ...] = (
        ("child", matrix.child or ChildRecord()),
        ("parent", matrix.parent or ParentRecord()),
    )
    found += [("6.1", who, _empty_fields(record, language)) for who, record in records]
    team = check_team([expert.specialty for expert in matrix.team], parameters).outcome
    absent = [getattr(specialty, language) for specialty in team.missing]
    found.append(("6.2", "specialty", absent if matrix.team else ()))
    found += [("6.3", "goal", ())] if not matrix.goals else []
    found += [("6.3", "service", ())] if not matrix.services else []
    found += list(_empty_of_services(matrix, language))
    found += [("6.4", name, ()) for name in _AMOUNTS if getattr(matrix, name) is None]
    return [_unfilled_row(table, name, which, language) for table, name, which in found if which != []]


def _unfilled_row(table: str, name: str, which: Iterable[str], language: str) -> str:
    text = f"{table} {label(_LABELS.get(name, name), language)}"
    named = ", ".join(which)
    return f"{text}: {named}" if named else text


def _empty_fields(record: ChildRecord | ParentRecord, language: str) -> list[str]:
    contact = [name for name in attrs.fields_dict(Contact) if getattr(record.contact, name) is None]
    names = [name for name in attrs.fields_dict(type(record)) if getattr(record, name) is None]
    if getattr(record, "impairment", None) is not Impairment.MULTIPLE and "components" in names:
        names.remove("components")
    return [label(_LABELS.get(name, name), language) for name in (*contact, *names)]


def _empty_of_services(matrix: Matrix, language: str) -> Iterator[tuple[str, str, list[str]]]:
    names = list(_OF_SERVICES)
    if any(row.received is not None for row in matrix.services):
        names.append("received")
    for name in names:
        rows = [row for row in matrix.services if getattr(row, name) is None]
        yield _TABLES[name], name, [service_name(row.service, language) for row in rows]
    nowhere = [row.service for row in matrix.services if row.ranked_in is None]
    yield _TABLES["area"], "area", nowhere
