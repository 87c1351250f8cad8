"""Do the formulas of the workbook give the library's cents when a spreadsheet program computes them?

    python tests/release/workbook_formulas.py
    python tests/release/workbook_formulas.py --matrices 1000 --seed 7

Writes many made-up matrices under all variants and readings, lets LibreOffice open, compute and save them in one
batch, and compares every formula cell of the tables 6.3 to 6.10 with `ibmodel.matrix.compute_matrix`; no cell may
hold an error. Where a price is missing, nothing may be shown that needs it. Then every saved copy is read back and
must be the matrix that was written. Ends with 1 if anything differs. Needs ``soffice`` on PATH.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from ibmodel import Money, Rate, edition
from ibmodel.adapters.workbook import read_matrix
from ibmodel.adapters.workbook.cells import read_sheets
from ibmodel.adapters.workbook.formulas import formulas_of
from ibmodel.adapters.workbook.layout import AMOUNTS, Layout, Tables, place_name
from ibmodel.adapters.workbook.terms import Terms
from ibmodel.adapters.workbook.writing import written_in
from ibmodel.case.matrix import Matrix, MatrixService
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.catalogue import SERVICES, service
from ibmodel.matrix import MatrixOutcome, compute_matrix
from ibmodel.parameters import Parameters
from ibmodel.rules.receipt import ExecutedMonth
from ibmodel.vocabulary import SupportArea

READINGS = {
    "I-10": ("best_cover", "in_order"),
    "I-12": ("continue", "stop"),
    "I-24": ("table", "text"),
    "I-25": ("text", "figure"),
    "I-30": ("non_transport", "area_3"),
}
PRICES = (0, 1, 5000, 2_717_400, 12_500_000, 999_999, 33_333_333, 45_678_900)
#: How often a price is missing.
INCOMPLETE = 0.1
#: Cells that say who or what a row is: they are compared as words elsewhere, or are heads of columns.
WORDS = ("word", "line", "date", "month", "price", "number", "fixed")


def seeded(generator: random.Random) -> Matrix:
    """A made-up matrix with everything that its computation needs."""
    months = generator.choice((1, 3, 6, 6, 6))
    names = [*generator.sample(list(SERVICES), generator.randint(0, 9)), "x-peldēšana"][: generator.randint(0, 10)]
    ranked = generator.random() < 0.7
    ranks = [generator.sample(range(1, len(names) + 4), len(names)) for _ in range(2)]
    known = generator.randint(0, months)
    paid = generator.random() < 0.5
    rows = []
    for place, name in enumerate(names):
        area = generator.choice((None, *SupportArea))
        if ranked and area is None and (name.startswith("x-") or service(name).area is None):
            area = generator.choice(list(SupportArea))
        rows.append(
            MatrixService(
                service=name,
                area=area,
                experts_rank=ranks[0][place] if ranked else None,
                parent_rank=ranks[1][place] if ranked else None,
                unit_price=Rate(generator.choice((*PRICES, generator.randint(0, 60_000_000)))),
                units=tuple(generator.choice((0, 0, 1, 4, 8, 31)) for _ in range(months)),
                public=money(generator, 20_000),
                transport=generator.choice((None, None, True, False)),
                received=tuple(generator.randint(0, 9) for _ in range(known)) or None,
                spent=tuple(Money(generator.randint(0, 9_999)) for _ in range(known)) or None if paid else None,
            )
        )
    if rows and generator.random() < INCOMPLETE:
        rows[-1] = attrs.evolve(rows[-1], unit_price=None)
    amounts = {name: money(generator, 150_000) for name, _ in AMOUNTS}
    return Matrix(
        code=f"S-{generator.randint(1, 999)}",
        municipality="Sintētiskais novads",
        period=PlanPeriod(date(2018, generator.randint(1, 12), 1), months),
        services=rows,
        variant=generator.choice((None, 1, 2, 3)),
        **amounts,
    )


def money(generator: random.Random, most: int) -> Money | None:
    """An amount, often none and sometimes nothing."""
    return generator.choice((None, Money(0), Money(generator.randint(0, most)), Money(generator.randint(0, most))))


def expected(outcome: MatrixOutcome, layout: Layout) -> Iterator[tuple[str, int, int, int]]:
    """What the library computes, by sheet, row and column: whole cents, units and places."""
    tables = Tables(layout)
    yield from expected_order(outcome, tables)
    for row, name in enumerate(("provisional", "final"), start=7):
        amount = getattr(outcome.matrix, name)
        if amount is not None:
            yield "6.5", row, 3, amount.cents
    if not outcome.lines:
        return
    yield from expected_needed(outcome, tables)
    yield from expected_sources(outcome, tables)
    for fitted, column in ((outcome.first_plan, 14), (outcome.final_plan, 16)):
        if fitted is None:
            continue
        for place, (row, line) in enumerate(zip(outcome.rows, fitted.outcome.lines, strict=True)):
            pair = (sum(line.units), line.amount.cents)
            for offset, value in enumerate(pair):
                yield "6.4", tables.costs + row, column + offset, value
                if column == 16:
                    yield "6.5", tables.annex + place, 12 + offset, value
        yield "6.4", tables.costs + layout.services, column + 1, fitted.outcome.planned.cents
        if column == 16:
            yield "6.5", tables.annex + layout.services, 13, fitted.outcome.planned.cents
    yield from expected_execution(outcome, tables)


def expected_order(outcome: MatrixOutcome, tables: Tables) -> Iterator[tuple[str, int, int, int]]:
    for place, row in enumerate(outcome.rows, start=1):
        yield "6.3", tables.services + row, 7, place
        yield "6.4", tables.costs + row, 18, place


def expected_needed(outcome: MatrixOutcome, tables: Tables) -> Iterator[tuple[str, int, int, int]]:
    needed, layout = outcome.needed.outcome, tables.layout
    for place, (row, line) in enumerate(zip(outcome.rows, needed.lines, strict=True)):
        yield "6.4", tables.costs + row, 4, line.units
        yield "6.4", tables.costs + row, 5, line.amount.cents
        yield "6.5", tables.annex + place, 4, line.units
        yield "6.5", tables.annex + place, 5, line.amount.cents
        yield "6.6", tables.units + row, 3 + layout.months, line.units
        yield "6.9", tables.application + place, 6, line.units
    for sheet, row, column in (
        ("6.4", tables.amounts + len(AMOUNTS) + 1, 3),
        ("6.4", tables.costs + layout.services, 5),
        ("6.5", 9, 3),
        ("6.5", tables.annex + layout.services, 5),
        ("6.6", tables.units + layout.services, 3 + layout.months),
        ("6.10", tables.execution(2) + layout.services, 3 + layout.months),
    ):
        yield sheet, row, column, needed.needed.cents
    for month, amount in enumerate(needed.by_month):
        yield "6.6", tables.units + layout.services, 3 + month, amount.cents
        yield "6.10", tables.execution(2) + layout.services, 3 + month, amount.cents


def expected_sources(outcome: MatrixOutcome, tables: Tables) -> Iterator[tuple[str, int, int, int]]:
    if outcome.total is None:
        return
    total, head = outcome.total.outcome, tables.amounts + len(AMOUNTS)
    for offset, amount in enumerate((total.total, total.unmet)):
        yield "6.4", head + 2 + offset, 3, amount.cents
        yield "6.5", 10 + offset, 3, amount.cents
    for place, (row, line) in enumerate(zip(outcome.rows, total.lines, strict=True)):
        paid = [line.project, line.benefits, line.public, line.other]
        for offset, amount in enumerate((*paid, Money.sum(paid), line.unmet)):
            yield "6.4", tables.costs + row, 8 + offset, amount.cents
            yield "6.5", tables.annex + place, 6 + offset, amount.cents
    sources = total.sources
    sums = (sources.project, sources.benefits, sources.public, sources.other, total.total, total.unmet)
    for offset, amount in enumerate(sums):
        yield "6.4", tables.costs + tables.layout.services, 8 + offset, amount.cents
        yield "6.5", tables.annex + tables.layout.services, 6 + offset, amount.cents


def expected_execution(outcome: MatrixOutcome, tables: Tables) -> Iterator[tuple[str, int, int, int]]:
    """Table 6.10; the planned units and amounts of all months, what was received of those that are known."""
    months, services = tables.layout.months, tables.layout.services
    units = [0] * months
    for row, line in zip(outcome.rows, outcome.lines, strict=True):
        before = 0
        for month, of_month in enumerate(line.units):
            after = line.unit_price.times(sum(line.units[: month + 1])).cents
            yield "6.10", tables.execution(0) + row, 3 + month, of_month
            yield "6.10", tables.execution(2) + row, 3 + month, after - before
            before, units[month] = after, units[month] + of_month
        yield "6.10", tables.execution(0) + row, 3 + months, sum(line.units)
        yield "6.10", tables.execution(2) + row, 3 + months, before
    for month, of_month in enumerate((*units, sum(units))):
        yield "6.10", tables.execution(0) + services, 3 + month, of_month
    if outcome.execution is None:
        return
    yield from expected_received(outcome, tables)
    execution = outcome.execution.outcome
    for row, line in zip(outcome.rows, execution.lines, strict=True):
        yield "6.10", tables.execution(5) + row, 3, len(line.months)
        yield from expected_so_far(line.total, tables.execution(5) + row)
    yield from expected_so_far(execution.total, tables.execution(5) + services)


def expected_so_far(total: ExecutedMonth, row: int) -> Iterator[tuple[str, int, int, int]]:
    left = total.planned - total.spent
    numbers = (total.planned_units, total.received_units, total.planned.cents, total.spent.cents, left.cents)
    for column, value in enumerate(numbers, start=4):
        yield "6.10", row, column, value


def expected_received(outcome: MatrixOutcome, tables: Tables) -> Iterator[tuple[str, int, int, int]]:
    """What was received and spent by month; received and paid amounts stand in inputs, only their sums in formulas."""
    execution, last = outcome.execution.outcome, tables.layout.services
    rows = [(row, line.months, line.total) for row, line in zip(outcome.rows, execution.lines, strict=True)]
    end = 3 + tables.layout.months
    for row, by_month, total in (*rows, (last, execution.months, execution.total)):
        for column, one in (*enumerate(by_month, start=3), (end, total)):
            if last == row or column == end:
                yield "6.10", tables.execution(1) + row, column, one.received_units
            yield "6.10", tables.execution(4) + row, column, one.spent.cents
    paid = [(row, service.spent) for row, service in enumerate(outcome.matrix.services) if service.spent]
    for row, spent in paid:
        yield "6.10", tables.execution(3) + row, end, sum(amount.cents for amount in spent)
    for month, amounts in enumerate(zip(*[spent for _, spent in paid], strict=True)):
        yield "6.10", tables.execution(3) + last, 3 + month, sum(amount.cents for amount in amounts)
    if paid:
        yield "6.10", tables.execution(3) + last, end, sum(amount.cents for _, spent in paid for amount in spent)


def layout_of(matrix: Matrix, language: str) -> Layout:
    """A layout of fewer rows than people get, so that many can be computed; every eighth has all."""
    layout = Layout.of(matrix, language, personal=True)
    return layout if int(matrix.code[2:]) % 8 == 0 else attrs.evolve(layout, services=len(matrix.services) + 2)


def differences(content: bytes, matrix: Matrix, parameters: Parameters, language: str) -> tuple[int, list[str]]:
    """How many formula cells were compared, and how those that differ differ."""
    layout, outcome = layout_of(matrix, language), compute_matrix(matrix, parameters)
    values = {(sheet, row, column): value for sheet, row, column, value in expected(outcome, layout)}
    sheets, found, compared = read_sheets(content), [], 0
    for name, cells in formulas_of(layout, Terms.of(matrix, parameters)).items():
        for (row, column), (formula, style) in cells.items():
            if type(formula) is not str or not formula.startswith("="):
                continue
            cell = sheets[name].cells.get((row, column))
            where = f"{name}!{place_name(row, column)}"
            if cell is not None and cell.kind in ("error", "formula"):
                found.append(f"{where}: {cell}")
            if name == "6.11" or style in WORDS:
                continue
            compared += 1
            value = values.pop((name, row, column), None)
            got = None if cell is None else cell.text
            if got is not None:
                got = got if cell.kind == "text" else round(float(got) * (100 if style.startswith("money") else 1))
            if got != value:
                found.append(f"{where}: expected {value}, got {got}")
    found.extend(f"{where}: no formula for {value}" for where, value in values.items())
    total = outcome.total
    if matrix.services and total is not None:
        cell = sheets["6.4"].cells.get((Tables(layout).amounts + len(AMOUNTS) + 4, 3))
        word = getattr(total.outcome.against_before, language)
        if cell is None or cell.text != word:
            found.append(f"6.4: expected {word}, got {cell}")
        compared += 1
    return compared, found


def shown_of_incomplete(content: bytes, matrix: Matrix, parameters: Parameters, language: str) -> tuple[int, list[str]]:
    """What a file shows though a price is missing: a word for the sum, no source of money, no error, no wrong sum."""
    layout = layout_of(matrix, language)
    tables, sheets, found, compared = Tables(layout), read_sheets(content), [], 0
    last = tables.costs + layout.services
    words = {("6.4", last, 5), ("6.5", tables.annex + layout.services, 5)}
    for name, cells in formulas_of(layout, Terms.of(matrix, parameters)).items():
        for row, column in cells:
            cell = sheets[name].cells.get((row, column))
            got = None if cell is None else cell.text
            if cell is not None and cell.kind in ("error", "formula"):
                found.append(f"{name}!{place_name(row, column)}: {cell}")
            if (name, row, column) in words and got != layout.text("open"):
                found.append(f"{name}!{place_name(row, column)}: expected {layout.text('open')}, got {got}")
            paid = name == "6.4" and row >= tables.costs and 8 <= column <= 17
            if (paid or (name == "6.6" and row == tables.units + layout.services)) and got is not None:
                found.append(f"{name}!{place_name(row, column)}: expected nothing, got {got}")
            compared += paid
    place = next(place for place, service in enumerate(matrix.services) if service.unit_price is None)
    if sheets["6.4"].cells.get((tables.costs + place, 5)) is not None:
        found.append("6.4: expected no amount without a price")
    return compared, found


def recalculated(folder: Path, names: list[str]) -> Path:
    """Lets LibreOffice open, compute and save the workbooks of a folder; gives the folder of the copies."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("expected soffice on PATH (LibreOffice)")
    copies = folder / "copies"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(copies)]
    subprocess.run([*command, *[str(folder / name) for name in names]], check=True, capture_output=True)
    return copies


