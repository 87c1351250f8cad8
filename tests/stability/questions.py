"""What is asked where answers are compared byte for byte: every example request of every operation under every policy
that knows it, as the tests of the protocol have them, and lines that are refused."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

_EXAMPLES = Path(__file__).resolve().parents[1] / "exchange" / "conftest.py"

#: Lines that are refused; in several of them there is more than one thing wrong.
BAD_LINES = (
    "{",
    "5",
    '{"op":"none"}',
    '{"op":"budget.needed","input":{"lines":[]},"z":1,"y":2,"x":3,"w":4}',
    '{"op":"budget.needed","input":{"z":1,"y":2,"x":3,"w":4,"lines":[]}}',
    '{"op":"budget.needed","input":{"lines":[]},"readings":{"c":1,"b":1,"a":1}}',
    '{"op":"budget.needed","input":{"lines":[]},"reform":{"c":1,"b":1,"a":1}}',
    '{"op":"budget.needed","input":{"lines":[]},"reform":{"budget.reduced_shares":1}}',
    '{"op":"budget.needed","input":{"lines":[]},"policy":"children"}',
    '{"op":"plan.merge","input":{"experts":{"1":["nanny","escort","x-a","x-b"]},"parent":["x-c","x-d","x-e"]}}',
)
#: What is asked of all operations beside the default, so that switches and changed figures are used too.
_READINGS = {
    "I-1": "equal_share",
    "I-3": "exhaust",
    "I-5": "figure",
    "I-6": "application",
    "I-9": "queue",
    "I-24": "text",
    "I-30": "area_3",
}
_REFORM = {"budget.reduced_share": "80", "needs.weight_experts": "60", "needs.weight_parent": "40"}


def example_requests() -> list[dict[str, Any]]:
    """The requests: each as it is, and in Latvian with other readings and a reform."""
    spec = importlib.util.spec_from_file_location("exchange_examples", _EXAMPLES)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    asked = [
        {"op": name, "policy": policy, "input": module.OTHER_EXAMPLES.get(policy, {}).get(name, given)}
        for policy in module.POLICIES
        for name, given in module.EXAMPLES.items()
        if not (policy == "children-general" and name.startswith("selection."))
    ]
    return asked + [{**request, "lang": "lv", "readings": _READINGS, "reform": _REFORM} for request in asked]


def example_lines() -> list[str]:
    """The same as lines of JSON, each with an id of its own."""
    return [json.dumps({"id": place, **request}) for place, request in enumerate(example_requests())]
