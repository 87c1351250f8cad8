"""Hostile documents: each gets exactly the code and the path that the protocol gives it, quickly, in bounded memory."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from ibmodel.errors import CODES
from ibmodel.exchange import LIMITS, OPERATIONS, Limits, evaluate, evaluate_line
from ibmodel.testing import hostile
from ibmodel.testing.hostile import HostileDocument, hostile_documents

SCRIPTS = Path(__file__).resolve().parent / "hostile"
FUZZER = Path(__file__).resolve().parents[1] / "release" / "fuzz.py"
DATA = resources.files(hostile)
DOCUMENTS = hostile_documents()
KINDS = sorted({document.kind for document in DOCUMENTS})
GOOD = b'{"id":"good","op":"budget.needed","input":{"lines":[]}}'

#: What a refusal may take, in seconds of the processor, and for lines of which length in bytes.
MOST_SECONDS, QUICK_SIZE = 0.050, 64 * 1024
#: What a refusal may take in memory beside the line itself: so many bytes for each of its own, and so many more.
BYTES_FOR_A_BYTE, MORE_BYTES = 100, 1024 * 1024
#: What one process that answers all documents may hold, in bytes.
MOST_RESIDENT = 256 * 1024 * 1024


def refusal(line: bytes) -> tuple[str, str]:
    response = json.loads(evaluate_line(line))
    assert list(response) == ["id", "ok", "error"], response
    assert response["ok"] is False
    assert list(response["error"]) == ["code", "path", "message"]
    assert response["error"]["message"]
    return response["error"]["code"], response["error"]["path"]


def stated(documents: Iterable[HostileDocument]) -> dict[str, tuple[str, str]]:
    return {document.id: (document.code, document.path) for document in documents}


def run(script: str, *options: str) -> str:
    """What a script beside the documents prints; nobody watches which of its lines are run."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, str(SCRIPTS / script), *options]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=environment).stdout


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_of_64_kib_or_less_gets_exactly_its_code_and_path(kind: str) -> None:
    documents = [document for document in DOCUMENTS if document.kind == kind and document.size <= QUICK_SIZE]
    assert {document.id: refusal(document.line) for document in documents} == stated(documents)


def test_every_document_gets_exactly_its_code_and_path_and_those_of_64_kib_or_less_in_50_milliseconds() -> None:
    rows = json.loads(run("measure.py"))
    assert {name: (code, path) for name, (code, path, _, _) in rows.items()} == stated(DOCUMENTS)
    quick = {name: seconds for name, (_, _, size, seconds) in rows.items() if size <= QUICK_SIZE}
    assert {name: seconds for name, seconds in quick.items() if seconds >= MOST_SECONDS} == {}


def test_documents_of_nearly_64_kib_are_among_those_that_are_timed() -> None:
    near = [document for document in DOCUMENTS if QUICK_SIZE * 0.9 < document.size <= QUICK_SIZE]
    assert len(near) >= 30
    assert {document.kind for document in near} >= {"huge", "nesting"}


def test_a_refusal_takes_memory_in_proportion_to_its_line() -> None:
    rows = json.loads(run("measure.py", "--memory"))
    assert len(rows) >= 40
    allowed = {name: BYTES_FOR_A_BYTE * size + MORE_BYTES for name, (size, _) in rows.items()}
    assert {name: peak for name, (_, peak) in rows.items() if peak > allowed[name]} == {}


#: Runs a command and says how it ended and how much memory it had; started from here, it would count ours as its own.
WATCHED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


