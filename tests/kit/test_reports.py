"""A run's report says the same on the page, as JSON and as JUnit XML; nothing that a subject sends breaks it."""

from __future__ import annotations

# ruff: noqa: S314, the XML is our own
import json
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.adapters.conformance.reports import html_page, json_text, junit_text
from ibmodel.testing.outcomes import Counterexample, Run, Verdict
from ibmodel.testing.vectors import Vector, vectors
from ibmodel.testing.verdicts import Difference

BUDGET = [vector for vector in vectors("budget") if vector.expected.ok]
NEAR = next(vector for vector in BUDGET if vector.mistake)
EMPTY = Run("nobody", "codes", 7, {"ibmodel": "1"}, {"budget": "ab12"}, finished=True)
WRONG = Difference("result", "/result/needed", "1.00", "2.00")


def passed(vector: Vector) -> Verdict:
    return Verdict.of(vector, "passed", operation=vector.request["op"], seconds=0.25)


def failed(vector: Vector, response: object = None) -> Verdict:
    given_back = {"ok": True} if response is None else response
    operation = vector.request["op"]
    return Verdict.of(vector, "failed", operation=operation, differences=(WRONG,), response=given_back)


def run_of(*verdicts: Verdict, **changes: object) -> Run:
    return attrs.evolve(EMPTY, verdicts=verdicts, **changes)


