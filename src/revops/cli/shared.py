"""What the commands share: the group, its refusals, and the options for place and day."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from revops.errors import BadParameter, RevopsError

if TYPE_CHECKING:
    from datetime import date, datetime

    from revops.workspace import Workspace


class Commands(click.Group):
    """Commands whose refusals are one message and an exit code, never a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; tell what revops refuses and exit with its code."""
        try:
            return super().invoke(ctx)
        except RevopsError as error:
            if ctx.params.get("verbose"):
                raise
            click.echo(f"revops: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="revops")
@click.option("--verbose", "-v", is_flag=True, help="Show the traces of errors.")
def main(verbose: bool) -> None:
    """Give marketing and sales one set of numbers, from their own exports."""


def with_workspace(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that names a workspace."""
    return click.option(
        "--workspace",
        "-w",
        default="",
        metavar="DIR",
        help="The folder that holds revops.toml (default: here or above).",
    )(command)


def with_as_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that names the last day that counts."""
    return click.option(
        "--as-of",
        default="",
        metavar="YYYY-MM-DD",
        help="The last day that counts (default: the workspace's, else today).",
    )(command)


def with_load(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that names an earlier load."""
    return click.option(
        "--load",
        "load_name",
        default="",
        metavar="NAME",
        help="Read an earlier load in place of the exports (revops list loads names them).",
    )(command)


def day_of(workspace: "Workspace", text: str, load_name: str = "") -> "date":
    """Give the as-of day: the one named, the workspace's, or today in its zone.

    Of an earlier load it is the day on which it was made.
    """
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadParameter(f"--as-of is '{text}'; write a day such as 2026-06-30") from None
    if load_name and not workspace.settings.as_of:
        from revops.report.earlier import loaded_on

        return loaded_on(workspace, load_name)
    zone = ZoneInfo(workspace.settings.zone)
    return workspace.settings.as_of or datetime.now(zone).date()  # noqa: TID251 - the one clock


def at_of(workspace: "Workspace") -> "datetime":
    """Give the moment of writing: now, on the workspace's as-of day, in its zone."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(workspace.settings.zone)
    now = datetime.now(zone)  # noqa: TID251 - the one clock
    return datetime.combine(day_of(workspace, ""), now.time(), tzinfo=zone)
