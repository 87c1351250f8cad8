"""What refusing each hostile document gives and takes, as JSON: ``python tests/kit/hostile/measure.py [--memory]``.

Without an option, for every document the code, the path and the seconds of the processor (the best of three). With
``--memory``, for those of 32 to 64 KiB the bytes that the refusal takes beside the line. Run in a process of its own,
where nothing watches the lines that are run.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import tracemalloc

from ibmodel.exchange import evaluate_line
from ibmodel.testing.hostile import hostile_documents

TIMES, QUICK_SIZE, QUICK = 3, 64 * 1024, 0.005


def answered() -> dict[str, tuple[str, str, int, float]]:
    rows = {}
    for document in hostile_documents():
        line = document.line
        best = float("inf")
        for _ in range(TIMES):
            gc.collect(0)
            begun = time.process_time()
            response = evaluate_line(line)
            best = min(best, time.process_time() - begun)
            if best < QUICK or document.size > QUICK_SIZE:
                break
        error = json.loads(response)["error"]
        rows[document.id] = (error["code"], error["path"], document.size, best)
    return rows


def held() -> dict[str, tuple[int, int]]:
    rows = {}
    tracemalloc.start()
    for document in hostile_documents():
        if QUICK_SIZE // 2 <= document.size <= QUICK_SIZE:
            line = document.line
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            evaluate_line(line)
            rows[document.id] = (document.size, tracemalloc.get_traced_memory()[1] - before)
    return rows


if __name__ == "__main__":
    json.dump(held() if sys.argv[1:] == ["--memory"] else answered(), sys.stdout)
