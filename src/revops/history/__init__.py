"""What ran, from what, and how it went: one SQLite file a workspace."""

from revops.history.asked import (
    checks,
    failed_pages,
    inputs,
    last_good,
    missed,
    one,
    pages,
    runs,
    steps,
)
from revops.history.file import HistoryUnreachable, HistoryUnusable, path_of, saved
from revops.history.missing import miss
from revops.history.record import begin, finish, note
from revops.history.retention import forget_old
from revops.history.stopped import settle

__all__ = [
    "HistoryUnreachable",
    "HistoryUnusable",
    "begin",
    "checks",
    "failed_pages",
    "finish",
    "forget_old",
    "inputs",
    "last_good",
    "miss",
    "missed",
    "note",
    "one",
    "pages",
    "path_of",
    "runs",
    "saved",
    "settle",
    "steps",
]
