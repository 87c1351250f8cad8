"""Does the explorer show in a browser what the library says?

    python tests/release/explorer.py
    python tests/release/explorer.py --page docs/_build/html/explore.html --cases 1000 --seed 7

Opens the page in Chromium, types seeded values, moves sliders, presses keys, in English and in Latvian, reads amounts,
sources, reasons, readings and errors back, and compares them with the library. It does so with the page as it is, with
browsers that lack workers or WebAssembly (these with a fifth of the combinations), and with the page that is made where
Pyodide cannot be had; and it looks that no address is asked and that nothing is wider than a telephone.

Ends with 1 if anything differs. Needs ``playwright``, and Chromium or Chrome on PATH, where ``--browser`` points, or as
playwright installs it. Without ``--page`` it makes one.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import random
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, NamedTuple

from ibmodel import evaluate
from ibmodel.exchange import evaluate_line
from ibmodel.explain import shown_value
from ibmodel.money import Money

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AMOUNTS = ("needed", "transport", "full", "surplus", "public", "rehabilitation", "transport_benefits", "other")
FIGURES = ("provisional", "needed", "final", "total", "project", "benefits", "public", "other", "unmet")
NAMES = {"en": "The child", "lv": "Bērns"}
#: What nobody can read as an amount, and as an age, in either language.
BAD_AMOUNTS = ("x", "-1", "1.234", "1 000", "1,000.00", "007", "€5", "+5", "1e3", "１２", "1000000000000")
BAD_AGES = ("18", "-1", "1.5", "x", "120", "")
PATIENCE = 120_000  # milliseconds
OTHER_WAYS = 5
#: What the page shows; a figure that it shows in several places must be the same in all.
READ = """(names) => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const figure = (name) => [...new Set(all(`[data-figure=${name}]`).map((one) => one.textContent))].join(" / ");
    const cited = (one) => one.querySelector("cite").textContent.split(" · ")[1];
    return {
        figures: Object.fromEntries(names.map((name) => [name, figure(name)])),
        reasons: all("#reasons li").map((one) => [one.dataset.rule, cited(one), one.firstChild.textContent]),
        readings: document.getElementById("readings").textContent.slice(0, -1).split(", "),
        requests: document.getElementById("requests").textContent.split("\\n"),
        errors: Object.fromEntries(all(".error").filter((one) => one.textContent)
            .map((one) => [one.id.replace("-error", ""), one.querySelector("[lang=en]").textContent])),
        invalid: all("[aria-invalid=true]").map((one) => one.id),
    };
}"""


class Way(NamedTuple):
    """A page, what is done to the browser before it opens it, who must answer then, and how many combinations."""

    name: str
    path: Path
    before: str
    mode: str
    cases: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes or takes the page, looks at it in all ways, prints; the exit code."""
    asked = _parser().parse_args(arguments)
    explorer = loaded("explorer")
    with TemporaryDirectory() as folder:
        page = asked.page or Path(folder) / explorer.NAME
        whole = "part-pyodide.mjs" in page.read_text(encoding="utf-8") if asked.page else explorer.write(page)
        table = Path(folder) / "table.html"
        table.write_text(explorer.page({}), encoding="utf-8")
        few = asked.cases // OTHER_WAYS
        ways = [Way("from its table", table, "", "grid", few)]
        if whole:
            ways += [Way("without WebAssembly", page, "delete globalThis.WebAssembly", "grid", few)]
            ways += [Way("without workers", page, "delete globalThis.Worker", "python", few)]
            ways += [Way("as it is", page, "", "python", asked.cases)]
        else:
            print("the page has no Python in it: Pyodide could not be had")
        problems = [problem for way in ways for problem in looked_at(explorer, way, asked)]
    print(*problems, sep="\n", end="\n" * bool(problems))
    return int(bool(problems) or not whole)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=Path, help="a page that was made already")
    parser.add_argument("--browser", default=next(filter(None, map(shutil.which, BROWSERS)), None), help="Chromium")
    parser.add_argument("--cases", type=int, default=300, help="how many combinations are typed")
    parser.add_argument("--seed", type=int, default=7)
    return parser


