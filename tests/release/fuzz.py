"""Fuzzing of the wire protocol: ``python tests/release/fuzz.py [--seconds 60] [--seed N] [--folder DIR]``.

Needs atheris (the extra ``release``). Starts from the hostile documents and from one right request of every operation,
and changes them as trees: values, keys, lists, depth, numbers as they are written; now and then as bytes. Of every
line it demands that

- neither `evaluate_line` nor `evaluate` raises, and both answer the same to what both can be asked;
- the response is an envelope with the fields of the protocol, a known code, and a path that leads to a place of the
  request (of something that is missing: to where it would be);
- a refusal takes less than 50 ms of the processor (the best of three, in a process that is not watched);
- the process stays within a gigabyte.

What breaks one of these is written to a folder outside the repository and named; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
REQUESTS = ROOT / "tests" / "kit" / "hostile" / "generate.py"
LONGEST_LINE, LONGEST_SEED = 64 * 1024, 3 * 1024
MOST_SECONDS, MOST_MEBIBYTES = 0.050, 1024
#: Of refusals that are slow while their lines are watched, so many are measured again where nothing is.
MOST_SLOW = 50
#: Lines with more brackets are changed as bytes.
MOST_BRACKETS = 300
POINTER = re.compile(r"(/([^~/]|~[01])*)*", re.DOTALL).fullmatch


class Tree(list):
    """An object as pairs, so that a key can stand in it twice."""


class Raw(str):
    """A value that is written as it is."""

    __slots__ = ()


NUMBERS = (
    *("0", "-0", "1", "-1", "7", "12", "13", "31", "121", "1.0", "-0.0", "1e2", "1E400", "0.1", "999999999999999"),
    *(
        "1000000000000000",
        "-999999999999999",
        "-1000000000000000",
        "9007199254740993",
        "18446744073709551616",
        "9" * 4301,
    ),
    *("01", "+1", "1.", ".5", "NaN", "Infinity", "-", "0x1", "1_0"),
)
TEXTS = (
    *(
        "",
        " ",
        "x",
        "a",
        "x" * 64,
        "x" * 65,
        "\x00",
        "\x7f",
        "\x85",
        "\ud800",
        "\udc00",
        "\ufeff",
        "\u2028",
        "\U0001f600",
    ),
    *(
        "0.00",
        "0.01",
        "1.00",
        "-1.00",
        "-0.00",
        "999999999999.99",
        "1000000000000.00",
        "1.234567",
        "1.2345678",
        "\uff11.00",
    ),
    *("0", "100", "100.000001", "50", "70", "99.999999", "2018-09-01", "2018-02-29", "2016-02-29", "0001-01-01"),
    *("9999-12-31", "9999-12-01", "1899-12-31", "2018-09-01T00:00", "2018-07-03T09:14", "0001-01-01T00:00"),
    *(
        "9999-12-31T23:59",
        "24:00",
        "00:00",
        "23:59",
        "indefinite",
        "nanny",
        "x-",
        "x-a",
        "group_session_child",
        "transport_child",
    ),
    *(
        "day_care_centre",
        "Jelgava",
        "Talsi",
        "mental",
        "multiple",
        "0-2",
        "15-17",
        "9.2.2.1",
        "private",
        "public",
        "lv",
        "en",
    ),
)
ENVELOPE = (
    ("policy", ("children-pilot-2018", "children-general", "adults-pilot-2019", "none")),
    ("lang", ("en", "lv", "de")),
)


def parsed(line: bytes) -> Any:
    """A document whose objects are trees of pairs; raises where it is none or has too many brackets to be changed."""
    if line.count(b"[") + line.count(b"{") > MOST_BRACKETS:
        raise ValueError("too many brackets")
    return json.loads(line, object_pairs_hook=Tree, parse_int=Raw, parse_float=Raw, parse_constant=Raw)


def written(value: Any) -> str:
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Tree):
        return "{" + ",".join(f"{written(key)}:{written(inner)}" for key, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=value is None or (isinstance(value, str) and not value.isprintable()))


def holders(value: Any, found: list[list[Any]]) -> list[list[Any]]:
    """Every object and list that holds something."""
    if isinstance(value, list) and value:
        found.append(value)
        for inner in value:
            holders(inner[1] if isinstance(value, Tree) else inner, found)
    return found


class Mutator:
    """Changes of a document as a tree; ``seeds`` lend it keys and values."""

    def __init__(self, seeds: list[bytes]) -> None:
        self.trees = []
        for seed in seeds:
            with contextlib.suppress(ValueError):
                self.trees.append(parsed(seed))
        held = [holder for tree in self.trees for holder in holders(tree, [])]
        self.keys = sorted({key for holder in held if isinstance(holder, Tree) for key, _ in holder})
        self.values = [inner[1] if isinstance(holder, Tree) else inner for holder in held for inner in holder]
        self.parameters: list[tuple[str, Any]] = []
        self.readings: list[tuple[str, str]] = []

    def changed(self, line: bytes, draw: random.Random) -> bytes | None:
        """The line with one to four changes; ``None`` for one that is no document."""
        try:
            tree = parsed(line)
        except ValueError:
            if draw.random() < 0.5:
                return None
            tree = parsed(written(draw.choice(self.trees)).encode("utf-8", "replace"))
        root: list[Any] = [tree]
        for _ in range(draw.choice((1, 1, 1, 2, 3, 4))):
            if draw.random() < 0.15 and isinstance(root[0], Tree):
                self.envelope(root[0], draw)
            else:
                self.one(draw.choice(holders(root[0], []) or [root]), draw)
            root = root or [copy.deepcopy(draw.choice(self.trees))]
        return written(root[0]).encode("utf-8", "backslashreplace")

    def one(self, holder: list[Any], draw: random.Random) -> None:
        """One change of one object or list."""
        place = draw.randrange(len(holder))
        is_object = isinstance(holder, Tree)
        what = draw.randrange(10)
        if what == 0:
            del holder[place]
        elif what == 1:
            holder.insert(draw.randrange(len(holder) + 1), copy.deepcopy(holder[place]))
        elif what == 2 and is_object:
            holder[place] = (draw.choice((*self.keys, *TEXTS[:16])), holder[place][1])
        elif what == 2:
            most = 20_000 if draw.random() < 0.03 else draw.choice((2, 2, 3, 50))
            times = min(most, LONGEST_LINE // len(written(holder)))
            holder[:] = [copy.deepcopy(inner) for _ in range(max(times, 1)) for inner in holder]
        elif what == 3:
            draw.shuffle(holder)
        elif what == 4 and is_object:
            holder.append((draw.choice(self.keys), self.value(None, draw)))
        else:
            inner = holder[place][1] if is_object else holder[place]
            new = self.value(inner, draw)
            holder[place] = (holder[place][0], new) if is_object else new

    def value(self, old: Any, draw: random.Random) -> Any:
        """Another value: near the old one, of another document, or hostile."""
        what = draw.randrange(8)
        if what == 0:
            return Raw(draw.choice(NUMBERS))
        if what in (1, 2):
            return draw.choice(TEXTS)
        if what == 3:
            return draw.choice((None, True, False, [], Tree(), [None], Tree([("", None)])))
        if what == 4:
            for _ in range(draw.choice((1, 2, 30, 32, 40))):
                old = [old] if draw.random() < 0.5 else Tree([("a", old)])
            return old
        return self.near(old, draw) if what == 5 else copy.deepcopy(draw.choice(self.values))

    def near(self, old: Any, draw: random.Random) -> Any:
        """A value that differs in a character or a digit."""
        if isinstance(old, Raw):
            return Raw(draw.choice((f"-{old}", f"{old}0", f"{old}.0", str(draw.randrange(200)))))
        if isinstance(old, str):
            at = draw.randrange(len(old) + 1)
            return old[:at] + draw.choice((*TEXTS[:16], "0", "9", "-", ".")) + old[at + draw.randrange(2) :]
        return old if isinstance(old, list) else copy.deepcopy(draw.choice(self.values))

    def envelope(self, request: Tree, draw: random.Random) -> None:
        """Another policy, language, reading or reform."""
        what = draw.randrange(4)
        if what == 0 and self.parameters:
            name, value = draw.choice(self.parameters)
            new = self.value(value, draw) if draw.random() < 0.7 else value
            request.append(("reform", Tree([(name, new)])))
        elif what == 1 and self.readings:
            chosen = draw.sample(self.readings, draw.choice((1, 2, 3)))
            request.append(("readings", Tree([*dict(chosen).items()])))
        else:
            name, values = draw.choice(ENVELOPE)
            request[:] = [pair for pair in request if pair[0] != name]
            request.append((name, draw.choice(values)))
        if draw.random() < 0.9:  # mostly the last of equal keys alone: a key given twice is refused before all else
            request[:] = [*dict(request).items()]


def led_to(request: Any, path: str, code: str) -> bool:
    """Whether ``path`` leads to a place of ``request``.

    Of what is missing, to where it would be; of a reform that contradicts a figure, to where that would be changed.
    """
    steps = [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]
    for place, step in enumerate(steps):
        if isinstance(request, dict) and step in request:
            request = request[step]
        elif isinstance(request, list) and step.isdecimal() and int(step) < len(request):
            request = request[int(step)]
        else:
            absent = ("missing_field", "bad_request", *(["inconsistent"] if steps[0] == "reform" else []))
            return place == len(steps) - 1 and isinstance(request, dict) and code in absent
    return True


class Wrong(Exception):
    """An answer that is not as the protocol says."""


def check(response: Any, request: Any) -> None:
    """Raises `Wrong` for a response that is no envelope of the protocol."""
    from ibmodel.errors import CODES  # noqa: PLC0415 - only once it is watched

    if response.get("ok") is True:
        if list(response) != ["id", "ok", "result", "reasons", "readings"]:
            raise Wrong(f"the fields of an answer are {list(response)}")
        for reason in response["reasons"]:
            if list(reason) != ["rule", "code", "text", "source", "facts"] or not reason["text"]:
                raise Wrong(f"a reason is {reason}")
        return
    if response.get("ok") is not False or list(response) != ["id", "ok", "error"]:
        raise Wrong(f"the fields of a refusal are {list(response)}")
    error = response["error"]
    if list(error) != ["code", "path", "message"] or error["code"] not in CODES or not error["message"]:
        raise Wrong(f"an error is {error}")
    if POINTER(error["path"]) is None:
        raise Wrong(f"no pointer: {error['path']!a}")
    if error["code"] not in ("bad_json", "too_large") and not led_to(request, error["path"], error["code"]):
        raise Wrong(f"{error['code']} leads nowhere: {error['path']!a}")


class Target:
    """What is done with every line, and what was found. Of findings of one kind the first is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kinds: set[str] = set()
        self.slow = 0

    def __call__(self, data: bytes) -> None:
        from ibmodel.exchange import evaluate, evaluate_line  # noqa: PLC0415 - only once they are watched

        line = data.partition(b"\n")[0]
        try:
            begun = time.process_time()
            text = evaluate_line(line)
            taken = time.process_time() - begun
            if not text:
                return
            response = json.loads(text.encode())
            request: Any = None
            with contextlib.suppress(ValueError, RecursionError):
                request = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
            check(response, request)
            code = "" if response["ok"] else response["error"]["code"]
            if request is not None and code not in ("bad_json", "duplicate", "too_large"):
                same(evaluate(request), response)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            last = traceback.extract_tb(error.__traceback__)[-1]
            reason = re.sub(r"[^a-z ]", "", str(error).lower())[:40] if isinstance(error, Wrong) else ""
            self.keep(f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {reason}", line)
            return
        if code and taken > MOST_SECONDS and self.slow < MOST_SLOW and seconds(line) > MOST_SECONDS:
            self.slow += 1
            (self.folder / f"slow-{self.slow:03d}").write_bytes(line)

    def keep(self, what: str, line: bytes) -> None:
        if what not in self.kinds:
            self.kinds.add(what)
            name = f"raises-{len(self.kinds):03d}"
            (self.folder / name).write_bytes(line)
            (self.folder / f"{name}.txt").write_text(f"{what}\n{traceback.format_exc()}", encoding="utf-8")


def same(alone: Any, response: Any) -> None:
    """Raises `Wrong` if the answer to a parsed request is not the one to its line."""
    if json.loads(json.dumps(alone)) != response:
        raise Wrong("evaluate and evaluate_line differ")


def seconds(line: bytes) -> float:
    """What answering takes, the best of three."""
    from ibmodel.exchange import evaluate_line  # noqa: PLC0415 - only once it is watched

    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        evaluate_line(line)
        best = min(best, time.process_time() - begun)
    return best


def fuzz(folder: Path, corpus: Path, options: list[str]) -> None:
    """Fuzzes until libFuzzer ends the process."""
    import atheris  # noqa: PLC0415 - only the child needs it

    with atheris.instrument_imports(include=["ibmodel"]):
        from ibmodel.exchange import evaluate, operations  # noqa: PLC0415

    assert operations.OPERATIONS
    mutator = Mutator([path.read_bytes() for path in sorted(corpus.iterdir())])
    described = evaluate({"op": "policy.describe", "input": {}})["result"]
    mutator.parameters = [(each["path"], each["value"]) for each in described["parameters"]]
    mutator.readings = [
        (each["id"], reading["name"]) for each in described["interpretations"] for reading in each["readings"]
    ]

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        draw = random.Random(seed)
        new = None if draw.random() < 0.03 else mutator.changed(data, draw)
        if new is None or len(new) > most:
            return atheris.Mutate(data, most)
        return new

    atheris.Setup([sys.argv[0], *options, str(corpus)], Target(folder), custom_mutator=mutated)
    atheris.Fuzz()


def seeds(corpus: Path) -> int:
    """Writes what the fuzzing starts from; how many lines that are."""
    from ibmodel.testing.hostile import hostile_documents  # noqa: PLC0415

    command = [sys.executable, str(REQUESTS), "--requests"]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
    lines += [document.line for document in hostile_documents() if document.size <= LONGEST_SEED]
    for number, line in enumerate(lines):
        (corpus / f"{number:05d}").write_bytes(line)
    return len(lines)


def main() -> int:
    """Fuzzes in a child process and reports what it found."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    arguments.add_argument("--seconds", type=int, default=60, help="how long to fuzz")
    arguments.add_argument("--seed", type=int, default=0, help="0 draws another seed each time")
    arguments.add_argument("--folder", type=Path, help="where findings are written; by default a new temporary folder")
    arguments.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    seed = given.seed or random.SystemRandom().randrange(1, 2**31)
    options = [
        *(f"-seed={seed}", f"-max_total_time={given.seconds}", f"-rss_limit_mb={MOST_MEBIBYTES}", "-timeout=20"),
        *(f"-max_len={LONGEST_LINE}", "-len_control=0", "-print_final_stats=1", f"-artifact_prefix={given.folder}/"),
    ]
    if given.child:
        fuzz(given.folder, given.child, options)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="ibmodel-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ibmodel-corpus-") as corpus:
        print(f"seed {seed}, {seeds(Path(corpus))} lines to start from, findings in {folder}", flush=True)
        command = [sys.executable, __file__, "--child", corpus, "--folder", str(folder)]
        command += ["--seed", str(seed), "--seconds", str(given.seconds)]
        child = subprocess.run(command, stderr=subprocess.PIPE, check=False, env={**os.environ, "PYTHONHASHSEED": "0"})
    return report(child, folder)


def report(child: subprocess.CompletedProcess[bytes], folder: Path) -> int:
    """Prints what libFuzzer and the target say; 1 if there is a finding."""
    said = child.stderr.decode("utf-8", "replace")
    progress = re.findall(r"^#\d+.*cov: \d+.*$", said, re.MULTILINE)
    lines = [*progress[-1:], *re.findall(r"^stat::\S+ +\d+$", said, re.MULTILINE)]
    findings = 0
    slow = [(seconds(path.read_bytes()), path) for path in sorted(folder.glob("slow-*"))]
    for best, path in sorted(slow, reverse=True)[:3]:
        lines.append(f"slowest refusal {best * 1000:.1f} ms: {path}")
    findings += sum(best >= MOST_SECONDS for best, _ in slow)
    for path in sorted(folder.glob("raises-*.txt")):
        findings += 1
        lines.append(f"finding {path.with_suffix('')}: {path.read_text(encoding='utf-8').splitlines()[0]}")
    for pattern in ("crash-*", "oom-*", "timeout-*", "leak-*"):
        for path in sorted(folder.glob(pattern)):
            findings += 1
            lines.append(f"finding {path}")
    if child.returncode:
        findings += 1
        lines += [f"the fuzzing ended with status {child.returncode}", *said.splitlines()[-20:]]
    lines.append(f"{findings} findings")
    print("\n".join(lines))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
