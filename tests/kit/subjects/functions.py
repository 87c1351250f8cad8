"""Python functions that are tested: some answer, some do not."""

import os
import time
from decimal import ROUND_HALF_EVEN, Decimal

from ibmodel import evaluate

answer = "no function"


def honest(request):
    print("a log line")
    return evaluate(request)


def raises(request):
    if request.get("id") == "q1":
        raise KeyError("budget")
    return evaluate(request)


def ends(request):
    if request.get("id") == "q1":
        os._exit(4)
    return evaluate(request)


def gives_a_set(request):
    return {"id": request["id"], "ok": True, "result": {1, 2}} if request.get("id") == "q1" else evaluate(request)


def gives_nothing(request):
    return None if request.get("id") == "q1" else evaluate(request)


def sleeps(request):
    if request.get("id") == "q1":
        time.sleep(60)
    return evaluate(request)


def half_even(request):
    """Rounds a line's amount half to even."""
    response = evaluate(request)
    if request.get("op") == "budget.needed" and response["ok"]:
        for line, out in zip(request["input"]["lines"], response["result"]["lines"], strict=True):
            exact = Decimal(line["unit_price"]) * sum(line["units"])
            out["amount"] = str(exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN))
    return response


def knows_budgets_only(request):
    if str(request.get("op")).startswith("budget."):
        return evaluate(request)
    error = {"code": "unknown_operation", "path": "/op", "message": ""}
    return {"id": request.get("id"), "ok": False, "error": error}


def forgets(request):
    """Knows an operation of the budget only now and then."""
    response = evaluate(request)
    if request.get("op") == "budget.final" and len(request["input"].get("recipients", ())) > 1:
        response = {"id": request.get("id"), "ok": False, "error": {"code": "unknown_operation", "path": "/op"}}
    return response


def always_corrects(request):
    """Takes every change for one that the plan can be corrected for."""
    response = evaluate(request)
    if request.get("op") == "review.decide" and response["ok"]:
        response["result"]["action"] = "correct_plan"
    return response
