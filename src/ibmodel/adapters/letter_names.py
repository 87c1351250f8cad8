"""What files with letters may be called: by the child's code, never by anybody's name or personal code (A-11)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import combining, normalize

import attrs

from ibmodel.case.matrix import Contact

__all__ = ["Kept", "proposed_name"]

_NOT_IN_NAMES: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 100
#: Latvian names change their endings, and keep at least this much.
_ENDING: Final = 2
_STEM: Final = 4
_SHORTEST: Final = 2
_CODE_DIGITS: Final = 6


def proposed_name(code: str, language: str) -> str:
    """What a letter is called, without its suffix: the code, and nothing that a file name cannot hold.

    >>> proposed_name("TUK/7", "lv")
    'letter-TUK-7-lv'
    """
    return f"letter-{_NOT_IN_NAMES.sub('-', code)[:_LONGEST]}-{language}"


@attrs.frozen
class Kept:
    """What is kept out of file names: ``names`` of people, in whatever case and spelling, and personal ``codes``."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, addressee: str | None, contacts: Iterable[Contact] = ()) -> Kept:
        """What the line of the addressee, up to its first comma, and table 6.1 say."""
        known = list(contacts)
        names = [contact.name for contact in known if contact.name is not None]
        if addressee is not None:
            names.append(addressee.partition(",")[0])
        return cls(tuple(names), tuple(contact.personal_code for contact in known if contact.personal_code is not None))

    def stands_in(self, name: str) -> bool:
        """Whether a file name without its suffix holds a part of a name, or the date of birth in a personal code."""
        words = _words(name)
        digits = re.sub(r"\D", "", name)
        return any(_holds(words, part) for known in self.names for part in _words(known)) or any(
            _birth(code) in digits for code in self.codes if _birth(code)
        )


def _holds(words: list[str], part: str) -> bool:
    """A short name as a whole word, a longer one in another case too, or inside a word."""
    if len(part) < _STEM:
        return len(part) >= _SHORTEST and part in words
    stem = part[: max(_STEM, len(part) - _ENDING)]
    return any(stem in word for word in words)


def _birth(code: str) -> str:
    digits = re.sub(r"\D", "", code)
    return digits[:_CODE_DIGITS] if len(digits) >= _CODE_DIGITS else ""


def _words(text: str) -> list[str]:
    """The words of ``text`` without case and diacritics: names are often typed without."""
    folded = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return [word for word in re.split(r"[\W_\d]+", folded) if word]
