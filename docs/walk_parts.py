"""The commands of a path to walk: run one after the other in a folder of their own when the pages are built.

``{walk}`` shows each command with what it prints, or with ``:first:`` so many lines of it. All commands of one page
share a folder, so that a later one finds the files of an earlier one, as on a reader's machine. ``pip install`` is only
shown.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes  # type: ignore[import-untyped]
from docutils.parsers.rst import directives  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from walking import Step, walked  # beside this file

_folders: dict[str, tempfile.TemporaryDirectory[str]] = {}


class Walk(SphinxDirective):
    """Commands, each with what it prints."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"first": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """The commands as one block, and below each what it prints."""
        folder = _folders.setdefault(self.env.docname, tempfile.TemporaryDirectory())
        try:
            done = list(walked(filter(None, self.content), Path(folder.name)))
        except ValueError as error:
            raise ExtensionError(f"{self.get_location()}: {error}") from error
        return [block for step in done for block in _shown(step, self.options.get("first"))]


def _shown(step: Step, first: int | None) -> Iterator[nodes.Node]:
    """The command, which may be wrapped, and what it prints, whose columns may not."""
    yield nodes.literal_block(step.command, step.command, language="sh")
    lines = step.said.strip("\n").splitlines()
    if first is not None and len(lines) > first:
        lines = [*lines[:first], "…"]
    if lines:
        text = "\n".join(lines)
        yield nodes.container("", nodes.literal_block(text, text, language="text"), classes=["worked"])


def _begin_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """A page that is read again starts in an empty folder."""
    folder = _folders.pop(docname, None)
    if folder is not None:
        folder.cleanup()


def setup(app: Sphinx) -> dict[str, bool]:
    """Makes the part known."""
    app.add_directive("walk", Walk)
    app.connect("env-purge-doc", _begin_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