def loaded(name: str) -> ModuleType:
    """A module of the folder of the documentation."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- what the library says ---


def expected(fields: Mapping[str, str], language: str) -> dict[str, Any]:
    """Figures, reasons and readings, asked anew: with one line for all services, whoever pays for them.

    ``fields`` holds amounts as the wire protocol writes them, or ``""``.
    """
    born = f"{2018 - int(fields['age'])}-09-01"
    child = {"id": NAMES[language], "born": born, "special_care": fields["special_care"] == "yes"}
    first = {"pool": fields["full"], "on": "2018-09-01", "recipients": [child], "amount": fields["full"]}
    share = _said("budget.provisional", language, first, readings={"I-1": "fixed_amount"})
    provisional = share["result"]["amounts"][0]["provisional"]
    recipient = {"id": NAMES[language], "provisional": provisional, "needed": fields["needed"]}
    project = _said("budget.final", language, {"recipients": [recipient], "reserve": fields["surplus"] or None})
    final = project["result"]["amounts"][0]["final"]
    travel = Money.euro(fields["transport"] or "0.00")
    services = {"service": "physiotherapist", "amount": str(Money.euro(fields["needed"]) - travel)}
    given = {
        "variant": int(fields["variant"]),
        "final": final,
        "lines": [
            {**services, "public": fields["public"] or None},
            {"service": "transport_child", "amount": str(travel)},
        ],
        "benefits": {
            "rehabilitation": fields["rehabilitation"] or None,
            "transport": fields["transport_benefits"] or None,
        },
        "other": fields["other"] or None,
    }
    whole = _said("funding.total", language, given)
    result = whole["result"]
    figures = {"provisional": provisional, "needed": fields["needed"], "final": final, "total": result["total"]}
    figures |= {**result["sources"], "unmet": result["unmet"]}
    answers = (share, project, whole)
    return {
        "figures": {name: shown_value(Money.euro(figures[name]), language) for name in FIGURES},
        "reasons": [
            (reason["rule"], reason["source"], reason["text"]) for answer in answers for reason in answer["reasons"]
        ],
        "readings": [f"{name} {reading}" for answer in answers for name, reading in answer["readings"].items()],
        "total": result["total"],
    }


def _said(operation: str, language: str, given: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = evaluate({"op": operation, "lang": language, "input": given, **more})
    assert answer["ok"], answer
    return answer


# --- what is typed ---


def combinations(count: int, seed: int) -> Iterator[dict[str, str]]:
    """Seeded contents of the fields, with amounts as the wire protocol writes them."""
    chance = random.Random(seed)
    for _ in range(count):
        needed = chance.choice((0, 1, chance.randrange(300_000), chance.randrange(10**14)))
        travel = chance.choice((None, None, 0, chance.randint(0, needed), needed))
        fields = {name: _amount(chance) for name in AMOUNTS}
        fields |= {"needed": _text(needed), "transport": _text(travel), "full": _text(chance.randrange(300_000))}
        fields |= {"age": str(chance.randrange(18)), "special_care": chance.choice(("yes", "no"))}
        yield fields | {"variant": chance.choice("123")}


def _amount(chance: random.Random) -> str:
    return _text(chance.choice((None, 0, 1, chance.randrange(1000), chance.randrange(200_000), 10**14 - 1)))


def _text(cents: int | None) -> str:
    return "" if cents is None else str(Money(cents))


def typed(amount: str, language: str, chance: random.Random) -> str:
    """An amount as people may type it: without cents that are zero, in Latvian with a comma, with spaces around."""
    shorter = [amount]
    if amount.endswith("0"):
        shorter.append(amount[:-1])
    if amount.endswith(".00"):
        shorter = [amount, amount[:-3]]
    text = chance.choice(shorter)
    if language == "lv" and chance.random() < 0.7:
        text = text.replace(".", ",")
    return chance.choice((text, text, f" {text} "))


# --- the page ---


class Page:
    """The page in a browser."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.language = "en"

    def wait(self, mode: str = "") -> None:
        """Until it has answered what stands in its fields."""
        done = "document.documentElement.dataset.asking === 'no'"
        started = f" && document.documentElement.dataset.mode === '{mode}'" if mode else ""
        self.page.wait_for_function(done + started, timeout=PATIENCE)

    def speak(self, language: str) -> None:
        """Presses the button of a language."""
        self.page.click(f"[data-language={language}]")
        self.language = language

    def choose(self, fields: Mapping[str, str]) -> None:
        """Sets what is not an amount, by what a person would use for it."""
        if self.page.eval_on_selector("#age", "box => box.readOnly"):
            self.page.fill("#age-slider", fields["age"])
        else:
            self.page.fill("#age", fields["age"])
        self.page.set_checked("#special_care", fields["special_care"] == "yes")
        self.page.check(f"[name=variant][value='{fields['variant']}']")

    def read(self) -> dict[str, Any]:
        """What it shows."""
        found: dict[str, Any] = self.page.evaluate(READ, list(FIGURES))
        found["reasons"] = [tuple(reason) for reason in found["reasons"]]
        return found

    def differences(self, fields: Mapping[str, str]) -> Iterator[str]:
        """Where it shows something else than the library says."""
        right, seen = expected(fields, self.language), self.read()
        for part in ("figures", "reasons"):
            if seen[part] != right[part]:
                yield f"{self.language} {dict(fields)}: {part}: expected {right[part]}, got {seen[part]}"
        if set(seen["readings"]) != set(right["readings"]) or seen["errors"] or seen["invalid"]:
            yield f"{self.language} {dict(fields)}: readings or errors: got {seen['readings']}, {seen['errors']}"
        if json.loads(evaluate_line(seen["requests"][-1]))["result"]["total"] != right["total"]:
            yield f"{self.language} {dict(fields)}: its lines of JSON have another answer"


