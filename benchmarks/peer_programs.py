"""The peers' job as each peer would have it: ``python peer_programs.py openfisca FOLDER``, run by ``peers.py``.

Runs in the peer's own environment, where neither this library nor anything else of it is installed. Reads the columns
from ``FOLDER/*.npy``, says ``ready`` and the peer's version, and then answers each line of input: ``run`` with the
seconds of the computation alone and of everything from arrays to arrays, ``save`` by writing its amounts beside the
columns. Every program is written as kindly to its peer as we could: whole columns, no group entities, no tracing.
"""

from __future__ import annotations

import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import numpy as np

Columns = dict[str, Any]

INPUTS = ("age", "special_care", "needed", "public")
OUTPUTS = ("provisional", "final", "used", "total")
MONTH = "2018-09"


class Peer(ABC):
    """A peer with the data: ``prepare`` untimed, then ``compute``; ``whole`` is from arrays to arrays."""

    package: str

    def __init__(self, columns: Columns, pool: int) -> None:
        self.columns = columns
        self.pool = pool

    def prepare(self) -> Any:
        """What ``compute`` needs, new for each run, so that nothing is remembered; the arrays alone by default."""
        return ()

    @abstractmethod
    def compute(self, prepared: Any) -> Columns:
        """The amounts, once the data is where the peer wants it."""

    def whole(self) -> Columns:
        """The amounts as arrays from the columns as arrays."""
        return self.compute(self.prepare())


class OpenFisca(Peer):
    """Variables of a person, 32-bit floats, in cents."""

    package = "openfisca-core"
    root = "openfisca_core"

    def __init__(self, columns: Columns, pool: int) -> None:
        super().__init__(columns, pool)
        self.person = self._part("entities").build_entity("person", "persons", "a child", is_person=True)
        self.system = self._part("taxbenefitsystems").TaxBenefitSystem([self.person])
        inputs = {"age": int, "special_care": bool, "needed": float, "public": float}
        variables = [self._variable(name, kind) for name, kind in inputs.items()]
        formulas = (weight, self._provisional(), self._final(), used, total)
        variables += [self._variable(formula.__name__.strip("_"), float, formula) for formula in formulas]
        self.system.add_variables(*variables)

    def _part(self, name: str) -> Any:
        return import_module(f"{self.root}.{name}")

    def _variable(self, name: str, kind: type, formula: Callable[[Any, Any], Any] | None = None) -> Any:
        parts = {
            "value_type": kind,
            "entity": self.person,
            "definition_period": self._part("periods").MONTH,
            "label": name,
        }
        if formula:
            parts["formula"] = formula
        return type(name, (self._part("variables").Variable,), parts)

    def _provisional(self) -> Callable[[Any, Any], Any]:
        pool = self.pool

        def provisional(person: Any, month: Any) -> Any:
            weights = person("weight", month)
            return np.floor(weights * np.float32(pool / weights.sum(dtype=np.float64)))

        return provisional

    def _final(self) -> Callable[[Any, Any], Any]:
        pool = self.pool

        def final(person: Any, month: Any) -> Any:
            needed, provisional = person("needed", month), person("provisional", month)
            released = np.maximum(provisional - needed, 0).sum(dtype=np.float64)
            surplus = released + pool - provisional.sum(dtype=np.float64)
            asked = np.where(needed > provisional, needed, np.float32(0))
            rate = np.float32(surplus / asked.sum(dtype=np.float64))
            return np.minimum(needed, provisional + np.floor(asked * rate))

        return final

    def prepare(self) -> Any:
        """A simulation with the input set."""
        builder = self._part("simulations").SimulationBuilder()
        simulation = builder.build_default_simulation(self.system, len(self.columns["age"]))
        for name in INPUTS:
            simulation.set_input(name, MONTH, self.columns[name])
        return simulation

    def compute(self, prepared: Any) -> Columns:
        """The variables, calculated."""
        return {name: prepared.calculate(name, MONTH) for name in OUTPUTS}


def weight(person: Any, month: Any) -> Any:
    """100 up to 8 years or with special care, else 70."""
    return np.where((person("age", month) <= 8) | person("special_care", month), np.float32(100), np.float32(70))


def used(person: Any, month: Any) -> Any:
    """Public money up to what is unpaid."""
    return np.minimum(person("public", month), person("needed", month) - person("final", month))


def total(person: Any, month: Any) -> Any:
    """Project and public money."""
    return person("final", month) + person("used", month)


class PolicyEngine(OpenFisca):
    """A descendant of OpenFisca with the same interface."""

    package = "policyengine-core"
    root = "policyengine_core"


