"""Laws of every answer, whatever was asked: the same for the same question, with its reasons, in two languages."""

from __future__ import annotations

from typing import Any, Final, get_args, get_origin

import attrs

from ibmodel.decisions import Decision
from ibmodel.exchange.operations import OPERATIONS
from ibmodel.explain import LANGUAGES
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.parameters import EDITIONS
from ibmodel.sources import RULES
from ibmodel.testing import laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_question_names_itself_and_its_answer_too",
    "a_reading_that_an_answer_does_not_name_changes_nothing",
    "every_code_is_listed_by_the_policy",
    "every_reason_carries_the_source_of_its_rule",
    "every_reason_reads_as_a_sentence_in_both_languages",
    "nothing_and_null_are_the_same",
    "the_default_policy_may_be_named_or_not",
    "the_language_changes_texts_and_nothing_else",
    "the_order_of_keys_does_not_matter",
    "the_readings_that_an_answer_names_are_those_it_used",
    "the_same_question_has_the_same_answer",
]

_EVERY: Final = tuple(OPERATIONS)
_DECIDING: Final = tuple(name for name in OPERATIONS if name != "policy.describe")
_ALWAYS_WITH_REASONS: Final = (
    *("eligibility.assess", "budget.provisional", "budget.needed", "budget.final", "funding.total", "plan.merge"),
    *("plan.fit", "prices.check", "schedule.carry", "settlement.month", "transport.cost", "review.decide"),
    *("pilot.calendar", "admin.costs", "survey.route"),
)
_DEFAULT_POLICY: Final = next(iter(EDITIONS))
#: Whose keys have an order that counts: new regions follow one another as they are named.
_ORDERED: Final = "regions"


def the_same_question_has_the_same_answer(trial: Trial) -> None:
    """Asked twice, a question is answered twice alike.

    Rules: B-7, S-6. Protects: everybody from chance.
    """
    trial.holds(trial.with_envelope().response == trial.response, "the second answer is another one")


def the_order_of_keys_does_not_matter(trial: Trial) -> None:
    """With the keys of every object the other way round, a question is answered alike.

    Only the regions that a caller names keep their order, which is that of the groups. Rules: B-7. Protects: whoever
    writes the same facts in another order.
    """
    turned = trial.put(trial.law, trial.ask, _turned(trial.request))
    trial.holds(turned.response == trial.response, "with its keys the other way round the answer is another one")


def nothing_and_null_are_the_same(trial: Trial) -> None:
    """A fact that is given as null is a fact that is not given.

    Rules: B-7, E-8. Protects: those of whom a fact is not known, from how a system writes that.
    """
    kind = OPERATIONS[trial.request["op"]].request_under(trial.parameters)
    spelt = trial.with_envelope(input=_with_nulls(trial.input, kind))
    trial.agrees(spelt, "what is not given and what is null are taken apart")


def a_question_names_itself_and_its_answer_too(trial: Trial) -> None:
    """The answer carries the question's id, and says the same whatever the id is.

    Rules: G-5. Protects: whoever asks many questions at once.
    """
    expected = trial.request.get("id")
    trial.holds(trial.response.get("id") == expected, f"the id is {trial.response.get('id')!a}, not {expected!a}")
    other = trial.with_envelope(id=["another", 1])
    trial.holds(other.response.get("id") == ["another", 1], f"the id is {other.response.get('id')!a}")
    trial.agrees(other, "under another id")


def the_language_changes_texts_and_nothing_else(trial: Trial) -> None:
    """Results, codes, facts and readings are the same in every language.

    Rules: E-8, N-1. Protects: whoever reads Latvian, and whoever reads English.
    """
    answers = [trial.with_envelope(lang=language) for language in LANGUAGES]
    for other in answers[1:]:
        answers[0].agrees(other, "in another language")


def every_reason_reads_as_a_sentence_in_both_languages(trial: Trial) -> None:
    """A reason has a sentence in English and another in Latvian, both complete.

    Rules: E-8, N-1. Protects: the parent.
    """
    told = [trial.with_envelope(lang=language).response["reasons"] for language in LANGUAGES]
    for rows in zip(*told, strict=True):
        texts = [str(row.get("text")) for row in rows]
        code = rows[0].get("code")
        trial.holds(len(set(texts)) == len(LANGUAGES), f"{code} reads the same in two languages: {texts[0]!a}")
        for text in texts:
            trial.holds(text.endswith("."), f"{code} reads {text!a}")


def every_reason_carries_the_source_of_its_rule(trial: Trial) -> None:
    """Beside the rule stands the place of the methodology that states it.

    Rules: E-8, G-5. Protects: everybody who wants to look a reason up.
    """
    for reason, row in zip(trial.reasons, trial.response["reasons"], strict=True):
        source = RULES[reason.rule].source if reason.rule in RULES else None
        trial.holds(row.get("source") == source, f"{reason.code} cites {row.get('source')!a} for {reason.rule}")


