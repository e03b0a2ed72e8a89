"""Wins, told: each won deal from the first touch to the first event after the sale."""

from revops.alignment.win_stories.stories import win_stories
from revops.alignment.win_stories.total import wins_total

__all__ = ["win_stories", "wins_total"]
