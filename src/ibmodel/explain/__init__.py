"""Reasons as sentences, in English and Latvian; amounts written as people in each language write them.

The rules give codes and values. A catalogue for each language holds one template per code: ``{needed}`` stands for
the fact of that name, ``{age#year|years}`` for a number with the word that agrees with it. English has a form for
one and one for all other numbers; Latvian has one for numbers that end in 0 or in 11 to 19, one for those that end
in 1, and one for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Final

from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Reason
from ibmodel.errors import BadValue, shown
from ibmodel.explain import english, latvian
from ibmodel.money import Money, Rate, Share
from ibmodel.rules import REASON_CODES

__all__ = ["LANGUAGES", "plural", "sentence", "sentences", "shown_value", "template"]

#: The languages in which the library explains; the first is the default.
LANGUAGES: Final = ("en", "lv")

_CATALOGUES: Final = {"en": english.SENTENCES, "lv": latvian.SENTENCES}
_PLACE: Final = re.compile(r"\{(\w+)(?:#([^}]*))?\}")
_NO_BREAK_SPACE: Final = "\u00a0"
_SCORE_SCALE: Final = 100
_TEEN_FROM, _TEEN_TO = 11, 19


def sentences(reasons: Iterable[Reason], language: str = LANGUAGES[0]) -> list[str]:
    """One sentence for each reason, in the order given.

    Raises `BadValue` for a language that is not one of `LANGUAGES`.
    """
    return [sentence(reason, language) for reason in reasons]


def sentence(reason: Reason, language: str = LANGUAGES[0]) -> str:
    """``reason`` as a sentence; raises `BadValue` for a language that is not one of `LANGUAGES`."""
    form, places = _compiled(reason.code, language)
    values = reason.values
    return form % tuple([show(values[place]) for place, show in places])


def template(code: str, language: str) -> str:
    """The sentence of a reason code with places for its facts."""
    if language not in _CATALOGUES:
        raise BadValue(f"expected one of {', '.join(LANGUAGES)}, got {shown(language)}")
    return _CATALOGUES[language][code]


def plural(number: int, forms: tuple[str, ...]) -> str:
    """The one of ``forms`` that agrees with ``number``: English has two, Latvian three."""
    if len(forms) == 2:  # noqa: PLR2004 - one | other
        return forms[number != 1]
    if number % 10 == 0 or _TEEN_FROM <= number % 100 <= _TEEN_TO:
        return forms[0]
    return forms[1] if number % 10 == 1 else forms[2]


def shown_value(value: object, language: str) -> str:
    """A value as people write it: money, prices, percentages, counts and dates by the language's custom."""
    return _SHOW[language].get(type(value), str)(value)


@cache
def _compiled(code: str, language: str) -> tuple[str, tuple[tuple[int, Callable[[object], str]], ...]]:
    """A template as a form for ``%`` and, for each of its places, the fact's position and how it is shown."""
    text = template(code, language)
    names = REASON_CODES[code].facts
    places = [(names.index(name), _shower(name, forms, language)) for name, forms in _PLACE.findall(text)]
    return _PLACE.sub("%s", text.replace("%", "%%")), tuple(places)


def _shower(name: str, forms: str, language: str) -> Callable[[object], str]:
    show = _SHOW[language]
    if name == "service":
        return lambda value: _service(str(value), language)
    if forms:
        words = tuple(forms.split("|"))
        return lambda value: f"{show[int](value)}{_NO_BREAK_SPACE}{plural(int(str(value)), words)}"
    return lambda value: show.get(type(value), str)(value)


def _service(code: str, language: str) -> str:
    service = SERVICES.get(code)
    return code if service is None else getattr(service, language)


def _grouped(digits: str, separator: str, least: int) -> str:
    if len(digits) < least:
        return digits
    return f"{int(digits):,}".replace(",", separator)


def _english_number(text: str) -> str:
    whole, point, decimals = text.partition(".")
    return _grouped(whole, ",", 4) + point + decimals


def _latvian_number(text: str) -> str:
    """A decimal comma, and a space between thousands from five digits on."""
    whole, point, decimals = text.partition(".")
    return _grouped(whole, _NO_BREAK_SPACE, 5) + ("," if point else "") + decimals


def _percent_of(score: Fraction) -> str:
    """A score of 0 to 1 in hundredths, rounded half up."""
    return str((2 * score.numerator * _SCORE_SCALE + score.denominator) // (2 * score.denominator))


_SHOW: Final[dict[str, dict[type, Callable[..., str]]]] = {
    "en": {
        Money: lambda money: "€" + _english_number(str(money)),
        Rate: lambda rate: "€" + _english_number(str(rate)),
        Share: lambda share: f"{share}%",
        int: lambda number: _english_number(str(number)),
        Fraction: _percent_of,
        date: lambda day: f"{day.day} {english.MONTHS[day.month - 1]} {day.year}",
        datetime: lambda at: f"{at.day} {english.MONTHS[at.month - 1]} {at.year}, {at:%H:%M}",
    },
    "lv": {
        Money: lambda money: f"{_latvian_number(str(money))}{_NO_BREAK_SPACE}euro",
        Rate: lambda rate: f"{_latvian_number(str(rate))}{_NO_BREAK_SPACE}euro",
        Share: lambda share: f"{_latvian_number(str(share))}{_NO_BREAK_SPACE}%",
        int: lambda number: _latvian_number(str(number)),
        Fraction: _percent_of,
        date: lambda day: f"{day:%d.%m.%Y}.",
        datetime: lambda at: f"{at:%d.%m.%Y. %H:%M}",
    },
}
