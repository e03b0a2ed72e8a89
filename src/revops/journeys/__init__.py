"""Journeys: the touches that led up to each conversion, in time order.

>>> sorted(TARGETS), sorted(GROUPS)
(['lead', 'opportunity', 'won'], ['account', 'buying_group', 'lead'])
"""

from revops.journeys.build import UNATTRIBUTED, build
from revops.journeys.conversions import TARGETS, conversions
from revops.journeys.people import GROUPS, people
from revops.journeys.touches import touches

__all__ = ["GROUPS", "TARGETS", "UNATTRIBUTED", "build", "conversions", "people", "touches"]
