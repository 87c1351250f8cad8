"""What the pages of the handbook are made of: the parts that Sphinx computes when it builds them.

- ``{rules}``: rules by id, each with source, functions, figures and open questions;
- ``{worked}``: a worked example, run in this process, one page in one namespace, shown with what it prints;
- ``{map}``: the decision map of a chapter, in two widths, with its words for those who do not see it;
- ``{not-yet}``: the rules that no function applies;
- the role ``{value}``: the figure at a path.

An unknown id, path or map and a failing example stop the build.
"""

from __future__ import annotations

from itertools import starmap
from typing import Any

import chapters  # beside this file
import maps
from docutils import nodes  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

_namespaces: dict[str, dict[str, Any]] = {}


class Rules(SphinxDirective):
    """The rules whose ids the content lists."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The blocks of the rules."""
        self.env.note_reread()
        try:
            text = chapters.rules_text(" ".join(self.content).replace(",", " ").split())
        except KeyError as error:
            raise ExtensionError(f"{self.get_location()}: expected the id of a rule, got {error}") from None
        return self.parse_text_to_nodes(text)


class NotYet(SphinxDirective):
    """The rules that no function applies."""

    def run(self) -> list[nodes.Node]:
        """The list of the rules."""
        self.env.note_reread()
        return self.parse_text_to_nodes(chapters.not_yet_text())


class Worked(SphinxDirective):
    """A worked example; its code stands folded below what it prints."""

    has_content = True
    opener = "How this is computed"

    def run(self) -> list[nodes.Node]:
        """The output and its code."""
        self.env.note_reread()
        code, name = "\n".join(self.content) + "\n", self.get_location()
        namespace = _namespaces.setdefault(self.env.docname, {"__name__": "__main__"})
        try:
            said = chapters.run_worked(code, namespace, name)
        except Exception as error:
            raise ExtensionError(f"{name}: the worked example fails: {error!r}") from error
        folded = [
            nodes.raw("", f"<details><summary>{self.opener}</summary>", format="html"),
            nodes.literal_block(code, code, language="python"),
            nodes.raw("", "</details>", format="html"),
        ]
        return [nodes.container("", *starmap(_passage, chapters.passages(said)), *folded, classes=["worked"])]


def _passage(in_columns: bool, text: str) -> nodes.Node:
    return nodes.literal_block(text, text, language="text") if in_columns else nodes.paragraph(text, text)


class DecisionMap(SphinxDirective):
    """The decision map of a chapter; the reader's screen decides which of its two widths is shown."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Both pictures."""
        name = self.arguments[0]
        if name not in maps.MAPS:
            raise ExtensionError(f"{self.get_location()}: expected one of {', '.join(maps.MAPS)}, got {name!r}")
        pictures = [
            nodes.image(uri=f"/_generated/map-{name}-{layout.name}.svg", alt=maps.in_words(name), classes=[layout.name])
            for layout in maps.LAYOUTS
        ]
        title = nodes.paragraph("", "", nodes.strong("", maps.filled(maps.MAPS[name].title)))
        return [nodes.container("", title, *pictures, classes=["decision-map"])]


class Value(SphinxRole):
    """The figure at a path, as text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The text of the figure."""
        try:
            return [nodes.Text(chapters.value(self.text))], []
        except KeyError as error:
            raise ExtensionError(f"{self.get_location()}: expected the path of a figure, got {error}") from None


def _begin_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """A page that is read again starts from nothing."""
    _namespaces.pop(docname, None)


def _draw(app: Sphinx) -> None:
    maps.draw()


def setup(app: Sphinx) -> dict[str, bool]:
    """Makes the parts known."""
    app.add_directive("rules", Rules)
    app.add_directive("not-yet", NotYet)
    app.add_directive("worked", Worked)
    app.add_directive("map", DecisionMap)
    app.add_role("value", Value())
    app.add_css_file("handbook.css")
    app.connect("builder-inited", _draw)
    app.connect("env-purge-doc", _begin_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
