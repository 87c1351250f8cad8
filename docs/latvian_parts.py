"""What the Latvian pages are made of: examples, rules and words, computed when the pages are built.

- ``{paraugs}``: a worked example as ``{worked}`` of `handbook_parts`, with Latvian words around it;
- ``{noteikumi}``: rules by id, in Latvian, with their source;
- ``{vardnica}``: the terms with their meaning, and the words that the library uses for kinds of things;
- the role ``{skaitlis}``: the figure at a path, as it is written in Latvian.

The pages say that they are Latvian, so that browsers and screen readers read them as such. An unknown rule or path
and a failing example stop the build.
"""

from __future__ import annotations

from itertools import starmap
from typing import Any

import chapters  # beside this file
import latvian_words
from docutils import nodes  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

_namespaces: dict[str, dict[str, Any]] = {}


class Example(SphinxDirective):
    """A worked example; its code stands folded above what it prints."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The code and its output."""
        code, name = "\n".join(self.content) + "\n", self.get_location()
        namespace = _namespaces.setdefault(self.env.docname, {"__name__": "__main__"})
        try:
            said = chapters.run_worked(code, namespace, name)
        except Exception as error:
            raise ExtensionError(f"{name}: the worked example fails: {error!r}") from error
        folded = [
            nodes.raw("", "<details><summary>Kā to aprēķina</summary>", format="html"),
            nodes.literal_block(code, code, language="python"),
            nodes.raw("", "</details>", format="html"),
        ]
        return [nodes.container("", *folded, *starmap(_passage, latvian_words.passages(said)), classes=["worked"])]


def _passage(in_columns: bool, text: str) -> nodes.Node:
    return nodes.literal_block(text, text, language="text") if in_columns else nodes.paragraph("", text)


class Rules(SphinxDirective):
    """The rules whose ids the content lists."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The list of the rules."""
        try:
            text = latvian_words.rules_text(" ".join(self.content).split())
        except KeyError as error:
            raise ExtensionError(f"{self.get_location()}: expected the id of a rule, got {error}") from None
        return self.parse_text_to_nodes(text)


class FigureRole(SphinxRole):
    """The figure at a path, as text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The text of the figure."""
        try:
            return [nodes.Text(latvian_words.figure(self.text))], []
        except KeyError as error:
            raise ExtensionError(f"{self.get_location()}: expected the path of a figure, got {error}") from None


class Glossary(SphinxDirective):
    """The terms."""

    def run(self) -> list[nodes.Node]:
        """The tables."""
        return self.parse_text_to_nodes(latvian_words.glossary_text())


def _begin_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _namespaces.pop(docname, None)


def setup(app: Sphinx) -> dict[str, bool]:
    """Makes the parts known."""
    app.add_directive("paraugs", Example)
    app.add_directive("noteikumi", Rules)
    app.add_directive("vardnica", Glossary)
    app.add_role("skaitlis", FigureRole())
    app.connect("env-purge-doc", _begin_page)
    app.connect("html-page-context", latvian_words.in_latvian)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
