"""``python -m ibmodel``: hands over to `ibmodel.adapters.cli`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Runs the command line; without the packages that it needs, says which extra brings them."""
    try:
        from ibmodel.adapters import cli  # noqa: PLC0415 - the extra may be absent
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        sys.stderr.write(f"{error.name} is missing: install the extra 'cli', pip install 'ibmodel[cli]'\n")
        raise SystemExit(2) from None
    cli.main(prog_name="python -m ibmodel")


if __name__ == "__main__":
    main()
