"""What is here beside the tests are commands, each run as a program of its own."""

from __future__ import annotations

collect_ignore_glob = ["[!t]*.py"]
