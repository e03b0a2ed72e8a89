"""Topics of a note: read from tags, or from its words by the agreement's lists."""

from revops.alignment.topics.drawn import drawn_notes
from revops.alignment.topics.reader import as_topics, read_notes, with_topics
from revops.alignment.topics.scored import scored

__all__ = ["as_topics", "drawn_notes", "read_notes", "scored", "with_topics"]
