"""Writes the conformance vectors from the chapters beside this file.

Run it as ``python tests/kit/vectors/generate.py``; with ``--check`` it writes nothing and fails if a file would change.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from cases import Chapter, titles

FOLDER = Path(__file__).parents[3] / "src" / "ibmodel" / "testing" / "vectors"


def main() -> int:
    """Writes or checks every chapter; the number of files that were not as they should be."""
    check = "--check" in sys.argv[1:]
    stale = total = 0
    for name, title in titles():
        chapter = Chapter(name, title)
        importlib.import_module(f"chapter_{name}").add(chapter)
        total += len(chapter.written)
        file = FOLDER / f"{name}.json"
        if not file.exists() or file.read_text("utf-8") != chapter.text():
            stale += 1
            print(f"{file.name} {'is stale' if check else 'written'}")
            if not check:
                file.write_text(chapter.text(), "utf-8")
    print(f"{total} vectors")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main())
