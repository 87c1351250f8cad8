"""The proofs are run, and a false contract does not pass for proved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.sources import RULES

COMMAND = Path(__file__).with_name("proofs.py")
CONTRACTS = Path(__file__).parents[1] / "proofs" / "contracts.py"
DOCS = Path(__file__).parents[2] / "docs" / "assurance.md"

TRUE_AND_FALSE = '''
from ibmodel.money import round_half_up

def a_half_goes_up(numerator: int) -> None:
    """B-3: true."""
    assert numerator >= 0
    assert -1 < 2 * round_half_up(numerator, 2) - numerator <= 1

def a_half_goes_down(numerator: int) -> None:
    """B-3: false."""
    assert numerator >= 0
    assert -1 <= 2 * round_half_up(numerator, 2) - numerator < 1
'''


def test_a_false_contract_is_refuted_with_its_counterexample(tmp_path: Path) -> None:
    file = tmp_path / "contracts.py"
    file.write_text(TRUE_AND_FALSE, "utf-8")
    command = [sys.executable, str(COMMAND), str(file), "--seconds", "20"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode == 1, run.stdout + run.stderr
    first, second, counterexample, count = run.stdout.splitlines()
    assert first == "proved  a_half_goes_up: B-3: true."
    assert second == "NOT PROVED  a_half_goes_down: B-3: false."
    assert "a_half_goes_down(1)" in counterexample
    assert count == "1 proved, 1 not"


def test_the_docs_list_every_contract_with_its_rules() -> None:
    sys.path.insert(0, str(COMMAND.parent))
    try:
        from proofs import contracts  # noqa: PLC0415 - a script beside this file
    finally:
        sys.path.pop(0)
    page = DOCS.read_text("utf-8")
    for name, (_, sentence) in contracts(CONTRACTS).items():
        rules, _, said = sentence.partition(": ")
        assert all(rule in RULES or rule in INTERPRETATIONS for rule in rules.split(", ")), name
        assert f"| {rules} | {said} |" in page, name
