"""Imports run one way, and importing the library brings in little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import ibmodel

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"
#: What only an extra brings in.
EXTRAS = ("ibmodel.adapters", "ibmodel.testing", "ibmodel.__main__", "ibmodel.population")
MODULES = ["ibmodel", *(found.name for found in walk_packages(ibmodel.__path__, "ibmodel."))]
CORE = [name for name in MODULES if not name.startswith(EXTRAS)]
COLUMNS = [name for name in MODULES if name.startswith("ibmodel.population")]
#: What no part of the core may import, and what the front door alone does not import either.
NEVER_IN_THE_CORE = {
    "hypothesis",
    "numpy",
    "click",
    "rich",
    "babel",
    "jsonschema",
    "pandas",
    "ibmodel.adapters",
    "ibmodel.testing",
    "ibmodel.population",
}
NEVER_AT_THE_DOOR = NEVER_IN_THE_CORE | {"cattrs", "dateutil", "ibmodel.exchange", "ibmodel.explain", "ibmodel.rules"}


def in_new_process(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def loaded_by(code: str) -> set[str]:
    before, after = json.loads(
        in_new_process(
            f"import sys, json; before = [*sys.modules]; {code}; print(json.dumps([before, [*sys.modules]]))"
        )
    )
    return set(after) - set(before)


def forbidden(loaded: set[str], names: set[str]) -> list[str]:
    return sorted(name for name in loaded if any(name == never or name.startswith(never + ".") for never in names))


def test_the_contracts_on_imports_hold() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_importing_the_library_loads_neither_rules_nor_exchange_nor_any_extra() -> None:
    loaded = loaded_by("import ibmodel")
    assert "ibmodel" in loaded
    assert forbidden(loaded, NEVER_AT_THE_DOOR) == []


def test_the_rules_need_no_reader_of_json_and_no_extra() -> None:
    loaded = loaded_by("import ibmodel; ibmodel.run, ibmodel.sentences, ibmodel.compute_total")
    assert "ibmodel.rules.funding" in loaded
    assert forbidden(loaded, NEVER_IN_THE_CORE | {"cattrs", "ibmodel.exchange"}) == []


def test_the_whole_core_needs_no_extra() -> None:
    loaded = loaded_by(f"import {', '.join(CORE)}")
    assert set(CORE) <= loaded | {"ibmodel"}
    assert forbidden(loaded, NEVER_IN_THE_CORE) == []


def test_columns_need_numpy_and_no_other_extra() -> None:
    loaded = loaded_by(f"import {', '.join(COLUMNS)}")
    assert "numpy" in loaded
    assert forbidden(loaded, NEVER_IN_THE_CORE - {"numpy", "ibmodel.population"}) == []


def kind(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions, as ruff sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("name", [*CORE, *COLUMNS])
def test_every_all_is_sorted_and_every_name_in_it_exists(name: str) -> None:
    module = import_module(name)
    public = module.__all__
    assert list(public) == sorted(set(public), key=kind)
    for exported in public:
        assert not exported.startswith("_")
        assert getattr(module, exported) is not None


def test_the_front_door_lists_what_it_opens() -> None:
    assert set(ibmodel.__all__) <= set(dir(ibmodel))
    for name in ibmodel.__all__:
        assert getattr(ibmodel, name) is not None
    homes = [name for names in ibmodel._HOMES.values() for name in names]
    assert sorted(homes) == sorted(ibmodel.__all__)


def test_what_the_front_door_opens_is_public_at_home() -> None:
    for home, names in ibmodel._HOMES.items():
        module = import_module(f"ibmodel.{home}")
        for name in names:
            assert name in module.__all__
            assert getattr(ibmodel, name) is getattr(module, name)


def test_the_front_door_knows_no_other_names() -> None:
    with pytest.raises(AttributeError, match="module 'ibmodel' has no attribute 'nothing'"):
        _ = ibmodel.nothing


def test_the_front_door_tells_the_contents_of_the_methodology() -> None:
    for name in (
        "compute_provisional",
        "compute_needed",
        "compute_final",
        "compute_total",
        "merge_rankings",
        "evaluate",
    ):
        assert f"`{name}`" in (ibmodel.__doc__ or "")
