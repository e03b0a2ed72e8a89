"""The funnel: which stages each lead and deal went through, in time order."""

from revops.funnel.stage_visits import stage_visits

__all__ = ["stage_visits"]
