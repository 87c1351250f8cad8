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
from functools import cache, partial
from typing import Final

from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Reason
from ibmodel.errors import BadValue, shown
from ibmodel.explain import administration, english, evaluation, latvian, plan_checks, plan_life, records
from ibmodel.money import Money, Rate, Share, round_half_up
from ibmodel.rules import REASON_CODES
from ibmodel.vocabulary import Impairment

__all__ = ["LANGUAGES", "plural", "sentence", "sentences", "shown_value", "template"]

#: The languages in which the library explains; the first is the default.
LANGUAGES: Final = ("en", "lv")

_CHAPTERS: Final = (plan_checks, plan_life, administration, evaluation, records)
_CATALOGUES: Final[dict[str, dict[str, str]]] = {
    "en": english.SENTENCES | {code: text for chapter in _CHAPTERS for code, text in chapter.ENGLISH.items()},
    "lv": latvian.SENTENCES | {code: text for chapter in _CHAPTERS for code, text in chapter.LATVIAN.items()},
}
_PLACE: Final = re.compile(r"\{(\w+)(?:#([^}]*))?\}")
_NO_BREAK_SPACE: Final = "\u00a0"
_SCORE_SCALE: Final = 100
_GROUPED_FROM: Final = 10_000

Show = Callable[[object], str]
_TEEN_FROM, _TEEN_TO = 11, 19


def sentences(reasons: Iterable[Reason], language: str = LANGUAGES[0]) -> list[str]:
    """One sentence for each reason, in the order given.

    Raises `BadValue` for a language that is not one of `LANGUAGES`.
    """
    return [sentence(reason, language) for reason in reasons]


def sentence(reason: Reason, language: str = LANGUAGES[0]) -> str:
    """``reason`` as a sentence; raises `BadValue` for a language that is not one of `LANGUAGES`."""
    form, places = _compiled(reason.kind.code, language)
    values, custom = reason.values, _CUSTOMS[language]
    shown_values = [
        custom.get(type(values[place]), str)(values[place]) if show is None else show(values[place])
        for place, show in places
    ]
    return form % tuple(shown_values)


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
    return _CUSTOMS[language].get(type(value), str)(value)


@cache
def _compiled(code: str, language: str) -> tuple[str, tuple[tuple[int, Show | None], ...]]:
    """A template as a form for ``%`` and, for each of its places, the fact's position and how it is shown.

    ``None`` stands for the custom of the language.
    """
    text = template(code, language)
    names = REASON_CODES[code].facts
    places = [(names.index(name), _special(name, forms, language)) for name, forms in _PLACE.findall(text)]
    return _PLACE.sub("%s", text.replace("%", "%%")), tuple(places)


def _special(name: str, forms: str, language: str) -> Show | None:
    if name in _NAMED:
        return partial(_NAMED[name], language)
    if forms:
        words = tuple(forms.split("|"))
        return lambda value: f"{shown_value(value, language)}{_NO_BREAK_SPACE}{plural(int(str(value)), words)}"
    return None


def _service(language: str, code: object) -> str:
    service = SERVICES.get(str(code))
    return str(code) if service is None else service.en if language == "en" else service.lv


def _group(language: str, word: object) -> str:
    """An impairment by its name; a number, or any other group, as it is."""
    if isinstance(word, str) and word in _IMPAIRMENTS:
        impairment = _IMPAIRMENTS[word]
        return impairment.en if language == "en" else impairment.lv
    return shown_value(word, language)


def _facts(language: str, names: object) -> str:
    called = english.FACTS if language == "en" else latvian.FACTS
    return ", ".join(called[name] for name in str(names).split(", "))


def _latvian(whole: int) -> str:
    """A space between thousands, from five digits on."""
    return f"{whole:,}".replace(",", _NO_BREAK_SPACE) if abs(whole) >= _GROUPED_FROM else str(whole)


def _latvian_decimal(text: str) -> str:
    sign = "-" if text.startswith("-") else ""
    whole, point, decimals = text.removeprefix("-").partition(".")
    return sign + _latvian(int(whole)) + ("," if point else "") + decimals


def _english_rate(rate: Rate) -> str:
    whole, _, decimals = str(rate).partition(".")
    return f"€{int(whole):,}.{decimals}"


def _english_money(money: Money) -> str:
    sign, cents = ("-", -money.cents) if money.cents < 0 else ("", money.cents)
    return f"{sign}€{cents // 100:,}.{cents % 100:02d}"


def _points(score: Fraction) -> str:
    """A score of 0 to 1 in hundredths, rounded half up."""
    return str(round_half_up(score.numerator * _SCORE_SCALE, score.denominator))


#: Facts that are shown by what they are called.
_NAMED: Final[dict[str, Callable[[str, object], str]]] = {
    "service": _service,
    "impairment": _group,
    "group": _group,
    "missing": _facts,
    **evaluation.NAMED,
    **plan_checks.NAMED,
    **plan_life.NAMED,
    **records.NAMED,
}
_IMPAIRMENTS: Final = {impairment.value: impairment for impairment in Impairment}

_CUSTOMS: Final[dict[str, dict[type, Callable[..., str]]]] = {
    "en": {
        Money: _english_money,
        Rate: _english_rate,
        Share: lambda share: f"{share}%",
        int: lambda number: f"{number:,}",
        Fraction: _points,
        date: lambda day: f"{day.day} {english.MONTHS[day.month - 1]} {day.year}",
        datetime: lambda at: f"{at.day} {english.MONTHS[at.month - 1]} {at.year}, {at:%H:%M}",
    },
    "lv": {
        Money: lambda money: f"{_latvian_decimal(str(money))}{_NO_BREAK_SPACE}euro",
        Rate: lambda rate: f"{_latvian_decimal(str(rate))}{_NO_BREAK_SPACE}euro",
        Share: lambda share: f"{_latvian_decimal(str(share))}{_NO_BREAK_SPACE}%",
        int: _latvian,
        Fraction: _points,
        date: lambda day: f"{day:%d.%m.%Y}.",
        datetime: lambda at: f"{at:%d.%m.%Y}., plkst. {at:%H:%M}",
    },
}