class TTSim(Peer):
    """Functions of columns joined by their names, 64-bit whole cents, the numpy back end."""

    package = "ttsim-backend"

    def __init__(self, columns: Columns, pool: int) -> None:
        super().__init__({**columns, "p_id": np.arange(len(columns["age"]))}, pool)
        self.columns["age"] = columns["age"].astype(np.int64)
        tt = import_module("ttsim.tt")
        unit = tt.TTSIMUnit.DIMENSIONLESS
        whole = tt.policy_function(unit=unit, verify_units=False, vectorization_strategy="not_required")
        functions = [whole(function) for function in self._functions()]
        kinds = dict.fromkeys(self.columns, "IntColumn") | {"special_care": "BoolColumn"}
        inputs = [tt.policy_input(unit=unit)(_named(name, kind)) for name, kind in kinds.items()]
        euro = tt.UnitSystem(currencies={"EUR": tt.Currency(statutory_from="2014-01-01")})
        self.ttsim = import_module("ttsim")
        self.settings = {
            "policy_environment": {part.leaf_name: part for part in (*functions, *inputs)},
            "policy_date_str": "2018-09-01",
            "evaluation_date_str": "2018-09-01",
            "tt_targets": self.ttsim.TTTargets(tree=dict.fromkeys(OUTPUTS)),
            "unit_system": euro,
            "rounding": False,
            "include_fail_nodes": False,
            "include_warn_nodes": False,
        }
        target = self.ttsim.MainTarget.tt_function
        self.function = self.ttsim.main(main_target=target, processed_data=self.columns, **self.settings)

    def _functions(self) -> list[Callable[..., Any]]:
        pool = self.pool

        def weight(age: IntColumn, special_care: BoolColumn) -> IntColumn:
            return np.where((age <= 8) | special_care, 100, 70)

        def provisional(weight: IntColumn) -> IntColumn:
            return pool * weight // weight.sum()

        def final(needed: IntColumn, provisional: IntColumn) -> IntColumn:
            surplus = np.maximum(provisional - needed, 0).sum() + pool - provisional.sum()
            asked = np.where(needed > provisional, needed, 0)
            return np.minimum(needed, provisional + surplus * asked // asked.sum())

        def used(public: IntColumn, needed: IntColumn, final: IntColumn) -> IntColumn:
            return np.minimum(public, needed - final)

        def total(final: IntColumn, used: IntColumn) -> IntColumn:
            return final + used

        return [weight, provisional, final, used, total]

    def prepare(self) -> Any:
        """The columns as the joined function takes them."""
        return {name: self.columns[name] for name in INPUTS}

    def compute(self, prepared: Any) -> Columns:
        """What the joined function gives."""
        amounts: Columns = self.function(prepared)
        return amounts

    def whole(self) -> Columns:
        """The front door, which sorts and checks the columns and joins the functions anew."""
        data = self.ttsim.InputData.tree(self.columns)
        target = self.ttsim.MainTarget.results.tree
        amounts: Columns = self.ttsim.main(main_target=target, input_data=data, **self.settings)
        return amounts


#: The kinds of columns by the names that ttsim reads in annotations.
IntColumn = Any
BoolColumn = Any


def _named(name: str, kind: str) -> Callable[[], Any]:
    def column() -> Any: ...

    column.__name__ = name
    column.__annotations__ = {"return": kind}
    return column


class Polars(Peer):
    """A lazy query with a step for every amount, 64-bit whole cents, all cores."""

    package = "polars"

    def __init__(self, columns: Columns, pool: int) -> None:
        super().__init__(columns, pool)
        self.polars = import_module("polars")

    def prepare(self) -> Any:
        """A frame."""
        return self.polars.DataFrame(self.columns)

    def compute(self, prepared: Any) -> Columns:
        """A lazy query, collected."""
        pl = self.polars
        col, zero = pl.col, pl.lit(0, pl.Int64)
        full = (col("age") <= 8) | col("special_care")
        frame = prepared.lazy().with_columns(weight=pl.when(full).then(pl.lit(100, pl.Int64)).otherwise(70))
        frame = frame.with_columns(provisional=col("weight") * self.pool // col("weight").sum())
        frame = frame.with_columns(
            asked=pl.when(col("needed") > col("provisional")).then(col("needed")).otherwise(zero),
            rest=pl.max_horizontal(col("provisional") - col("needed"), zero),
        )
        surplus = col("rest").sum() + self.pool - col("provisional").sum()
        frame = frame.with_columns(share=col("asked") * surplus // col("asked").sum())
        frame = frame.with_columns(final=pl.min_horizontal("needed", col("provisional") + col("share")))
        frame = frame.with_columns(used=pl.min_horizontal("public", col("needed") - col("final")))
        frame = frame.with_columns(total=col("final") + col("used"))
        found = frame.select(OUTPUTS).collect()
        return {name: found[name].to_numpy() for name in OUTPUTS}


PEERS: dict[str, type[Peer]] = {
    "policyengine": PolicyEngine,
    "openfisca": OpenFisca,
    "ttsim": TTSim,
    "polars": Polars,
}


def timed(run: Callable[[], object]) -> float:
    """The seconds that ``run`` takes; what it gives is thrown away afterwards."""
    start = time.perf_counter()
    given = run()
    seconds = time.perf_counter() - start
    del given
    return seconds


def main() -> None:
    """Serves runs until the input ends."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    columns = {column: np.load(folder / f"{column}.npy") for column in INPUTS}
    peer = PEERS[name](columns, int(sys.argv[3]))
    print("ready", metadata.version(peer.package), flush=True)
    for line in sys.stdin:
        if line.strip() == "save":
            for column, values in peer.whole().items():
                np.save(folder / f"{name}-{column}.npy", np.asarray(values))
            print("saved", flush=True)
        else:
            peer.whole()  # others had the processor before: warm up as they did
            print(timed(partial(peer.compute, peer.prepare())), timed(peer.whole), flush=True)


if __name__ == "__main__":
    main()
