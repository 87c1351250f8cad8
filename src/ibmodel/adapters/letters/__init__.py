"""Letters as documents: a page of HTML, and an accessible PDF (extra ``letters``)."""

from ibmodel.adapters.letters.pages import letter_html
from ibmodel.adapters.letters.papers import letter_pdf

__all__ = ["letter_html", "letter_pdf"]
