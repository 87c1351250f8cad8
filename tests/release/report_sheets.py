"""Does a spreadsheet program read every report as it was written, and can it be printed?

    python tests/release/report_sheets.py
    python tests/release/report_sheets.py --pictures pages

Writes the made-up example of every report as a workbook in both languages, and one whose names look like formulas,
has LibreOffice open and save each again, and compares all cells: amounts to the cent, text to the letter, no cell a
formula. With ``--pictures`` it also prints the workbooks and pages to PDF and PNG files in a folder, to be looked at.
Ends with 1 if a cell differs. Needs LibreOffice (soffice); for pictures Chromium and pdftoppm too.
"""

from __future__ import annotations

import argparse
import copy
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from ibmodel.adapters.calendars import LATVIA
from ibmodel.adapters.reports.documents import read_report
from ibmodel.adapters.reports.pages import write_html
from ibmodel.adapters.reports.sheets import write_workbook
from ibmodel.explain import LANGUAGES
from ibmodel.parameters import edition
from ibmodel.rules.reports import Report, ReportKind

POLICY = edition("children-pilot-2018")
EXAMPLES = json.loads(resources.files("ibmodel.testing").joinpath("data", "reports-synthetic.json").read_text("utf-8"))
NAMES = ("=1+1", '+HYPERLINK("x")')


def reports() -> Iterator[tuple[str, Report]]:
    for kind in ReportKind:
        yield kind.value, read_report(kind, EXAMPLES[kind.value], LATVIA, POLICY)
    hostile = copy.deepcopy(EXAMPLES[ReportKind.CASH_FLOW.value])
    for municipality, name in zip(hostile["municipalities"], NAMES, strict=True):
        municipality["account"]["municipality"] = name
    yield "hostile", read_report(ReportKind.CASH_FLOW, hostile, LATVIA, POLICY)


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def converted(written: list[Path], form: str, folder: Path) -> None:
    """Has LibreOffice write all files anew into a folder, in another form."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, *written)


def cells(path: Path) -> dict[tuple[str, str], object]:
    """What the cells hold: numbers exactly to six decimals, text; a formula as it is written."""
    found: dict[tuple[str, str], object] = {}
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    found[sheet.title, cell.coordinate] = round(Decimal(str(cell.value)), 6)
                elif cell.value is not None:
                    found[sheet.title, cell.coordinate] = (cell.data_type, cell.value)
    return found


def differences(before: Path, after: Path) -> list[str]:
    one, other = cells(before), cells(after)
    return [
        f"{before.name}, {' '.join(place)}: {one.get(place)!r} became {other.get(place)!r}"
        for place in sorted({*one, *other})
        if one.get(place) != other.get(place)
    ]


def pictures(folder: Path, written: list[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    converted(written, "pdf", folder)
    for name, report in reports():
        for language in LANGUAGES:
            page = write_html(report, folder / f"{name}-{language}-page.html", language)
            target = page.with_suffix(".pdf")
            options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
            run("chromium", *options, f"--print-to-pdf={target}", page.as_uri())
    for document in sorted(folder.glob("*.pdf")):
        run("pdftoppm", "-r", "70", "-png", document, document.with_suffix(""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, help="a folder for PDF and PNG files")
    chosen = parser.parse_args()
    if shutil.which("soffice") is None:
        print("expected LibreOffice (soffice) on PATH")
        return 2
    with TemporaryDirectory() as place:
        folder = Path(place)
        made = [
            write_workbook(report, folder / f"{name}-{language}.xlsx", language)
            for name, report in reports()
            for language in LANGUAGES
        ]
        again = folder / "again"
        converted(made, "xlsx", again)
        found = [line for path in made for line in differences(path, again / path.name)]
        total = sum(len(cells(path)) for path in made)
        print(*found, f"{len(made)} workbooks, {total} cells, {len(found)} differences", sep="\n")
        if chosen.pictures is not None:
            pictures(chosen.pictures, made)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
