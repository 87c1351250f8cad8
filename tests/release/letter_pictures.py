"""Do the letters look as they should, in a browser and in a PDF reader? And the pictures of docs/letters.md.

    python tests/release/letter_pictures.py --look FOLDER
    python tests/release/letter_pictures.py --write

Makes the example letters, a grant and a refusal in both languages, as page and as PDF; prints each page from Chromium
and reads each PDF with poppler (``pdfinfo``, ``pdftotext``, ``pdftoppm``). Checks that both take one sheet of A4, that
the PDF is tagged and that its text has every sentence of the letter; leaves pictures of both in the folder to be
looked at. With ``--write`` the pictures of the documentation are made anew. Needs ``chromium``, poppler's tools and
ImageMagick's ``convert``; ends with 1 if something does not hold.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ibmodel.adapters.letters import letter_html, letter_pdf
from ibmodel.case.applications import ChildApplicant, PilotDates
from ibmodel.explain.letters import (
    Letter,
    LetterHead,
    Paragraph,
    Points,
    grant_letter,
    matrix_facts,
    refusal_facts,
    refusal_letter,
)
from ibmodel.matrix import compute_matrix
from ibmodel.parameters import edition
from ibmodel.rules.eligibility import assess_child
from ibmodel.testing.matrices import example_matrix

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "_static" / "letters"
LARGEST = 150_000
A4 = "(A4)"


def letters() -> Iterator[tuple[str, Letter]]:
    """The example letters by the names of their pictures."""
    pilot = edition("children-pilot-2018")
    child = ChildApplicant(
        id="TUK-031",
        born=date(2001, 5, 2),
        municipality="Tukums",
        received=datetime(2018, 7, 3, 9, 14),
        disability_determined=True,
        di_evaluated=True,
    )
    granted = matrix_facts(compute_matrix(example_matrix(), pilot), pilot)
    refused = refusal_facts(child, assess_child(child, PilotDates(date(2018, 9, 1), 12), pilot))
    for language in ("lv", "en"):
        yield f"grant-{language}", grant_letter(granted, LetterHead(dated=date(2018, 9, 28), language=language))
        yield f"refusal-{language}", refusal_letter(refused, LetterHead(dated=date(2018, 7, 16), language=language))


def said(*command: str | Path) -> str:
    """What a program prints."""
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120).stdout


def problems(name: str, letter: Letter, folder: Path) -> Iterator[str]:
    """What does not hold of a letter; its files and pictures are left in ``folder``."""
    page, printed, paper = folder / f"{name}.html", folder / f"{name}-printed.pdf", folder / f"{name}.pdf"
    page.write_text(letter_html(letter), encoding="utf-8")
    paper.write_bytes(letter_pdf(letter))
    browser = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    said(*browser, "--no-pdf-header-footer", f"--print-to-pdf={printed}", page.as_uri())
    for width in (1000, 390):
        said(*browser, f"--screenshot={folder / f'{name}-{width}.png'}", f"--window-size={width},1700", page.as_uri())
    for file in (printed, paper):
        about = said("pdfinfo", file)
        if not re.search(r"Pages: +1\n", about) or A4 not in about:
            yield f"{file.name}: expected one page of A4"
        if file is paper and not re.search(r"Tagged: +yes", about):
            yield f"{file.name}: expected a tagged document"
        text = "".join(said("pdftotext", file, "-").split())
        yield from (f"{file.name}: lacks {line!a}" for line in sentences(letter) if "".join(line.split()) not in text)
        said("pdftoppm", "-r", "100", "-png", "-singlefile", file, file.with_suffix(""))


def sentences(letter: Letter) -> Iterator[str]:
    """The paragraphs of a letter."""
    for section in letter.sections:
        yield section.heading
        for part in section.parts:
            if isinstance(part, Paragraph):
                yield part.text
            elif isinstance(part, Points):
                yield from (item.text for item in part.items)


def write(name: str, folder: Path) -> Iterator[str]:
    """The picture of a letter's PDF in the documentation."""
    picture = PICTURES / f"{name}.png"
    said("pdftoppm", "-r", "96", "-gray", "-png", "-singlefile", folder / f"{name}.pdf", folder / f"{name}-picture")
    said("convert", folder / f"{name}-picture.png", "-colors", "12", "-strip", picture)
    if picture.stat().st_size >= LARGEST:
        yield f"{picture.name}: expected less than {LARGEST} bytes"


def main() -> int:
    """Checks, and writes if asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--look", type=Path, help="leave files and pictures in this folder")
    options.add_argument("--write", action="store_true", help="make the pictures of the documentation")
    chosen = options.parse_args()
    found = []
    with TemporaryDirectory() as temporary:
        folder = chosen.look or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, letter in letters():
            found += problems(name, letter, folder.resolve())
            if chosen.write:
                found += write(name, folder.resolve())
    print("\n".join(found) or "every letter is as it should be")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
