"""A child's matrix on the command line: the group ``matrix`` with ``new``, ``read``, ``check`` and ``fill``."""

from __future__ import annotations

from typing import Final

import click

from ibmodel.adapters.options import BadInput

__all__ = ["matrix"]

_COMMANDS: Final = ("new", "read", "check", "fill")


class _Workbooks(click.Group):
    """Loads its commands when one is asked for: they need the extra ``workbook``, and other commands do not."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        try:
            from ibmodel.adapters import matrix_commands as loaded  # noqa: PLC0415 - only where one is asked for
        except ModuleNotFoundError as error:
            message = f"expected the extra to be installed: pip install 'ibmodel[workbook]' ({error.name} is missing)"
            raise BadInput("matrix", message) from None
        commands = (loaded.new_matrix, loaded.read_matrices, loaded.check_matrix, loaded.fill_matrix)
        return dict(zip(_COMMANDS, commands, strict=True)).get(cmd_name)


@click.group("matrix", cls=_Workbooks)
def matrix() -> None:
    """A child's file, the matrix, as an Excel workbook: make one, read it, check it, fill it in."""
