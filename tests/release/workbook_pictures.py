"""Do the sheets of the workbook look as they should when printed? And the pictures of docs/workbook.md.

    python tests/release/workbook_pictures.py --look FOLDER
    python tests/release/workbook_pictures.py --write

Makes the example workbook in both languages, lets LibreOffice print it and leaves a picture of every page in the
folder to be looked at. With ``--write`` the pictures of the documentation, the upper parts of some Latvian pages, are
made anew. Needs ``soffice``, poppler's ``pdftoppm`` and ImageMagick's ``convert``; ends with 1 if a picture is too
large or a page is missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ibmodel.adapters.workbook import write_matrix
from ibmodel.parameters import edition
from ibmodel.testing.matrices import example_matrix

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "_static" / "workbook"
LARGEST = 150_000
#: Which printed page is shown as which picture, and how much of its height, in hundredths.
SHOWN = {"plan": (3, 56), "amounts": (4, 50), "units": (6, 30), "execution": (14, 30)}
RESOLUTION = 130


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def printed(folder: Path, language: str) -> list[Path]:
    """A picture of every page of the example workbook, in order."""
    workbook = folder / f"matrix-{language}.xlsx"
    workbook.write_bytes(write_matrix(example_matrix(), edition("children-pilot-2018"), language))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, workbook)
    run("pdftoppm", "-r", RESOLUTION, "-png", workbook.with_suffix(".pdf"), folder / f"page-{language}")
    return sorted(folder.glob(f"page-{language}-*.png"))


def write_picture(page: Path, name: str, height: int) -> bool:
    """The upper part of a page without its margins; whether it is small enough."""
    target = PICTURES / f"{name}.png"
    upper = ("-gravity", "North", "-crop", f"100%x{height}%+0+0", "+repage", "-trim", "+repage")
    look = ("-bordercolor", "white", "-border", "12", "+dither", "-colors", "32", "-strip")
    run("convert", page, *upper, *look, "-define", "png:compression-level=9", target)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size} bytes")
    return size <= LARGEST


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--look", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = chosen.look or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        pages = printed(folder, "lv")
        if chosen.look:
            pages_en = printed(folder, "en")
            print(f"{len(pages)} pages in Latvian, {len(pages_en)} in English, in {folder}")
            if len(pages) != len(pages_en):
                return 1
        if chosen.write:
            PICTURES.mkdir(parents=True, exist_ok=True)
            small = [write_picture(pages[page - 1], shown, high) for shown, (page, high) in SHOWN.items()]
            return int(not all(small))
    return 0


if __name__ == "__main__":
    sys.exit(main())
