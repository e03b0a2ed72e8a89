"""Recognition: what a file is, by its header, its name and its first and last rows.

It is driven by the mappings alone: a new vendor's file in `sources` is recognised as it stands.
"""

from revops.sources.recognise.content import Content, outcome, plain
from revops.sources.recognise.guess import Guess
from revops.sources.recognise.rank import Candidate, placed
from revops.sources.recognise.recognise import recognise
from revops.sources.recognise.recognised import Recognised, read_as, unread
from revops.sources.recognise.recogniser import Recogniser
from revops.sources.recognise.together import together

__all__ = [
    "Candidate",
    "Content",
    "Guess",
    "Recognised",
    "Recogniser",
    "outcome",
    "placed",
    "plain",
    "read_as",
    "recognise",
    "together",
    "unread",
]