@pytest.fixture
def deep_stack() -> Iterator[None]:
    """An id is echoed as deep as it came; the answering process stands lower on its stack than a test does."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(4 * before)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("deep_stack")
def test_one_process_answers_all_of_them_and_goes_on_within_bounded_memory(tmp_path: Path) -> None:
    asked, answers = tmp_path / "asked.jsonl", tmp_path / "answers.jsonl"
    with asked.open("wb") as lines:
        for document in DOCUMENTS:
            lines.write(document.line + b"\n")
        lines.write(GOOD + b"\n")
    with asked.open("rb") as source, answers.open("wb") as target:
        command = [sys.executable, "-c", WATCHED, sys.executable, "-m", "ibmodel", "eval"]
        watcher = subprocess.run(command, stdin=source, stdout=target, stderr=subprocess.PIPE, check=True, timeout=300)
    status, used = map(int, watcher.stderr.split())
    assert status == 0
    responses = [json.loads(line) for line in answers.read_bytes().split(b"\n")[:-1]]
    assert len(responses) == len(DOCUMENTS) + 1
    got = {
        document.id: (response["error"]["code"], response["error"]["path"])
        for document, response in zip(DOCUMENTS, responses[:-1], strict=True)
    }
    assert got == stated(DOCUMENTS)
    assert (responses[-1]["id"], responses[-1]["ok"]) == ("good", True)
    assert used * 1024 < MOST_RESIDENT


def test_there_are_enough_of_them_of_every_code_for_every_operation() -> None:
    assert len(DOCUMENTS) >= 500
    assert {document.code for document in DOCUMENTS} == set(CODES)
    codes: dict[str, set[str]] = {name: set() for name in OPERATIONS}
    many: Counter[str] = Counter()
    for document in DOCUMENTS:
        if document.size > QUICK_SIZE:
            continue
        try:
            request = json.loads(document.line)
        except (ValueError, RecursionError):
            continue
        name = request.get("op") if isinstance(request, dict) else None
        if isinstance(name, str) and name in codes:
            codes[name].add(document.code)
            many[name] += 1
    always = {"bad_request", "duplicate", "unknown_field", "unknown_parameter", "unknown_policy", "unknown_reading"}
    for name, found in codes.items():
        assert found >= always, name
        if name != "policy.describe":
            assert many[name] >= 40, name
            assert found >= {"bad_type", "bad_value"}, name
        if name not in ("policy.describe", "eligibility.deadlines"):
            assert "missing_field" in found, name


def test_no_two_documents_have_an_id_or_a_line_in_common() -> None:
    assert len({document.id for document in DOCUMENTS}) == len(DOCUMENTS)
    assert len({document.line for document in DOCUMENTS if document.size < 1_000_000}) == sum(
        document.size < 1_000_000 for document in DOCUMENTS
    )
    large = [document.parts for document in DOCUMENTS if document.size >= 1_000_000]
    assert len(set(large)) == len(large)


def test_a_document_is_one_line_that_is_not_blank() -> None:
    for document in DOCUMENTS:
        line = document.line
        assert len(line) == document.size
        assert b"\n" not in line, document.id
        assert line.strip(b" \t\r\xef\xbb\xbf"), document.id


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_are_as_the_schema_says_one_document_to_a_line(kind: str) -> None:
    text = DATA.joinpath(f"{kind}.json").read_text(encoding="utf-8")
    document = json.loads(text)
    schema = json.loads(DATA.joinpath("schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert document["kind"] == kind
    assert all(row["id"].startswith(f"{kind}.") for row in document["documents"])
    rows = [json.loads(line.removesuffix(",")) for line in text.splitlines()[4:-2]]
    assert rows == document["documents"]
    assert text.isascii()
    assert max(map(len, text.splitlines())) < 10_000


def test_the_schema_knows_the_codes_of_the_library_and_refuses_what_is_no_document() -> None:
    schema = json.loads(DATA.joinpath("schema.json").read_text(encoding="utf-8"))
    row: dict[str, Any] = {"id": "kind.name", "why": "w", "code": "bad_json", "path": "", "text": "x"}
    properties = schema["properties"]["documents"]["items"]["properties"]
    assert tuple(properties["code"]["enum"]) == CODES
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"kind": "kind", "why": "w", "documents": [row]})
    for bad in (
        {"code": "wrong"},
        {"path": "input"},
        {"path": "/a~2"},
        {"base64": "eA=="},
        {"parts": [["x", 1]]},
        {"id": "name"},
        {"why": ""},
        {"more": 1},
    ):
        assert not validator.is_valid({"kind": "kind", "why": "w", "documents": [{**row, **bad}]}), bad
    del row["text"]
    for parts in ([], [["x"]], [["x", 0]], [["", 1]], [["x", 1, 1]]):
        assert not validator.is_valid({"kind": "kind", "why": "w", "documents": [{**row, "parts": parts}]})


def test_a_line_is_put_together_from_its_parts() -> None:
    document = HostileDocument("kind.name", "why", "bad_json", "", ((b"[", 3), ("ā".encode(), 2)))
    assert document.line == "[[[āā".encode()
    assert (document.kind, document.size) == ("kind", 7)
    assert "parts" not in repr(document)


def test_the_data_are_what_the_script_makes() -> None:
    assert run("generate.py", "--check") == ""


def test_the_requests_from_which_the_documents_are_made_are_right() -> None:
    requests = [json.loads(line) for line in run("generate.py", "--requests").splitlines()]
    assert {request["op"] for request in requests} == set(OPERATIONS)
    assert [response for response in map(evaluate, requests) if not response["ok"]] == []


def deep(levels: int, inner: str = "1") -> str:
    return "[" * levels + inner + "]" * levels


@pytest.mark.parametrize("levels", [33, 500, 950, 5000, 100_000])
def test_a_request_that_nests_too_deeply_is_refused_alike_however_deeply(levels: int) -> None:
    response = json.loads(evaluate_line('{"id":7,"op":"plan.fit","input":' + deep(levels) + "}"))
    assert response["id"] == 7
    assert (response["error"]["code"], response["error"]["path"]) == ("too_large", "/input" + "/0" * 31)


def test_a_line_is_refused_alike_wherever_the_caller_stands() -> None:
    line = '{"id":7,"op":"plan.fit","input":' + deep(400) + "}"

    def from_below(frames: int) -> str:
        return from_below(frames - 1) if frames else evaluate_line(line)

    assert from_below(700) == evaluate_line(line)


def test_digits_beyond_what_python_reads_are_no_obstacle_in_what_is_too_deep() -> None:
    assert refusal(deep(5000, "9" * 10_000).encode()) == ("too_large", "/0" * 32)


@pytest.mark.parametrize("nesting", [0, 1, 2, 7, 31, 33, 200])
def test_other_limits_of_nesting_hold_for_what_is_too_deep_too(nesting: int) -> None:
    limits = Limits(nesting=nesting)
    for levels in (nesting + 1, 5000):
        response = json.loads(evaluate_line(deep(levels), limits))
        assert (response["error"]["code"], response["error"]["path"]) == ("too_large", "/0" * nesting)
    assert json.loads(evaluate_line(deep(nesting), limits))["error"]["code"] == "bad_request" or nesting == 0


def test_a_limit_of_nesting_beyond_what_python_reads_is_never_reached() -> None:
    limits = Limits(nesting=100_000)
    response = json.loads(evaluate_line(deep(50_000), limits))
    assert (response["error"]["code"], response["error"]["path"]) == ("too_large", "")
    assert LIMITS.nesting == 32


@pytest.fixture(scope="module")
def fuzzer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", FUZZER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SEEDS = [document.line for document in DOCUMENTS if document.size < 1000][::20]


def test_what_the_fuzzer_makes_of_a_line_is_another_line_the_same_from_the_same_seed(fuzzer: ModuleType) -> None:
    made = [fuzzer.Mutator(SEEDS).changed(GOOD, random.Random(seed)) for seed in range(100)]
    assert made == [fuzzer.Mutator(SEEDS).changed(GOOD, random.Random(seed)) for seed in range(100)]
    assert len(set(made)) > 50
    assert all(b"\n" not in line for line in made)
    assert {b"budget.needed" in line for line in made} == {True, False}


def test_the_fuzzer_finds_nothing_in_the_documents_and_little_changes_of_them(
    fuzzer: ModuleType, tmp_path: Path
) -> None:
    target, mutator, draw = fuzzer.Target(tmp_path), fuzzer.Mutator(SEEDS), random.Random(1)
    for line in SEEDS:
        target(line)
        target(mutator.changed(line, draw) or b"")
    assert list(tmp_path.glob("raises-*")) == []


@pytest.mark.parametrize("answer", ["raise", "null", '{"id":null,"ok":false,"error":{}}', '{"id":null,"ok":true}', "{"])
def test_the_fuzzer_keeps_what_is_answered_wrongly_once(
    answer: str, fuzzer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(line: bytes) -> str:
        if answer == "raise":
            raise RuntimeError("planted")
        return answer

    monkeypatch.setattr("ibmodel.exchange.evaluate_line", wrong)
    target = fuzzer.Target(tmp_path)
    target(GOOD)
    target(GOOD + b" ")
    assert (tmp_path / "raises-001").read_bytes() == GOOD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["raises-001", "raises-001.txt"]


@pytest.mark.parametrize(
    ("code", "path", "leads"),
    [
        ("bad_type", "/input/lines", True),
        ("bad_type", "/input/lines/0", False),
        ("missing_field", "/input/more", True),
        ("missing_field", "/more/input", False),
        ("bad_value", "/input/more", False),
        ("bad_request", "", True),
        ("inconsistent", "/reform/other", True),
        ("inconsistent", "/input/other", False),
    ],
)
def test_the_fuzzer_demands_paths_that_lead_somewhere(code: str, path: str, leads: bool, fuzzer: ModuleType) -> None:
    assert fuzzer.led_to({"input": {"lines": []}, "reform": {"a": 1}}, path, code) is leads
