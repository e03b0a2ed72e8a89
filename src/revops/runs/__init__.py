"""A run from its request to its record: carried out, written down, told."""

from revops.runs.request import Outcome, Request

__all__ = ["Outcome", "Request"]
