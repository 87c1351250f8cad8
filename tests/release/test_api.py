"""The command that compares the public API with the last release finds what breaks callers, and nothing else."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

RELEASED = '''
from typing import ClassVar

import attrs

__all__ = ["Amount", "Kind", "amount_of"]


@attrs.frozen
class Amount:
    """An amount."""

    KIND: ClassVar[str] = "money"
    cents: int
    currency: str = "EUR"
    _place: int = attrs.field(default=0)
    _seen: int = attrs.field(init=False, default=0)
    tax: int = attrs.field()

    @tax.default
    def _no_tax(self):
        return 0

    def plus(self, other, *, rounded=False):
        return self


class Kind:
    """A kind."""

    def __init__(self, name):
        self.name = name


def amount_of(text, strict=True):
    return Amount(0)


def hidden(text):
    return text


def _private(text):
    return text
'''

BREAKING = {
    "a function is removed": ("def amount_of(text, strict=True):\n    return Amount(0)\n", "", "amount_of"),
    "a class is not public any more": ('"Amount", "Kind"', '"Amount"', "Kind: Public object is not listed any more"),
    "a parameter is removed": ("amount_of(text, strict=True)", "amount_of(text)", "amount_of"),
    "a parameter is moved": ("amount_of(text, strict=True)", "amount_of(strict, text=True)", "amount_of"),
    "a parameter is renamed": ("amount_of(text", "amount_of(line", "amount_of"),
    "a parameter becomes required": ("strict=True", "strict", "amount_of"),
    "a required parameter is added": ("amount_of(text, strict=True)", "amount_of(text, strict=True, *, of)", "of"),
    "a parameter has another default": ("strict=True", "strict=False", "amount_of"),
    "a parameter of a method is removed": (", *, rounded=False", "", "Amount.plus"),
    "a method is removed": ("def plus", "def _plus", "Amount.plus"),
    "a constructor takes more": ("def __init__(self, name):", "def __init__(self, name, of):", "Kind"),
    "a field is removed": ('    currency: str = "EUR"\n', "", "currency"),
    "a field becomes required": ("_place: int = attrs.field(default=0)", "_place: int = attrs.field()", "place"),
    "a required field is added": ("    cents: int\n", "    cents: int\n    of: str\n", "of"),
    "a field is put before others": ("    cents: int\n", "    place: int = 0\n    cents: int\n", "Fields were moved"),
    "fields are moved": (
        '    cents: int\n    currency: str = "EUR"\n',
        '    currency: str = "EUR"\n    cents: int = 0\n',
        "Fields were moved",
    ),
    "a default is withdrawn": ("    @tax.default\n", "    @property\n", "tax"),
}
COMPATIBLE = {
    "nothing": ("", ""),
    "a new function": ("def hidden", "def another(text):\n    return text\n\n\ndef hidden"),
    "a function is made public": ('"amount_of"]', '"amount_of", "hidden"]'),
    "a new optional parameter": ("strict=True", "strict=True, of=None"),
    "a new optional field": ("    tax: int = attrs.field()\n", "    tax: int = attrs.field()\n    of: str = ''\n"),
    "what is not public is removed": ("def hidden(text):\n    return text\n", ""),
    "what is private is changed": ("def _private(text)", "def _private(line, of)"),
    "a parameter becomes optional": ("amount_of(text, ", "amount_of(text='', "),
    "documentation": ('"""An amount."""', '"""An amount of money."""'),
    "a body": ("return Amount(0)", "return Amount(1)"),
}


@pytest.fixture(scope="module")
def api() -> ModuleType:
    """The command, as a module."""
    spec = importlib.util.spec_from_file_location("release_api", Path(__file__).with_name("api.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def git(repository: Path, *arguments: str) -> None:
    person = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(repository), *person, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def unreleased(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository with one commit and no tag."""
    repository = tmp_path_factory.mktemp("unreleased")
    write(repository, RELEASED)
    git(repository, "init", "-q")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "one")
    return repository


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, unreleased: Path) -> Path:
    """A copy of it with a release, and a tag that is none."""
    repository = tmp_path_factory.mktemp("released") / "clone"
    git(unreleased, "clone", "-q", str(unreleased), str(repository))
    git(repository, "tag", "v0.1.0")
    git(repository, "commit", "-q", "--allow-empty", "-m", "two")
    git(repository, "tag", "other")
    return repository


def write(repository: Path, source: str) -> None:
    (repository / "src" / "small").mkdir(parents=True, exist_ok=True)
    (repository / "src" / "small" / "__init__.py").write_text(source, encoding="utf-8")


@pytest.fixture
def compare(api: ModuleType, released: Path) -> Callable[..., int]:
    """Changes the source and compares; the exit code."""

    def changed(old: str, new: str, *more: str) -> int:
        assert old in RELEASED
        write(released, RELEASED.replace(old, new, 1) if old else RELEASED)
        return api.main(["--repository", str(released), "--package", "small", *more])

    return changed


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_callers_is_found_and_named(
    name: str, compare: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, named = BREAKING[name]
    assert compare(old, new) == 1
    *breaks, last = capsys.readouterr().out.splitlines()
    assert any(named in line for line in breaks)
    assert last == f"{len(breaks)} breaking changes of the public API since v0.1.0."


@pytest.mark.parametrize("name", COMPATIBLE)
def test_what_breaks_nobody_passes(name: str, compare: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(*COMPATIBLE[name]) == 0
    assert capsys.readouterr().out == "0 breaking changes of the public API since v0.1.0.\n"


def test_without_a_release_it_says_so(api: ModuleType, unreleased: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert api.main(["--repository", str(unreleased), "--package", "small"]) == 0
    assert "There is no release yet" in capsys.readouterr().out


def test_a_release_that_does_not_exist_is_an_error(
    compare: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare("", "", "--against", "v9.9.9") == 2
    assert "v9.9.9: no such release here" in capsys.readouterr().err


def test_another_release_can_be_named(compare: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("amount_of(text, strict=True)", "amount_of(text)", "--against", "other") == 1
    assert "since other." in capsys.readouterr().out


def test_of_the_library_itself_every_public_class_with_fields_is_understood(api: ModuleType) -> None:
    package = api.loaded(api.ROOT / "src", api.PACKAGE)
    classes = dict(api.public_classes(package))
    assert api.fields_of(classes["ibmodel.case.people.Recipient"]) == {
        "id": True,
        "born": True,
        "special_care": True,
        "received": False,
    }
    assert api.fields_of(classes["ibmodel.errors.ModelError"]) == {}
