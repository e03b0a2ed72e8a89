"""Journeys: the touches that led up to each conversion, in time order.

>>> sorted(TARGETS), sorted(GROUPS)
(['lead', 'mql', 'opportunity', 'won'], ['account', 'buying_group', 'lead'])
"""

from revops.journeys.build import UNATTRIBUTED, build
from revops.journeys.conversions import OF_LEADS, TARGETS, conversions
from revops.journeys.people import GROUPS, people
from revops.journeys.reshape import reshape
from revops.journeys.touches import touches
from revops.journeys.unconverted import OUTCOMES

__all__ = [
    "GROUPS",
    "OF_LEADS",
    "OUTCOMES",
    "TARGETS",
    "UNATTRIBUTED",
    "build",
    "conversions",
    "people",
    "reshape",
    "touches",
]
