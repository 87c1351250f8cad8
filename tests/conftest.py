"""How hypothesis runs here: no time limits, a fresh search each time, and a failure that can be pasted and repeated."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("laws", max_examples=60, deadline=None, derandomize=False, print_blob=True)
settings.load_profile("laws")
