"""The qualified-lead definition, replayed without hindsight and tested on what became of leads."""

from revops.alignment.qualified.accepted import accepted
from revops.alignment.qualified.compare import changed_sides, pair, sides, sides_outcome
from revops.alignment.qualified.criteria_told import criteria_told
from revops.alignment.qualified.drop_one import drop_one
from revops.alignment.qualified.facts import Facts
from revops.alignment.qualified.handed_over import handed_difference, handed_in_fact
from revops.alignment.qualified.precision import on_the_same_days, with_and_without_hindsight
from revops.alignment.qualified.qualified import qualified, replays
from revops.alignment.qualified.recall import lift, recall
from revops.alignment.qualified.value import value_per_lead
from revops.alignment.qualified.versions import in_force, versions
from revops.alignment.qualified.volume import volume, weekly_volume

__all__ = [
    "Facts",
    "accepted",
    "changed_sides",
    "criteria_told",
    "drop_one",
    "handed_difference",
    "handed_in_fact",
    "in_force",
    "lift",
    "on_the_same_days",
    "pair",
    "qualified",
    "recall",
    "replays",
    "sides",
    "sides_outcome",
    "value_per_lead",
    "versions",
    "volume",
    "weekly_volume",
    "with_and_without_hindsight",
]
