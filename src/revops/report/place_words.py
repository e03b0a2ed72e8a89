"""Where a row stands, in the reader's language: checks name places in English."""

import re

from revops.text import N_, Text

#: How `checks` and `evidence` name a place: "deals.csv row 12 (id O1)", "row 3 of leads".
_IN_FILE = re.compile(r"(?P<file>.+) row (?P<n>\d+)(?: \(id (?P<id>.*)\))?", re.DOTALL)
_IN_TABLE = re.compile(r"row (?P<n>\d+) of (?P<table>\w+)(?: \(id (?P<id>.*)\))?", re.DOTALL)
_WITH_ID = N_("{place} (id {id})")
#: What stands between the places of one cell.
BETWEEN = "; "


def place_words(place: str, text: Text) -> str:
    """Name one place; what is no place stays as it is.

    >>> from revops.text import load
    >>> place_words("deals.csv row 12 (id O1)", load("en"))
    'deals.csv row 12 (id O1)'
    >>> place_words("O1", load("en"))
    'O1'
    """
    if found := _IN_TABLE.fullmatch(place):
        table = text.label(found["table"], inside=True)
        said = text(N_("row {n} of {table}"), n=found["n"], table=table)
    elif found := _IN_FILE.fullmatch(place):
        said = text(N_("{file} row {n}"), file=found["file"], n=found["n"])
    else:
        return place
    blank = text.label("(blank)") if found["id"] == "blank" else found["id"]
    return said if blank is None else text(_WITH_ID, place=said, id=blank)


def places_words(cell: object, text: Text) -> str:
    """Name the places of a cell: a text of several, or a list."""
    every = cell if isinstance(cell, list) else str(cell).split(BETWEEN)
    return BETWEEN.join(place_words(str(place), text) for place in every)
