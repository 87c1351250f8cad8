"""A person's letter: what was decided, on one page, in plain English or Latvian.

- `matrix_facts`, `case_facts`, `refusal_facts`: what a letter states, taken from what the rules decided.
- `grant_letter`, `refusal_letter`: the letter in a language, as a `Letter`: headings, sentences, tables, footnotes.

The letters of both languages are made from the same facts and state the same amounts, dates and services in the same
order: `Letter.stated` lists them. How a letter looks is a matter of `ibmodel.adapters.letters`.
"""

from ibmodel.explain.letters.document import (
    Cell,
    Column,
    Footnote,
    Letter,
    LetterHead,
    LetterText,
    Paragraph,
    Points,
    Section,
    Table,
)
from ibmodel.explain.letters.facts import (
    LetterFacts,
    LetterService,
    RefusalFacts,
    Review,
    case_facts,
    matrix_facts,
    refusal_facts,
)
from ibmodel.explain.letters.granting import grant_letter
from ibmodel.explain.letters.refusing import refusal_letter

__all__ = [
    "Cell",
    "Column",
    "Footnote",
    "Letter",
    "LetterFacts",
    "LetterHead",
    "LetterService",
    "LetterText",
    "Paragraph",
    "Points",
    "RefusalFacts",
    "Review",
    "Section",
    "Table",
    "case_facts",
    "grant_letter",
    "matrix_facts",
    "refusal_facts",
    "refusal_letter",
]
