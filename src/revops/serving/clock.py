"""The day that a form's page stands on, unless it names another."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from revops.workspace import Workspace


def today(workspace: Workspace) -> date:
    """Give the workspace's as-of day, else today in its zone."""
    zone = ZoneInfo(workspace.settings.zone)
    return workspace.settings.as_of or datetime.now(zone).date()  # noqa: TID251 - the site's clock
