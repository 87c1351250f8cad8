"""What the Latvian pages are made of: examples, rules and words, computed when the pages are built.

- ``{paraugs}``: a worked example as ``{worked}`` of `handbook_parts`, with Latvian words around it;
- ``{noteikumi}``: rules by id, in Latvian, with their source;
- ``{vardnica}``: the terms with their meaning, and the words that the library uses for kinds of things;
- the role ``{skaitlis}``: the figure at a path, as it is written in Latvian.

The pages say that they are Latvian, so that browsers and screen readers read them as such. An unknown rule or path
and a failing example stop the build.
"""

from __future__ import annotations

import latvian_words  # beside this file
from docutils import nodes  # type: ignore[import-untyped]
from handbook_parts import Worked
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole


class Example(Worked):
    """A worked example with Latvian words around it."""

    opener = "Kā to aprēķina"


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


def setup(app: Sphinx) -> dict[str, bool]:
    """Makes the parts known."""
    app.add_directive("paraugs", Example)
    app.add_directive("noteikumi", Rules)
    app.add_directive("vardnica", Glossary)
    app.add_role("skaitlis", FigureRole())
    app.connect("html-page-context", latvian_words.in_latvian)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
