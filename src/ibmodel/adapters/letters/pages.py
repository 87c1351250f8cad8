"""A letter as one page of HTML that needs nothing beside it: for a screen, and for A4 paper."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from ibmodel.explain.letters import Letter, Paragraph, Points, Table
from ibmodel.explain.letters.document import ServiceCode

__all__ = ["letter_html"]

_TEMPLATE: Final = "letter.html"


def letter_html(letter: Letter) -> str:
    """``letter`` as a page. Whatever others typed stands in it as text, never as markup; nothing is loaded."""
    return _template().render(letter=letter)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.tests |= {
        "paragraph": lambda part: isinstance(part, Paragraph),
        "points": lambda part: isinstance(part, Points),
        "table": lambda part: isinstance(part, Table),
        "service": lambda value: isinstance(value, ServiceCode),
    }
    return environment.from_string(resources.files(__package__).joinpath(_TEMPLATE).read_text("utf-8"))
