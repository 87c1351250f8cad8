"""An instance of every public class is the same after a pickle, a copy or `attrs.evolve`, in another process too.

The two that are not carried hold something of their process: see ``NOT_CARRIED``.
"""

from __future__ import annotations

import copy
import importlib.util
import os
import pickle
import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import BuiltinMethodType, ModuleType
from typing import Any, is_typeddict

import attrs
import numpy as np
import pytest

import ibmodel

HERE = Path(__file__).resolve().parent
SOURCES = str(Path(ibmodel.__file__).parents[1])
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)

#: What cannot leave its process, and why.
NOT_CARRIED = {"ibmodel.adapters.tables.Page": "it writes to a stream that is open"}

LOAD = """
import pickle, sys
import instances
made, _ = instances.all_made()
for name, pickled in pickle.load(sys.stdin.buffer).items():
    one, loaded = made[name], pickle.loads(pickled)
    if type(one).__eq__ is not object.__eq__ and loaded != one:
        print(name, "is not equal")
    if type(one).__hash__ not in (None, object.__hash__):
        try:
            known = hash(one)
        except TypeError:
            continue
        if hash(loaded) != known or len({one, loaded}) != 1:
            print(name, "has another hash")
print(len(made), hash("ibmodel"))
"""
APART = """
import copy, pickle
from ibmodel.adapters.cpsat import CpSatSolver
solver = CpSatSolver(seed=3, workers=2)
carried = [pickle.loads(pickle.dumps(solver, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
print({(type(one) is CpSatSolver, *sorted(vars(one).items())) for one in [*carried, copy.deepcopy(solver)]})
"""


@pytest.fixture(scope="module")
def instances() -> ModuleType:
    """The module beside this one."""
    spec = importlib.util.spec_from_file_location("instances", HERE / "instances.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(instances: ModuleType) -> dict[str, Any]:
    """One instance of each class, by the name of the class."""
    found: dict[str, Any] = instances.all_made()[0]
    return found


@pytest.fixture(scope="module")
def carried(made: dict[str, Any]) -> dict[str, Any]:
    """Those that can be carried."""
    return {name: one for name, one in made.items() if name not in NOT_CARRIED}


def run(script: str, seed: str, given: bytes = b"") -> bytes:
    """What a fresh process writes under a hash seed."""
    path = os.pathsep.join((SOURCES, str(HERE)))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, input=given, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def is_same(one: Any, other: Any) -> bool:
    """Whether two are equal, or, of classes that are compared by identity, hold the same."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, dict):
        return list(one) == list(other) and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if type(one).__eq__ is not object.__eq__ and not isinstance(one, BuiltinMethodType):
        return bool(one == other)
    return one is other or is_same(one.__reduce_ex__(2), other.__reduce_ex__(2))


def is_equal(one: Any, other: Any) -> bool:
    """Whether two are the same, to ``==`` and ``hash`` too where the class has them."""
    if not is_same(one, other):
        return False
    if type(one).__eq__ is not object.__eq__ and (one != other or other != one):
        return False
    try:
        known = hash(one)
    except TypeError:
        return True
    return type(one).__hash__ is object.__hash__ or (hash(other) == known and len({one, other}) == 1)


def test_every_public_class_has_an_instance(instances: ModuleType, made: dict[str, Any]) -> None:
    classes = instances.public_classes()
    _, missing = instances.all_made()
    assert not missing, "say in tests/stability/instances.py how to make these:\n" + "\n".join(missing)
    assert made.keys() | instances.LIVE.keys() == classes.keys()
    assert len(made) > 300
    strangers = [
        name
        for name, of in classes.items()
        if name in made
        and not (getattr(of, "_is_protocol", False) or issubclass(type(made[name]), dict if is_typeddict(of) else of))
    ]
    assert strangers == []


def test_a_class_that_nothing_describes_is_named(instances: ModuleType) -> None:
    class Unknown:
        def __init__(self, of: int | memoryview, *, also: memoryview) -> None: ...

    with pytest.raises(instances.NoInstance, match="Unknown"):
        instances.instance_of(Unknown)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_public_class_survives_pickling(protocol: int, carried: dict[str, Any]) -> None:
    assert failing(carried, lambda one: unpickled(pickle.dumps(one, protocol))) == {}


def unpickled(pickled: bytes) -> Any:
    return pickle.loads(pickled)  # noqa: S301 - written by this test


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_every_public_class_survives_copying(copied: Any, carried: dict[str, Any]) -> None:
    assert failing(carried, copied) == {}


def test_every_public_attrs_class_survives_evolve(made: dict[str, Any]) -> None:
    ours = {name: one for name, one in made.items() if attrs.has(type(one))}
    assert len(ours) > 200
    assert failing(ours, attrs.evolve) == {}
    assert failing(ours, evolved_field_by_field) == {}


def evolved_field_by_field(one: Any) -> Any:
    """``one`` with each field replaced by what it holds."""
    for field in attrs.fields(type(one)):
        if field.init:
            one = attrs.evolve(one, **{field.alias: getattr(one, field.name)})
    return one


def failing(instances: dict[str, Any], step: Any) -> dict[str, str]:
    """Those that are not the same after ``step``, and what happened to them."""
    problems = {}
    for name, one in instances.items():
        try:
            if not is_equal(one, step(one)):
                problems[name] = "is not the same"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is reported with the name of the class
            problems[name] = f"{type(error).__name__}: {error}"
    return problems


def test_every_public_enumeration_stays_one_of_its_members(instances: ModuleType) -> None:
    members = [member for of in instances.public_classes().values() if issubclass(of, Enum) for member in of]
    assert len(members) > 50
    for protocol in PROTOCOLS:
        assert all(unpickled(pickle.dumps(member, protocol)) is member for member in members)
    assert all(copy.deepcopy(member) is member for member in members)


@pytest.mark.parametrize("name", NOT_CARRIED)
def test_what_is_not_carried_says_so(name: str, made: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="cannot pickle"):
        pickle.dumps(made[name])


def test_a_pickle_of_one_hash_seed_is_read_under_another(carried: dict[str, Any]) -> None:
    pickled = {name: pickle.dumps(one) for name, one in carried.items()}
    other = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    *problems, last = run(LOAD, other, pickle.dumps(pickled)).decode().splitlines()
    assert problems == []
    made, seeded = last.split()
    assert int(made) > 300
    assert int(seeded) != hash("ibmodel")


def test_the_solver_of_or_tools_survives_too_in_its_own_process() -> None:
    assert run(APART, "1").decode().strip() == "{(True, ('_seed', 3), ('_workers', 2))}"


def test_the_comparison_of_these_tests_sees_a_difference() -> None:
    class Plain:
        def __init__(self, *held: object) -> None:
            self.held = held

    assert is_equal(Plain(np.arange(2)), Plain(np.arange(2)))
    assert not is_equal(Plain(np.arange(2)), Plain(np.arange(3)))
    assert not is_equal(Plain({"a": 1, "b": 2}), Plain({"b": 2, "a": 1}))
    assert not is_equal((1, 2), (1, 2, 3))
    assert not is_equal(1, True)
    assert failing({"a": 1, "b": 2}, lambda one: max(one, 2)) == {"a": "is not the same"}
    assert failing({"a": "1"}, lambda one: one.none) == {"a": "AttributeError: 'str' object has no attribute 'none'"}
