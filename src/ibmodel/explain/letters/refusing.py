"""The letter that refuses an application, with every criterion: met, not met, or not decided yet for want of what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from ibmodel.decisions import Reason
from ibmodel.explain import sentence
from ibmodel.explain.letters.document import Cell, Column, Letter, LetterHead, Paragraph, Points, Section, Table
from ibmodel.explain.letters.facts import RefusalFacts
from ibmodel.explain.letters.granting import details_of, footnotes_of, questions
from ibmodel.explain.letters.wording import one_line, say, words
from ibmodel.money import Money
from ibmodel.sources import RULES

__all__ = ["refusal_letter"]

_RESULTS: Final = {True: "met", False: "not_met", None: "open"}
#: Who a reason speaks of.
_SUBJECTS: Final = {"en": ("The child", "The person"), "lv": ("Bērns", "Persona")}


def refusal_letter(facts: RefusalFacts, head: LetterHead) -> Letter:
    """The refusal as a letter to whoever applied (atteikums), in the language of ``head``.

    Rules: E-8, G-5, A-11; source M II.2.1, II.2.2.
    """
    language, kind = head.language, facts.kind
    sections = (_refused(facts, language), _remedies(facts, head))
    details = details_of(facts.code, facts.municipality, head, "code_adults" if kind == "adults" else "code")
    return Letter(
        head=head,
        code=facts.code,
        municipality=facts.municipality,
        title=words(f"refusal_{kind}", language),
        details=details,
        sections=sections,
        signature=words("signature", language),
        sources=words("footnotes", language),
        footnotes=footnotes_of(details, sections, language),
        facts=facts,
    )


def _refused(facts: RefusalFacts, language: str) -> Section:
    failed = sum(criterion.met is False for criterion in facts.criteria)
    parts: list[Paragraph | Table] = [
        say(f"refused_{facts.kind}", language, received=facts.received, failed=failed),
        _criteria(facts, language),
    ]
    if any(criterion.met is None for criterion in facts.criteria):
        parts.append(say("open_is_no_reason", language))
    parts.append(say(f"short_{facts.kind}", language))
    return Section(words("criteria", language), tuple(parts))


def _criteria(facts: RefusalFacts, language: str) -> Table:
    columns = tuple(Column(words(name, language), numeric=False) for name in ("criterion", "result", "why"))
    rows = []
    for criterion, reason in zip(facts.criteria, facts.reasons, strict=True):
        rule = RULES[criterion.rule]
        label = rule.en if language == "en" else rule.lv
        why = _why(reason, facts, language)
        rows.append(
            (
                Cell(label[:1].upper() + label[1:], below=Paragraph(rule.id, rules=(rule.id,))),
                Cell(words(_RESULTS[criterion.met], language), marked=criterion.met is False),
                Cell("", below=why),
            )
        )
    return Table(words("judged", language), columns, tuple(rows))


def _why(reason: Reason, facts: RefusalFacts, language: str) -> Paragraph:
    """The sentence of a reason, of "the child" instead of its code: the code stands above the letter once."""
    subject = _SUBJECTS[language][facts.kind == "adults"]
    text = sentence(Reason(reason.kind, (subject, *reason.values[1:])), language)
    begun = text.removeprefix(f"{subject}: ")
    stated = tuple(value for value in reason.values if isinstance(value, date | datetime | Money))
    return Paragraph(begun[:1].upper() + begun[1:], stated)


def _remedies(facts: RefusalFacts, head: LetterHead) -> Section:
    language = head.language
    points = [questions(head)]
    if facts.kind != "adults":
        points.append(say(f"reasons_{facts.kind}", language))
    if head.contest is None:
        points.append(say("contest_blank", language))
    else:
        points.append(say("contest", language, contest=one_line(head.contest)))
    return Section(words("remedies", language), (Points(tuple(points)),))
