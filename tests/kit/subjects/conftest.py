"""These are programs that tests start, not modules to be imported."""

collect_ignore_glob = ["*.py"]