def policies() -> list[Parameters]:
    """The children's edition under every combination of the readings that matter here."""
    base = edition("children-pilot-2018")
    return [
        attrs.evolve(base, readings=dict(zip(READINGS, chosen, strict=True))) for chosen in product(*READINGS.values())
    ]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--matrices", type=int, default=320)
    arguments.add_argument("--seed", type=int, default=20180901)
    given = arguments.parse_args()
    generator, under = random.Random(given.seed), policies()
    made = [
        (seeded(generator), under[number % len(under)], ("lv", "en")[number // len(under) % 2])
        for number in range(given.matrices)
    ]
    compared, wrong, started = 0, 0, time.perf_counter()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        names = []
        for number, (matrix, parameters, language) in enumerate(made):
            names.append(f"{number}.xlsx")
            (folder / names[-1]).write_bytes(written_in(layout_of(matrix, language), matrix, parameters))
        copies = recalculated(folder, names)
        for name, (matrix, parameters, language) in zip(names, made, strict=True):
            content = (copies / name).read_bytes()
            whole = all(service.unit_price is not None for service in matrix.services)
            compare = differences if whole else shown_of_incomplete
            cells, found = compare(content, matrix, parameters, language)
            compared += cells
            if read_matrix(content) != matrix:
                found.append("the copy is read as another matrix")
            wrong += bool(found)
            for line in found[:10]:
                print(f"{name} {language} {parameters.readings} variant {matrix.variant}: {line}")
    seconds = time.perf_counter() - started
    print(f"{len(made)} matrices, {compared:,} formula cells compared, {wrong} matrices differ, {seconds:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
