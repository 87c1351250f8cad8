"""How the documentation is built: ``sphinx-build -W --keep-going -b html docs docs/_build/html``, without a network."""

from __future__ import annotations

import logging
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from types import FunctionType
from typing import Any, Final, get_type_hints

from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "docs")]
os.environ["PYTHONPATH"] = str(ROOT / "src")  # for the kernels that run the notebooks

import explorer  # noqa: E402 - beside this file, which Sphinx runs from elsewhere
import pictures  # noqa: E402

from ibmodel import population  # noqa: E402 - the library beside this file, installed or not

news = getLogger(__name__)

project = "ibmodel"
author = "the authors of ibmodel"
release = version = "0.1.0"
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "handbook_parts", "effects_page", "latvian_parts", "walk_parts"]
exclude_patterns = ["_build", "_generated"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

# Notebooks are run anew whenever their page is built, so that they show what the library does. A cell that fails, or
# that writes a warning, fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_execution_show_tb = True
nb_output_stderr = "remove-warn"
nb_merge_streams = True
logging.getLogger("traitlets").setLevel(logging.WARNING)  # no news of each notebook
nb_ipywidgets_js: dict[str, str] = {}  # pages load nothing from elsewhere

# A name in single backticks becomes a link where the reference has a page for it, else plain code.
default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries = False

html_theme = "furo"
html_title = "ibmodel"
html_static_path = ["_static"]
html_css_files = ["ibmodel.css"]
html_copy_source = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#8a1538", "color-brand-content": "#8a1538"},
    "dark_css_variables": {"color-brand-primary": "#f0879f", "color-brand-content": "#f0879f"},
}


_LITERAL: Final = re.compile(r"(``.*?``)")


def plain_bars(*event: Any) -> None:
    """Docstrings use no substitutions: a bar in them is a bar. The event's last argument is a docstring's lines."""
    lines: list[str] = event[-1]
    for number, line in enumerate(lines):
        parts = _LITERAL.split(line)
        lines[number] = "".join(part if part.startswith("``") else part.replace("|", "\\|") for part in parts)


def with_types(app: Sphinx, made: Any, *event: Any) -> None:
    """A function's annotations as the types that they name, for several modules may have one of a name.

    They cannot be looked up where the function says it is if another package wrapped it, or if its module imports a
    type of `ibmodel.population` for type checkers only.
    """
    if isinstance(made, FunctionType):
        with suppress(KeyError, NameError, TypeError):  # what cannot be looked up is left to Sphinx
            known = vars(population) | vars(sys.modules[made.__module__])
            made.__annotations__ = get_type_hints(made, known, include_extras=True)


def drawn(app: Sphinx) -> None:
    """The pictures are drawn anew before the pages are read, so that they show what the library does."""
    pictures.draw()


def explored(app: Sphinx, failed: Exception | None) -> None:
    """The explorer is a page of its own, made by no builder; it goes beside the others."""
    if failed is None and app.builder.format == "html" and not explorer.write(Path(app.outdir) / explorer.NAME):
        news.info("the explorer has no Python in it: it answers from its table")


def setup(app: Sphinx) -> None:
    """Makes the hooks known."""
    app.connect("build-finished", explored)
    app.connect("builder-inited", drawn)
    app.connect("autodoc-before-process-signature", with_types)
    app.connect("autodoc-process-docstring", plain_bars)
