"""Did the public API change in a way that breaks its callers? Compared with the last release, without running either.

    python tests/release/api.py
    python tests/release/api.py --against v0.1.0

Public is what the modules list in ``__all__``, and of classes what has no underscore before its name. Broken is a
caller by what is removed, by a parameter or a field that is removed, moved or newly required, by another default, kind
or base. What is new or newly optional breaks nobody.

Ends with 0 if nothing breaks, with 1 if something does, with 2 if there is no such release. As long as there is no
release at all (no tag ``v...``), there is nothing to compare with: it says so and ends with 0. Needs griffe.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import griffe

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "ibmodel"
FINE, BROKEN, NOTHING_SUCH = range(3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares and prints; the exit code."""
    asked = _parser().parse_args(arguments)
    release = asked.against or last_release(asked.repository)
    if release is None:
        print("There is no release yet (no tag v...): nothing to compare the public API with.")
        return FINE
    with TemporaryDirectory() as folder:
        try:
            unpacked = sources_at(release, asked.repository, Path(folder))
        except LookupError as error:
            print(error, file=sys.stderr)
            return NOTHING_SUCH
        breaks = sorted(set(breaking(loaded(unpacked, asked.package), loaded(asked.repository / "src", asked.package))))
    print("\n".join([*breaks, f"{len(breaks)} breaking changes of the public API since {release}."]))
    return BROKEN if breaks else FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="TAG", help="compare with this release, not with the last one")
    parser.add_argument("--repository", type=Path, default=ROOT, help="the checkout")
    parser.add_argument("--package", default=PACKAGE)
    return parser


def last_release(repository: Path) -> str | None:
    """The newest tag ``v...`` before the checkout's commit; `None` if there is none."""
    command = ["git", "-C", str(repository), "describe", "--tags", "--abbrev=0", "--match", "v*"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def sources_at(release: str, repository: Path, folder: Path) -> Path:
    """The sources of a release, unpacked into ``folder``; raises `LookupError` if there is no such release."""
    command = ["git", "-C", str(repository), "archive", "--format=tar", release, "src"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise LookupError(f"{release}: no such release here: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


def loaded(sources: Path, package: str) -> griffe.Module:
    """The package as its sources describe it."""
    logging.getLogger("griffe").setLevel(logging.ERROR)
    found = griffe.load(package, search_paths=[sources], resolve_aliases=True, allow_inspection=False)
    assert isinstance(found, griffe.Module)
    return found


def breaking(old: griffe.Module, new: griffe.Module) -> Iterator[str]:
    """What breaks callers, each in a line."""
    found = list(griffe.find_breaking_changes(old, new))
    for breakage in found:
        values = [
            value for value in (breakage.old_value, breakage.new_value) if isinstance(value, griffe.Parameter | str)
        ]
        yield ": ".join([breakage.obj.path, breakage.kind.value, *([" -> ".join(map(str, values))] if values else [])])
    known = {*public_names(new), *(breakage.obj.path for breakage in found)}
    yield from (f"{name}: Public object is not listed any more" for name in public_names(old) if name not in known)
    later = dict(public_classes(new))
    for name, of in public_classes(old):
        if name in later:
            yield from (f"{name}: {problem}" for problem in _broken_fields(fields_of(of), fields_of(later[name])))


def public_names(module: griffe.Module) -> Iterator[str]:
    """Everything that the modules of a package list in ``__all__``, by full names."""
    yield from (f"{module.path}.{name}" for name in map(str, module.exports or ()))
    for member in module.members.values():
        if not member.is_alias and isinstance(member, griffe.Module):
            yield from public_names(member)


def public_classes(module: griffe.Module) -> Iterator[tuple[str, griffe.Class]]:
    """The public classes of a package by their full names."""
    for member in module.members.values():
        if not member.is_alias and isinstance(member, griffe.Module):
            yield from public_classes(member)
        elif not member.is_alias and isinstance(member, griffe.Class) and member.is_public:
            yield member.path, member


def fields_of(of: griffe.Class) -> dict[str, bool]:
    """The fields that the constructor of an attrs class takes, in order, and whether each is required.

    griffe knows constructors that are written out and those of dataclasses; attrs makes its own from the fields.
    """
    if not any(str(decorator.value).removeprefix("attrs.").split("(")[0] in _ATTRS for decorator in of.decorators):
        return {}
    given = {
        name.lstrip("_"): _keywords(attribute)
        for name, attribute in of.attributes.items()
        if attribute.annotation is not None and "ClassVar" not in str(attribute.annotation)
    }
    later = {str(d.value).removesuffix(".default") for function in of.functions.values() for d in function.decorators}
    return {
        name: words is not None and not words.keys() & {"default", "factory"} and name not in later
        for name, words in given.items()
        if words is None or words.get("init") != "False"
    }


_ATTRS = ("frozen", "define", "mutable")


def _keywords(attribute: griffe.Attribute) -> dict[str, str] | None:
    """What is said of a field; `None` if it has a plain default."""
    if attribute.value is None:
        return {}
    call = attribute.value
    if not isinstance(call, griffe.ExprCall) or str(call.function) not in {"attrs.field", "field"}:
        return None
    return {word.name: str(word.value) for word in call.arguments if isinstance(word, griffe.ExprKeyword)}


def _broken_fields(known: dict[str, bool], now: dict[str, bool]) -> Iterator[str]:
    """What breaks those who make instances; a field that is gone is reported with the attributes."""
    yield from (f"Field was added as required: {name}" for name in now if now[name] and name not in known)
    yield from (f"Field is now required: {name}" for name in known if now.get(name) and not known[name])
    stay = [name for name in known if name in now]
    if [*now][: len(stay)] != stay:
        yield f"Fields were moved: {', '.join(known)} -> {', '.join(now)}"


if __name__ == "__main__":
    sys.exit(main())
