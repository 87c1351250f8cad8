"""The scripts here run by themselves, each as a program: they hold no tests and import one another by name."""

from __future__ import annotations

collect_ignore_glob = ["*.py"]
