"""Help in sections: the plain form, for Typer's framed one takes half of the time that `--help` may take."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from provenance.cli.options import EVERYDAY, LOOK, UPKEEP

__all__ = ["Sections"]


class Sections(TyperGroup):
    """A group of commands whose help lists them under EVERYDAY, LOOK and UPKEEP, in the order they were added."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Names in the order they were added."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write a section for each panel, a whole sentence for each command."""
        for panel in (EVERYDAY, LOOK, UPKEEP):
            rows = [
                (name, (command.help or "").split("\n\n")[0])
                for name, command in self.commands.items()
                if getattr(command, "rich_help_panel", None) == panel and not command.hidden
            ]
            if rows:
                with formatter.section(panel):
                    formatter.write_dl(rows)