def every_code_is_listed_by_the_policy(trial: Trial) -> None:
    """Whatever an answer gives as a reason, the description of the policy lists, with the same rule and facts.

    Rules: E-8. Protects: whoever writes letters from the codes.
    """
    listed = {row["code"]: row for row in trial.asking("policy.describe").response["result"]["codes"]}
    for reason in trial.reasons:
        trial.holds(reason.code in listed, f"{reason.code!a} is not listed")
        row = listed[reason.code]
        trial.holds(row["rule"] == reason.rule, f"{reason.code} is listed under {row['rule']}, not {reason.rule}")
        trial.holds(sorted(row["facts"]) == sorted(reason.facts), f"{reason.code} has other facts than listed")


def the_readings_that_an_answer_names_are_those_it_used(trial: Trial) -> None:
    """Asked under just the readings that an answer names, the question is answered alike.

    Rules: B-7, E-8. Protects: whoever repeats a decision later.
    """
    named = dict(trial.readings)
    for id_, reading in named.items():
        chosen = trial.parameters.reading(id_)
        trial.holds(reading == chosen, f"{id_} is said to be {reading!a}, asked was {chosen!a}")
    trial.agrees(trial.with_envelope(readings=named), f"under {named} alone")


def a_reading_that_an_answer_does_not_name_changes_nothing(trial: Trial) -> None:
    """Every other question of interpretation may be answered otherwise: the answer stays.

    Rules: B-7, E-8. Protects: whoever is told what a decision depends on.
    """
    named = dict(trial.readings)
    others = {
        found.id: next(name for name in found.names if name != trial.parameters.reading(found.id))
        for found in INTERPRETATIONS.values()
        if found.switchable and len(found.names) > 1 and found.id not in named
    }
    trial.agrees(trial.with_envelope(readings={**named, **others}), f"{', '.join(others)} read otherwise")


def the_default_policy_may_be_named_or_not(trial: Trial) -> None:
    """Without a policy the children's pilot is meant, just as if it were named.

    Rules: G-5. Protects: whoever leaves out what goes without saying.
    """
    policy = trial.request.get("policy")
    if policy is None:
        trial.agrees(trial.with_envelope(policy=_DEFAULT_POLICY), "with the default policy named")
    elif policy == _DEFAULT_POLICY:
        trial.agrees(trial.with_envelope(policy=None), "without the name of the default policy")


def _turned(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_turned(item) for item in value]
    if isinstance(value, dict):
        pairs = [(name, _turned(item, name)) for name, item in value.items()]
        return dict(pairs if key == _ORDERED else pairs[::-1])
    return value


def _with_nulls(value: Any, kind: Any) -> Any:
    """A document with null in every field that a ``kind`` can have and that is not there."""
    if type(None) in get_args(kind):
        kind = get_args(kind)[0]
    if isinstance(value, list) and get_origin(kind) is tuple:
        return [_with_nulls(item, get_args(kind)[0]) for item in value]
    if not isinstance(value, dict) or not (isinstance(kind, type) and attrs.has(kind)):
        return value
    fields = {one.metadata.get("wire", one.name): one for one in attrs.fields(attrs.resolve_types(kind))}
    nulls = {name: None for name, one in fields.items() if one.default is not attrs.NOTHING}
    return {**nulls, **{name: _with_nulls(item, fields[name].type) for name, item in value.items()}}


def _decision(trial: Trial) -> Decision[Any]:
    return Decision(trial.response.get("result"), trial.reasons, trial.parameters.name, tuple(trial.readings.items()))


#: The laws of every answer.
LAWS: Final = (
    law(the_same_question_has_the_same_answer, *_EVERY),
    law(the_order_of_keys_does_not_matter, *_EVERY),
    law(nothing_and_null_are_the_same, *_EVERY),
    law(a_question_names_itself_and_its_answer_too, *_EVERY),
    law(the_language_changes_texts_and_nothing_else, *_EVERY),
    law(every_reason_reads_as_a_sentence_in_both_languages, *_DECIDING),
    law(every_reason_carries_the_source_of_its_rule, *_DECIDING),
    law(every_code_is_listed_by_the_policy, *_DECIDING, also_asks=("policy.describe",)),
    law(the_readings_that_an_answer_names_are_those_it_used, *_DECIDING),
    law(a_reading_that_an_answer_does_not_name_changes_nothing, *_DECIDING),
    law(the_default_policy_may_be_named_or_not, *_EVERY),
    of_outcome(
        laws.every_decision_says_why_and_under_which_rules, lambda asked: (_decision(asked),), *_ALWAYS_WITH_REASONS
    ),
    of_outcome(laws.every_reason_names_a_rule_with_a_source, lambda asked: (asked.reasons,), *_DECIDING),
)