def looked_at(explorer: ModuleType, way: Way, asked: argparse.Namespace) -> Iterator[str]:
    """What is wrong with the page in one way; prints how it went."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the rest of this file is used without it

    began, addresses, complaints = time.monotonic(), [], []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=asked.browser, args=["--no-sandbox"])
        inside = browser.new_page(viewport={"width": 390, "height": 844})
        inside.on("request", lambda request: addresses.append(request.url))
        inside.on("pageerror", lambda error: complaints.append(f"{way.name}: {error}"))
        if way.before:
            inside.add_init_script(way.before)
        inside.goto(way.path.resolve().as_uri())
        page = Page(inside)
        page.wait(way.mode)
        started = time.monotonic() - began
        grid = way.mode == "grid"
        found = list(chosen(explorer, page, way.cases, asked.seed) if grid else written(page, way.cases, asked.seed))
        if inside.evaluate("document.documentElement.scrollWidth") > 390:
            found.append(f"{way.name}: wider than a telephone")
        found += [
            f"{way.name}: asks {url}" for url in addresses if url.partition(":")[0] not in {"file", "blob", "data"}
        ]
        browser.close()
    found = [*complaints, *found]
    print(f"{way.name}: ready after {started:.1f} s, {way.cases} combinations, {len(found)} problems", flush=True)
    yield from found


def chosen(explorer: ModuleType, page: Page, cases: int, seed: int) -> Iterator[str]:
    """Combinations of the table."""
    chance = random.Random(seed)
    languages = itertools.cycle(("en", "lv"))
    for number in range(cases):
        if number % 10 == 0:
            page.speak(next(languages))
        fields = dict.fromkeys(AMOUNTS, "") | {name: chance.choice(values) for name, values in explorer.GRID.items()}
        fields |= {"age": chance.choice(explorer.AGES), "special_care": chance.choice(explorer.CARE)}
        fields["variant"] = chance.choice(explorer.VARIANTS)
        page.choose(fields)
        for field in explorer.GRID:
            page.page.select_option(f"#{field}", value=fields[field])
        page.wait()
        yield from page.differences(fields)


def written(page: Page, cases: int, seed: int) -> Iterator[str]:
    """Combinations that are typed, errors, sliders and keys."""
    chance = random.Random(seed)
    languages = itertools.cycle(("en", "lv"))
    for number, fields in enumerate(combinations(cases, seed)):
        if number % 10 == 0:
            page.speak(next(languages))
        page.choose(fields)
        for field in AMOUNTS:
            page.page.fill(f"#{field}", typed(fields[field], page.language, chance))
        page.wait()
        yield from page.differences(fields)
    for language in ("en", "lv"):
        page.speak(language)
        yield from refused(page)
        yield from moved(page)


def refused(page: Page) -> Iterator[str]:
    """What cannot be read, one field after the other and then all at once, then with a comma."""
    good = next(combinations(1, 1)) | {"needed": "100.00", "transport": "", "age": "9"}
    page.choose(good)
    for field in AMOUNTS:
        page.page.fill(f"#{field}", good[field])
    cases = [*itertools.product(AMOUNTS, BAD_AMOUNTS), *itertools.product(("age",), BAD_AGES), ("transport", "100.01")]
    cases += [(field, "") for field in ("needed", "full")]
    if page.language == "en":
        cases.append(("full", "1,5"))
    for field, text in cases:
        page.page.fill(f"#{field}", text)
        page.wait()
        seen = page.read()
        told = "expected" in seen["errors"].get(field, "")
        blank = set(seen["figures"].values()) == {"–"} and not seen["reasons"]
        if not told or not blank or list(seen["errors"]) != [field] or seen["invalid"] != [field]:
            yield f"{page.language}: {text!r} in {field}: got {seen}"
        page.page.fill(f"#{field}", good[field])
        page.wait()
    yield from page.differences(good)
    for field in AMOUNTS:
        page.page.fill(f"#{field}", "x")
    page.wait()
    if set(page.read()["errors"]) != set(AMOUNTS):
        yield f"{page.language}: not all errors at once: got {page.read()['errors']}"
    for field in AMOUNTS:
        page.page.fill(f"#{field}", good[field])


def moved(page: Page) -> Iterator[str]:
    """A slider by its keys, and the amounts that keep their meaning when the language changes."""
    first = next(combinations(1, 3)) | {"needed": "1370.50", "full": "1000.00", "transport": "", "age": "11"}
    page.choose(first)
    for field in AMOUNTS:
        page.page.fill(f"#{field}", first[field])
    page.page.focus("#full-slider")
    page.page.keyboard.press("ArrowRight")
    page.page.focus("#age-slider")
    page.page.keyboard.press("ArrowLeft")
    page.wait()
    yield from page.differences(first | {"full": "1050.00", "age": "10"})
    before = page.language
    page.speak("lv" if before == "en" else "en")
    page.wait()
    yield from page.differences(first | {"full": "1050.00", "age": "10"})
    page.speak(before)


if __name__ == "__main__":
    sys.exit(main())