class Page(HTMLParser):
    """What a page says, and whether every element that is opened is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        self.links += [(name, value) for name, value in attributes if name in ("href", "src")]
        self.ids += [value for name, value in attributes if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_a_page_needs_nothing_beside_it_and_its_links_lead_somewhere():
    page = Page(html_page(run_of(failed(BUDGET[0]), failed(NEAR), passed(BUDGET[1]))))
    assert page.links
    for name, target in page.links:
        assert (name, target[:1]) == ("href", "#")
        assert target[1:] in page.ids


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (run_of(passed(BUDGET[0])), "Conforms Of 1 cases 1 were answered"),
        (run_of(passed(BUDGET[0]), skipped=("plan.fit",)), "Conforms in the operations that it knows"),
        (run_of(passed(BUDGET[0]), finished=False), "Nothing wrong found; the run is not complete"),
        (run_of(failed(BUDGET[0])), "Does not conform"),
        (run_of(passed(BUDGET[0]), faults={"noise": 3}), "noise 3 it wrote lines that are no answers"),
        (run_of(cut_short="the time was over"), "Not everything was run: the time was over"),
        (run_of(compared={"plan.fit": 9}), "9 random requests were compared with the reference and no difference"),
        (run_of(last_words=("Segmentation", "fault")), "standard error Segmentation fault"),
        (run_of(remarks=("slow to start",)), "slow to start"),
        (run_of(started="2018-09-01"), "When: 2018-09-01"),
        (run_of(skipped=("plan.fit", "plan.merge")), "Operations it does not know: plan.fit, plan.merge"),
    ],
    ids=[
        "all well",
        "in part",
        "not complete",
        "wrong",
        "noisy",
        "cut short",
        "compared",
        "last words",
        "remarks",
        "when",
        "skipped",
    ],
)
def test_the_page_says_how_it_went(run, says):
    assert says in Page(html_page(run)).text


def test_every_failing_rule_stands_on_the_page_with_its_source_both_answers_and_the_smallest_request_first():
    long, short = sorted(BUDGET[:2], key=lambda vector: -len(json.dumps(vector.request)))
    same = attrs.evolve(short, rules=long.rules)
    text = Page(html_page(run_of(failed(long), failed(same, {"ok": True, "result": {"mine": 1}})))).text
    assert "Methodology, chapter II.3.2 (rule B-1)" in text
    assert '{"ok": true, "result": {"mine": 1}}' in text
    assert "/result/needed" in text
    assert "1 more" in text
    assert text.index(f"{same.id} {same.request['op']}") < text.index(f"{long.id} {long.request['op']}")


def test_a_rule_whose_cases_stand_under_others_says_where():
    vector = attrs.evolve(BUDGET[0], rules=("B-1", "B-7"))
    text = Page(html_page(run_of(failed(vector)))).text
    assert f"Its wrong cases stand under other rules: {vector.id} ." in text


def test_a_known_mistake_that_would_explain_it_is_named():
    near = [vector for vector in vectors() if vector.mistake == NEAR.mistake]
    words = NEAR.mistake.replace("_", " ")
    run = run_of(*map(failed, near))
    assert f"{words} ({len(near)} of the {len(near)} cases that look for it)" in Page(html_page(run)).text
    assert [(each.mistake, each.counts.failing) for each in run.suspicions()] == [(NEAR.mistake, len(near))]
    assert run_of(*map(passed, near)).suspicions() == ()


def counterexample(**changes: object) -> Counterexample:
    example = Counterexample(
        "plan.fit", "plan", ("N-7",), {"op": "plan.fit"}, {"ok": True}, {"ok": False}, (WRONG,), steps=4
    )
    return attrs.evolve(example, **changes)


def test_a_counterexample_stands_on_the_page_and_fails_in_the_suite_of_random_requests():
    run = run_of(passed(BUDGET[0]), counterexamples=(counterexample(),), compared={"plan.fit": 9, "plan.merge": 9})
    text = Page(html_page(run)).text
    assert "plan.fit: the smallest request answered otherwise" in text
    assert "N-7 (" in text
    root = ET.fromstring(junit_text(run))
    suite = root.find("testsuite[@name='random requests']")
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.get("name") for case in suite if case.find("failure") is not None] == ["plan.fit"]


def test_a_counterexample_of_an_operation_that_was_not_counted_is_there_too():
    fault = counterexample(fault="crashed", note="exit status 3", differences=(), got=None, rules=())
    run = run_of(counterexamples=(fault,))
    failure = ET.fromstring(junit_text(run)).find("testsuite/testcase/failure")
    assert failure.get("type") == "refusal"
    assert failure.get("message").startswith("crashed: ")
    assert "note: exit status 3" in failure.text
    assert "crashed : exit status 3" in Page(html_page(run)).text


def test_junit_counts_every_verdict_in_its_chapter():
    skipped = Verdict.of(BUDGET[2], "skipped", operation="plan.fit")
    crashed = Verdict.of(BUDGET[3], "errored", operation="plan.fit", fault="crashed")
    root = ET.fromstring(junit_text(run_of(passed(BUDGET[0]), failed(BUDGET[1]), skipped, crashed)))
    for element in (root, root.find("testsuite[@name='budget']")):
        counts = {name: element.get(name) for name in ("tests", "failures", "errors", "skipped", "time")}
        assert counts == {"tests": "4", "failures": "1", "errors": "1", "skipped": "1", "time": "0.250"}
    kinds = [[child.tag for child in case] for case in root.iter("testcase")]
    assert kinds == [[], ["failure"], ["skipped"], ["error"]]
    assert root.find(".//failure").get("message") == '/result/needed: expected "1.00", got "2.00"'.replace('"', "")


def test_of_several_differences_the_first_is_told():
    verdict = attrs.evolve(failed(BUDGET[0]), differences=(attrs.evolve(WRONG, path=""), WRONG, WRONG))
    message = ET.fromstring(junit_text(run_of(verdict))).find(".//failure").get("message")
    assert message == "the response: expected 1.00, got 2.00 (and 2 more)"


def test_a_flood_is_cut():
    text = Page(html_page(run_of(failed(BUDGET[0], "x" * 1_000_000)))).text
    assert len(text) < 100_000
    assert "(1000000 characters in all)" in text


@given(st.text() | st.dictionaries(st.text(max_size=9), st.text(st.characters(), max_size=9), max_size=2))
def test_nothing_that_a_subject_sends_breaks_a_report(response):
    run = run_of(failed(BUDGET[0], response), last_words=(str(response),))
    Page(html_page(run)).text.encode("utf-8")
    ET.fromstring(junit_text(run).encode("utf-8"))
    json.loads(json_text(run).encode("utf-8"))


def test_the_json_text_is_read_back_as_the_same_run():
    run = run_of(passed(BUDGET[0]), failed(BUDGET[1]), counterexamples=(counterexample(),))
    assert Run.read(json.loads(json_text(run))) == run
